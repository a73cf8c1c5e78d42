"""media.lock: what is written is read back, and what is wrong is named at its place."""

import subprocess
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.media_lock import read_lock, write_lock
from feedtool.model.finding import Level
from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts
from feedtool.model.tagging import Frame, TagBlock, Tagging, TagPicture

HASH = "0123456789abcdef" * 4
AUDIO = AudioFacts(57600, HASH, "audio/mpeg", "mp3", "mp3", 3600.04, 3600.04, HASH, 128.0, 44100, 2)
IMAGE = ImageFacts(9000, HASH, "image/png", "PNG", 3000, 3000, "RGBA", has_alpha=True)
BLOCK = f'["a.mp3"]\nsha256 = "{HASH}"\nlength = 5\n'

ORDER = ["TIT2", "TALB", "TRCK"]
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
counts = st.integers(0, 10**12)
seconds = st.none() | st.floats(0, 86400).map(lambda value: round(value, 3))
words = st.text(max_size=9)
texts = st.text(max_size=20)
kept_tags = st.lists(st.tuples(st.sampled_from(["TIT2", "TALB", "TRCK"]), texts), max_size=4)
taggings = st.none() | kept_tags.map(
    lambda pairs: Tagging(
        (TagBlock("ID3v2.3", 0),),
        tuple(Frame("ID3v2.3", *pair) for pair in sorted(pairs, key=lambda p: ORDER.index(p[0]))),
        is_whole=False,
    )
)
audio_facts = st.builds(
    AudioFacts,
    counts,
    hashes,
    words,
    words,
    words,
    seconds,
    seconds,
    st.just("") | hashes,
    seconds,
    st.none() | counts,
    st.none() | st.integers(0, 8),
    st.sampled_from(["", "cbr", "vbr-without-header"]),
    st.booleans(),
    tagging=taggings,
)
image_facts = st.builds(
    ImageFacts,
    counts,
    hashes,
    words,
    words,
    counts,
    counts,
    words,
    st.booleans(),
    st.booleans(),
    st.none() | st.floats(1, 1200).map(lambda value: round(value, 1)),
    st.sampled_from([(), ("author",), ("GPS position", "serial number")]),
    is_blank=st.booleans(),
)
tables = st.dictionaries(st.text(max_size=20), audio_facts | image_facts, max_size=5)


def test_lock_is_written_as_blocks_in_order() -> None:
    """One block a file by name; each fact on its line; what is not so is not said."""
    assert write_lock({"b.png": IMAGE, "audio/a.mp3": AUDIO}) == (
        "# feedtool writes this file: what it measured in each media file. Commit it.\n"
        "\n"
        '["audio/a.mp3"]\n'
        f'sha256 = "{HASH}"\n'
        f'audio_sha256 = "{HASH}"\n'
        "length = 57600\n"
        'type = "audio/mpeg"\n'
        "duration = 3600.04\n"
        'container = "mp3"\n'
        'codec = "mp3"\n'
        "promised = 3600.04\n"
        "bit_rate = 128.0\n"
        "sample_rate = 44100\n"
        "channels = 2\n"
        "\n"
        '["b.png"]\n'
        f'sha256 = "{HASH}"\n'
        "length = 9000\n"
        'type = "image/png"\n'
        'format = "PNG"\n'
        "width = 3000\n"
        "height = 3000\n"
        'mode = "RGBA"\n'
        "has_alpha = true\n"
    )


@given(facts=tables)
def test_what_is_written_is_read_back(facts: dict[str, MediaFacts]) -> None:
    """Any facts of any name come back as they were, and writing them again changes nothing."""
    text = write_lock(facts)

    assert read_lock(text) == (facts, [])
    assert write_lock(read_lock(text)[0]) == text


@given(facts=tables)
def test_lock_is_toml(facts: dict[str, MediaFacts]) -> None:
    """Every TOML reader finds the same blocks; a user's comment makes no difference to ours."""
    text = write_lock(facts)

    assert tomllib.loads(text).keys() == facts.keys()
    assert read_lock("# Größe\n" + text) == (facts, [])


def test_facts_that_only_bytes_tell_are_left_out() -> None:
    """Damage and files that could not be measured do not enter the file."""
    damaged = replace(AUDIO, missing_bytes=5, junk_bytes=6)

    text = write_lock({"a": damaged, "b": IMAGE, "c": replace(AUDIO, fault="empty")})

    assert text == write_lock({"a": AUDIO, "b": IMAGE})
    assert {field.name for field in fields(AUDIO)} >= {"missing_bytes", "junk_bytes"}


def test_tags_that_are_compared_with_the_record_are_kept() -> None:
    """Title, show and the like, and the cover, on one line; the others stay in the file."""
    frames = (
        Frame("ID3v2.3", "TIT2", 'A "quoted" \\ title'),
        Frame("ID3v2.3", "TXXX", "secret", "session"),
        Frame("ID3v1", "title", "old"),
        Frame("ID3v2.3", "TALB", "Größe = alles"),
    )
    cover = TagPicture("ID3v2.3", "APIC", 3, "image/jpeg", 600, 600, 9000, HASH)
    blocks = (TagBlock("ID3v2.3", 9999), TagBlock("ID3v1", 128))
    facts = replace(AUDIO, tagging=Tagging(blocks, frames, (cover,)))

    text = write_lock({"a": facts})

    line = next(line for line in text.splitlines() if line.startswith("tags"))
    assert line == (
        r'tags = ["ID3v2.3", "TIT2=A \"quoted\" \\ title", "TALB=Größe = alles", '
        '"APIC=image/jpeg 600x600 9000"]'
    )
    read = read_lock(text)[0]["a"]
    assert isinstance(read, AudioFacts)
    assert read.tagging is not None
    assert read.tagging.frames == (frames[0], frames[3])
    assert read.tagging.pictures == (replace(cover, sha256=""),)
    assert not read.tagging.is_whole
    assert read_lock("# x\n" + text.replace("# feed", "# f\u00e4ed")) == read_lock(text)
    assert tomllib.loads(text)["a"]["tags"][1] == 'TIT2=A "quoted" \\ title'


def test_a_lock_without_tags_leaves_them_unknown() -> None:
    """One that an older feedtool wrote says nothing of tags, which is not that there are none."""
    known = replace(AUDIO, tagging=Tagging())

    assert read_lock(write_lock({"a": AUDIO}))[0] == {"a": AUDIO}
    assert "tags = []" in write_lock({"a": known})
    found = read_lock(write_lock({"a": known}))[0]["a"]
    assert found == replace(known, tagging=Tagging(is_whole=False))


@pytest.mark.parametrize("tags", ["1", '"x"', "[1]", '["a", 2]', "true"])
def test_tags_of_another_shape_are_named(tags: str) -> None:
    """They must be a list of texts."""
    facts, faults = read_lock(BLOCK + f"tags = {tags}\n")

    assert facts == {}
    assert [fault.code for fault in faults] == ["RC03"]


def test_facts_of_pictures_are_kept() -> None:
    """What a picture tells of itself is judged where it is not at hand, too."""
    facts = replace(IMAGE, dpi=300.0, traces=("GPS position", "serial number"), is_blank=True)
    text = write_lock({"b": facts})

    assert text.endswith(
        'has_alpha = true\ndpi = 300.0\ntraces = "GPS position, serial number"\nis_blank = true\n'
    )
    assert read_lock(text) == ({"b": facts}, [])


def test_numbers_are_rounded_to_milliseconds() -> None:
    """A length that no reader needs finer is written with three decimals."""
    assert "duration = 1.235\n" in write_lock({"a": replace(AUDIO, duration=1.23456)})


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        (BLOCK.replace("= 5", '= "5"'), "length of 'a.mp3' must be a whole number", '"5"'),
        (BLOCK.replace("= 5", "= true"), "length of 'a.mp3' must be a whole number", "true"),
        (BLOCK.replace("= 5", "= -5"), "length of 'a.mp3' must be a whole number", "-5"),
        (BLOCK + "duration = nan\n", "duration of 'a.mp3' must be a number", "nan"),
        (BLOCK + "has_video = 1\n", "has_video of 'a.mp3' must be true or false", "1"),
        (BLOCK + "type = 1\n", "type of 'a.mp3' must be text", "1"),
        (BLOCK.replace("0123", "xxxx"), "sha256 of 'a.mp3' must be 64 hexadecimal", '"xxxx'),
        (BLOCK.replace("length = 5\n", ""), "'a.mp3' lacks its length", '"a.mp3"'),
        ("x = 1\n", "'x' stands outside of a block", "1"),
    ],
)
def test_wrong_block_is_left_out_and_named(text: str, words: str, marked: str) -> None:
    """A fact of the wrong type is RC03 at its value; the other blocks are still read."""
    facts, faults = read_lock(text + BLOCK.replace("a.mp3", "b.mp3"))
    span = faults[0].problem.at

    assert list(facts) == ["b.mp3"]
    assert [fault.code for fault in faults] == ["RC03"]
    assert words in faults[0].problem.message
    assert text[span.start : span.end].startswith(marked)


@pytest.mark.parametrize(
    "text",
    [
        f"<<<<<<< HEAD\n{BLOCK}=======\n{BLOCK}",
        BLOCK + "length = 5\n",
        BLOCK + "type = \n",
        "[" * 5000,
    ],
)
def test_unreadable_lock_is_one_fault(text: str) -> None:
    """Half a mark of a merge, or anything else that is no TOML, is named where it is."""
    facts, faults = read_lock(text)

    assert facts == {}
    assert [fault.code for fault in faults] in (["RC01"], ["RC04"])


def test_unknown_facts_are_let_pass() -> None:
    """A fact that a later feedtool knows does not spoil the block."""
    assert read_lock(BLOCK + 'later = "x"\n') == ({"a.mp3": AudioFacts(5, HASH)}, [])


@given(text=st.text(alphabet='["]=\n#.a1 \\true\x00é', max_size=80))
def test_any_text_is_read_as_toml_reads_it(text: str) -> None:
    """The quick reader takes nothing for facts that TOML would refuse."""
    _, faults = read_lock(text)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert faults


def merge(folder: Path, old: str, *sides: str) -> str:
    """Merge two versions of a lock as git does, marks and all."""
    names = ("ours", "old", "theirs")
    for name, text in zip(names, (sides[0], old, sides[1]), strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    words = ("git", "merge-file", "-p", "--diff3", *(str(folder / name) for name in names))
    return subprocess.run(words, capture_output=True, check=False).stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("old", "ours", "theirs"),
    [
        ("", "a", "b"),
        ("am", "abm", "acm"),
        ("abcm", "abcdem", "abcfm"),
        ("ac", "abc", "ac"),
        ("abc", "ac", "abcd"),
    ],
)
def test_both_sides_of_a_merge_are_read(old: str, ours: str, theirs: str, tmp_path: Path) -> None:
    """Two branches that add an episode each change the same lines: nothing of either is lost."""

    def lock(names: str) -> dict[str, MediaFacts]:
        return {name: replace(AUDIO, length=ord(name)) for name in names}

    text = merge(tmp_path, *(write_lock(lock(names)) for names in (old, ours, theirs)))
    facts, faults = read_lock(text)

    assert facts == lock(ours) | lock(theirs) or "<<<<<<<" not in text
    assert [fault.problem.level for fault in faults] == [Level.WARNING] * ("<<<<<<<" in text)


def test_sides_of_a_merge_that_contradict_each_other_are_an_error(tmp_path: Path) -> None:
    """Nobody can tell which recording the show has, so the file is not written anew."""
    versions = (write_lock({"a.mp3": replace(AUDIO, length=length)}) for length in (1, 2, 3))
    _, (fault,) = read_lock(merge(tmp_path, *versions))

    assert fault.problem.level is None
    assert "its sides say something else of 'a.mp3'" in fault.problem.message


def test_merge_of_what_is_no_lock_is_one_error() -> None:
    """Then both sides have to be looked at."""
    facts, (fault,) = read_lock(f"{BLOCK}<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")

    assert (facts, fault.problem.level) == ({}, None)
