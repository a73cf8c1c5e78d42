"""Ignores in comments: `# feedtool: ignore[EP02] reason`, and `<!-- … -->` in the notes.

Behind a field it is for that line; on a line of its own for the field, or the paragraph of the
notes, that follows. `ignore-file` is for the whole file.
"""

import re
from dataclasses import dataclass

from feedtool.model.finding import Fault, Problem
from feedtool.model.ignore import InlineIgnore
from feedtool.model.place import Span

MARK = "feedtool:"
_COMMENT = re.compile(
    r"(?P<sign>#|<!--)[ \t]*feedtool:[ \t]*(?P<word>[\w-]*)(?P<rest>[^\n]*)", re.ASCII
)
_CODES = re.compile(r"\[(?P<codes>[^\]\n]*)\](?P<reason>.*)", re.DOTALL)
_WORDS = ("ignore", "ignore-file")
_HINT = "write: feedtool: ignore[EP02] the reason"


@dataclass(slots=True)
class InlineIgnores:
    """The ignores of one text, and what is wrong with others."""

    ignores: list[InlineIgnore]
    faults: list[Fault]


def find_inline_ignores(path: str, text: str, known: frozenset[str]) -> InlineIgnores:
    """Find every ignore in a record's text; `known` are the codes of all rules."""
    found = InlineIgnores([], [])
    if MARK not in text:
        return found
    lines = text.split("\n")
    for match in _COMMENT.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        lead = text[begin : match.start()]
        if lead.strip() and not lead[-1].isspace():
            continue  # a part of a text, such as an address with a fragment
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        codes, reason, fault = _read(match, known)
        if fault:
            found.faults.append(Fault("RC10", Problem(span, fault, _HINT)))
            continue
        row = text.count("\n", 0, match.start())
        first, last = _reach(lines, row, is_alone=not lead.strip(), in_notes=match["sign"] != "#")
        if match["word"] == "ignore-file":
            first, last = 0, len(lines)
        found.ignores.append(InlineIgnore(path, codes, first + 1, last + 1, span, reason))
    return found


def _read(match: re.Match[str], known: frozenset[str]) -> tuple[tuple[str, ...], str, str]:
    """Take codes and reason out of a comment; the last text says what is wrong with it."""
    if match["word"] not in _WORDS:
        return (), "", f"there is no comment 'feedtool: {match['word']}'"
    parts = _CODES.match(match["rest"])
    codes = tuple(code.strip() for code in parts["codes"].split(",")) if parts else ()
    if parts is None or not all(codes):
        return (), "", "this ignore names no rule in square brackets"
    unknown = next((code for code in codes if code not in known), None)
    if unknown is not None:
        what = "" if unknown[-1:].isdigit() else ": a comment names codes"
        return (), "", f"there is no rule {unknown!r}{what}"
    reason = parts["reason"].removesuffix("\r").rstrip().removesuffix("-->").strip()
    return codes, reason, "" if reason else "this ignore gives no reason"


def _reach(lines: list[str], row: int, *, is_alone: bool, in_notes: bool) -> tuple[int, int]:
    """Find the rows an ignore is for, counted from 0."""
    if not is_alone:
        return row, row
    first = row + 1
    sign = "<!--" if in_notes else "#"
    while first < len(lines) and lines[first].strip()[: len(sign)] in ("", sign):
        first += 1
    if first >= len(lines):
        return row, row
    last = first
    if in_notes:
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        return first, last
    while last + 1 < len(lines) and _continues(lines[first], lines[last + 1]):
        last += 1
    return first, last


def _continues(field: str, line: str) -> bool:
    """Say whether a line belongs to the field that an earlier one opens."""
    if not line.strip():
        return True
    depth = len(line) - len(line.lstrip())
    own = len(field) - len(field.lstrip())
    is_entry = line.lstrip().startswith("- ") and not field.lstrip().startswith("- ")
    return depth > own or (depth == own and is_entry)
