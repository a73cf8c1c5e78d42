"""Entries of lists that stand without a dash, or on the line of the field's name."""

import re

from feedtool.model.finding import Edit
from feedtool.model.place import Span

LINES = frozenset({"chapters", "credits", "guests", "hosts", "links"})
"""Lists of which no entry is longer than a line."""
LISTS = LINES | {"categories", "keywords", "sponsors", "transcript"}
_BULLET = re.compile(r"[-*•–—](?=\S)|[*•–—] +|\d{1,2}[.)] +")
_LEAD = re.compile(r"\n( +)\S")


def mark_entries(text: str, start: int, end: int) -> tuple[list[str], list[Edit]]:
    """Read the lines of one plain text as entries; return them, and the edits that mark each."""
    entries: list[str] = []
    edits: list[Edit] = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        words = line.strip()
        first, at = at + len(line) - len(line.lstrip()), at + len(line)
        bullet = _BULLET.match(words)
        rest = words[bullet.end() :] if bullet else words
        if words:
            entries.append(rest)
            edits.append(Edit(Span(first, first + len(words) - len(rest)), "- "))
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.strip():
        span = Span(start - len(before) + len(before.rstrip()), edits[0].span.end)
        edits[0] = Edit(span, f"{_line_end(text)}{_find_lead(text, start)}- ")
    return entries, edits


def move_below(text: str, start: int, end: int) -> Edit:
    """Put the first entry of a list, which stands behind the field's name, on the next line.

    It begins with a dash, or with a star that one is written for.
    """
    gap = len(text[:start]) - len(text[:start].rstrip(" "))
    words = text[start + 1 : end]
    return Edit(Span(start - gap, end), f"{_line_end(text)}{_find_lead(text, start)}-{words}")


def _find_lead(text: str, start: int) -> str:
    """Return what stands before the next line, if that is indented; else two spaces."""
    match = _LEAD.match(text, text.find("\n", start)) if "\n" in text[start:] else None
    return match[1] if match else "  "


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
