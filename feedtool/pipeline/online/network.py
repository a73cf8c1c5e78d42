"""Opens the network for one run of `--online`, and says afterwards what was asked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from feedtool.formats.plural import count
from feedtool.model.finding import Finding
from feedtool.net.answer import Limits
from feedtool.net.certificate import read_expiry
from feedtool.net.client import Client
from feedtool.net.reach import reach_of
from feedtool.pipeline.online.asking import LIMITS, Asker
from feedtool.pipeline.online.gathering import Gatherer, Progress
from feedtool.pipeline.online.judging import Judge, Part, Source, judge_live
from feedtool.pipeline.online.memory import Memory

SECONDS = 120.0
SECONDS_FOR_ALL = 900.0
"""What a run may take: of what changed, and of every episode."""
OpenSource = Callable[[tuple[str, ...], Path | None], AbstractContextManager[Source]]
"""Opens a source of answers. It gets the addresses that the user wrote, whose hosts may be private,
and the folder in which answers are kept for the next run."""


@dataclass(slots=True)
class Live:
    """What `--online` asks for, and what it has done.

    `wants_all` asks about every episode. `episodes` counts those that were asked about, `of` all of
    them; `told` is one sentence about both.
    """

    opens: OpenSource
    wants_all: bool
    episodes: int = 0
    of: int = 0
    told: list[str] = field(default_factory=list)

    def judge(
        self, typed: tuple[str, ...], folder: Path | None, parts: list[Part], judge: Judge
    ) -> list[Finding]:
        """Ask and judge the addresses of a show, ours where it has a folder; see judge_live."""
        with self.opens(typed, folder) as source:
            findings = judge_live(parts, source, judge, is_ours=folder is not None)
            self.told.append(f"{source.summary()}; {self.episodes} of {count(self.of, 'episode')}")
        return findings


def network(
    now: datetime,
    *,
    limits: Limits = LIMITS,
    seconds: float = SECONDS,
    progress: Progress = lambda _done, _all: None,
) -> OpenSource:
    """Return what opens the real network; `now` tells how old answers and certificates are.

    `limits` are those of one request, `seconds` the time for all of them.
    """

    @contextmanager
    def opens(typed: tuple[str, ...], folder: Path | None) -> Iterator[Source]:
        reach, memory = reach_of(*typed), Memory(folder, now)
        look_at_end = partial(read_expiry, reach=reach, seconds=limits.connect)
        with Client(reach, limits) as client:
            yield Gatherer(Asker(client, limits), memory, look_at_end, now, seconds, progress)
        memory.save()

    return opens
