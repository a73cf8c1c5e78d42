"""Where the members of JSON objects and the items of its arrays stand.

Only for text that is known to be valid JSON: the standard library reads it, and tells no places.
"""

import json
import re
from dataclasses import dataclass

from feedtool.model.place import Span

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
"""Finds where a value ends; numbers stay text, since Python refuses some that are too long."""


@dataclass(frozen=True, slots=True)
class Member:
    """The places of one `"key": value`."""

    key: Span
    value: Span


def find_members(text: str, start: int) -> dict[str, Member]:
    """Find the members of the object that begins at `start`; of two the same the last counts."""
    found: dict[str, Member] = {}
    index = _skip(text, start + 1)
    while text[index] != "}":
        name, end = _DECODER.raw_decode(text, index)
        value = _find_value(text, _skip(text, _skip(text, end) + 1))
        found[name] = Member(Span(index, end), value)
        index = _next(text, value.end)
    return found


def find_items(text: str, start: int) -> list[Span]:
    """Find the items of the array that begins at `start`."""
    found: list[Span] = []
    index = _skip(text, start + 1)
    while text[index] != "]":
        found.append(_find_value(text, index))
        index = _next(text, found[-1].end)
    return found


def skip_space(text: str) -> int:
    """Return where the document's value begins."""
    return _skip(text, 0)


def _find_value(text: str, index: int) -> Span:
    return Span(index, _DECODER.raw_decode(text, index)[1])


def _next(text: str, index: int) -> int:
    """Go over a comma, if there is one."""
    index = _skip(text, index)
    return _skip(text, index + 1) if text[index] == "," else index


def _skip(text: str, index: int) -> int:
    match = _SPACE.match(text, index)
    return match.end() if match else index
