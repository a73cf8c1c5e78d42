"""The ways in which one change of a field can be written into YAML or TOML, the smallest first.

Each is a proposal: whoever asks reads the text again before believing it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from feedtool.formats.record.front_matter import FrontMatter
from feedtool.model.episode import Episode
from feedtool.model.place import FieldPath, Places, Span
from feedtool.model.show import Show

_BARE = re.compile(r"true|false|-?[0-9]{1,15}")
_NOTHING = re.compile(r"[ \t]*:(?:[ \t]+(?:null|Null|NULL|~))?(?=[ \t]*(?:#|\r?\n|$|,|\}))")
_PLAIN = re.compile(r"[\w./+-][\w ./:+@~=&%-]*", re.ASCII)
_ORDER = (*Episode.model_fields, *Show.model_fields)


@dataclass(frozen=True, slots=True)
class Spot:
    """A field in a record's text: `path` leads to it, whether or not it is there yet."""

    text: str
    places: Places
    parts: FrontMatter
    path: FieldPath

    @property
    def is_toml(self) -> bool:
        """Say in which language the fields are written."""
        return self.parts.language == "toml"

    def find(self, path: FieldPath, *, is_key: bool = False) -> Span:
        """Return the span of a field's value or name."""
        return self.places.find(path, is_key=is_key)

    def put(self, start: int, end: int, new: str) -> str:
        """Return the text with a stretch replaced."""
        return self.text[:start] + new + self.text[end:]

    @property
    def newline(self) -> str:
        """The line end that the record uses."""
        return "\r\n" if "\r\n" in self.text[:1000] else "\n"


def replace_words(spot: Spot, value: str, begin: int, end: int, new: str) -> Iterator[str]:
    """Propose how to replace a stretch of a text field's value."""
    span = spot.find(spot.path)
    raw = spot.text[span.start : span.end]
    old = value[begin:end]
    for written in dict.fromkeys((old, _escaped(old, raw))):
        at = _nth(raw, written, value.count(old, 0, begin)) if written else -1
        if at >= 0:
            start = span.start + at
            yield spot.put(start, start + len(written), _escaped(new, raw))
            yield spot.put(start, start + len(written), new)
    if raw[:1] == "|":
        yield from _replace_in_block(spot, span, value, begin, end, new)
    elif raw[:1] != ">" and "\n" not in raw.strip():
        raw = _without_comment(raw, value)
        whole = value[:begin] + new + value[end:]
        yield spot.put(span.start, span.start + len(raw), write_value(whole, is_toml=spot.is_toml))
        yield spot.put(span.start, span.start + len(raw), _quote(whole))


def _nth(raw: str, words: str, number: int) -> int:
    """Find the n-th occurrence of words, counted from 0; -1 where there are not that many."""
    at = raw.find(words)
    for _ in range(number):
        if at < 0:
            break
        at = raw.find(words, at + 1)
    return at


def _escaped(text: str, raw: str) -> str:
    """Write words as they stand inside the quotes that a raw value has."""
    if raw[:1] == '"':
        return _quote(text)[1:-1]
    return text.replace("'", "''") if raw[:1] == "'" else text


def _without_comment(raw: str, value: str) -> str:
    """Cut off what follows a one-line value: in TOML its place reaches to the end of the line."""
    if raw[:1] in ('"', "'"):
        closing = raw.rfind(raw[0])
        return raw[: closing + 1] if closing > 0 else raw
    return value if raw.startswith(value) and value else raw.split(" #", maxsplit=1)[0].rstrip()


def _replace_in_block(
    spot: Spot, span: Span, value: str, begin: int, end: int, new: str
) -> Iterator[str]:
    """Replace within a literal block (`|`), whose lines are the value's behind an indentation."""
    lines = spot.text[span.start : span.end].splitlines(keepends=True)
    filled = next((line for line in lines[1:] if line.strip()), "")
    indent = filled[: len(filled) - len(filled.lstrip(" "))]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def place(index: int) -> int:
        row = value.count("\n", 0, index)
        column = index - (value.rfind("\n", 0, index) + 1)
        lead = len(indent) if row + 1 < len(lines) and lines[row + 1].strip() else 0
        return span.start + starts[min(row + 1, len(lines))] + lead + column

    first, *others = new.split("\n")
    rows = [first, *(indent + row if row else "" for row in others)]
    written = spot.newline.join(rows)
    yield spot.put(place(begin), place(end), written)


def add_field(spot: Spot, parent: Any, value: str) -> Iterator[str]:
    """Propose where to write a field that is missing."""
    key = str(spot.path[-1])
    sign = " = " if spot.is_toml else ": "
    written = write_value(value, is_toml=spot.is_toml)
    entry = f"{key}{sign}{written}"
    if key in parent:
        yield from _fill(spot, written)
        return
    if len(spot.path) == 1:
        yield from _add_line(spot, list(parent), entry)
        return
    span = spot.find(spot.path[:-1])
    raw = spot.text[span.start : span.end]
    if raw[:1] == "{" and "}" in raw:
        at = span.start + raw.rindex("}")
        before = spot.text[:at].rstrip()
        yield before + (", " if parent else "") + entry + spot.text[at:]
    else:
        for last in reversed(list(parent)):
            yield from _add_beside(spot, last, entry)


def _fill(spot: Spot, written: str) -> Iterator[str]:
    """Write the value of a field that is there and says nothing: `guid:`, `guid: null`."""
    key = spot.find(spot.path, is_key=True)
    nothing = _NOTHING.match(spot.text, key.end)
    if nothing is not None:
        yield spot.put(nothing.start(), nothing.end(), f": {written}")


def _add_beside(spot: Spot, name: str, entry: str) -> Iterator[str]:
    """Write a field on the line below another one of the same mapping."""
    beside = (*spot.path[:-1], name)
    value, key = spot.find(beside), spot.find(beside, is_key=True)
    line = spot.text.rfind("\n", 0, key.start) + 1
    at = _line_end(spot.text, value.end)
    yield spot.put(at, at, " " * (key.start - line) + entry + spot.newline)


def _add_line(spot: Spot, names: list[str], entry: str) -> Iterator[str]:
    """Write a field of the record below the ones that come before it, else at the end."""
    key = str(spot.path[-1])
    order = {name: number for number, name in reversed(list(enumerate(_ORDER)))}
    known = [name for name in names if order.get(name, -1) < order.get(key, len(_ORDER))]
    for name in sorted((n for n in known if n in order), key=lambda n: -order[n]):
        at = _line_end(spot.text, spot.find((name,)).end)
        yield spot.put(at, at, entry + spot.newline)
    for at in (spot.parts.end, spot.parts.start):
        lead = "" if spot.text[:at].endswith("\n") or not at else spot.newline
        yield spot.put(at, at, lead + entry + spot.newline)


def remove_field(spot: Spot, value: Any, parent: Any) -> Iterator[str]:
    """Propose how to take a field, or an entry of a list, out."""
    is_entry = isinstance(parent, list)
    start = spot.find(spot.path, is_key=not is_entry).start
    end = max(_leaf_end(spot, spot.path, value), start)
    text = spot.text
    line = text.rfind("\n", 0, start) + 1
    before, after = text[line:start], text[end:]
    if not before.strip() or (is_entry and before.strip() == "-"):
        yield spot.put(line, _line_end(text, end), "")
    comma = re.match(r"\s*,[ \t]*", after)
    if comma:
        yield spot.put(start, end + comma.end(), "")
    if text[:start].rstrip().endswith(","):
        yield spot.put(len(text[:start].rstrip()) - 1, end, "")
    follower = _next_key(spot, parent)
    if follower > start:
        yield spot.put(start, follower, "")


def _next_key(spot: Spot, parent: Any) -> int:
    """Find where the field after this one starts, or -1: the first of a list entry's fields."""
    names = list(parent) if isinstance(parent, dict) else []
    number = names.index(spot.path[-1]) + 1 if spot.path[-1] in names else len(names)
    if number >= len(names):
        return -1
    return spot.find((*spot.path[:-1], names[number]), is_key=True).start


def _leaf_end(spot: Spot, path: FieldPath, value: Any) -> int:
    """Find where the last text of a value ends: blocks reach on over blanks and comments."""
    while value and isinstance(value, (dict, list)):
        last = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        path, value = (*path, last), value[last]
    span = spot.find(path)
    raw = spot.text[span.start : span.end]
    return span.start + len(raw.rstrip())


def rename_field(spot: Spot, name: str) -> Iterator[str]:
    """Propose how to give a field another name."""
    span = spot.find(spot.path, is_key=True)
    yield spot.put(span.start, span.end, name)
    yield spot.put(span.start, span.end, _quote(name))


def write_value(value: str, *, is_toml: bool) -> str:
    """Write a text as a value: bare where that is sure to be read back, else in quotes."""
    if _BARE.fullmatch(value):
        return value
    is_plain = not is_toml and _PLAIN.fullmatch(value) and ": " not in value
    return value if is_plain and value[-1] not in ": " else _quote(value)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _line_end(text: str, index: int) -> int:
    """Return where the line after the one of `index` begins."""
    end = text.find("\n", max(index - 1, 0) if text[index - 1 : index] == "\n" else index)
    return len(text) if end < 0 else end + 1
