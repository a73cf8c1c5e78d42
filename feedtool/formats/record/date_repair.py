"""Dates in other forms than the record's, rewritten where nothing about them is in doubt.

English names of months and days, `2024/01/02`, `9:30 pm`, zone names: what is left out is left
out, and what may mean two things is not rewritten.
"""

import re
from datetime import datetime, tzinfo

from feedtool.formats.dates import find_zone, read_date
from feedtool.formats.lazy_pattern import lazy_pattern

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_CITIES = {
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "MST": "America/Denver",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
}
"""A city of each American zone, by whose clocks it is judged whether the name fits the date."""
_LONGEST = 80
_NUMERIC = r"(?P<year1>\d{4})([-/.])(?P<month1>\d{1,2})\2(?P<day1>\d{1,2})"
_NAMED = (
    r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?(?:"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month2>[a-z]{3,9})\.?,?[ -](?P<year2>\d{4})|"
    r"(?P<month3>[a-z]{3,9})\.? (?P<day3>\d{1,2})(?:st|nd|rd|th)?,? (?P<year3>\d{4}))"
)
_TIME = (
    r"(?:(?:,? (?:at )?|t)(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})"
    r"(?:[.,]\d{1,9})?)?)?(?: ?(?P<half>[ap])\.?m\.?)?)?"
    r"(?: ?(?P<zone>z|[a-z]{2,4}|(?:gmt|utc)?[+-]\d{2}:?\d{2}))?"
)
_DATE = lazy_pattern(rf"(?:{_NUMERIC}|{_NAMED}){_TIME}", re.IGNORECASE | re.ASCII)


def mend_date(text: str, zone: tzinfo | None, *, trusts_weekday: bool = True) -> str:
    """Rewrite a date as `2020-05-07 09:00 +05:30`; "" where it may mean something else.

    Without an offset it stays a time of `zone`. A weekday must be that of the date, unless it is
    not to be trusted.
    """
    match = _DATE.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if match is None:
        return ""
    day, clock = _read_day(match), _read_clock(match)
    if day is None or clock is None:
        return ""
    local = f"{day} {clock}".rstrip()
    offset = _read_offset(match["zone"] or "", local, zone)
    if offset is None:
        return ""
    mended = f"{local} {offset}".rstrip()
    moment = read_date(mended, zone)
    if moment.instant is None or moment.code:
        return ""
    return mended if not trusts_weekday or _fits(match["weekday"], moment.instant) else ""


def _read_day(match: re.Match[str]) -> str | None:
    year = match["year1"] or match["year2"] or match["year3"]
    day = match["day1"] or match["day2"] or match["day3"]
    month = match["month1"] or _find_month(match["month2"] or match["month3"])
    return f"{year}-{int(month):02d}-{int(day):02d}" if month else None


def _find_month(name: str) -> str:
    """Return the number of a month by its English name or the first letters of it."""
    wanted = name.casefold()
    found = (n for n, month in enumerate(_MONTHS, start=1) if month.startswith(wanted))
    return str(next(found, 9 if wanted == "sept" else ""))


def _read_clock(match: re.Match[str]) -> str | None:
    """Return `09:30` or `09:30:15`, "" for a date alone, None where hours are in doubt."""
    hour, minute, half = match["hour"], match["minute"], (match["half"] or "").lower()
    if hour is None:
        return ""
    number = int(hour)
    if half:
        if not 1 <= number <= 12:  # noqa: PLR2004 - hours on a dial
            return None
        number = number % 12 + (12 if half == "p" else 0)
    elif minute is None:
        return None
    second = match["second"]
    return f"{number:02d}:{minute or '00'}" + (f":{second}" if int(second or 0) else "")


def _fits(name: str | None, moment: datetime) -> bool:
    return not name or _DAYS[moment.weekday()].startswith(name.casefold())


def _read_offset(name: str, local: str, zone: tzinfo | None) -> str | None:
    """Return a zone as a numeric offset, "" for none, None for a name that is not certain."""
    name = name.upper()
    if name in ("Z", "UT", "UTC", "GMT"):
        return "+00:00"
    if name in _CITIES:
        return _read_american(name, local, zone)
    digits = name.removeprefix("GMT").removeprefix("UTC").replace(":", "")
    if digits[:1] in ("+", "-"):
        return f"{digits[:3]}:{digits[3:]}"
    return None if digits else ""


def _read_american(name: str, local: str, zone: tzinfo | None) -> str | None:
    """Return the offset of a zone, if clocks showed that time then: the show's, or the zone's own.

    Many say EST in July, and CST is China's as well.
    """
    hours = {"E": 5, "C": 6, "M": 7, "P": 8}[name[0]] - (name[1] == "D")
    offset = f"-{hours:02d}:00"
    shown = read_date(local, zone or find_zone(_CITIES[name]))
    is_certain = not shown.code and shown.instant == read_date(f"{local} {offset}", None).instant
    return offset if is_certain else None
