"""Same input, same bytes: two builds, one worker and many, with and without the audio."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def build(show: Path, out: Path, workers: int | None = None, *, locked: bool = False) -> None:
    """Build a show without findings that stop it."""
    options = Options(str(show), NOW, workers=workers, locked=locked)
    built = build_show_folder(options, out, lambda _done, _all: None)
    assert not built.is_stopped


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Read a whole output folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Copy the sample show without its cache."""
    show = tmp_path / "episodes"
    shutil.copytree(ROOT / "episodes", show, ignore=shutil.ignore_patterns(".feedtool"))
    return show


def test_committed_feed_is_what_the_sample_builds(sample: Path, tmp_path: Path) -> None:
    """A fresh build of the sample show is the feed in the repository, byte for byte."""
    build(sample, tmp_path / "out")

    assert bytes_of(tmp_path / "out") == bytes_of(ROOT / "feed")


def test_clone_without_audio_builds_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    """media.lock stands for audio that is absent, or only a Git LFS pointer."""
    build(sample, tmp_path / "with")
    for path in (sample / "audio").glob("*.mp3"):
        path.unlink()
    build(sample, tmp_path / "without", locked=True)

    assert bytes_of(tmp_path / "with") == bytes_of(tmp_path / "without")


def test_unchanged_build_writes_nothing(sample: Path, tmp_path: Path) -> None:
    """The second build leaves every file as it was, to the nanosecond."""
    build(sample, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    build(sample, tmp_path / "out")

    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}


def test_workers_do_not_show_in_the_feed(tmp_path: Path) -> None:
    """One process and three give the same bytes, over several chunks."""
    show = tmp_path / "episodes"
    shutil.copytree(ROOT / "tests" / "shows" / "base", show)
    record = (show / "001.md").read_text(encoding="utf-8")
    for number in range(3, 400):
        text = record.replace("3f1c9a52-7d0b", f"3f1c9a52-{number:04d}")
        text = text.replace("audio/001.mp3", f"audio/{number}.mp3")
        text = text.replace("episode: 1\n", f"episode: {number}\n")
        (show / f"{number:03d}.md").write_text(text, encoding="utf-8")
    build(show, tmp_path / "one", workers=1)
    build(show, tmp_path / "three", workers=3)

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "three")
    assert (tmp_path / "one" / "feed.xml").read_bytes().count(b"<item>") == 399
