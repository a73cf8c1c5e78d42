"""Dates beside each other, and dates without a time of day."""

from collections.abc import Iterable
from datetime import datetime

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show


@rule("ID25", Level.WARNING)
def same_moment(index: Index, show: Show) -> Iterable[Problem]:
    """Two episodes have the same date and time.

    Apps sort by the date: which of the two comes first differs from app to app, and may change
    with every look. Put them a minute apart, in the order they are to be heard. A serial show
    whose episodes all have numbers is sorted by these; drafts and live items are let alone.

    Bad:
        # 002.md
        published: 2024-01-02 09:00

    Good:
        # 002.md
        published: 2024-01-02 09:01
    """
    is_serial = show.type == "serial"
    first: dict[datetime, Digest] = {}
    for digest in index.digests:
        if digest.instant is None or digest.is_draft or digest.is_live:
            continue
        other = first.setdefault(digest.instant, digest)
        if other is digest or (is_serial and digest.episode and other.episode):
            continue
        yield Problem(
            ("published",),
            f"the date is that of {other.path} too, to the second; expected another time",
            "put the two a minute apart, in the order they are to be heard",
            file=digest.path,
            others=(other.path,),
        )


@rule("ID27", Level.ADVICE)
def midnight_date(index: Index) -> Iterable[Problem]:
    """The newest episode is dated 00:00, most often because no time was given.

    West of its time zone apps show it under the day before. Write the time at which it comes out.

    Dates of episodes that are out stay as they are, for apps would announce them again: only the
    newest is spoken of, and those still to come.

    Bad:
        # 002.md
        published: 2024-01-09

    Good:
        # 002.md
        published: 2024-01-09 09:30
    """
    dated = [
        (digest.instant, digest)
        for digest in index.digests
        if digest.instant and not digest.is_draft and not digest.is_live
    ]
    newest = max((instant for instant, digest in dated if digest.is_due), default=None)
    for instant, digest in dated:
        is_midnight = not (instant.hour or instant.minute or instant.second)
        if is_midnight and (newest is None or instant >= newest):
            message = "the date has no time of day, or midnight; expected the time it comes out"
            hint = "write it like 2020-05-07 09:00; if the episode is out, leave the date"
            in_feed = "write the time; if the episode is out, leave the date"
            yield Problem(("published",), message, hint, file=digest.path, feed_hint=in_feed)
