"""What one release is about, and what it did: values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feedtool.publish.desk import Seen
from feedtool.publish.ledger import Release, Stored
from feedtool.publish.steps import Act, Step, Steps, Wanted


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed that goes out, its hash, and where it is read back: "" where nobody looks.

    `topic` is the address that it gives itself, `urls` are those of the files, by name.
    """

    data: bytes
    sha256: str
    url: str = ""
    topic: str = ""
    urls: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Done:
    """What a release did.

    `resumed` are bytes of files that an earlier try had brought; `lags` are addresses that a cache
    kept back, with the seconds.
    """

    sent: list[Step] = field(default_factory=list)
    resumed: Mapping[str, int] = field(default_factory=dict)
    has_new_feed: bool = False
    warnings: list[str] = field(default_factory=list)
    lags: list[tuple[str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """All that one release is about: what was seen, what is to do, and what it is done with.

    `there` are the wanted files that lie at the target already, `kept` the releases, None where
    nobody has listed them; `note` is what the history says.
    One that `is_part` leaves what an earlier release did not finish to the next; `ignores_hold` is
    for what is done on purpose while the target is on hold.
    """

    seen: Seen
    steps: Steps
    feed: Feed
    note: Release
    wanted: Mapping[str, Wanted] = field(default_factory=dict)
    there: Mapping[str, Stored] = field(default_factory=dict)
    kept: Sequence[str] | None = None
    is_part: bool = False
    ignores_hold: bool = False

    def has(self, act: Act) -> bool:
        """Tell whether anything of this kind is to do."""
        return any(step.act is act for step in self.steps.order)

    def names(self, act: Act) -> list[str]:
        """List the names of all steps of a kind."""
        return [step.name for step in self.steps.order if step.act is act]
