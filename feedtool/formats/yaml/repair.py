"""Says what is wrong with broken YAML, and finds the quoting that mends it.

Most broken records hold an unquoted title with `: ` in it, or a text that starts with a sign
that YAML keeps for itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from feedtool.formats.yaml.entries import LISTS, move_below
from feedtool.formats.yaml.lines import list_line_repairs
from feedtool.model.finding import Edit, Fault, Problem
from feedtool.model.place import Span

_ENTRY = re.compile(r"^(?P<lead>[ ]*(?:- +)*(?P<key>[\w.:-]+):[ ]+)(?P<value>[^\s#].*)$")
_ITEM = re.compile(r"^(?P<lead>[ ]*(?:- +)+)(?P<value>[^\s#].*)$")
_LOOK_BACK = 3
_QUOTES = ('"', "'")
_APOSTROPHE = re.compile(
    r"'(?:\d\ds?|bout|cause|em|n|ne|nen|round|s|t|til|tis|twas|twere)\b", re.IGNORECASE
)
"""Words that begin with one, which no quote is: `'Tis`, `'90s`, and German ones."""
_MOST_OPENED = 8
"""Open quotes that are tried to be closed, the nearest first: each costs a reading of the text."""
_CLOSING = {"[": "]", "{": "}"}
_INNER = {
    "[": re.compile(r"[\[,][ ]*(?P<text>[^\s,{}\[\]][^,{}\[\]]*?)(?=[ ]*[,\]])"),
    "{": re.compile(r":[ ]+(?P<text>[^\s,{}\[\]][^,{}\[\]]*?)(?=[ ]*[,}])"),
}
"""The texts in a list or a mapping on one line."""
_NEAR = 3
"""Texts before an error that are tried to be quoted."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A fault of the syntax; `text` is the whole text as it is read on, changed by `edit`.

    Where it is no `is_cure`, it only lets the rest be read.
    """

    span: Span
    message: str
    text: str | None = None
    edit: Edit | None = None
    hint: str = ""
    is_sure: bool = True
    is_cure: bool = True


class Mended:
    """A text with quotes added, which knows where each character stood before.

    `offset` is where the text begins in its file.
    """

    __slots__ = ("_offset", "_shifts", "text")

    def __init__(self, text: str, offset: int = 0) -> None:
        """Start from the author's text."""
        self.text, self._offset = text, offset
        self._shifts: list[tuple[int, int]] = []

    def place(self, start: int, end: int) -> Span:
        """Give a span of the mended text as it stands in the author's file."""
        return Span(self._original(start), self._original(end))

    def _original(self, index: int) -> int:
        for position, growth in reversed(self._shifts):
            if index >= position:
                index = max(position - growth, index - growth)
        return index + self._offset

    def mend(self, error: yaml.YAMLError) -> tuple[Fault, bool]:
        """Explain the error and mend it; the flag says whether the text can be read on."""
        repair = find_repair(self.text, error)
        span = self.place(repair.span.start, repair.span.end)
        if repair.edit is None or repair.text is None:
            return Fault("RC01", Problem(span, repair.message)), False
        edit = repair.edit
        moved = (Edit(self.place(edit.span.start, edit.span.end), edit.text),)
        hint = repair.hint or f"write it as {edit.text.strip()}"
        edits = moved if repair.is_cure else ()
        is_unsafe = repair.is_cure and not repair.is_sure
        problem = Problem(span, repair.message, hint, edits, is_unsafe=is_unsafe)
        growth = len(edit.text) - (edit.span.end - edit.span.start)
        self._shifts.append((edit.span.end + growth, growth))
        self._shifts.sort()
        self.text = repair.text
        return Fault("RC01", problem), True


def find_repair(text: str, error: yaml.YAMLError) -> Repair:
    """Explain the error and try to quote the value it stands in."""
    index = _index(text, error)
    span = Span(index, index + 1)
    message = _explain(text, error, index)
    lines = text.splitlines(keepends=True)
    number = text.count("\n", 0, index)
    last = -1 if "another document" in _problem_of(error) else min(number, len(lines) - 1)
    unclosed = (line for line in range(last, -1, -1) if _is_unclosed(lines[line]))
    opened = list(islice(unclosed, _MOST_OPENED))
    candidates = (*opened, *(last - back for back in range(min(last, _LOOK_BACK) + 1)))
    for edit in (edit for line in candidates for edit in _edits(lines, line, index)):
        fixed = text[: edit.span.start] + edit.text + text[edit.span.end :]
        if _progresses(fixed, index + len(edit.text) - (edit.span.end - edit.span.start)):
            if text.count("\n", 0, edit.span.start) in opened:
                return Repair(edit.span, "a quote is opened here and never closed", fixed, edit)
            is_above = "\n" in text[edit.span.end : index]
            is_sure = not _is_bracketed(text[edit.span.start : edit.span.end], edit.text)
            place = edit.span if is_above else span
            return Repair(place, message, fixed, edit, is_sure=is_sure)
    return _repair_line(text, lines, last, index) or Repair(span, message)


def _repair_line(text: str, lines: list[str], last: int, index: int) -> Repair | None:
    """Write a line as a field is written; one that is none is passed over."""
    numbers = range(last, max(last - 2, -1), -1)
    repairs = (each for number in numbers for each in list_line_repairs(lines, number))
    for line, message, hint, edit, is_sure, is_cure in repairs:
        fixed = text[: edit.span.start] + edit.text + text[edit.span.end :]
        growth = len(edit.text) - (edit.span.end - edit.span.start)
        if _progresses(fixed, index + growth):
            return Repair(line, message, fixed, edit, hint, is_sure, is_cure)
    return None


def _is_unclosed(line: str) -> bool:
    """Tell a value that begins with a quote and has no other of its kind."""
    match = _ENTRY.match(line) or _ITEM.match(line)
    value = match["value"] if match else ""
    return value[:1] in _QUOTES and value.count(value[:1]) == 1


def _index(text: str, error: yaml.YAMLError) -> int:
    """Return where the error stands; libyaml gives line and column but not always an index."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if _NO_FIELD in _problem_of(error):  # met on the next line
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return min(int(getattr(error, "position", 0) or 0), max(len(text) - 1, 0))
    lines = text.splitlines(keepends=True)
    before = sum(len(line) for line in lines[: mark.line])
    return min(before + int(mark.column), max(len(text) - 1, 0))


def _problem_of(error: yaml.YAMLError) -> str:
    """Return the parser's own words, on one line."""
    return str(getattr(error, "problem", None) or error).split("\n")[0]


def _explain(text: str, error: yaml.YAMLError, index: int) -> str:
    problem = _problem_of(error)
    if text[index : index + 1] == "\t":
        return "a tab stands before the text: YAML takes spaces alone, so write them"
    for sign, words in _EXPLANATIONS:
        if sign in problem:
            return words.format(sign=text[index : index + 1])
    return f"this is not readable as YAML: {problem}"


_NO_FIELD = "could not find expected ':'"
_EXPLANATIONS = (
    ("block sequence entries", "a text cannot start with '- ', and a list begins below its name"),
    ("mapping values are not allowed", "a ': ' inside an unquoted text: YAML takes it for a field"),
    ("cannot start any token", "an unquoted text cannot start with {sign!r}"),
    ("scanning an alias", "an unquoted text cannot start with '*'"),
    ("scanning an anchor", "an unquoted text cannot start with '&'"),
    ("alphabetic or numeric", "an unquoted text cannot start with '*' or '&'"),
    ("undefined alias", "'*' refers to an anchor that does not exist; quote the text"),
    ("unexpected end of stream", "a quote is opened here or above and never closed"),
    ("expected '-' indicator", "this line does not continue the list above it"),
    ("did not find expected key", "this line does not continue the fields above it"),
    ("expected ',' or ']'", "a '[' list is not closed; write ']' or quote the text"),
    ("expected ',' or '}'", "a '{{' mapping is not closed; write '}}' or quote the text"),
    (_NO_FIELD, "this line is neither 'field: value' nor part of a text"),
    ("expected comment or line break", "an unquoted text cannot start with '>' or '|'"),
    ("another document", "a second '---' document starts here; a record is one document"),
)


def _is_bracketed(value: str, written: str) -> bool:
    """Tell a list or mapping of which a repair makes a text: nobody can have meant that."""
    return written.startswith('"') and value[-1:] == _CLOSING.get(value[:1])


def _edits(lines: list[str], number: int, index: int) -> Iterator[Edit]:
    """Try to close the bracket of one line's value, then to put double quotes.

    They go round a text in the brackets, before the place of the error, else round the whole value.
    """
    line = lines[number].rstrip("\r\n")
    match = _ENTRY.match(line) or _ITEM.match(line)
    if match is None:
        return
    value = match["value"].rstrip(" ")
    start = sum(len(each) for each in lines[:number]) + match.start("value")
    span = Span(start, start + len(value))
    if value.startswith(("- ", "* ")) and match.groupdict().get("key") in LISTS:
        yield move_below("".join(lines), span.start, span.end)
    if value.startswith(": "):  # the colon was typed twice
        yield Edit(span, value[1:].lstrip(" "))
    closing = _CLOSING.get(value[0], "")
    if closing and closing not in value:
        yield Edit(span, value + closing)
    for begin, end in _list_inner(value, index - start) if closing else ():
        yield Edit(Span(start + begin, start + end), _quote(value[begin:end]))
    yield Edit(span, _quote(value))


def _list_inner(value: str, index: int) -> Iterator[tuple[int, int]]:
    """List the texts in brackets that may need quotes: open quotes, then the nearest ones."""
    spans = [match.span("text") for match in _INNER[value[0]].finditer(value)]
    texts = ((span, value[slice(*span)]) for span in spans)
    opened = (span for span, text in texts if text[0] in _QUOTES and text.count(text[0]) == 1)
    yield from islice(opened, _NEAR)
    yield from [span for span in spans if span[0] <= index][: -_NEAR - 1 : -1]


def _quote(value: str) -> str:
    if value[0] in _QUOTES and len(value) > 1 and value[-1] == value[0]:
        value = value[1:-1]
    elif value[0] in _QUOTES and value.count(value[0]) == 1 and not _APOSTROPHE.match(value):
        value = value[1:]
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _progresses(fixed: str, index: int) -> bool:
    """Tell whether the mended text parses, or breaks only further down."""
    try:
        yaml.compose(fixed, Loader=yaml.CLoader)  # an alias without an anchor still parses
    except yaml.YAMLError as error:
        return _index(fixed, error) > index
    return True
