"""Whatever happens while a file is tagged, its name leads to the old file or the new one, whole."""

import errno
import fcntl
import hashlib
import io
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tagged_show import NOW, make_show, measure, tag

from feedtool.errors import FeedtoolError
from feedtool.formats.media_lock import read_lock, write_lock
from feedtool.pieces import hash_pieces, holds_pieces, is_moved
from feedtool.pipeline.tagging.tag import TagOptions, tag_show_folder
from feedtool.rewriting import open_old, rewrite, sweep

COMMAND = (sys.executable, "-m", "feedtool", "tag", "--show")
LIMIT = 60.0


def run(show: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [*COMMAND, str(show)], capture_output=True, text=True, check=False, timeout=LIMIT
    )


def run_in_little_room(show: Path, size: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it where no file may have more bytes: as on a disk that fills up in the middle."""
    script = (
        "import resource, runpy, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        f"sys.argv = {['feedtool', 'tag', '--show', str(show), *words]!r}\n"
        "runpy.run_module('feedtool', run_name='__main__')\n"
    )
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)


def aside(show: Path) -> list[str]:
    """List what is left aside."""
    return [path.name for path in (show / "audio").iterdir() if path.name.startswith(".")]


def test_a_kill_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    """Killed again and again while it writes, it breaks nothing; the last run sweeps up."""
    source = make_show(tmp_path / "source", "001.mp3", "001.m4a")
    old = {each.name: each.read_bytes() for each in (source / "audio").iterdir()}
    sounds = {name: measure(source, name).audio_sha256 for name in old}
    show = tmp_path / "episodes"
    chance = random.Random(5)  # noqa: S311 - nothing here is secret
    for _ in range(6):
        shutil.rmtree(show, ignore_errors=True)
        shutil.copytree(source, show)
        with subprocess.Popen(
            [*COMMAND, str(show)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while process.poll() is None and not aside(show):
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
        for name, data in old.items():
            path = show / "audio" / name
            facts = measure(show, name)
            assert path.read_bytes() == data or facts.audio_sha256 == sounds[name]
            assert (facts.fault, facts.missing_bytes) == ("", 0)

    assert run(show).returncode == 0
    assert aside(show) == []
    assert {name: measure(show, name).audio_sha256 for name in old} == sounds
    assert run(show).stdout == "0 tagged, 2 as the record says\n"


def test_two_runs_at_once(tmp_path: Path) -> None:
    """The second is told to wait, and changes nothing."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    handle = os.open(show, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        done = run(show)
    finally:
        os.close(handle)

    assert done.returncode == 2
    assert "another tag is writing to" in done.stderr
    assert run(show).returncode == 0


def test_mode_and_times_of_a_file(tmp_path: Path) -> None:
    """Its mode stays; so do labels of the desktop, where the file system keeps such."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    path.chmod(0o640)
    try:
        os.setxattr(path, "user.label", b"blue")
        has_labels = True
    except OSError:
        has_labels = False

    tag(show)

    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not has_labels or os.getxattr(path, "user.label") == b"blue"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to inside the show is made anew; out of the show it is no file of the show."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    path.rename(show / "audio" / "raw.mp3")
    path.symlink_to("raw.mp3")

    tag(show)

    assert path.is_symlink()
    assert measure(show, "raw.mp3").tagging == measure(show, "001.mp3").tagging
    (tmp_path / "outside.mp3").write_bytes((show / "audio" / "raw.mp3").read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "outside.mp3")
    with pytest.raises(FeedtoolError, match="leaves the show folder"):
        open_old(path, show)


def test_hard_links_keep_the_old_bytes(tmp_path: Path) -> None:
    """A backup that shares the file is not changed, and it is said."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path, backup = show / "audio" / "001.mp3", tmp_path / "backup.mp3"
    os.link(path, backup)
    data = backup.read_bytes()

    done = tag(show)

    assert backup.read_bytes() == data != path.read_bytes()
    assert any("hard links" in note for note in done[0].notes)


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    """Somebody protected it on purpose; the message says how to free it."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    data = path.read_bytes()
    path.chmod(0o444)

    done = run(show)

    assert done.returncode == 2
    assert "write-protected" in done.stderr
    assert "chmod u+w" in done.stderr
    assert path.read_bytes() == data
    assert aside(show) == []


def test_where_no_more_can_be_written_nothing_changes(tmp_path: Path) -> None:
    """A limit on the size of files acts as a disk that fills up in the middle."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    data = path.read_bytes()

    done = run_in_little_room(show, 100_000)

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == data
    assert aside(show) == []


def test_the_room_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As much as the new file takes: with that, it goes in."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    usage = shutil.disk_usage(show)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=150_000))

    (done,) = tag(show)
    need = int(done.hint.split()[0].replace(",", ""))

    assert (done.fault, aside(show)) == ("no room on the disk", [])
    assert need > (show / "audio" / "001.mp3").stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=need))
    assert [each.fault for each in tag(show)] == [""]


def test_a_new_name_goes_where_the_record_cannot_be_written(tmp_path: Path) -> None:
    """No record would name the file, and the next try would find its name taken."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    record = show / "001-motten.md"
    long = record.read_text(encoding="utf-8") + "Noch ein Satz.\n" * 30_000
    record.write_text(long, encoding="utf-8")

    done = run_in_little_room(show, 300_000, "7", "--as", "audio/b.mp3")

    assert done.returncode == 2
    assert "001-motten.md cannot be written" in done.stderr
    assert record.read_text(encoding="utf-8") == long
    assert [path.name for path in (show / "audio").iterdir()] == ["001.mp3"]


def test_a_file_that_changes_meanwhile_is_left(tmp_path: Path) -> None:
    """Another program's bytes are never replaced by those made of older ones."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old" * 100)
    old = open_old(path, tmp_path)

    def check(new: Path) -> None:
        assert new.read_bytes() == b"new" + b"old" * 100
        path.write_bytes(b"other")

    with pytest.raises(FeedtoolError, match="changed while"):
        rewrite(old, [b"new", (0, 300)], check)
    assert path.read_bytes() == b"other"
    assert [each.name for each in tmp_path.iterdir()] == ["a.mp3"]


def test_a_file_that_changes_after_it_was_measured_is_left(tmp_path: Path) -> None:
    """Its facts would be those of other bytes, even if it has as many of them."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    path = show / "audio" / "001.mp3"
    data = path.read_bytes()

    def change(_done: int, _all: int) -> None:  # called when the records are read
        path.write_bytes(data[:-1] + b"x")

    (done,) = tag_show_folder(TagOptions(str(show), NOW), change)

    assert "changed after it was measured" in done.fault
    assert path.read_bytes() == data[:-1] + b"x"


def test_what_a_build_writes_into_media_lock_meanwhile_stays(tmp_path: Path) -> None:
    """To tag a show takes minutes; only what was tagged gets other facts."""
    show = make_show(tmp_path / "episodes", "001.mp3")
    tag(show)
    lock = show / "media.lock"
    record = show / "001-motten.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("Grace Hopper über", "Hopper über"), encoding="utf-8")
    before = read_lock(lock.read_text(encoding="utf-8"))[0]
    other = {"audio/000.mp3": replace(before["audio/001.mp3"], sha256="0" * 64)}

    def build(_done: int, _all: int) -> None:  # called when the records are read
        lock.write_text(write_lock(before | other), encoding="utf-8")

    (done,) = tag_show_folder(TagOptions(str(show), NOW), build)

    after = read_lock(lock.read_text(encoding="utf-8"))[0]
    assert done.changes
    assert {name: facts.sha256 for name, facts in after.items()} == {
        **{name: facts.sha256 for name, facts in (before | other).items()},
        "audio/001.mp3": measure(show, "001.mp3").sha256,
    }
    assert after["audio/001.mp3"] != before["audio/001.mp3"]


def test_what_reads_back_as_something_else_is_not_put_in_place(tmp_path: Path) -> None:
    """A new file is compared with what was to be written, byte by byte."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"0123456789")
    with path.open("rb") as old:
        for pieces, written, is_held in (
            ([b"ab", (2, 8)], b"ab234567", True),
            ([b"ab", (2, 8)], b"ab234566", False),
            ([b"ab", (2, 8)], b"ab23456", False),
            ([b"ab", (2, 8)], b"ab2345678", False),
        ):
            assert holds_pieces(pieces, old, io.BytesIO(written)) is is_held
            assert hash_pieces(pieces, old) == hashlib.sha256(b"ab234567").hexdigest()
    assert is_moved([b"ab", (2, 8)], [(3, 5)], [(3, 5)])
    assert is_moved([b"abc", (2, 8)], [(3, 5)], [(4, 6)])
    assert not is_moved([b"abc", (2, 8)], [(3, 5)], [(3, 5)])
    assert not is_moved([(0, 4), b"x", (4, 9)], [(3, 5)], [(3, 6)])


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), FeedtoolError("no")])
def test_whatever_a_check_raises_the_old_file_stays(error: BaseException, tmp_path: Path) -> None:
    """The new file is gone, the old one as it was."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old")

    def check(_new: Path) -> None:
        raise error

    with pytest.raises(type(error)):
        rewrite(open_old(path, tmp_path), [b"new"], check)
    with pytest.raises(type(error)):
        rewrite(open_old(path, tmp_path), [b"new"], lambda _new: None, check)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.mp3"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_name_never_replaces_a_file(
    *, has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that appears in the last moment; exFAT, without hard links, gets it too."""
    if not has_links:
        monkeypatch.setattr(os, "link", _refuse_link)
    path, other = tmp_path / "a.mp3", tmp_path / "b.mp3"
    path.write_bytes(b"old")

    def check(_new: Path) -> None:
        other.write_bytes(b"mine")

    with pytest.raises(FeedtoolError, match="is there already"):
        rewrite(open_old(path, tmp_path), [b"new"], check, to=other)
    assert (path.read_bytes(), other.read_bytes()) == (b"old", b"mine")
    rewrite(open_old(path, tmp_path), [b"new"], lambda _new: None, to=tmp_path / "c.mp3")
    assert (tmp_path / "c.mp3").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 3


def test_only_own_leftovers_are_swept(tmp_path: Path) -> None:
    """Hidden files of others stay."""
    for name in (".001.mp3.x1.feedtool-tag", ".hidden", "001.mp3"):
        (tmp_path / name).write_bytes(b"")

    assert sweep(tmp_path) == [".001.mp3.x1.feedtool-tag"]
    assert sorted(each.name for each in tmp_path.iterdir()) == [".hidden", "001.mp3"]


def _refuse_link(_old: Path, _new: Path) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60_000])


def _spoil_index(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.find(b"udta") - 4
    data[place : place + 4] = b"\0\0\0\x07"
    path.write_bytes(data)


@pytest.mark.parametrize("spoil", [_cut, _spoil_index])
def test_a_damaged_m4a_is_refused(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    """Nothing is written into a file whose index does not add up."""
    show = make_show(tmp_path / "episodes", "001.m4a")
    path = show / "audio" / "001.m4a"
    spoil(path)
    data = path.read_bytes()

    done = tag(show)

    assert done[0].fault
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", ["001.opus", "001.ogg"])
def test_a_broken_page_is_not_made_to_look_whole(name: str, tmp_path: Path) -> None:
    """With a new checksum it would be decoded: another sound than before."""
    show = make_show(tmp_path / "episodes", name)
    path = show / "audio" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    assert "damaged" in tag(show)[0].fault
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", ["001.wav", "001.opus", "001.ogg"])
def test_nothing_is_written_behind_bytes_that_are_none_of_the_file(
    name: str, tmp_path: Path
) -> None:
    """No player would find a tag there; a dry run says so, too."""
    show = make_show(tmp_path / "episodes", name)
    path = show / "audio" / name
    path.write_bytes(path.read_bytes() + bytes(800))
    data = path.read_bytes()

    assert [each.fault for each in tag(show, is_dry=True)] == [each.fault for each in tag(show)]
    assert tag(show)[0].fault
    assert path.read_bytes() == data
