"""Values of the wrong type whose meaning is certain all the same: `clean`, `60 min`, `#12`."""

import re
from collections.abc import Callable
from typing import Any

from feedtool.formats.record.amount_repair import mend_duration

_BOOLS = {"y": "true", "t": "true", "1": "true", "explicit": "true"}
_BOOLS |= {"n": "false", "f": "false", "0": "false", "clean": "false"}
"""`explicit` and `clean` are what itunes:explicit said before 2019."""
_COUNTED = re.compile(
    r"(?:#|no\.?|nr\.?|ep\.?|episode|e|s|season) ?(?P<number>\d{1,6})|(?P<alone>\d{1,6})\.",
    re.ASCII | re.IGNORECASE,
)
_WITH_UNIT = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,9})?) ?(?P<unit>[a-z]{1,7})", re.ASCII)
_MINUTES = frozenset("min mins minute minutes".split())
_PIXELS = frozenset("px pixel pixels".split())
_SECONDS = frozenset("s sec secs second seconds".split())
_UNITS = {
    "ttl": _MINUTES,
    "width": _PIXELS,
    "height": _PIXELS,
    "start_time": _SECONDS,
    "duration": _SECONDS,
}
"""The unit each field is in: another one would need converting."""
_COUNTS = frozenset({"number", "episode", "season"})


def mend_value(field: str, expected: str, value: Any) -> str:
    """Return what a value means that its field cannot read, or "" where that is not certain.

    `expected` are the words in which the field's type names what it takes.
    """
    mend = next((mend for word, mend in _MENDERS if expected.startswith(word)), None)
    return mend(field, " ".join(value.split())) if mend and isinstance(value, str) else ""


def _mend_bool(_field: str, text: str) -> str:
    return _BOOLS.get(text.lower(), "")


def _mend_number(field: str, text: str) -> str:
    counted = _COUNTED.fullmatch(text) if field in _COUNTS else None
    if counted:
        return counted["number"] or counted["alone"]
    measured = _WITH_UNIT.fullmatch(text.lower())
    is_unit = measured is not None and measured["unit"] in _UNITS.get(field, ())
    return measured["number"] if measured and is_unit else ""


def _mend_whole(field: str, text: str) -> str:
    number = _mend_number(field, text)
    return number if number.isdecimal() else ""


def _mend_time(_field: str, text: str) -> str:
    """Read `1h 5m 20s` as `1:05:20`."""
    return mend_duration(text)


_MENDERS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("true or false", _mend_bool),
    ("a whole number", _mend_whole),
    ("a number", _mend_number),
    ("seconds, MM:SS", _mend_time),
)
