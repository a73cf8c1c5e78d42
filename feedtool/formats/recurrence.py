"""Recurrence rules, as calendars write them: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.

Sources: RFC 5545, section 3.3.10 (RECUR); the podcast namespace, tag updateFrequency. The grammar
is closed and small, and a rule is only judged here, never expanded into dates: a library would
bring a calendar along, and forgive what apps do not.
"""

import re
from collections.abc import Iterator
from datetime import datetime

_DAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PATTERNS = {
    "FREQ": ("|".join(_FREQUENCIES), f"one of: {', '.join(_FREQUENCIES)}"),
    "UNTIL": (r"\d{8}(?:T\d{6}Z?)?", "a date such as 20251231 or 20251231T235959Z"),
    "COUNT": (r"0*[1-9]\d{0,8}", "a number from 1 on"),
    "INTERVAL": (r"0*[1-9]\d{0,8}", "a number from 1 on"),
    "BYDAY": (
        rf"(?:[+-]?\d{{1,2}})?{_DAY}(?:,(?:[+-]?\d{{1,2}})?{_DAY})*+",
        "days such as MO,WE,2FR",
    ),
    "WKST": (_DAY, "a day such as MO"),
}
_RANGES = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
}
"""Lists of numbers: the smallest and the largest; 0 is none where negative ones count back."""
_ONLY_WITH = {
    "BYWEEKNO": ("YEARLY",),
    "BYYEARDAY": ("SECONDLY", "MINUTELY", "HOURLY", "YEARLY"),
    "BYMONTHDAY": ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "MONTHLY", "YEARLY"),
}
"""The frequencies that a part may stand with."""
_NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_MOST_WEEKS = 53
_LONGEST_DAY = len("2024-01-02")


def judge_rrule(rrule: str) -> str:
    """Say what is wrong with a recurrence rule: the first fault, or "" for none."""
    parts: dict[str, str] = {}
    for part in rrule.strip().removesuffix(";").upper().split(";"):
        name, _, value = part.partition("=")
        fault = f"{name} stands twice" if name in parts else _judge_part(name, value)
        if fault:
            return fault
        parts[name] = value
    return next(_judge_together(parts), "")


def judge_dtstart(dtstart: str | None, rrule: str) -> str:
    """Say what is wrong with the date on which a recurrence starts, or "" for nothing.

    COUNT needs a start, and UNTIL is a date or a time as the start is.
    """
    parts = dict(part.partition("=")[::2] for part in rrule.upper().split(";"))
    if not dtstart:
        return "COUNT counts from dtstart, which is missing" if "COUNT" in parts else ""
    if not _is_iso_date(dtstart):
        return f"dtstart {dtstart!r} is no ISO 8601 date such as 2024-01-02 or 2024-01-02T06:00:00Z"
    if "UNTIL" in parts and ("T" in parts["UNTIL"]) != (len(dtstart) > _LONGEST_DAY):
        return "UNTIL and dtstart must both be dates, or both be times"
    return ""


def _judge_part(name: str, value: str) -> str:
    if name in _PATTERNS:
        pattern, words = _PATTERNS[name]
        is_right = re.fullmatch(pattern, value, re.ASCII) is not None
        is_right = is_right and (name != "UNTIL" or _is_iso_date(value))
        return "" if is_right else f"{name} must be {words}"
    if name not in _RANGES:
        known = ", ".join((*_PATTERNS, *_RANGES))
        return f"{name!r} is no part of a recurrence rule; expected one of: {known}"
    low, high = _RANGES[name]
    for number in value.split(","):
        is_number = _NUMBER.fullmatch(number) is not None
        if not is_number or not low <= int(number) <= high or (low < 0 and int(number) == 0):
            return f"{name} holds {number!r}; expected numbers from {low} to {high}"
    return ""


def _judge_together(parts: dict[str, str]) -> Iterator[str]:
    """Judge which parts may stand together."""
    frequency = parts.get("FREQ")
    if frequency is None:
        yield "FREQ is missing"
    if "UNTIL" in parts and "COUNT" in parts:
        yield "UNTIL and COUNT exclude each other"
    if "BYSETPOS" in parts and sum(name.startswith("BY") for name in parts) == 1:
        yield "BYSETPOS chooses among other BY… parts, and there is none"
    for name, allowed in _ONLY_WITH.items():
        if name in parts and frequency in _FREQUENCIES and frequency not in allowed:
            yield f"{name} does not go with FREQ={frequency}"
    weeks = [int(week) for week in re.findall(r"[+-]?\d+", parts.get("BYDAY", ""))]
    if weeks and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        yield "BYDAY with a number goes with FREQ=MONTHLY or YEARLY, and without BYWEEKNO"
    if not all(1 <= abs(week) <= _MOST_WEEKS for week in weeks):
        yield f"BYDAY counts weeks from 1 to {_MOST_WEEKS}"


def _is_iso_date(text: str) -> bool:
    """Tell a date or time of ISO 8601."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
