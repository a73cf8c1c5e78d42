"""TOML text to the same plain data as YAML: every scalar as text, with places found again."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cached_property
from itertools import islice
from typing import Any

from feedtool.formats.conflicts import find_conflicts, name_conflict
from feedtool.formats.xml_text import ILLEGAL, strip_illegal
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import FieldPath, Span

Stretch = tuple[int, int]
"""Where something begins and ends in a text."""

_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")
_HEADER = re.compile(r"\s*\[(\[?)(?P<name>[^\]]+)\]")
_KEY = re.compile(
    r"\s*(?P<key>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"))*)\s*="
)
_STEP = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_LONG_NUMBER = re.compile(r"[0-9_]{4000}")
_MULTILINE = ('"""', "'''")
_MAX_DEPTH = 40
_DEEP_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)"""
    rf"{{{_MAX_DEPTH}}}"
)
"""A dotted key that nests deeper: tomllib would take minutes over one of 100 kB."""
_MAX_REPORTED = 10
_ESCAPED = "an escape in this text makes a character no feed allows"
_TOO_DEEP = f"values are nested more than {_MAX_DEPTH} deep"


class _TooDeepError(ValueError):
    """More nesting than a record may have."""


def read_toml(text: str, offset: int = 0, table: FieldPath = ()) -> tuple[Any, list[Fault]]:
    """Read TOML, or one table of it; its own types go back to text, so that the field decides."""
    deep = find_deep_key(text)
    if deep is not None:
        span = Span(offset + deep, offset + deep + 1)
        return None, [Fault("RC01", Problem(span, _TOO_DEEP))]
    try:
        value: Any = tomllib.loads(text, parse_float=str)
        for step in table:
            value = value.get(step, {}) if isinstance(value, dict) else {}
        clean = _as_text(value, 0)
    except (_TooDeepError, RecursionError):
        return None, [Fault("RC01", Problem(Span(offset, offset + 1), _TOO_DEEP))]
    except ValueError as error:
        return None, [_syntax_fault(text, offset, str(error))]
    if "\\" not in text:  # only an escape makes a character that TOML itself does not allow
        return clean, []
    places = TomlPlaces(text, offset)
    spans = (places.find((*table, *at)) for at in islice(_find_illegal(value), _MAX_REPORTED))
    return clean, [Fault("XM09", Problem(span, _ESCAPED, "delete it")) for span in spans]


def find_deep_key(text: str) -> int | None:
    """Return where a dotted key begins that no TOML of ours has, or None."""
    match = _DEEP_KEY.search(text)
    return None if match is None else match.start()


def _as_text(value: Any, depth: int) -> Any:
    if depth > _MAX_DEPTH:
        raise _TooDeepError
    if isinstance(value, dict):
        return {key: _as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    text = value.isoformat() if isinstance(value, (date, time)) else str(value)
    return strip_illegal(text)


def _find_illegal(value: Any, at: FieldPath = ()) -> Iterator[FieldPath]:
    """List the paths of texts with a character that no feed may hold."""
    if isinstance(value, str):
        if ILLEGAL.search(value):
            yield at
    elif isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in pairs:
            yield from _find_illegal(item, (*at, step))


def _syntax_fault(text: str, offset: int, message: str) -> Fault:
    conflict = next(find_conflicts(text), None)
    if conflict:
        return Fault("RC01", name_conflict(conflict, offset))
    match = _POSITION.search(message)
    index = len(text)
    if match:
        lines = text.splitlines(keepends=True)
        index = sum(len(line) for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    words = _POSITION.sub("", message).strip().rstrip(".")
    words = words[:1].lower() + words[1:]
    if match is None and "digits" in words:  # Python's own limit, without a place
        index, words = _find_long_number(text), "this number has thousands of digits"
    span = Span(offset + index, offset + index + 1)
    code = "RC04" if "overwrite" in words else "RC01"
    return Fault(code, Problem(span, f"this is not readable as TOML: {words}"))


def _find_long_number(text: str) -> int:
    found = _LONG_NUMBER.search(text)
    return found.start() if found else len(text)


class TomlPlaces:
    """Finds values of a TOML text again, by the lines their keys stand on."""

    def __init__(self, text: str, offset: int = 0) -> None:
        """Places count from `offset`."""
        self._text, self._offset = text, offset

    @cached_property
    def _entries(self) -> dict[FieldPath, tuple[Stretch, Stretch]]:
        """The spans of name and value by path."""
        return {path: (key, value) for path, key, value in scan_keys(self._text)}

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:
        """Return the span of the value (or name) at `at`, or of its nearest known ancestor."""
        path = at
        while path and path not in self._entries:
            path = path[:-1]
        if at and not path:  # a table that only the header of one inside it names
            path = next((each for each in self._entries if each[: len(at)] == at), at)
        key, value = self._entries.get(path, ((0, 0), (0, 0)))
        start, end = key if is_key and path == at else value
        return Span(start + self._offset, end + self._offset)


def scan_keys(text: str) -> list[tuple[FieldPath, Stretch, Stretch]]:
    """List every key that opens a line: its path, its span, and the span of its value there."""
    found: list[tuple[FieldPath, Stretch, Stretch]] = []
    counts: dict[FieldPath, int] = {}
    prefix: FieldPath = ()
    position, closing = 0, ""
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        if closing:
            closing = "" if closing in line else closing
            continue
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            prefix = _table_path(header, counts)
            begin = start + header.start("name")
            begin += len(header["name"]) - len(header["name"].lstrip())
            name = (begin, begin + len(header["name"].strip()))
            found.append((prefix, name, name))
        elif key:
            value = line[key.end() :]
            closing = next((q for q in _MULTILINE if value.count(q) == 1), "")
            begin = start + key.end() + len(value) - len(value.lstrip())
            name = (start + key.start("key"), start + key.end("key"))
            found.append((prefix + _steps(key["key"]), name, (begin, start + len(line.rstrip()))))
    return found


def _table_path(header: re.Match[str], counts: dict[FieldPath, int]) -> FieldPath:
    path = _steps(header["name"])
    if not header[1]:
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])


def _steps(name: str) -> FieldPath:
    return tuple(match[1] or match[2] or match[3] for match in _STEP.finditer(name))
