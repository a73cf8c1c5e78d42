"""Dates of records: read as their author wrote them, written as RFC 2822 in the same offset.

Nothing is guessed: a text that is wrong stays as it is, and its fault is named.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from feedtool.formats.nearest import find_nearest
from feedtool.model.feed import PubDate

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[Tt ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
    r" *(?P<zone>[Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_RFC = re.compile(
    r"(?:(?P<weekday>[A-Z][a-z]{2}),\s*)?(?P<day>\d{1,2})\s+(?P<name>[A-Z][a-z]{2})"
    r"\s+(?P<year>\d{4}|\d{2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s+(?P<zone>[+-]\d{2}:?\d{2}|[A-Z]{1,4})",
    re.ASCII,
)
_ZONES = {"GMT": 0, "UT": 0, "UTC": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_NAMES = frozenset({"EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"})
_ZONES |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


def read_date(text: str, zone: tzinfo | None) -> PubDate:
    """Read `2020-05-07 09:00`, RFC 3339 or RFC 2822; without offset it is a time of `zone`."""
    text = text.strip()
    match = _ISO.fullmatch(text) or _RFC.fullmatch(text)
    if match is None:
        return PubDate(text, None, "ID20", f"date {text!r} cannot be read")
    parts = match.groupdict()
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    second = int(parts["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a day's clock
        return PubDate(text, None, "ID22", f"date {text!r} has no such time of day")
    offset = _offset(parts["zone"])
    if parts["zone"] and offset is None:
        return PubDate(text, None, "ID20", f"date {text!r} has an unknown zone {parts['zone']!r}")
    try:
        month = _MONTHS.index(parts["name"]) + 1 if "name" in parts else int(parts["month"])
        day = int(parts["day"])
        moment = datetime(_year(parts["year"]), month, day, hour, minute, second, tzinfo=offset)
    except ValueError:
        return PubDate(text, None, "ID20", f"date {text!r} is not in the calendar")
    if offset is None:
        return _localise(moment, text, zone)
    weekday = parts.get("weekday")
    if weekday and weekday != _DAYS[moment.weekday()]:
        right = _DAYS[moment.weekday()]
        return PubDate(text, None, "ID21", f"date {text!r} was a {right}, not a {weekday}")
    if parts["zone"] in _NAMES or ("name" in parts and parts["zone"] == "Z"):
        message = f"date {text!r} names its zone: {parts['zone']}; expected an offset"
        return PubDate(format_date(moment), moment, "ID28", message)
    return PubDate(format_date(moment), moment)


def is_feed_date(text: str) -> bool:
    """Tell a date that a feed may hold: RFC 2822, with a weekday that is right or none.

    A year of two digits is obsolete there, and an offset has no colon.
    """
    match = _RFC.fullmatch(text)
    is_exact = match is not None and len(match["year"]) > 2 and ":" not in match["zone"]  # noqa: PLR2004 - 24 for 2024
    return is_exact and read_date(text, None).instant is not None


def describe_loose(text: str) -> str:
    """Say what is loose in a date of a feed, "" for nothing.

    RFC 2822 lets seconds be left out and takes any white space; apps have failed on both.
    """
    if text.count(":") == 1:
        return "has no seconds"
    is_spaced = text == " ".join(text.replace(",", ", ").split())
    return "" if is_spaced else "has no single spaces between its parts"


def _year(text: str) -> int:
    """Read two digits as the years from 1950 to 2049 (RFC 2822, section 4.3)."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - written in full
        return year
    return year + (2000 if year < 50 else 1900)  # noqa: PLR2004 - where the norm parts them


def _localise(moment: datetime, text: str, zone: tzinfo | None) -> PubDate:
    """Place a local time in its zone; the hour that clocks skip or repeat is a fault."""
    moment = moment.replace(tzinfo=zone or UTC)
    offset = moment.utcoffset()
    fixed = moment.replace(tzinfo=_fixed(offset))
    if offset == moment.replace(fold=1).utcoffset():
        return PubDate(format_date(fixed), fixed, is_local=True)
    exists = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    )
    what = "comes twice" if exists else "never comes"
    message = f"date {text!r} {what} in {zone}: clocks change then"
    return PubDate(format_date(fixed), fixed, "ID23", message)


def format_date(moment: datetime) -> str:
    """Write an aware time as RFC 2822, with English names and numeric offset."""
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    clock = moment.isoformat(" ", "seconds")[11:19]
    offset = _write_offset(moment.utcoffset())
    return f"{day}, {moment.day:02d} {month} {moment.year:04d} {clock} {offset}"


@lru_cache(maxsize=64)
def _write_offset(offset: timedelta | None) -> str:
    seconds = int((offset or timedelta()).total_seconds())
    sign, minutes = ("-" if seconds < 0 else "+"), abs(seconds) // 60
    return f"{sign}{minutes // 60:02d}{minutes % 60:02d}"


@lru_cache(maxsize=64)
def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        hours, minutes = int(digits[:2]), int(digits[2:])
        if hours > 14 or minutes > 59:  # noqa: PLR2004 - the widest offset in use is +14:00
            return None
        sign = -1 if zone[0] == "-" else 1
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    hours_east = _ZONES.get(zone.upper())
    return None if hours_east is None else timezone(timedelta(hours=hours_east))


@lru_cache(maxsize=64)
def _fixed(offset: timedelta | None) -> timezone:
    """Keep whole minutes: historic zones have seconds, RFC 2822 does not."""
    return timezone(timedelta(minutes=int((offset or timedelta()).total_seconds()) // 60))


@lru_cache(maxsize=8)
def find_zone(name: str) -> ZoneInfo | None:
    """Return the IANA zone of this name, or None."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def nearest_zone(name: str) -> str:
    """Return the IANA zone most like `name`, by its whole name or its city, or ""."""
    wanted = name.strip().replace(" ", "_")
    zones = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")
    )
    city = wanted.rpartition("/")[2].casefold()
    same_city = (zone for zone in zones if zone.rpartition("/")[2].casefold() == city)
    return next(same_city, "") or find_nearest(wanted, zones)
