"""Builds at once, builds that are killed: the served feed is always one whole version."""

import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from attacked_show import COMMAND, LIMIT, call, digest, make_many, make_record


def test_builds_at_once(show: Path) -> None:
    """Of several builds one writes; the others say so, and the feed is whole."""
    (show / "003.md").write_text(make_record(), encoding="utf-8")
    running = [
        subprocess.Popen(
            [*COMMAND, "build"],
            cwd=show.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    errors = [process.communicate(timeout=LIMIT)[1] for process in running]

    assert 0 in {process.returncode for process in running}
    for process, said in zip(running, errors, strict=True):
        assert process.returncode == (2 if said else 0)
        assert not said or said.startswith("feedtool: another build is writing to feed\n")
    assert "nothing changed" in call(show.parent, "build").out


def test_lock_ends_with_the_process_that_held_it(show: Path) -> None:
    """No file is left behind that would keep later builds out."""
    assert call(show.parent, "build").code == 0
    handle = os.open(show.parent / "feed", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert call(show.parent, "build").code == 2
    os.close(handle)

    assert call(show.parent, "build").code == 0


def test_feed_is_one_whole_version_whenever_a_build_is_killed(tmp_path: Path) -> None:
    """A kill -9 at any moment leaves the old feed or the new one, and the next build sweeps up."""
    show, feed = tmp_path / "episodes", tmp_path / "feed" / "feed.xml"
    whole: dict[str, str] = {}
    for words in ("first", "second"):
        make_many(show, 300, words)
        assert call(tmp_path, "build").code == 0
        whole[digest(feed)] = words
    chance = random.Random(300)  # noqa: S311 - nothing here is secret
    for number in range(9):
        make_many(show, 300, ("first", "second")[number % 2])
        building = subprocess.Popen(
            [*COMMAND, "build"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.15, 0.9))
        building.kill()
        building.wait()

        assert digest(feed) in whole
    (tmp_path / "feed" / ".feedtool-new").mkdir(exist_ok=True)
    (tmp_path / "feed" / ".feedtool-new" / "0").write_text("half", encoding="utf-8")
    assert call(tmp_path, "build").code == 0
    assert not (tmp_path / "feed" / ".feedtool-new").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="root of /proc is needed")
@pytest.mark.parametrize(("workers", "seconds"), [("1", 0), ("1", 0.4), ("2", 0.4), ("2", 0.7)])
def test_ctrl_c_ends_quietly(tmp_path: Path, workers: str, seconds: float) -> None:
    """An interrupt is exit code 130 without a traceback, and leaves no process behind."""
    make_many(tmp_path / "episodes", 1500)
    building = subprocess.Popen(
        [*COMMAND, "build", "--workers", workers],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _wait_for_start(building)
    time.sleep(seconds)
    os.killpg(building.pid, signal.SIGINT)
    out, err = building.communicate(timeout=LIMIT)

    assert building.returncode in (0, 130)
    assert err == b""
    assert building.returncode == 0 or out == b""
    assert not (tmp_path / "feed" / ".feedtool-new").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="root of /proc is needed")
@pytest.mark.parametrize("whom", ["worker", "parent"])
def test_killed_process_takes_the_others_with_it(tmp_path: Path, whom: str) -> None:
    """Killed by the system, a worker is one message; no worker outlives its parent."""
    make_many(tmp_path / "episodes", 4000)
    building = subprocess.Popen(
        [*COMMAND, "check", "--workers", "2"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    workers = _wait_for_workers(building.pid)
    os.kill(workers[0] if whom == "worker" else building.pid, signal.SIGKILL)
    _, err = building.communicate(timeout=LIMIT)

    if whom == "worker":
        assert building.returncode == 2
        assert err.startswith("feedtool: a worker process was ended from outside")
        assert err.count("\n") == 2
    ends = time.monotonic() + 5
    while any(map(_is_running, workers)):
        assert time.monotonic() < ends
        time.sleep(0.05)


def _wait_for_start(process: "subprocess.Popen[bytes]") -> None:
    """Wait until Python runs the command: before, nobody could answer a signal."""
    libraries = Path(f"/proc/{process.pid}/maps")
    while process.poll() is None and "pydantic_core" not in libraries.read_text(encoding="utf-8"):
        time.sleep(0.01)


def _wait_for_workers(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(200):
        found = [int(word) for word in children.read_text(encoding="ascii").split()]
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("no workers were started")


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]
    except OSError:
        return False
    return state not in "ZX"
