"""What a release does at a target, in order, before any of it is done: pure.

Media first, under names that nothing has; then what may be corrected; each is seen at its public
address; the feed last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from feedtool.publish.ledger import Stored
from feedtool.publish.store import Entry

_MEDIA = ("audio/", "video/", "image/")


class Act(StrEnum):
    """What one step does."""

    SEND = "send"
    REPLACE = "replace"
    VERIFY = "verify"
    FEED = "feed"
    READ_BACK = "read back"
    PURGE = "purge"
    TELL = "tell"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that the feed points to, or one beside it that no listener is sent to.

    `size` is bytes; `source` is None where the file is not at hand.
    """

    name: str
    type: str
    sha256: str
    size: int
    source: Path | None
    is_named: bool = True

    @property
    def is_media(self) -> bool:
        """Say whether its bytes never change under this name."""
        return self.type.startswith(_MEDIA)


@dataclass(frozen=True, slots=True)
class Present:
    """A file at the target: its hash, and whether it was seen at its public address."""

    sha256: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a release is about, besides files.

    It `is_settled` where the last one was done to its end; else what comes after the feed is done
    once more. `has_purge` says that there is a cache to be emptied.
    """

    changes_feed: bool
    is_settled: bool
    has_purge: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: with the file of this name, or for the hub of this address."""

    act: Act
    name: str = ""
    size: int = 0

    @property
    def sends(self) -> bool:
        """Say whether a file goes out."""
        return self.act in (Act.SEND, Act.REPLACE)


@dataclass(frozen=True, slots=True)
class Steps:
    """All that a release does, or why it cannot be done.

    `taken` are names that other bytes have; `missing` are files that are neither here nor there.
    """

    order: tuple[Step, ...]
    taken: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def sends(self) -> int:
        """Count the bytes that go out."""
        return sum(step.size for step in self.order if step.sends)


def list_unknown(
    wanted: Sequence[Wanted], listed: Mapping[str, Entry], known: Mapping[str, Stored]
) -> list[str]:
    """List files at the target whose bytes nobody wrote down, of the right size or replaceable."""
    return [
        each.name
        for each in wanted
        if each.name in listed
        and not _is_known(each.name, listed, known)
        and listed[each.name].size == each.size
    ]


def describe_present(
    wanted: Sequence[Wanted],
    listed: Mapping[str, Entry],
    known: Mapping[str, Stored],
    hashes: Mapping[str, str],
) -> dict[str, Present]:
    """Say what lies at the target under the names that are wanted.

    `hashes` are those of the files that `list_unknown` named; one of another size has none.
    """
    found: dict[str, Present] = {}
    for name in (each.name for each in wanted if each.name in listed):
        if _is_known(name, listed, known):
            found[name] = Present(known[name].sha256, is_seen=True)
        else:
            found[name] = Present(hashes.get(name, ""), is_seen=False)
    return found


def _is_known(name: str, listed: Mapping[str, Entry], known: Mapping[str, Stored]) -> bool:
    """Tell whether a file is still the one that was written down."""
    entry, stored = listed[name], known.get(name)
    return stored is not None and (stored.size, stored.stamp) == (entry.size, entry.stamp)


def plan_steps(
    wanted: Sequence[Wanted], present: Mapping[str, Present], change: Change, hubs: Iterable[str]
) -> Steps:
    """Put the steps of a release in order; none where nothing is to do."""
    by_kind = sorted(wanted, key=lambda each: (not each.is_media, each.name))
    taken = [each.name for each in by_kind if _is_taken(each, present)]
    missing = [each.name for each in by_kind if _is_missing(each, present)]
    sends = [step for each in by_kind for step in _bring(each, present.get(each.name))]
    order = [*sends, *(step for each in by_kind for step in _see(each, present.get(each.name)))]
    if change.changes_feed:
        order.append(Step(Act.FEED))
    is_new = change.changes_feed or not change.is_settled
    if (sends or is_new) and change.has_purge:
        order.append(Step(Act.PURGE))
    if is_new:
        order += [Step(Act.READ_BACK), *(Step(Act.TELL, hub) for hub in hubs)]
    order += [Step(Act.RECORD)] if order else []
    return Steps(tuple(order), tuple(taken), tuple(missing))


def _is_taken(each: Wanted, present: Mapping[str, Present]) -> bool:
    found = present.get(each.name)
    return each.is_media and found is not None and found.sha256 != each.sha256


def _is_missing(each: Wanted, present: Mapping[str, Present]) -> bool:
    found = present.get(each.name)
    is_there = found is not None and found.sha256 == each.sha256
    return each.source is None and not is_there and not _is_taken(each, present)


def _bring(each: Wanted, found: Present | None) -> Iterator[Step]:
    if found is None:
        yield Step(Act.SEND, each.name, each.size)
    elif found.sha256 != each.sha256:
        yield Step(Act.REPLACE, each.name, each.size)


def _see(each: Wanted, found: Present | None) -> Iterator[Step]:
    if not each.is_named:
        return
    if found is None or found.sha256 != each.sha256 or not found.is_seen:
        yield Step(Act.VERIFY, each.name, each.size)
