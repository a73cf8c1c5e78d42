"""Bad input gets one clear message with its place, the right exit code, and touches nothing."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "shows" / "base"
DEEP = "[" * 5000 + "]" * 5000
BOMB = "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" if old else f"{new}: &{new} [x, x, x]\n"
    for old, new in zip(["", *"abcdefg"], "abcdefgh", strict=True)
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder, and refuse a traceback whatever happens."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Copy the base show."""
    shutil.copytree(BASE, tmp_path / "episodes")
    return tmp_path / "episodes"


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"---\ntitle: Caf\xe9\n---\n", "009.md:2:11", "not UTF-8"),
        (b"---\ntitle: a\x00b\n---\n", "009.md:2:9", "U+0000"),
        (b"", "009.md", "the file is empty"),
        (b"---\ntitle: x\n", "009.md:1:1", "never closed"),
        (
            b'---\ntitle: "x\nguid: a\nepisode: 9\nseason: 1\nlink: b\nauthor: "c"\n---\n',
            "009.md:2:8",
            "a quote is opened here and never closed",
        ),
        (b"---\nguests:\n\t- Ada\n---\n", "009.md:3:1", "a tab stands before the text"),
        (b"---\nguests:\n  * Ada\n  * Bob\n---\n", "009.md:3:1", "begin with '- ', not with '* '"),
        (b"---\nchapters: 00:00 A, 00:10 B\n---\n", "009.md:2:11", "stand on one line"),
        (b"---\nguests:\n  -\n---\n", "009.md:3:3", "not empty"),
        (b"a" * 50_000_000, "009.md", "50,000,000 bytes"),
        (f"---\ntitle: {DEEP}\n---\n".encode(), "009.md:2:", "nested more than"),
        (f"---\n{BOMB}---\n".encode(), "009.md:", "more than"),
        (b"---\ntitle: x\naudio: ../secret.mp3\n---\n", "009.md:3:8", "leaves the show folder"),
        (b"---\ntitle: x\naudio: /etc/passwd\n---\n", "009.md:3:8", "must be relative"),
        (b"---\ntitle: x\naudio: .\n---\n", "009.md:3:8", "a folder, not a file"),
        (b"---\ntitle: !!python/object:os.system x\n---\n", "009.md:2:8", "YAML tag"),
    ],
)
def test_bad_record_is_named_with_its_place(
    show: Path, data: bytes, place: str, words: str
) -> None:
    """One broken record is a finding at its place; the others are still checked."""
    (show / "009.md").write_bytes(data)
    (show / "010.md").write_text("---\nepisod: 3\n---\n", encoding="utf-8")
    done = run(show.parent, "check", "--now", "2024-06-01T00:00:00Z")

    assert done.returncode == 1
    assert any(place in line and words in line for line in done.stdout.splitlines())
    assert "010.md:2:1: error RC02" in done.stdout


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "dangling"])
def test_record_that_is_no_file_is_a_finding(show: Path, kind: str) -> None:
    """Pipes, folders and links that leave the show never block, and are never followed."""
    path = show / "009.md"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/etc/passwd" if kind == "link" else "/nowhere")
    done = run(show.parent, "check")

    assert done.returncode == 1
    assert "009.md: error RC01" in done.stdout
    assert "root:" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], "no such folder"),
        (["check", "empty"], "holds no show.yaml"),
        (["check", "my talks"], "feedtool init 'my talks'"),
        (["check", "--format", "xml"], "is no format"),
        (["check", "--fail-on", "errors"], "is no level"),
        (["check", "--for", "aple"], "is no platform"),
        (["check", "--now", "soon"], "is no time"),
        (["explain", "AU99"], "no rule"),
        (["chek"], "No such command"),
        (["build", "-o", "afile"], "afile"),
        (["build", "-o", "episodes"], "holds the show"),
    ],
)
def test_wrong_use_is_exit_code_two(show: Path, arguments: list[str], words: str) -> None:
    """Usage, a missing show and output that cannot be written end with 2 and one message."""
    (show.parent / "empty").mkdir()
    (show.parent / "my talks").mkdir()
    (show.parent / "afile").write_text("mine", encoding="utf-8")
    done = run(show.parent, *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert (show.parent / "afile").read_text(encoding="utf-8") == "mine"


def test_second_build_is_refused_and_the_feed_stays(show: Path) -> None:
    """While another process holds the output folder, nothing is written."""
    out = show.parent / "feed"
    assert run(show.parent, "build").returncode == 0
    before = (out / "feed.xml").read_bytes()
    (show / "002.md").unlink()
    handle = os.open(out, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = run(show.parent, "build")
    os.close(handle)

    assert done.returncode == 2
    assert "another build" in done.stderr
    assert (out / "feed.xml").read_bytes() == before


def test_stopped_build_writes_nothing(show: Path) -> None:
    """An error keeps the feed that was there."""
    assert run(show.parent, "build").returncode == 0
    before = (show.parent / "feed" / "feed.xml").read_bytes()
    (show / "002.md").write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    done = run(show.parent, "build")

    assert done.returncode == 1
    assert "nothing was written" in done.stdout
    assert (show.parent / "feed" / "feed.xml").read_bytes() == before


def test_source_files_are_never_removed(show: Path) -> None:
    """What a build only lists, or cannot find again, is not its own to delete."""
    (show / "images").mkdir()
    shutil.copy(ROOT / "episodes" / "images" / "072.png", show / "images" / "1.png")
    record = (show / "001.md").read_text(encoding="utf-8")
    (show / "001.md").write_text(
        record.replace("episode: 1\n", "episode: 1\nartwork: images/1.png\n"), encoding="utf-8"
    )
    assert run(show.parent, "build").returncode == 0
    (show / "images" / "1.png").unlink()
    assert run(show.parent, "build").returncode == 0

    assert (show.parent / "feed" / "images" / "1.png").is_file()
