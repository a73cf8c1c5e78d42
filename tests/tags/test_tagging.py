"""Station tag: the record's values are in the file, what is not feedtool's stays, nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mutagen import apev2, flac, id3, mp4, oggopus
from PIL import Image, ImageDraw, ImageFont
from tagged_show import RECORDINGS, check, codes, make_show, measure, tag

from feedtool.errors import FeedtoolError
from feedtool.formats.media_lock import read_lock
from feedtool.formats.tag_names import find_field, name_of
from feedtool.pipeline.audio import AudioOptions, check_audio
from feedtool.tag.cover import is_alike, make_cover


def texts(folder: Path, name: str) -> dict[str, str]:
    """Read the texts of a recording's tags."""
    return dict(measure(folder, name).tags)


@pytest.mark.parametrize("name", RECORDINGS)
def test_everything_the_record_says_is_in_the_tags(name: str, tmp_path: Path) -> None:
    """Title, show, people, date, numbers, genre, summary, language, cover, chapters in order."""
    show = make_show(tmp_path / "episodes", name)
    before = measure(show, name)

    done = tag(show)

    after = measure(show, name)
    tagging = after.tagging
    assert tagging is not None
    wanted = {
        "title": "Grace Hopper über Motten",
        "album": "Größen der Technik",
        "artist": "Ada Lovelace",
        "album_artist": "Ada Lovelace",
        "track": "7",
        "disc": "2",
        "genre": "Podcast",
        "comment": "Wie eine Motte ins Logbuch kam.",
    }
    for field, text in wanted.items():
        frames = [each.text for each in tagging.frames if each.kind == tagging.blocks[0].kind]
        assert text in frames, field
        if field != "comment":
            tags = 2 if name.endswith("wav") and name_of(field, "INFO") else 1
            assert [each.text for each in find_field(tagging, field)] == [text] * tags, field
    assert next(find_field(tagging, "date")).text.startswith("2024")
    assert [(each.width, each.height, each.type) for each in tagging.pictures] == [
        (600, 600, "image/jpeg")
    ]
    chapters: dict[str, list[tuple[float, str]]] = {}
    for chapter in tagging.chapters:
        chapters.setdefault(chapter.kind, []).append((chapter.start, chapter.title))
    assert list(chapters.values()) == (1 + name.endswith("m4a")) * [
        [
            (0, "Anfang"),
            (1.25, "Ein längerer Titel für das zweite Kapitel"),
            (2.5, "Die Motte"),
        ]
    ]
    assert after.audio_sha256 == before.audio_sha256
    assert after.duration == before.duration
    assert [each.written for each in done] == [done[0].path]


def test_id3_has_apples_frames_a_day_and_pictures_of_chapters(tmp_path: Path) -> None:
    """2.3 has year and day apart; one ordered table lists the chapters; the last one ends it."""
    show = make_show(tmp_path / "episodes", "001.mp3")

    tag(show)

    found = texts(show, "001.mp3")
    assert (found["TYER"], found["TDAT"], found["TLAN"]) == ("2024", "0201", "ger")
    assert found["WFED"] == "https://feeds.technik.example/feed.xml"
    assert found["TGID"] == "3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41"
    assert (found["TCAT"], found["TKWD"], found["PCST"]) == (
        "Technology",
        "Rechner, Geschichte",
        "1",
    )
    tagging = measure(show, "001.mp3").tagging
    assert tagging is not None
    first, *_, last = tagging.chapters
    assert first.link == "https://technik.example/1"
    assert first.picture is not None
    assert (first.picture.width, first.picture.height) == (480, 270)
    assert last.end == pytest.approx(20.321)
    (contents,) = tagging.contents
    assert (contents.is_top, contents.is_ordered) == (True, True)
    assert contents.children == tuple(each.name for each in tagging.chapters)


def test_a_chapter_that_is_not_listed_stays_out_of_the_table(tmp_path: Path) -> None:
    """`toc: false` is a chapter that apps do not show: CH11 knows it."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("title: Die Motte", "title: Die Motte, toc: false"), "utf-8")

    tag(show)

    tagging = measure(show, "001.mp3").tagging
    assert tagging is not None
    assert [len(each.children) for each in tagging.contents] == [2]
    assert len(tagging.chapters) == 3
    assert codes(check(show)) == []
    alone = check_audio(AudioOptions((str(show / "audio" / "001.mp3"),)))
    assert [each.code for each in alone[0].findings] == []  # nor without the record


@pytest.mark.parametrize("name", RECORDINGS)
def test_tagging_twice_changes_nothing(name: str, tmp_path: Path) -> None:
    """The second run writes no byte, and check has nothing to say of tags."""
    show = make_show(tmp_path / "episodes", name)
    tag(show)
    data, stamp = (show / "audio" / name).read_bytes(), (show / "audio" / name).stat()

    done = tag(show)

    assert [(each.changes, each.written) for each in done] == [([], "")]
    assert (show / "audio" / name).read_bytes() == data
    assert (show / "audio" / name).stat().st_mtime_ns == stamp.st_mtime_ns
    assert codes(check(show)) == []


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_dry_run_tells_and_writes_nothing(name: str, tmp_path: Path) -> None:
    """What it lists is what a real run changes then."""
    show = make_show(tmp_path / "episodes", name)
    before = {path: path.read_bytes() for path in show.rglob("*.*") if path.is_file()}

    told = tag(show, is_dry=True)

    assert {path: path.read_bytes() for path in before} == before
    assert not (show / "media.lock").exists()
    assert [each.changes for each in told] == [each.changes for each in tag(show)]


def test_frames_of_others_stay_byte_for_byte(tmp_path: Path) -> None:
    """Own texts, private frames, lyrics, comments with a name, back covers."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    old = id3.ID3()
    old.add(id3.TIT2(1, ["Old"]))
    old.add(id3.TXXX(1, "mood", ["calm"]))
    old.add(id3.COMM(0, "eng", "iTunNORM", [" 0001"]))
    old.add(id3.PRIV("owner", b"\xff\xe0\x00data"))
    old.add(id3.APIC(0, "image/png", 4, "back", b"\x89PNG\r\n\x1a\nback"))
    old.add(id3.USLT(1, "deu", "", "La la la"))
    old.save(path, v2_version=3)

    tag(show)

    new: Any = id3.ID3(path, translate=False)
    for key in ("TXXX:mood", "COMM:iTunNORM:eng", "PRIV:owner:\xff\xe0\x00data", "USLT::deu"):
        assert new[key] == old[key], key
    assert new["APIC:back"].data.endswith(b"back")
    assert str(new["TIT2"]) == "Grace Hopper über Motten"


def test_frames_of_others_stay_when_a_tag_is_brought_to_another_version(tmp_path: Path) -> None:
    """Those that programs write into both, and those that nobody knows."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    frames = {"TSOP": "Hopper, Grace", "TSOA": "Größen", "TDRL": "2020-01-02", "TMOO": "ruhig"}
    old: Any = id3.ID3()
    for name, text in frames.items():
        old.add(id3.Frames[name](encoding=3, text=[text]))
    old.save(path, v2_version=4)
    data = path.read_bytes()
    head, unknown = data[:10], b"XYZW\0\0\0\4\0\0\xff\xe0ab"
    path.write_bytes(head + unknown + data[10:])

    tag(show)

    found = texts(show, "001.mp3")
    assert measure(show, "001.mp3").tagging.blocks[0].kind == "ID3v2.3"  # type: ignore[union-attr]
    assert {name: found[name] for name in frames} == frames
    assert unknown in path.read_bytes()
    assert tag(show)[0].changes == []


def test_private_data_goes_only_when_asked(tmp_path: Path) -> None:
    """--strip-private takes out frames that TG12 names, and no other."""
    show = make_show(tmp_path / "episodes", "001.mp3", "001.m4a", "001.opus")
    tag(show)
    path = show / "audio" / "001.mp3"
    frames: Any = id3.ID3(path, translate=False)
    frames.add(id3.PRIV("XMP", b"file:///Users/ada/Desktop/cut.wav"))
    frames.add(id3.PRIV("other", b"data"))
    frames.save(path, v2_version=3)
    atoms: Any = mp4.MP4(show / "audio" / "001.m4a")
    atoms["apID"], atoms["----:com.example:NOTE"] = ["ada@example.com"], [mp4.MP4FreeForm(b"x")]
    atoms.save()
    comments: Any = oggopus.OggOpus(show / "audio" / "001.opus")
    comments["project"] = [r"C:\Users\Ada\hopper.rpp"]
    comments.save()
    assert codes(check(show)).count("TG12") == 3

    tag(show)
    assert codes(check(show)).count("TG12") == 3
    tag(show, strips_private=True)

    assert codes(check(show)) == []
    assert "PRIV:other:data" in id3.ID3(path)
    assert "----:com.example:NOTE" in mp4.MP4(show / "audio" / "001.m4a")


def test_an_mp3_ends_with_one_tag(tmp_path: Path) -> None:
    """ID3v1 and APEv2 go; what the APEv2 tag alone said becomes a frame of one's own."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    sound = measure(show, "001.mp3").audio_sha256
    ape: Any = apev2.APEv2()
    ape["Title"], ape["Mood"] = "Old", "calm"
    ape.save(path)
    with path.open("ab") as file:
        file.write(b"TAG" + b"Oldest".ljust(125, b"\0"))

    tag(show)

    facts = measure(show, "001.mp3")
    assert facts.tagging is not None
    assert [block.kind for block in facts.tagging.blocks] == ["ID3v2.3"]
    assert texts(show, "001.mp3")["TXXX:Mood"] == "calm"
    assert facts.audio_sha256 == sound


@pytest.mark.parametrize("version", [3, 4])
def test_the_version_of_id3_is_the_one_asked_for(version: int, tmp_path: Path) -> None:
    """2.3 is written else; a tag of 2.4 that says everything is left alone."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    old = id3.ID3()
    old.add(id3.TXXX(3, "mood", ["calm"]))
    old.add(id3.TDRL(3, ["2020-01-01"]))
    old.save(path, v2_version=7 - version)

    tag(show, id3_version=version)

    tagging = measure(show, "001.mp3").tagging
    assert tagging is not None
    assert [block.kind for block in tagging.blocks] == [f"ID3v2.{version}"]
    assert texts(show, "001.mp3")["TXXX:mood"] == "calm"
    assert [each.changes for each in tag(show)] == [[]]
    again = tag(show, id3_version=7 - version)[0].changes
    assert again[0].name == "tags"


def test_what_the_record_leaves_open_stays(tmp_path: Path) -> None:
    """Without season, chapters and artwork the file keeps its own; so do totals of numbers."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    path = show / "audio" / "001.mp3"
    frames: Any = id3.ID3(path, translate=False)
    frames.add(id3.TRCK(0, ["07/12"]))
    frames.save(path, v2_version=3)
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8").replace("season: 2\n", "")
    record.write_text(text[: text.index("chapters:")] + "---\nNotizen.\n", encoding="utf-8")
    yaml = (show / "show.yaml").read_text(encoding="utf-8")
    address = "artwork: https://technik.example/a.png"
    (show / "show.yaml").write_text(yaml.replace("artwork: artwork.png", address), "utf-8")

    done = tag(show)

    names = [change.name for each in done for change in each.changes]
    assert names == ["WFED"]  # mutagen, which wrote the other number, cannot keep it
    assert texts(show, "001.mp3")["TRCK"] == "07/12"


def test_a_longer_text_is_compared_to_its_end(tmp_path: Path) -> None:
    """Facts keep 300 characters of a text; a change behind them is a change."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    long = "Wort " * 100
    record.write_text(text.replace("Wie eine Motte ins Logbuch kam.", f"{long}eins."), "utf-8")
    tag(show)
    assert [each.changes for each in tag(show)] == [[]]
    record.write_text(text.replace("Wie eine Motte ins Logbuch kam.", f"{long}zwei."), "utf-8")

    assert {change.name for change in tag(show)[0].changes} == {"COMM::ger", "TDES"}


def test_the_index_of_an_mp4_may_grow_shrink_and_stand_anywhere(tmp_path: Path) -> None:
    """Whether room is left or not, before the sound or behind it, the sound is found."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    sound = measure(show, "001.m4a").audio_sha256
    for title in ("x", "A long title " * 300, "y", "z" * 5000):
        record = (show / "001-motten.md").read_text(encoding="utf-8").splitlines()
        record[1] = f"title: {title}"
        (show / "001-motten.md").write_text("\n".join(record) + "\n", encoding="utf-8")
        done = tag(show)
        facts = measure(show, "001.m4a")
        assert (done[0].fault, facts.audio_sha256, facts.missing_bytes) == ("", sound, 0)
        assert str(mp4.MP4(path)["\xa9nam"][0]) == title.strip()


def test_a_grey_picture_of_16_bits_stays_grey(tmp_path: Path) -> None:
    """Pillow makes all of it white that is brighter than 255 of 65,535."""
    grey = Image.linear_gradient("L").resize((600, 600))
    grey.save(tmp_path / "8.png")
    grey.convert("I").point(lambda level: level * 257).convert("I;16").save(tmp_path / "16.png")

    assert is_alike(make_cover(tmp_path / "16.png"), make_cover(tmp_path / "8.png"))


def test_a_cover_that_looks_the_same_is_left(tmp_path: Path) -> None:
    """Another encoder makes other bytes of the same picture; another picture is written."""
    cover = tmp_path / "cover.jpg"
    picture = Image.radial_gradient("L").resize((700, 500)).convert("RGB")
    picture.save(cover)
    made = make_cover(cover)
    with Image.open(tmp_path / "cover.jpg") as source:
        assert source.size == (700, 500)
    again = tmp_path / "again.jpg"
    with Image.open(cover) as source:
        source.crop((100, 0, 600, 500)).save(again, quality=70)

    assert make_cover(cover) == made
    assert is_alike(made, again.read_bytes())
    assert not is_alike(made, cover.read_bytes())
    Image.linear_gradient("L").resize((500, 500)).convert("RGB").save(again)
    assert not is_alike(made, again.read_bytes())


def test_covers_of_one_design_are_told_apart(tmp_path: Path) -> None:
    """The number of another episode is a hundredth of the picture, and wrong all the same."""
    made = []
    for words in ("Motten 12", "Motten 13"):
        picture = Image.radial_gradient("L").resize((3000, 3000)).convert("RGB")
        font = ImageFont.load_default(150)
        ImageDraw.Draw(picture).text((300, 2500), words, fill="white", font=font)
        picture.save(tmp_path / "artwork.png")
        made.append(make_cover(tmp_path / "artwork.png"))
        with Image.open(tmp_path / "artwork.png") as source:
            source.resize((600, 600), Image.Resampling.BILINEAR).save(
                tmp_path / "b.jpg", quality=85
            )
        assert is_alike(made[-1], (tmp_path / "b.jpg").read_bytes())

    assert not is_alike(*made)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: b"words", "it is no picture that can be read"),
        (lambda data: data[: len(data) // 2], "it is cut off or damaged"),
    ],
)
def test_a_picture_that_cannot_be_read_is_left_out_and_named(
    spoil: Callable[[bytes], bytes], why: str, tmp_path: Path
) -> None:
    """With its path, and the rest is written."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    picture = show / "chapter.png"
    picture.write_bytes(spoil(picture.read_bytes()))

    (done,) = tag(show)

    assert done.notes == [f"without the picture chapter.png: {why}"]
    assert done.written
    assert not done.fault


def test_a_chapter_without_title_is_the_fault_of_its_record(tmp_path: Path) -> None:
    """CH06 names it there: to tag the file again would not help."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace(", title: Die Motte", ""), encoding="utf-8")
    tag(show)

    found = check(show)

    assert codes(found) == []
    assert "CH06" in [each.code for each in found.findings]


@pytest.mark.parametrize("name", ["001.mp3", "001.m4a", "001.opus"])
def test_what_lies_behind_the_sound_is_no_chapter_of_it(name: str, tmp_path: Path) -> None:
    """CH05 names it in the record; the file gets the others, and they end with the sound."""
    show = make_show(tmp_path / "episodes", name)
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    lines = ["{start: 0, end: 90, title: A}", "{start: 60, title: B}", "{start: 70, title: C}"]
    start = text.index("chapters:")
    chapters = "".join(f"  - {line}\n" for line in lines)
    record.write_text(f"{text[:start]}chapters:\n{chapters}---\nNotizen.\n", encoding="utf-8")

    tag(show)

    facts, found = measure(show, name), check(show)
    assert facts.tagging is not None
    assert facts.duration is not None
    assert {each.title for each in facts.tagging.chapters} == {"A"}
    assert all((each.end or 0) < facts.duration + 0.1 for each in facts.tagging.chapters)
    assert codes(found) == []
    assert "CH05" in [each.code for each in found.findings]


def test_media_lock_has_the_new_facts(tmp_path: Path) -> None:
    """A clone without the audio is judged by them: a new title no longer fits the file."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    facts = measure(show, "001.mp3")
    locked = read_lock((show / "media.lock").read_text(encoding="utf-8"))[0]["audio/001.mp3"]
    assert (locked.sha256, locked.length) == (facts.sha256, facts.length)
    assert codes(check(show, locked=True)) == []

    (show / "audio" / "001.mp3").unlink()
    assert codes(check(show)) == []
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("über Motten", "über Käfer"), encoding="utf-8")

    assert codes(check(show)) == ["TG02"]


def test_a_lock_that_lags_behind_is_brought_up(tmp_path: Path) -> None:
    """A run that was killed between file and lock is mended by the next, which writes no audio."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    lock = (show / "media.lock").read_text(encoding="utf-8")
    (show / "media.lock").write_text(lock.replace("length = ", "length = 1"), encoding="utf-8")

    done = tag(show)

    assert [each.written for each in done] == [""]
    assert (show / "media.lock").read_text(encoding="utf-8") == lock


@pytest.mark.parametrize(
    "word", ["001-motten.md", "001-motten", "7", "07", "3f1c9a52-7d0b-4e68-8f6e-6a8d1c2b3a41"]
)
def test_an_episode_is_named_as_one_likes(word: str, tmp_path: Path) -> None:
    """By file, slug, number or GUID."""
    show = make_show(tmp_path / "episodes", "001.mp3")

    assert [each.written for each in tag(show, word)] == [str(show / "audio" / "001.mp3")]


def test_an_episode_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A slip is answered with the nearest name; audio that is not at hand is said."""
    show = make_show(tmp_path / "episodes", "001.mp3")

    with pytest.raises(FeedtoolError, match="there is no episode with audio") as caught:
        tag(show, "001-moten")
    assert "001-motten" in caught.value.hint
    (show / "audio" / "001.mp3").unlink()
    with pytest.raises(FeedtoolError, match="not at hand"):
        tag(show, "7")
    assert tag(show) == []


def test_numbers_of_two_seasons_are_not_guessed(tmp_path: Path) -> None:
    """A number that means two episodes is refused, with both names."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    text = (show / "001-motten.md").read_text(encoding="utf-8")
    text = text.replace("3f1c9a52", "4f1c9a52").replace("audio/001.mp3", "audio/001.wav")
    (show / "002.md").write_text(text, encoding="utf-8")
    (show / "audio" / "001.wav").write_bytes((show / "audio" / "001.mp3").read_bytes())

    with pytest.raises(FeedtoolError, match="may be any of"):
        tag(show, "7")


def test_a_file_of_two_episodes_is_left_alone(tmp_path: Path) -> None:
    """Its tags cannot fit both."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    text = (show / "001-motten.md").read_text(encoding="utf-8")
    (show / "002.md").write_text(text.replace("3f1c9a52", "4f1c9a52"), encoding="utf-8")

    assert {each.fault for each in tag(show)} == {"more than one episode has it as audio"}


def test_a_record_with_errors_is_not_written_into_files(tmp_path: Path) -> None:
    """A field that cannot be read would leave a gap."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("episode: 7", "episode: first"), encoding="utf-8")
    data = (show / "audio" / "001.mp3").read_bytes()

    assert "episode cannot be read" in tag(show)[0].fault
    assert (show / "audio" / "001.mp3").read_bytes() == data


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ('"Grace Hopper', "its record has errors: what it means is a guess"),
        ("Motten: was wir wissen", "its record has errors: what it means is a guess"),
        ("x\n\tguid: y\n: :", "001-motten.md"),
    ],
)
def test_what_is_only_guessed_is_not_written_into_files(
    title: str, fault: str, tmp_path: Path
) -> None:
    """A check reads on where YAML is broken, as if it were mended; a lost record is named."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("Grace Hopper über Motten", title), encoding="utf-8")
    data = (show / "audio" / "001.mp3").read_bytes()

    (done,) = tag(show)

    assert fault in f"{done.path}: {done.fault}"
    assert "run feedtool check" in done.fault
    assert (show / "audio" / "001.mp3").read_bytes() == data


def test_an_episode_whose_audio_cannot_be_read_is_named(tmp_path: Path) -> None:
    """It has a file, but nobody knows which."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("audio: audio/001.mp3", "audio: [1, 2]"), encoding="utf-8")

    (done,) = tag(show)

    assert (done.path.rpartition("/")[2], done.fault) == (
        "001-motten.md",
        "it cannot be read: run feedtool check",
    )


@pytest.mark.parametrize("title", ['"Größen', "[Größen]", "x\n{{"])
def test_a_show_with_errors_is_not_written_into_files(title: str, tmp_path: Path) -> None:
    """Every file would get a wrong album, or none."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    text = (show / "show.yaml").read_text(encoding="utf-8")
    text = text.replace("Größen der Technik", title)
    (show / "show.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(FeedtoolError, match=r"show\.yaml has errors"):
        tag(show)


def test_a_flac_keeps_its_other_pictures(tmp_path: Path) -> None:
    """Only the front cover is feedtool's."""
    show = make_show(tmp_path / "episodes", "001.flac")
    file: Any = flac.FLAC(show / "audio" / "001.flac")
    back: Any = flac.Picture()
    back.type, back.mime, back.data = 4, "image/png", b"\x89PNG\r\n\x1a\nback"
    file.add_picture(back)
    file.save()

    tag(show)

    found: Any = flac.FLAC(show / "audio" / "001.flac")
    assert [picture.type for picture in found.pictures] == [3, 4]
    assert found.pictures[1].data == back.data


def test_a_flac_with_id3_in_front_is_tagged(tmp_path: Path) -> None:
    """Some programs put ID3 before a FLAC: it stays, and the comments are written."""
    show = make_show(tmp_path / "episodes", "001.flac")
    path = show / "audio" / "001.flac"
    ahead: Any = id3.ID3()
    ahead.add(id3.TXXX(encoding=3, desc="mood", text=["calm"]))
    ahead.save(path)
    assert path.read_bytes()[:3] == b"ID3"
    before = measure(show, "001.flac")

    assert [each.fault for each in tag(show)] == [""]

    after = measure(show, "001.flac")
    assert after.audio_sha256 == before.audio_sha256
    found: Any = flac.FLAC(path)
    assert found["title"] == ["Grace Hopper über Motten"]
    kept: Any = id3.ID3(path)
    assert kept.getall("TXXX:mood")[0].text == ["calm"]
    assert tag(show)[0].changes == []


@pytest.mark.parametrize(("name", "most"), [("001.mp3", 255), ("001.m4a", 255), ("001.opus", 1000)])
def test_chapters_that_a_list_has_no_room_for_are_said(
    name: str, most: int, tmp_path: Path
) -> None:
    """One byte counts them in ID3's table and in Nero's list, three digits in Vorbis comments."""
    show = make_show(tmp_path / "episodes", name)
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    times = (number * 3 / most for number in range(most + 9))
    lines = [f"  - {{start: {time:.4f}, title: um {time:.4f}}}\n" for time in times]
    start = text.index("chapters:")
    text = f"{text[:start]}chapters:\n{''.join(lines)}---\nNotizen.\n"
    record.write_text(text, encoding="utf-8")

    done = tag(show)[0]

    assert done.written
    assert [note for note in done.notes if f"{most:,} chapters" in note]
    assert codes(check(show)) == []
