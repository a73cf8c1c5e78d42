"""When readers look for new episodes, and when the feed says it changed."""

from collections.abc import Iterable

from feedtool.check.facts import DocumentFaults
from feedtool.check.rule import rule
from feedtool.formats.dates import is_feed_date
from feedtool.model.element import Element
from feedtool.model.feed import Feed
from feedtool.model.finding import AnyEdit, Level, Problem, Remove, Replace
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.rules.show.written import elements_named, place_of, removal

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOURS = tuple(map(str, range(24)))
_SHORTEST = 3


@rule("SH27", Level.WARNING)
def wrong_channel_date(part: DocumentFaults | Feed) -> Iterable[Problem]:
    """A date of the channel cannot be read as a date of RSS, or cannot be right.

    Readers then take the feed for never changed, or for changed right now. Write it as RFC 2822
    does, or leave it out: `lastBuildDate` is written by itself, the date of the newest episode.
    In a feed of other tools one that is in the future, or older than its newest item, is named too.

    Bad:
        # show.yaml
        elements:
          - pubDate: 9 January 2024

    Good:
        # show.yaml
        elements:
          - pubDate: Tue, 09 Jan 2024 09:30:00 +0000
    """
    if isinstance(part, DocumentFaults):
        yield from part.of("SH27")
        return
    for element in elements_named(part, "pubDate"):
        if not is_feed_date(element.text or ""):
            message = f"pubDate {element.text!r} is no date of RFC 2822"
            hint = "write it like Tue, 09 Jan 2024 09:30:00 +0000, or delete it"
            yield Problem(place_of(element, "elements"), message, hint)


@rule("SH28", Level.WARNING)
def senseless_ttl(show: Show, feed: Feed) -> Iterable[Problem]:
    """The time to live is no number of minutes from 1 on.

    It says how long a reader may wait before it asks again; 0 or less says nothing. Write minutes,
    or leave it out.

    Bad:
        # show.yaml
        ttl: 0

    Good:
        # show.yaml
        ttl: 60
    """
    for element in elements_named(feed, "ttl"):
        text, at = element.text or "", place_of(element, "ttl")
        if not text.isdecimal() or int(text[:9]) < 1:
            edits = removal(element, show, "ttl")
            message = f"ttl {text!r} is no number of minutes from 1 on"
            yield Problem(at, message, "write minutes, such as 60, or delete it", edits)


@rule("SH29", Level.WARNING)
def senseless_skip(feed: Feed) -> Iterable[Problem]:
    """An hour or day to skip does not exist, or stands twice.

    Readers leave the feed alone in those hours (0 to 23, in GMT) and on those days (English
    names); what they do not know has no effect.

    Bad:
        # show.yaml
        skip_days: [Saturday, Sun]

    Good:
        # show.yaml
        skip_hours: [0, 1, 2]
        skip_days: [Saturday, Sunday]
    """
    for name, field, known in (
        ("skipHours", "skip_hours", _HOURS),
        ("skipDays", "skip_days", _DAYS),
    ):
        for element in elements_named(feed, name):
            yield from _judge_skips(element, place_of(element, field), known)


def _judge_skips(element: Element, at: FieldPath, known: tuple[str, ...]) -> Iterable[Problem]:
    texts = [child.text or "" for child in element.children]
    for number, text in enumerate(texts):
        if text in known and text not in texts[:number]:
            continue
        right = _full_day(text) if known is _DAYS and text not in known else ""
        place, edits = at, tuple[AnyEdit, ...]()
        if element.entry < 0:
            place = (*at, number)
            gone = Remove(place) if len(texts) > 1 else Remove(at)
            edits = (Replace(place, text, right),) if right and right not in texts else (gone,)
        fault = "stands twice" if text in known else "does not exist"
        hint = f"write {right}" if right else f"expected each once: {known[0]} to {known[-1]}"
        yield Problem(place, f"{element.name}: {text!r} {fault}", hint, edits)


def _full_day(text: str) -> str:
    """Return the day of which this is the beginning, in any case, or ""."""
    short = text.strip().rstrip(".").casefold()
    days = (day for day in _DAYS if len(short) >= _SHORTEST and day.casefold().startswith(short))
    return next(days, "")
