"""JSON with places: where the members of an object and the items of a list stand.

The decoding itself is that of Python's json; what is read before a fault is not lost.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from feedtool.model.place import Span

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class BadJsonError(Exception):
    """JSON that ends or breaks off; `position` is where."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class Item(NamedTuple):
    """A decoded value and its place."""

    value: Any
    start: int
    stop: int


def skip_space(text: str, position: int) -> int:
    """Go past white space."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def decode_value(text: str, position: int) -> Item:
    """Decode the value at a place; raises BadJsonError."""
    try:
        value, stop = _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise BadJsonError(error.msg.removesuffix(" at"), error.pos) from None
    except RecursionError:
        raise BadJsonError("the nesting is too deep", position) from None
    except ValueError:  # an integer with more digits than Python reads
        raise BadJsonError("a number is too long", position) from None
    return Item(value, position, stop)


def members(text: str, position: int) -> Iterator[tuple[str, int]]:
    """Give the names of an object's members and where their values begin.

    Raises BadJsonError where the object breaks off; a name is given before its value is read.
    """
    position = skip_space(text, position + 1)
    if text[position : position + 1] == "}":
        return
    while True:
        key = decode_value(text, position)
        if not isinstance(key.value, str):
            raise BadJsonError("a name in double quotes must stand here", position)
        position = _expect(text, key.stop, ":")
        yield key.value, position
        position = skip_space(text, decode_value(text, position).stop)
        if text[position : position + 1] == "}":
            return
        position = _expect(text, position, ",")


def items(text: str, position: int) -> Iterator[Item]:
    """Give the items of the list at a place; raises BadJsonError where it breaks off."""
    position = skip_space(text, position + 1)
    if text[position : position + 1] == "]":
        return
    while True:
        item = decode_value(text, position)
        yield item
        position = skip_space(text, item.stop)
        if text[position : position + 1] == "]":
            return
        position = _expect(text, position, ",")


def _expect(text: str, position: int, sign: str) -> int:
    position = skip_space(text, position)
    if text[position : position + 1] != sign:
        found = repr(text[position]) if position < len(text) else "the end of the file"
        raise BadJsonError(f"expected {sign!r}, not {found}", position)
    return skip_space(text, position + 1)


def value_pattern(key: str) -> re.Pattern[str]:
    """Make the pattern of a member whose value is a text or a whole number."""
    space = r"[ \t\n\r]*+"
    text = r'"(?P<text>(?:[^"\\]|\\.)*+)"'
    name = re.escape(key)
    return re.compile(rf'"{name}"{space}:{space}(?:{text}|(?P<number>-?\d++))', re.DOTALL)


def locate(text: str, item: Item, pattern: re.Pattern[str]) -> Span:
    """Find where the value of a member stands, without quotation marks; else the whole item."""
    match = pattern.search(text, item.start, item.stop)
    if match is None:
        return Span(item.start, item.stop)
    group = "text" if match["text"] is not None else "number"
    return Span(*match.span(group))
