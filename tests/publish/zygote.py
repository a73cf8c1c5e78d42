"""Runs feedtool in processes of their own that start at once: forked from one that has imported it.

A request is a line of JSON on stdin; each is answered by the number of the process, and by its end.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import feedtool.pipeline.releasing.publish
import feedtool.publish.cloud
from feedtool.cli import run


def die_at(count: int) -> None:
    """Let this process be killed when it is about to put its Nth file on the disk, or name it."""
    left = [count]

    def wrap(call: Any) -> Any:
        def counted(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return counted

    os.fsync, os.replace = wrap(os.fsync), wrap(os.replace)


def serve_one(asked: dict[str, Any]) -> None:
    """Become the process that was asked for."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["variables"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    if asked["most_bytes"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["most_bytes"], asked["most_bytes"]))
    if asked["die_at"] is not None:
        die_at(asked["die_at"])
    code = run(asked["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Answer requests until there are no more."""
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
