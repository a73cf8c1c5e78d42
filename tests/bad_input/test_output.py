"""Output that cannot be written, and what a build finds in its folders."""

import json
import os
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacked_show import SPEECH, call, digest, make_many, make_record, spawn
from privileges import without_privileges

UNCHANGED = "the feed that was there is unchanged"


def contents(folder: Path) -> dict[str, str]:
    """List the files of a folder with their SHA-256."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


@pytest.fixture
def built(show: Path) -> Path:
    """Build the base show, then change it: the next build has a feed and chapters to write."""
    chapters = "chapters: ['00:00 Intro', '02:00 More', '05:00 End']\n"
    (show / "003.md").write_text(make_record(chapters), encoding="utf-8")
    assert call(show.parent, "build").code == 0
    (show / "003.md").write_text(
        make_record(chapters.replace("More", "Less")).replace("one sentence", "two"),
        encoding="utf-8",
    )
    return show


@pytest.mark.parametrize(
    "name", ["afile", "afile/feed", "/dev/null", "/proc/nowhere", "x" * 300, "circle"]
)
def test_output_that_is_no_folder_is_refused(show: Path, name: str) -> None:
    """A file, a device, a circle or a name without end in place of the folder is exit code 2."""
    (show.parent / "afile").write_text("mine", encoding="utf-8")
    (show.parent / "circle").symlink_to("circle")
    ended = call(show.parent, "build", "-o", name)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("feedtool: ")
    assert ended.err.count("\n") == 2
    assert (show.parent / "afile").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("taken", ["feed.xml", "manifest.json", "chapters/003.json"])
def test_folder_in_place_of_a_file_changes_nothing(built: Path, taken: str) -> None:
    """Where one file cannot take its name, none does."""
    feed = built.parent / "feed"
    (feed / taken).unlink()
    (feed / taken / "mine").mkdir(parents=True)
    before = contents(feed)
    ended = call(built.parent, "build")

    assert ended.code == 2
    assert f"feed/{taken} cannot be written: a folder has its name" in ended.err
    assert contents(feed) == before


def test_file_in_place_of_a_folder_changes_nothing(built: Path) -> None:
    """A file where the chapters' folder should be stops a build before anything is written."""
    feed = built.parent / "feed"
    shutil.rmtree(feed / "chapters")
    (feed / "chapters").write_text("mine", encoding="utf-8")
    before = contents(feed)
    ended = call(built.parent, "build")

    assert ended.code == 2
    assert "feed/chapters cannot be written" in ended.err
    assert contents(feed) == before


@pytest.mark.parametrize("folder", ["feed", "feed/chapters"])
def test_read_only_output_changes_nothing(built: Path, folder: str) -> None:
    """Without the right to write, one message names the path, and the old feed stays whole."""
    privileges = without_privileges()
    feed, before = built.parent / "feed", contents(built.parent / "feed")
    (built.parent / folder).chmod(0o555)
    ended = spawn(built.parent, "build", prepare=privileges)
    (built.parent / folder).chmod(0o755)

    assert ended.code == 2
    assert "Permission denied" in ended.err
    assert UNCHANGED in ended.err
    assert contents(feed) == before


def test_read_only_show_folder(built: Path) -> None:
    """`check` needs no right to write; a build that cannot write media.lock writes nothing."""
    privileges = without_privileges()
    shutil.copy(SPEECH, built / "a.mp3")
    text = make_record("audio: a.mp3\n", without="audio")
    (built / "003.md").write_text(text, encoding="utf-8")
    before = contents(built.parent / "feed")
    built.chmod(0o555)
    checked = spawn(built.parent, "check", prepare=privileges)
    stopped = spawn(built.parent, "build", prepare=privileges)
    new = spawn(built.parent, "new", "Another", prepare=privileges)
    built.chmod(0o755)

    assert checked.err == ""
    assert (stopped.code, new.code) == (2, 2)
    assert "episodes/media.lock cannot be written: Permission denied" in stopped.err
    assert "episodes/004-another.md cannot be written: Permission denied" in new.err
    assert contents(built.parent / "feed") == before


@pytest.mark.parametrize("size", [0, 10, 2000])
def test_disk_that_is_full_changes_nothing(built: Path, size: int) -> None:
    """A limit on the size of files, as a full disk, is one message; nothing is half written."""
    feed, before = built.parent / "feed", contents(built.parent / "feed")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ended = spawn(built.parent, "build", prepare=limit)

    assert ended.code == 2
    assert "cannot be written: File too large" in ended.err
    assert UNCHANGED in ended.err
    assert contents(feed) == before
    assert sorted(path.name for path in feed.iterdir()) == ["chapters", "feed.xml", "manifest.json"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 64 kB, where that is allowed."""
    mount, disk = shutil.which("mount"), tmp_path / "disk"
    disk.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run([shutil.which("umount") or "umount", str(disk)], check=True)


def test_small_disk_keeps_the_old_feed(small_disk: Path, tmp_path: Path) -> None:
    """When space runs out between two files, the feed that was served stays as it was."""
    make_many(tmp_path / "episodes", 10)
    assert spawn(tmp_path, "build", "-o", "disk/feed").code == 0
    before = contents(small_disk)
    make_many(tmp_path / "episodes", 200)
    ended = spawn(tmp_path, "build", "-o", "disk/feed")

    assert ended.code == 2
    assert "No space left on device" in ended.err
    assert contents(small_disk) == before


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "{",
        "[]",
        "null",
        '{"files": 1}',
        '{"files": [1, null, {}]}',
        '{"files": ' + "[" * 100_000,
        '{"files": [{"name": 3, "source": 3, "sha256": 4, "type": 5}]}',
        '{"files": [{"name": "../episodes/001.md", "source": "", "sha256": "{sha}", "type": ""}]}',
        '{"files": [{"name": "/etc/passwd", "source": "", "sha256": "{sha}", "type": ""}]}',
        '{"files": [{"name": "a\\u0000b", "source": "", "sha256": "", "type": ""}]}',
        '{"files": [{"name": "\\ud800", "source": "", "sha256": "", "type": ""}]}',
        '{"files": [{"name": "' + "a" * 5000 + '", "source": "", "sha256": "", "type": ""}]}',
        '{"files": [{"name": "loop/x", "source": "", "sha256": "", "type": ""}]}',
    ],
)
def test_broken_manifest_counts_as_none(built: Path, manifest: str) -> None:
    """Whatever stands in manifest.json, a build ends well and removes nothing that is not its."""
    feed = built.parent / "feed"
    (feed / "loop").symlink_to("loop")
    text = manifest.replace("{sha}", digest(built / "001.md"))
    (feed / "manifest.json").write_text(text, encoding="utf-8")
    ended = call(built.parent, "build")

    assert (ended.code, ended.err) == (0, "")
    assert (built / "001.md").is_file()
    assert json.loads((feed / "manifest.json").read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.parametrize(
    "facts",
    [
        "",
        "{",
        "null",
        '{"version": 1e999}',
        '{"a":' * 100_000,
        '{"version": 1, "feedtool": "0", "audio": {"a.mp3": [1]}, "images": {}}',
    ],
)
def test_cache_may_hold_anything(show: Path, facts: str) -> None:
    """Garbage in .feedtool/facts.json is measured again, without a word."""
    (show / ".feedtool").mkdir()
    (show / ".feedtool" / "facts.json").write_text(facts, encoding="utf-8")

    assert call(show.parent, "check").out == "no findings\n"


@pytest.mark.parametrize("kind", ["file", "pipe", "closed"])
def test_cache_that_cannot_be_written_is_no_fault(show: Path, kind: str) -> None:
    """Without its cache feedtool is slower, and nothing else."""
    privileges = without_privileges()
    if kind == "file":
        (show / ".feedtool").write_text("mine", encoding="utf-8")
    else:
        (show / ".feedtool").mkdir(mode=0o755 if kind == "pipe" else 0)
    if kind == "pipe":
        os.mkfifo(show / ".feedtool" / "facts.json")
    shutil.copy(SPEECH, show / "a.mp3")
    os.utime(show / "a.mp3", (1, 1))
    ended = spawn(show.parent, "build", prepare=privileges)
    (show / ".feedtool").chmod(0o755)

    assert (ended.code, ended.err) == (0, "")


def test_the_feed_of_another_show_is_not_written_over(built: Path) -> None:
    """Of two shows side by side the second must be given a place; a new title is no new show."""
    old = (built.parent / "feed" / "feed.xml").read_bytes()
    record = built / "show.yaml"
    text = record.read_text(encoding="utf-8")
    other = re.sub(r"^(title|link|author):.*\n", "", text, flags=re.MULTILINE)
    other = re.sub(r"^hosts:.*\n", "", other, flags=re.MULTILINE)
    record.write_text("title: Bread\nlink: https://bread.fm\nauthor: Bob\n" + other, "utf-8")
    ended = call(built.parent, "build")

    assert (ended.code, ended.out) == (2, "")
    assert "feed holds the feed of another show: " in ended.err
    assert "name another folder with -o" in ended.err
    assert (built.parent / "feed" / "feed.xml").read_bytes() == old

    record.write_text(re.sub(r"^title:.*", "title: Renamed", text, flags=re.MULTILINE), "utf-8")
    assert call(built.parent, "build").code == 0
