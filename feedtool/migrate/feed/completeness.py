"""Where a feed does not seem to hold all of its show: hosts cut feeds, and do not say so."""

from collections.abc import Sequence

from feedtool.formats.feed.node import FeedDocument
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.pages import find_first, find_next

_CAPS = frozenset({10, 15, 20, 25, 30, 50, 100, 150, 200, 250, 300, 500, 1000, 2000})
"""Numbers of items at which hosts cut their feeds."""
_SURE_CAP = 50
"""A smaller number is a cap only where the episodes' own numbers say so too."""


def list_gaps(document: FeedDocument, items: Sequence[Mapped]) -> list[str]:
    """Say in sentences what seems to be missing."""
    found: list[str] = []
    following, first = find_next(document), find_first(document)
    if following:
        found.append(f"the feed has more pages, from {following} on: they were not taken over")
    if first:
        found.append(f"this is not the first page of the feed: that is {first}")
    return found if following else [*found, *_judge_count(items)]


def _judge_count(items: Sequence[Mapped]) -> list[str]:
    count = len(items)
    lowest, highest = _numbers_of(items)
    if lowest > 1 and highest > count > 1:
        cut = f", and hosts cut feeds at {count}" if count in _CAPS else ""
        older = "1 older one seems" if lowest == 2 else f"{lowest - 1} older ones seem"  # noqa: PLR2004 - one below
        held = f"the episodes are numbered {lowest} to {highest} and the feed holds {count}{cut}"
        return [f"{held}: {older} to be missing"]
    if count in _CAPS and count >= _SURE_CAP and lowest != 1:
        return [f"exactly {count} items: hosts cut feeds at such numbers; look for older episodes"]
    return []


def _numbers_of(items: Sequence[Mapped]) -> tuple[int, int]:
    """Return the lowest and the highest number of a show that counts through all its seasons."""
    found: list[int] = []
    for item in items:
        number = item.values.get("episode", {}).get("number", "")
        if number.isdecimal() and number.isascii():
            found.append(int(number))
    is_through = len(set(found)) == len(found) and 2 * len(found) > len(items)
    return (min(found), max(found)) if found and is_through else (0, 0)
