"""Runs feedtool in processes of their own that start at once: forked from one that has imported it.

A request is a line of JSON on stdin; each is answered by the number of the process, and by its end.
"""

import contextlib
import json
import os
import resource
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shows import Clone

import feedtool.pipeline.releasing.publish
import feedtool.publish.cloud
from feedtool.cli import run

NAMING = ("mkdir", "replace", "rename", "link", "unlink", "remove", "rmdir")
"""Calls that give or take a name."""
WRITING = ("open", "fsync", "chmod")


LAST_STANDARD = 2


def die_at(moment: int, below: str, calls: Sequence[str], *, only_after: bool) -> None:
    """Let this process be killed right before, or right after, a call of the system.

    Counted are the moments before and after each of the `calls` that are about something below a
    folder, those of all threads together.
    """
    left, lock = [moment], threading.Lock()

    def count() -> None:
        with lock:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def wrap(call: Any) -> Any:
        def counted(*given: Any, **named: Any) -> Any:
            if not any(is_below(each, below) for each in given):
                return call(*given, **named)
            if not only_after:
                count()
            result = call(*given, **named)
            count()
            return result

        return counted

    for name in calls:
        setattr(os, name, wrap(getattr(os, name)))


def is_below(what: Any, folder: str) -> bool:
    """Tell whether an argument of a call is a path, or an open file, in a folder or the folder."""
    if isinstance(what, int) and what > LAST_STANDARD:
        with contextlib.suppress(OSError):
            what = Path(f"/proc/self/fd/{what}").readlink()
    return isinstance(what, str | os.PathLike) and Path(what).absolute().is_relative_to(folder)


def serve_one(asked: dict[str, Any]) -> None:
    """Become the process that was asked for."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["variables"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    if asked["most_bytes"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["most_bytes"], asked["most_bytes"]))
    if die := asked["die"]:
        calls = NAMING if die["is_brief"] else NAMING + WRITING
        die_at(die["at"], die["below"], calls, only_after=die["is_brief"])
    code = run(asked["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def warm_up(folder: Path) -> None:
    """Publish once to a folder: what the first run of a process is slow at is done then."""
    clone = Clone(folder, '[targets.live]\nurl = "../public"')
    with contextlib.chdir(folder):
        clone.publish()


def main() -> None:
    """Answer requests until there are no more."""
    warm_up(Path(sys.argv[1]))
    say = os.fdopen(os.dup(1), "w", buffering=1)
    running: set[int] = set()
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("wait"):
            _, status = os.waitpid(asked["wait"], 0)
            running.discard(asked["wait"])
            say.write(json.dumps({"code": os.waitstatus_to_exitcode(status)}) + "\n")
            continue
        pid = os.fork()
        if pid == 0:
            try:
                serve_one(asked)
            finally:
                os._exit(99)
        running.add(pid)
        say.write(json.dumps({"pid": pid}) + "\n")
    for pid in running:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    assert feedtool.pipeline.releasing.publish
    assert feedtool.publish.cloud
    assert Path.cwd()
    main()
