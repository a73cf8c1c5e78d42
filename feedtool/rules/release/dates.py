"""Dates of what is out stay; what comes new is the newest."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from feedtool.check.release import Fresh, Match, ReleaseProblem
from feedtool.check.rule import rule
from feedtool.formats.dates import read_date
from feedtool.formats.plural import count
from feedtool.model.finding import Problem


@rule("RL03")
def moved_date(match: Match) -> Iterable[Problem]:
    """The date of an episode that is out changes.

    Apps sort by it: an old episode comes up as new, or a new one sinks out of sight, and some
    apps tell subscribers again. A whole show moves when `timezone` changes, or when another tool
    wrote local times as UTC. Write the old date, with its offset.

    Bad:
        # 001.md
        published: 2023-01-02 09:00

    Good:
        # 001.md
        published: 2024-01-02 14:30 +05:30
        categories: [History]
    """
    before = read_date(match.before.published, None).instant
    after = read_date(match.after.published, None).instant
    if before is None or before == after:
        return
    if after is None:
        written = match.after.published
        words = (
            f"date {match.before.published!r} becomes {written!r}" if written else "date is lost"
        )
        many = "{count} dates can no longer be read"
    else:
        by = _difference(after - before)
        words = f"date moves by {by}: {match.before.published!r} becomes {match.after.published!r}"
        many = f"{{count}} dates move by {by}"
    yield ReleaseProblem(
        ("published",), words, f"write it back: published: {_write(before)}", many=many
    )


@rule("RL14")
def buried_episode(fresh: Fresh) -> Iterable[Problem]:
    """A new episode is older than one that is out already.

    Apps show the newest on top and announce what is newer than the last they saw: this one is
    buried in the list, and many subscribers never hear of it. Give it the date of its release.

    Bad:
        # was/001.md
        draft: true

    Good:
        # was/002.md
        draft: true
    """
    if not fresh.newer:
        return
    more = f" and {fresh.newer - 1} more" if fresh.newer > 1 else ""
    yield ReleaseProblem(
        ("published",),
        f"new episode '{fresh.after.title}' is dated {fresh.after.published!r}, before "
        f"'{fresh.newest}'{more}: it is buried below, and apps announce nothing",
        "give it the date of its release",
        many="{count} new episodes are dated before some that are out: they are buried below",
    )


def _difference(by: timedelta) -> str:
    """Write a difference as people say it: `-365 days`, `+5:30 hours`."""
    sign = "-" if by < timedelta() else "+"
    minutes, seconds = divmod(int(abs(by).total_seconds()), 60)
    days, minutes = divmod(minutes, 24 * 60)
    parts = [count(days, "day")] if days else []
    if minutes:
        parts.append(f"{minutes // 60}:{minutes % 60:02d} hours")
    if seconds:
        parts.append(count(seconds, "second"))
    return sign + " ".join(parts)


def _write(moment: datetime) -> str:
    offset = moment.strftime("%z")
    seconds = f":{moment.second:02d}" if moment.second else ""
    return f"{moment:%Y-%m-%d %H:%M}{seconds} {offset[:3]}:{offset[3:5]}"
