"""What becomes of each episode, and of the show, between two feeds."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from feedtool.check.release import Balance, Fresh, Lost, Match
from feedtool.compare.difference import list_changed, own_address
from feedtool.compare.match import Pair, match_items
from feedtool.formats.dates import read_date
from feedtool.formats.feed.published import read_said
from feedtool.formats.feed.published_pages import find_next_page
from feedtool.model.element import Element
from feedtool.model.published import PublishedFeed, PublishedItem, Said
from feedtool.model.show import Removed


class Evidence(NamedTuple):
    """What is known of an episode's audio: `is_other` behind an address that changes."""

    audio_by: str = ""
    is_dynamic: bool = False
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a comparison needs to know beyond the two feeds.

    `removed` are the declared removals, `most_new` the new episodes expected. `explain` says what
    holds back the record of an item that goes missing; `weigh` what is known of a pair's audio.
    """

    removed: Sequence[Removed] = ()
    most_new: int = 1
    explain: Callable[[PublishedItem], str] = lambda _item: ""
    weigh: Callable[[Pair], Evidence] = lambda _pair: Evidence()


@dataclass(slots=True)
class Comparison:
    """What changes, and the new feed's items that say the `same` as before.

    `channel` names the elements of the channel that change.
    """

    balance: Balance = field(default_factory=Balance)
    matches: list[Match] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    fresh: list[Fresh] = field(default_factory=list)
    channel: frozenset[str] = frozenset()
    same: list[PublishedItem] = field(default_factory=list)


def compare_feeds(old: PublishedFeed, new: PublishedFeed, grounds: Grounds) -> Comparison:
    """Compare the feed that is out with the feed to come."""
    matching = match_items(old.items, new.items)
    compared = [(pair, _compare_pair(pair, old, grounds)) for pair in matching.pairs]
    matches = [match for _, match in compared if match]
    same = [pair[1] for pair, match in compared if not match]
    declared = {each.guid: number for number, each in enumerate(grounds.removed)}
    gone = (item for item in matching.lost if not item.is_live)  # a stream that is over goes
    lost = [_find_reason(item, declared, grounds) for item in gone]
    new_items = _leave_out_older(matching.fresh, old) if _is_paged(old) else matching.fresh
    fresh = list(_date_fresh(new_items, [before for before, _ in matching.pairs]))
    channel = list_changed(old.said, new.said)
    if own_address(old.said) != own_address(new.said):
        channel |= {"atom:link"}
    is_changed = bool(matches or lost or fresh or channel)
    balance = Balance(
        before=len(old.items),
        after=len(new.items),
        lost=sum(each.removed is None for each in lost),
        size=len(old.channel) + sum(len(item.xml) for item in old.items),
        size_lost=_shrinkage(old.said, new.said, matches),
        fresh=tuple(each.after.title for each in fresh if not each.after.is_live),
        most_new=grounds.most_new,
        is_changed=is_changed or old.sha256 == new.sha256,
    )
    return Comparison(balance, matches, lost, fresh, channel, same)


def _compare_pair(pair: Pair, feed: PublishedFeed, grounds: Grounds) -> Match | None:
    """Say what changes in an episode, None where nothing does."""
    before, after = pair
    evidence = grounds.weigh(pair)
    if before.xml == after.xml and not evidence.audio_by:
        return None
    said_before = read_said(before)
    said_after = _share(read_said(after), said_before)
    changed = list_changed(said_before, said_after, feed.said)
    if changed or evidence.audio_by or before.is_live != after.is_live:
        return Match(before, after, said_before, said_after, changed, *evidence)
    return None


def _share(said: Said, before: Said) -> Said:
    """Hold what both say once: of 10,000 episodes that is a quarter of all memory."""
    return {
        name: before[name] if before.get(name) == elements else elements
        for name, elements in said.items()
    }


def _is_paged(feed: PublishedFeed) -> bool:
    """Tell whether a feed is the first of several pages."""
    return bool(find_next_page(feed.said.get("atom:link", ())))


def _leave_out_older(items: list[PublishedItem], feed: PublishedFeed) -> list[PublishedItem]:
    """Leave out items that may stand on a later page of a feed: older than all of the first."""
    dates = [instant for instant in map(_instant, feed.items) if instant]
    oldest = min(dates, default=None)
    return [each for each in items if not oldest or not (date := _instant(each)) or date >= oldest]


def _find_reason(item: PublishedItem, declared: dict[str, int], grounds: Grounds) -> Lost:
    number = declared.get(item.identity)
    reason = "" if number is None else grounds.removed[number].reason or ""
    return Lost(item, grounds.explain(item), number, reason)


def _date_fresh(items: list[PublishedItem], out: list[PublishedItem]) -> Iterable[Fresh]:
    """Say of each new item how many of those out already are newer."""
    if not items:
        return
    dated = [(_instant(item), item.title) for item in out if not item.is_live]
    known = sorted((instant, title) for instant, title in dated if instant)
    dates = [instant for instant, _ in known]
    newest = known[-1][1] if known else ""
    for item in items:
        instant = None if item.is_live else _instant(item)
        newer = len(dates) - bisect_right(dates, instant) if instant else 0
        yield Fresh(item, newer, newest)


def _instant(item: PublishedItem) -> datetime | None:
    return read_date(item.published, None).instant


def _shrinkage(old: Said, new: Said, matches: Iterable[Match]) -> int:
    """Count the bytes that the channel and the episodes which stay say less."""
    lost = _size_of(old, old) - _size_of(new, new)
    for each in matches:
        lost += _size_of(each.changed, each.said_before) - _size_of(each.changed, each.said_after)
    return lost


def _size_of(names: Iterable[str], said: Said) -> int:
    return sum(_size(each) for name in names for each in said.get(name, ()))


def _size(element: Element) -> int:
    own = len(element.text or "") + sum(len(key) + len(value) for key, value in element.attributes)
    return len(element.name) + own + sum(map(_size, element.children))
