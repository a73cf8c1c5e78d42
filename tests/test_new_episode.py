"""A new record names its files as records do, wherever the command was called."""

import shutil
from pathlib import Path

import pytest

from feedtool.cli import run

TESTS = Path(__file__).parent
SPEECH = TESTS / "data" / "audio" / "speech-mono-cbr64.mp3"


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the base show, with a recording in it, and stand beside it."""
    folder = tmp_path / "episodes"
    shutil.copytree(TESTS / "shows" / "base", folder)
    (folder / "audio").mkdir()
    shutil.copy(SPEECH, folder / "audio" / "003.mp3")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        (".", "episodes/audio/003.mp3"),
        (".", "audio/003.mp3"),
        ("episodes", "audio/003.mp3"),
        ("episodes/audio", "003.mp3"),
    ],
)
def test_audio_is_found_here_or_in_the_show(
    place: str, typed: str, show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the shell completes it, and as the record writes it."""
    monkeypatch.chdir(show.parent / place)

    assert run(["new", "A third one", "--show", str(show), "--audio", typed]) == 0
    record = (show / "003-a-third-one.md").read_text(encoding="utf-8")
    assert "\naudio: audio/003.mp3\n" in record


def test_a_file_from_here_comes_before_one_of_the_show(show: Path) -> None:
    """What lies outside the show folder is refused, and not another taken for it."""
    (show.parent / "audio").mkdir()
    shutil.copy(SPEECH, show.parent / "audio" / "003.mp3")

    assert run(["new", "A third one", "--audio", "audio/003.mp3"]) == 2
    assert not list(show.glob("003*"))


def test_a_file_that_is_nowhere_is_named(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With both places that were looked at."""
    assert run(["new", "A third one", "--audio", "audio/004.mp3"]) == 2
    said = capsys.readouterr().err
    assert "audio/004.mp3: there is no such file, neither here nor in episodes" in said
    assert not list(show.glob("003*"))


SEASONS = {
    "counted anew": (("1", "7"), ("2", "1"), "season: 2\nepisode: 2\n"),
    "counted on": (("1", "7"), ("2", "8"), "season: 2\nepisode: 9\n"),
    "an old one written last": (("2", "3"), ("1", "8"), "season: 1\nepisode: 9\n"),
}


@pytest.mark.parametrize(("first", "second", "lines"), SEASONS.values(), ids=SEASONS)
def test_season_and_number_follow_from_the_newest(
    first: tuple[str, str], second: tuple[str, str], lines: str, show: Path
) -> None:
    """Some shows begin each season with 1, others go on; the number of a trailer does not count."""
    for name, (season, number) in (("001.md", first), ("002.md", second)):
        text = (show / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in text if not line.startswith(("season:", "episode:"))]
        kept[1:1] = [f"season: {season}\n", f"episode: {number}\n"]
        (show / name).write_text("".join(kept), encoding="utf-8")
    trailer = (
        "title: Soon\npublished: 2024-05-01 09:00\nepisode_type: trailer\nseason: 9\nepisode: 90\n"
    )
    (show / "soon.yaml").write_text(trailer, encoding="utf-8")
    before = set(show.iterdir())

    assert run(["new", "A third one"]) == 0
    (made,) = set(show.glob("*third*")) - before
    assert lines in made.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (("008-one.md", "057-two.md"), "058-three.md"),
        (("2024-01-02-one.md", "2024-02-02-two.md"), "three.md"),
        (("one.md",), "three.md"),
        ((), "001-three.md"),
    ],
)
def test_a_show_without_numbers_gets_none(names: tuple[str, ...], made: str, show: Path) -> None:
    """A first episode is number one; the fifty-ninth of a show that never counted is not."""
    for each in show.glob("0*"):
        each.unlink()
    for name in names:
        (show / name).write_text(f"---\ntitle: {name}\npublished: 2024-01-02 09:00\n---\n")

    assert run(["new", "Three", "--show", str(show)]) == 0
    record = (show / made).read_text(encoding="utf-8")
    assert ("\nepisode:" in record) is (not names)
