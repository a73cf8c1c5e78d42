"""Dates: readable, in the calendar, and at one certain moment."""

from collections.abc import Iterable
from dataclasses import replace

from feedtool.check.facts import Index
from feedtool.check.rule import rule
from feedtool.formats.dates import find_zone, nearest_zone
from feedtool.formats.plural import count
from feedtool.formats.record.date_repair import mend_date
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_OFFSETS = "+01:00", "+0100"
"""As records write them, and as feeds do."""
_SWITCH = "write the date of publication here; what is held back has 'draft: true'"


def _fault(item: Item, code: str, hint: str, feed_hint: str = "") -> Iterable[Problem]:
    date = item.published
    if date is not None and date.code == code:
        yield Problem(("published",), date.fault, hint, feed_hint=feed_hint)


def _mend(
    problem: Problem, episode: Episode, show: Show, *, trusts_weekday: bool = True
) -> Problem:
    """Add to a problem the date in the form of records, where nothing about it is in doubt."""
    written = episode.published or ""
    zone = find_zone(show.timezone) if show.timezone else None
    mended = mend_date(written, zone, trusts_weekday=trusts_weekday)
    edits = (Replace(("published",), written, mended),) if mended else ()
    return replace(problem, edits=edits, is_unsafe=not trusts_weekday)


@rule("ID20")
def unreadable_date(item: Item, episode: Episode, show: Show) -> Iterable[Problem]:
    """A date cannot be read.

    Feeds hold dates as RFC 2822 writes them (`Thu, 20 Nov 2014 10:30:00 +0000`); an app that
    cannot read one shows the episode as new every day, or last of all. Write the date as
    `2020-05-07 09:00`, with an offset if it is not in the show's timezone. RFC 3339 and RFC 2822
    are read as well. In a feed the seconds must stand, and one space between all parts: apps have
    failed on dates without (AntennaPod, issue 545).

    A date whose meaning is not in doubt is rewritten: English names of days and months,
    `2024/01/02`, `9:30 pm`. `01/02/2024` is January to some and February to others.

    Bad:
        # 001.md
        published: 2 January 2024 at nine

    Good:
        # 001.md
        published: 2024-01-02 09:00
    """
    is_switch = (episode.published or "").strip().lower() in ("true", "false")  # as Jekyll has it
    hint = _SWITCH if is_switch else "write it like 2020-05-07 09:00 or 2020-05-07 09:00 +05:30"
    in_feed = "write it like Thu, 07 May 2020 09:00:00 +0530"
    return (_mend(problem, episode, show) for problem in _fault(item, "ID20", hint, in_feed))


@rule("ID21")
def wrong_weekday(item: Item, episode: Episode, show: Show) -> Iterable[Problem]:
    """A date names a weekday that it did not fall on.

    One of the two is wrong, and apps differ in which they believe; the W3C validator refuses it.
    Correct the date, or write it without its weekday. The repair takes day and month for right and
    leaves the weekday out; since they may be what is wrong, it is asked for.

    Bad:
        # 001.md
        published: Mon, 02 Jan 2024 09:00:00 +0000

    Good:
        # 001.md
        published: Tue, 02 Jan 2024 09:00:00 +0000
    """
    hint = "correct the date, or leave the weekday out"
    found = _fault(item, "ID21", hint)
    return (_mend(problem, episode, show, trusts_weekday=False) for problem in found)


@rule("ID22")
def impossible_time(item: Item) -> Iterable[Problem]:
    """A date has an hour above 23, or a minute or second above 59.

    Apps drop such a date or shift the episode to another day.

    Bad:
        # 001.md
        published: 2024-01-02 34:50

    Good:
        # 001.md
        published: 2024-01-02 10:50
    """
    return _fault(item, "ID22", "write a time from 00:00 to 23:59")


@rule("ID23")
def uncertain_time(part: Index | Show | Item, show: Show) -> Iterable[Problem]:
    """A local time has no certain place in time: its zone is unknown, or clocks change just then.

    Times without an offset are times of the show's `timezone`, an IANA name such as
    `Europe/Berlin`. In the hour that clocks skip in spring a time never comes; in the hour that
    they repeat in autumn it comes twice. Correct the name, or write the offset.

    Where `timezone` is left out, such times are read as UTC, which is advice: whoever meant their
    own clock publishes hours too early or too late.

    Bad:
        # 001.md
        published: 2024-03-31 01:30

    Good:
        # 001.md
        published: 2024-03-31 01:30 +00:00
    """
    if isinstance(part, Item):
        hint, in_feed = (f"write the offset after the time, such as {each}" for each in _OFFSETS)
        yield from _fault(part, "ID23", hint, in_feed)
    elif isinstance(part, Index):
        local = sum(digest.is_local for digest in part.digests)
        if local and show.timezone is None:
            dates = count(local, "date")
            message = f"timezone is missing: UTC is taken for {dates} without an offset"
            hint = "add timezone: with the name of yours, such as Europe/Berlin"
            yield Problem(("timezone",), message, hint, level=Level.ADVICE)
    elif show.timezone is not None and find_zone(show.timezone) is None:
        nearest = nearest_zone(show.timezone)
        hint = f"did you mean {nearest}?" if nearest else "write a name such as Europe/Berlin"
        message = f"timezone {show.timezone!r} is not in the IANA time zone database"
        yield Problem(("timezone",), message, hint)


@rule("ID24")
def future_date(item: Item) -> Iterable[Problem]:
    """An item of a feed is dated in the future.

    Podcast Index and some apps hide it until then, others show it at once; what is in a feed is
    out. Take it out until its day has come. A build holds back what is not due by itself.

    Bad:
        # feed.xml
        -     <item>
        +     <item>
        +       <title>Fran Allen and the cost of speed</title>
        +       <description>Fran Allen on making formulas run fast.</description>
        +       <guid isPermaLink="false">9b52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e13</guid>
        +       <enclosure url="https://compilertalk.example/3.mp3" length="99" type="audio/mpeg"/>
        +       <pubDate>Wed, 09 Jan 2030 09:30:00 +0000</pubDate>
        +       <itunes:duration>1920</itunes:duration>
        +     </item>
        +     <item>

    Good:
        # feed.xml
        -     </item>
        +     </item>
        +     <item>
        +       <title>Fran Allen and the cost of speed</title>
        +       <description>Fran Allen on making formulas run fast.</description>
        +       <guid isPermaLink="false">9b52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e13</guid>
        +       <enclosure url="https://compilertalk.example/3.mp3" length="99" type="audio/mpeg"/>
        +       <pubDate>Tue, 02 Jan 2024 09:30:00 +0000</pubDate>
        +       <itunes:duration>1920</itunes:duration>
        +     </item>
    """
    return _fault(item, "ID24", "take the item out until then, or correct its date")


@rule("ID28", Level.WARNING)
def named_zone(item: Item, episode: Episode, show: Show) -> Iterable[Problem]:
    """A date names its time zone, such as EST or PST, instead of giving an offset.

    RFC 2822 calls the names obsolete: they are read as winter time even in July, when many who
    write EST mean EDT, and CST is China's as well. The feed says the offset that the name stands
    for; write the one you mean. GMT and UTC are certain and stay; behind an English month `Z` is
    the military letter, of which RFC 2822 says that it was written for either side of UTC. Names
    beyond the eight American ones, such as BST, cannot be read at all: ID20.

    The repair writes the offset, where clocks in the show's `timezone` (left out, in America)
    showed that time then.

    Bad:
        # 001.md
        published: Tue, 02 Jan 2024 09:00:00 EST

    Good:
        # 001.md
        published: 2024-01-02 09:00 -05:00
    """
    hint, in_feed = (f"write the offset that you mean, such as {each}" for each in _OFFSETS)
    found = _fault(item, "ID28", hint, in_feed)
    return (_mend(problem, episode, show) for problem in found)
