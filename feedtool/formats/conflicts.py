"""Marks that git leaves in a file where two branches changed the same lines."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.finding import Problem
from feedtool.model.place import Span

BEGINNING = "<<<<<<<"
_CONFLICT = lazy_pattern(
    r"^<{7}(?: .*)?\r?\n(?P<ours>(?:(?![<|=>]{7}).*\n)*+)"
    r"(?:\|{7}(?: .*)?\r?\n(?:(?![<=]{7}).*\n)*+)?"
    r"={7}\r?\n(?P<theirs>(?:(?![<>]{7}).*\n)*+)>{7}(?: .*)?$",
    re.MULTILINE,
)
_FENCE = lazy_pattern(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_SHOWN = lazy_pattern(r"[^\r\n]")
_MESSAGE = "a merge conflict was left here"
_HINT = "keep what is right of both sides, and delete the marks"


class Conflict(NamedTuple):
    """Two versions of some lines: where they stand as a whole, and each of them."""

    whole: Span
    ours: Span
    theirs: Span


def find_conflicts(text: str) -> Iterator[Conflict]:
    """Find every whole conflict: begun, parted and ended by its marks.

    One in a block of code of Markdown, between fences, is shown to readers: it is about git.
    """
    if BEGINNING not in text:
        return
    fences = [match.start() for match in _FENCE.finditer(text)]
    for match in _CONFLICT.finditer(text):
        if bisect_left(fences, match.start()) % 2 == 0:
            yield Conflict(*(Span(*match.span(part)) for part in (0, "ours", "theirs")))


def name_conflict(conflict: Conflict, offset: int = 0) -> Problem:
    """Say that a conflict has to be solved, at its first mark; places count from `offset`."""
    start = conflict.whole.start + offset
    return Problem(Span(start, start + len(BEGINNING)), _MESSAGE, _HINT)


def keep_ours(text: str) -> str:
    """Blank all of every conflict but the first version; each character keeps its place."""
    return _keep(text, [(each.whole, each.ours) for each in find_conflicts(text)])


def keep_theirs(text: str) -> str:
    """Blank all of every conflict but the second version."""
    return _keep(text, [(each.whole, each.theirs) for each in find_conflicts(text)])


def _keep(text: str, conflicts: list[tuple[Span, Span]]) -> str:
    parts, at = [], 0
    for whole, kept in conflicts:
        parts += [text[at : whole.start], _SHOWN.sub(" ", text[whole.start : kept.start])]
        parts += [text[kept.start : kept.end], _SHOWN.sub(" ", text[kept.end : whole.end])]
        at = whole.end
    return "".join((*parts, text[at:]))
