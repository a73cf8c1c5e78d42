"""Other bytes behind an address that stays: found as far as anything knows of them."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from released import NOW, Released, build, dangers, warnings

from feedtool.pipeline.releasing.plan import Planned

SAMPLE = Path(__file__).resolve().parents[2] / "episodes"


@pytest.fixture
def sample(tmp_path: Path) -> Released:
    """Give a copy of the sample show with its feed, which has local audio and pictures."""
    shutil.copytree(SAMPLE, tmp_path / "episodes", ignore=shutil.ignore_patterns(".feedtool"))
    show = Released(tmp_path / "episodes", tmp_path / "out" / "feed.xml")
    build(show)
    return show


def encode_anew(show: Released) -> None:
    """Change the sound within a file, and not its length."""
    path = show.folder / "audio" / "072.mp3"
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + data[middle : middle + 200][::-1] + data[middle + 200 :])


def rename(show: Released) -> None:
    """Give a recording another name, in the folder and in its record."""
    record = show.folder / "072-sebastian-raschka.md"
    audio = show.folder / "audio" / "072.mp3"
    audio.rename(audio.with_name("072-b ü.mp3"))
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("audio/072.mp3", "audio/072-b ü.mp3"), encoding="utf-8")


def cut_short(show: Released) -> None:
    """Put a shorter recording under the same name."""
    shutil.copy(show.folder / "audio" / "000.mp3", show.folder / "audio" / "072.mp3")


def forget_manifest(show: Released) -> None:
    """Leave the feed alone, as most hosts keep it."""
    (show.feed.parent / "manifest.json").unlink()


def commit(show: Released) -> None:
    """Commit the records and media.lock as they are."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "-A", "."], ["commit", "-qm", "release"]):
        subprocess.run([*git, *words], cwd=show.folder, check=True, capture_output=True)


def message_of(planned: Planned, code: str) -> str:
    """Return what is said under a code."""
    return next(each.message for each in planned.plan.dangers if each.code == code)


@pytest.mark.parametrize(
    ("before", "change", "known_by"),
    [
        ((), encode_anew, "the manifest of the feed that is out"),
        ((forget_manifest, commit), encode_anew, "media.lock of git:HEAD"),
        ((forget_manifest,), cut_short, "the feed that is out, which gives"),
    ],
    ids=["manifest", "lock", "length"],
)
def test_audio_encoded_anew_under_the_same_name_is_found(
    before: tuple[Callable[[Released], None], ...],
    change: Callable[[Released], None],
    known_by: str,
    sample: Released,
) -> None:
    """It stands at the record's audio, once, whoever knows of it."""
    for step in before:
        step(sample)
    change(sample)
    planned = sample.plan()

    assert dangers(planned) == ["RL05"]
    assert "RL05" not in {each.code for each in planned.stopping}
    assert known_by in message_of(planned, "RL05")
    place = planned.plan.dangers[0].place
    line = (sample.folder / "072-sebastian-raschka.md").read_text().splitlines()[place.line - 1]
    assert line.startswith("audio:")
    assert planned.plan.changes[0].what[0] == "audio"


@pytest.mark.parametrize("before", [(), (forget_manifest, commit)], ids=["manifest", "lock"])
def test_a_new_recording_of_the_same_length_under_a_new_name_is_right(
    before: tuple[Callable[[Released], None], ...], sample: Released
) -> None:
    """That is the cure of RL05, and audio of a constant bit rate often keeps its length."""
    for step in before:
        step(sample)
    encode_anew(sample)
    rename(sample)

    assert dangers(sample.plan()) == []


@pytest.mark.parametrize("before", [(), (forget_manifest, commit)], ids=["manifest", "lock"])
def test_the_same_recording_under_a_new_name_is_a_danger(
    before: tuple[Callable[[Released], None], ...], sample: Released
) -> None:
    """Nothing speaks for another address."""
    for step in before:
        step(sample)
    rename(sample)

    assert dangers(sample.plan()) == ["RL04"]


def test_what_nobody_can_know_is_not_claimed(sample: Released) -> None:
    """The same length, and neither manifest nor commit."""
    forget_manifest(sample)
    encode_anew(sample)

    assert dangers(sample.plan()) == []


def test_a_manifest_of_another_feed_is_not_believed(sample: Released) -> None:
    """It says which feed it was written with."""
    sample.feed.write_bytes(sample.feed.read_bytes() + b"\n")
    encode_anew(sample)

    assert dangers(sample.plan()) == []


def test_a_length_that_was_wrong_is_corrected(sample: Released) -> None:
    """The manifest proves that the bytes are the same."""
    old = hashlib.sha256(sample.feed.read_bytes()).hexdigest()
    text = re.sub(
        r'(072\.mp3" length=)"\d+"', r'\1"12345"', sample.feed.read_text(encoding="utf-8")
    )
    sample.feed.write_text(text, encoding="utf-8")
    manifest = sample.feed.parent / "manifest.json"
    now = hashlib.sha256(sample.feed.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, now), encoding="utf-8")
    planned = sample.plan()

    assert old != now
    assert dangers(planned) == []
    assert warnings(planned) == ["RL16"]


def test_ads_put_in_per_request_have_no_length(sample: Released) -> None:
    """Audio that is dynamic is not compared."""
    sample.add_to_show("dynamic: true\n")
    build(sample)
    cut_short(sample)

    assert dangers(sample.plan()) == []


def test_a_picture_painted_anew_is_found(sample: Released) -> None:
    """At the field that names it, in show.yaml or in an episode."""
    Image.new("RGB", (3000, 3000), "navy").save(sample.folder / "artwork.png")
    planned = sample.plan()

    assert dangers(planned) == ["RL06"]
    assert planned.stopping == []
    assert planned.plan.dangers[0].place.path.endswith("show.yaml")
    assert "'artwork.png'" in message_of(planned, "RL06")


def test_a_picture_with_another_name_is_an_ordinary_change(sample: Released) -> None:
    """That is the cure."""
    Image.new("RGB", (3000, 3000), "navy").save(sample.folder / "artwork-b.png")
    sample.change_show("artwork: artwork.png", "artwork: artwork-b.png")
    planned = sample.plan()

    assert dangers(planned) == []
    assert [(each.title, each.what) for each in planned.plan.changes] == [
        ("the show", ("picture",))
    ]
    assert planned.plan.now == NOW


def test_words_of_the_image_of_rss_are_no_other_picture(sample: Released) -> None:
    """The title in it is the show's, whatever another tool wrote; apps show none of it."""
    feed = sample.feed
    text = feed.read_text(encoding="utf-8")
    head, image, rest = text.partition("<image>")
    feed.write_text(
        head + image + rest.replace("</title>", " Podcast</title>", 1), encoding="utf-8"
    )

    planned = sample.plan()

    assert [(each.title, each.what) for each in planned.plan.changes] == [
        ("the show", ("image of RSS 2.0",))
    ]


def test_a_length_of_thousands_of_digits_is_no_number(sample: Released) -> None:
    """Python refuses to read one so long."""
    forget_manifest(sample)
    text = sample.feed.read_text(encoding="utf-8")
    endless = re.sub(r'(072\.mp3" length=)"\d+"', rf'\1"{"9" * 6000}"', text)
    sample.feed.write_text(endless, encoding="utf-8")

    assert endless != text
    assert dangers(sample.plan()) == ["RL12"]  # so many bytes fewer, and nothing else
