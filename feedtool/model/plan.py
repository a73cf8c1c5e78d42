"""What a release would change for subscribers: shown by `plan`, done by `publish`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from feedtool.model.finding import Finding
from feedtool.model.place import Location


class Kind(StrEnum):
    """What happens to an episode, or to the show."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FeedIdentity:
    """Which bytes a feed is, and where it was seen.

    `source` is an address, a file, or `git:REV`; for a feed that would be written, its file.
    `length` is bytes. `etag` is what the server sent with it, "" where nothing did.
    """

    source: str
    sha256: str
    length: int
    items: int
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One episode that a release adds, changes or removes; or the show, whose `guid` is "".

    `guid` is that of the feed that is out, for a new episode that of the feed to come. `path` is
    its record as reports print it, "" where there is none. `what` names what changes; `effect`
    says what apps and listeners do about it.
    """

    kind: Kind
    guid: str
    title: str
    path: str
    what: tuple[str, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class Danger:
    """Something a subscriber would be hurt by: a finding of a release rule, at level error.

    `guids` are the episodes it is about, none for the show. `allowed` says by what it was allowed;
    "" stops the release.
    """

    code: str
    name: str
    message: str
    place: Location
    guids: tuple[str, ...] = ()
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding of a release rule, the GUIDs it is about, and by what it is allowed."""

    finding: Finding
    guids: tuple[str, ...] = ()
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A rule that may be broken: for one episode, or for the whole show where `episode` is "".

    `episode` is what the user calls it by: a file, a slug, a GUID or a number.
    """

    code: str
    episode: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Addresses that begin with `old` now begin with `new`, and the old ones lead there."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Intent:
    """What the command line says is meant. The records say more: `removed:`, `moved:`.

    `most_new` is how many new episodes one release may bring; `is_first` says that no feed is out
    yet.
    """

    allowances: tuple[Allowance, ...] = ()
    moves: tuple[Move, ...] = ()
    most_new: int = 1
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a release would change, and what must be the same when it is done.

    `now` decided which episodes are due. `previous` is the feed that is out, None at a first
    release; `next` the feed that would be written, and `files` the SHA-256 over all that it
    names, "" where nobody asked.
    """

    now: datetime
    previous: FeedIdentity | None
    next: FeedIdentity
    intent: Intent = Intent()
    changes: tuple[Change, ...] = ()
    dangers: tuple[Danger, ...] = ()
    files: str = ""

    @property
    def is_safe(self) -> bool:
        """Say whether every danger was allowed."""
        return all(danger.allowed for danger in self.dangers)

    @property
    def is_same(self) -> bool:
        """Say whether the feed to come is, byte for byte, the one that is out."""
        return self.previous is not None and self.previous.sha256 == self.next.sha256
