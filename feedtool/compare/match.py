"""Finds each episode of the feed that is out again in the feed to come.

By its GUID, as apps do; where that is lost, by the bare address of its audio, by title and date,
by a title that only one has. Every step looks each item up once.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedtool.formats.dates import read_date
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.model.published import PublishedItem

Pair = tuple[PublishedItem, PublishedItem]
Key = Callable[[PublishedItem], Hashable | None]
"""By what items are known again; None for one that has nothing of the kind."""


@dataclass(slots=True)
class Matching:
    """Items of both feeds in pairs, those only the old one has, and those only the new one has.

    All are in the order of their feeds; pairs in that of the old one.
    """

    pairs: list[Pair] = field(default_factory=list)
    lost: list[PublishedItem] = field(default_factory=list)
    fresh: list[PublishedItem] = field(default_factory=list)


def match_items(old: Sequence[PublishedItem], new: Sequence[PublishedItem]) -> Matching:
    """Match the items of two feeds, one to one; of several with one key, in their order.

    Several that wrongly share a GUID are told apart by what else they say, if that stays.
    """
    matcher = _Matcher(old, new)
    places = _count(new, _audio)
    titles = _count(old, _title), _count(new, _title)
    shared = {guid for side in (old, new) for guid, n in _count(side, _identity).items() if n > 1}

    def whole(item: PublishedItem) -> Hashable | None:
        is_shared = _identity(item) in shared
        return (item.identity, _title(item), _date(item), _audio(item)) if is_shared else None

    def only_title(item: PublishedItem) -> str | None:
        title = _title(item)
        return title if all(side.get(title) == 1 for side in titles) else None

    matcher.take(whole)
    matcher.take(_identity, lambda one, other: _is_same_episode(one, other, places))
    matcher.take(_audio)
    matcher.take(_title_and_date)
    matcher.take(_identity)
    matcher.take(only_title)
    matcher.take(lambda item: None if item.identity else "nameless")
    return matcher.finish()


class _Matcher:
    """Takes pairs out of two feeds, one kind of likeness after the other."""

    def __init__(self, old: Sequence[PublishedItem], new: Sequence[PublishedItem]) -> None:
        self._old, self._new = old, new
        self._partners: dict[int, PublishedItem] = {}
        self._taken: set[int] = set()

    def take(self, key: Key, is_right: Callable[..., bool] | None = None) -> None:
        """Pair the items left over that have one key; the first of each side, if they are right."""
        left: dict[Hashable, deque[PublishedItem]] = {}
        for each in self._new:
            if id(each) not in self._taken:
                left.setdefault(key(each), deque()).append(each)
        for each in self._old:
            known = None if id(each) in self._partners else key(each)
            candidates = None if known is None else left.get(known)
            if candidates and (is_right is None or is_right(each, candidates[0])):
                found = candidates.popleft()
                self._partners[id(each)] = found
                self._taken.add(id(found))

    def finish(self) -> Matching:
        """Say what was matched, and what was not."""
        partners = self._partners
        return Matching(
            pairs=[(each, partners[id(each)]) for each in self._old if id(each) in partners],
            lost=[each for each in self._old if id(each) not in partners],
            fresh=[each for each in self._new if id(each) not in self._taken],
        )


def bare_address(item: PublishedItem) -> str:
    """Return the address of the audio without statistics prefixes, and without the scheme."""
    return split_prefix(item.url)[1].partition("://")[2] or item.url


def _is_same_episode(
    one: PublishedItem, other: PublishedItem, places: Mapping[Hashable, int]
) -> bool:
    """Tell whether two items of one GUID are one episode, and the GUID was not given on.

    It was where audio and date are others, and the title too or the old audio is elsewhere.
    """
    if one.xml == other.xml or bare_address(one) == bare_address(other):
        return True
    if _date(one) == _date(other):
        return True
    return _title(one) == _title(other) and not places.get(_audio(one))


def _count(items: Iterable[PublishedItem], key: Key) -> Mapping[Hashable, int]:
    return Counter(found for found in map(key, items) if found is not None)


def _identity(item: PublishedItem) -> str | None:
    return item.identity or None


def _audio(item: PublishedItem) -> str | None:
    return bare_address(item) or None


def _title(item: PublishedItem) -> str | None:
    return item.title.casefold() or None


def _date(item: PublishedItem) -> object:
    return read_date(item.published, None).instant or item.published


def _title_and_date(item: PublishedItem) -> Hashable | None:
    return (_title(item), _date(item)) if item.title and item.published else None
