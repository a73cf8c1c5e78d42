"""What release rules can ask for: both feeds, and what became of each episode between them.

A field of a record that a problem is about stands in the record that the fact names.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from feedtool.model.element import Element
from feedtool.model.finding import Problem
from feedtool.model.published import PublishedFeed, PublishedItem, Said


@dataclass(frozen=True, slots=True)
class ReleaseProblem(Problem):
    """A problem that all episodes of a show may have at once.

    `many` is what is said of several alike in place of each, with `{count}` for how many they are.
    `moved` is an address before and after, where a declared move allows that.
    """

    many: str = ""
    moved: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ReleasedFeed:
    """A feed with its address: what it says of itself, else where it was read, else ""."""

    feed: PublishedFeed
    address: str

    def text(self, name: str) -> str:
        """Return the text of an element of the channel, "" where it has none."""
        return text_of(self.feed.said, name)


@dataclass(frozen=True, slots=True)
class PreviousFeed(ReleasedFeed):
    """The feed that is out."""


@dataclass(frozen=True, slots=True)
class NextFeed(ReleasedFeed):
    """The feed to come."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Whether there is a feed to compare with. `is_first` says that none is out yet.

    `tried` names the places that have none.
    """

    is_known: bool
    is_first: bool = False
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An episode that both feeds have, and that changes: what it said, and what it will say.

    `changed` names the elements that say something else. `audio_by` says what knows of other bytes
    behind an audio address that stays, "" where nothing does; `is_dynamic` that its size means
    nothing, since ads are put in per request; `is_other` that other bytes, of whatever number, lie
    behind an address that changes.
    """

    before: PublishedItem
    after: PublishedItem
    said_before: Said
    said_after: Said
    changed: frozenset[str]
    audio_by: str = ""
    is_dynamic: bool = False
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """An episode that the feed to come lacks.

    `why` says what holds back the record that has its GUID, "" where none has it. `removed` is its
    place in `removed:`, None where it does not stand there; `reason` is what stands there.
    """

    before: PublishedItem
    why: str = ""
    removed: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fresh:
    """An episode that comes new. `newer` counts the episodes out already that have later dates."""

    after: PublishedItem
    newer: int = 0
    newest: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What comes and goes, in numbers.

    `lost` and `size_lost` leave out what is taken off on purpose; sizes are bytes of what the feed
    says, whatever its line ends and indents. `fresh` are the titles of new episodes, of which one
    release may bring `most_new`.
    """

    before: int = 0
    after: int = 0
    lost: int = 0
    size: int = 0
    size_lost: int = 0
    fresh: tuple[str, ...] = ()
    most_new: int = 1
    is_changed: bool = True


@dataclass(frozen=True, slots=True)
class ReplacedPicture:
    """A picture with other bytes behind an address that stays; `known_by` says from what."""

    file: str
    at: tuple[str | int, ...]
    known_by: str


def text_of(said: Said, name: str) -> str:
    """Return the text of the first element of a name, "" where there is none."""
    return next((each.text or "" for each in said.get(name, ())), "")


def attributes_of(said: Said, name: str, key: str) -> list[str]:
    """List the values of an attribute of all elements of a name."""
    elements: Iterable[Element] = said.get(name, ())
    return [value for each in elements for known, value in each.attributes if known == key]
