"""Durations and sizes in other forms than the record's, rewritten where they mean one thing."""

import re

from feedtool.formats.clock import write_clock
from feedtool.formats.lazy_pattern import lazy_pattern

_LONGEST = 40
_UNITS = lazy_pattern(
    r"(?:pt)?(?:(?P<hours>\d{1,3}) ?(?:h|hrs?|hours?)\.?,? ?)?"
    r"(?:(?P<minutes>\d{1,4}) ?(?:m|mins?|minutes?)\.?,? ?)?"
    r"(?:(?P<seconds>\d{1,6}) ?(?:s|secs?|seconds?)\.?)?",
    re.IGNORECASE | re.ASCII,
)
_CLOCK = lazy_pattern(
    r"(?P<clock>\d{1,3}:[0-5]\d|\d{1,2}:[0-5]\d:[0-5]\d) ?(?:m|mins?|minutes?)\.?",
    re.IGNORECASE | re.ASCII,
)
_BYTES = lazy_pattern(
    r"(?P<number>\d{1,15}|\d{1,3}(?:(?P<sign>[,.])\d{3}(?:(?P=sign)\d{3})+|"
    r"(?P<other>[_ '’])\d{3}(?:(?P=other)\d{3})*))(?:\.0)? ?(?:b|bytes?)?",
    re.IGNORECASE | re.ASCII,
)
"""Digits, or groups of three; two groups at least where the sign may be a decimal one."""


def mend_duration(text: str) -> str:
    """Rewrite `30 minutes`, `1h 5m 20s`, `PT30M` and `30:00 min` as `30:00`; "" for others."""
    clock = _CLOCK.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if clock:
        return clock["clock"]
    match = _UNITS.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None or not any(match.groups()):
        return ""
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if (match["hours"] and minutes > 59) or (match["minutes"] and seconds > 59):  # noqa: PLR2004
        return ""
    total = 3600 * hours + 60 * minutes + seconds
    return write_clock(total) if total else ""


def mend_length(text: str) -> str:
    """Rewrite `28,800,000`, `28 800 000 bytes` and `28800000.0` as digits; "" for others.

    What counts in kilobytes or megabytes is rounded, and no size of a file.
    """
    match = _BYTES.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return re.sub(r"\D", "", match["number"]) if match else ""
