"""What a case is: commands that are run against each other, and what is asked of them."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from measure import RunError, Sample, measure_memory, measure_run

ASIDE = ".left-"
"""Begins the names of folders that earlier runs have left.

They are deleted after the last run: ext4 passes over the inodes of files deleted in the last
minutes one by one, so that a run after 10,000 deletions would pay for them.
"""


def clear_away(data: Path) -> None:
    """Delete what all runs have left aside."""
    for folder in data.glob(f"**/{ASIDE}*"):
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Contender:
    """A command, what is deleted before each run, and the feed it must write."""

    name: str
    command: tuple[str, ...]
    leftovers: tuple[Path, ...] = ()
    feed: Path | None = None
    items: int = 0

    def prepare(self) -> None:
        """Take away what an earlier run has left: output, cache, lock file."""
        for path in self.leftovers:
            if path.is_dir():
                path.rename(tempfile.mkdtemp(prefix=ASIDE, dir=path.parent))
            else:
                path.unlink(missing_ok=True)

    def verify(self) -> None:
        """Raise RunError unless the feed has as many items as there are records."""
        if self.feed is None:
            return
        if not self.feed.exists():
            raise RunError(f"{self.feed} was not written")
        # By lines: a whole feed in memory would raise the least that wait4 reports for a child.
        with self.feed.open("rb") as lines:
            items = sum(line.count(b"<item>") for line in lines)
        if items != self.items:
            raise RunError(f"{self.feed} has {items} items, not {self.items}")

    def time(self) -> Sample:
        """Do one timed run."""
        self.prepare()
        sample = measure_run(self.command)
        self.verify()
        return sample

    def warm_up(self) -> float | None:
        """Do a run that is not timed; gives the MiB of all its processes together."""
        self.prepare()
        memory = measure_memory(self.command)
        self.verify()
        return memory


@dataclass(slots=True)
class Result:
    """The runs of a case, one list of samples for each contender, in the order they were done."""

    case: "Case"
    samples: list[list[Sample]]
    memory: list[float | None]

    def pair(self, quantity: str, combine: Callable[[float, float], float]) -> list[float]:
        """Combine the values of the first and the second contender, run by run."""
        first, second = ([getattr(run, quantity) for run in runs] for runs in self.samples)
        return [combine(a, b) for a, b in zip(first, second, strict=True)]


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit, and how the value that it is for follows from a result."""

    text: str
    limit: float
    unit: str
    read: Callable[[Result], float]
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        """Compare a value with the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Case:
    """Commands that are run in turn, A B A B, so often each; two are compared run by run."""

    name: str
    runs: int
    contenders: tuple[Contender, ...]
    goals: tuple[Goal, ...] = field(default=())


def read_wall(result: Result) -> float:
    """Give the median wall time of the first contender in seconds."""
    return median(run.wall for run in result.samples[0])


def read_memory(result: Result) -> float:
    """Give the peak of all processes of the first contender in MiB: never below the largest's."""
    return max(result.memory[0] or 0.0, *(run.memory for run in result.samples[0]))


def read_ratio(result: Result) -> float:
    """Tell how many times the first contender's wall time the second takes: the pairs' median."""
    return median(result.pair("wall", lambda first, second: second / first))


def read_wall_above(result: Result) -> float:
    """Give the seconds that the second contender takes more than the first: the pairs' median."""
    return median(result.pair("wall", lambda first, second: second - first))


def read_cpu_above(result: Result) -> float:
    """Give the processor seconds of the second contender above the first: the pairs' median."""
    return median(result.pair("cpu", lambda first, second: second - first))
