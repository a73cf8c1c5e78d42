"""Captions that roll, as YouTube's do: each begins with the lines with which the last ended."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from feedtool.formats.transcript.cues import RawCue
from feedtool.formats.transcript.prose import clean
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

_SAMPLE = 60
"""Cues at the beginning that tell whether a file rolls."""
_FEW = 3
"""Cues that must begin with a line that stands already, and go on: two may be a refrain."""

Line = tuple[int, str]
"""Where a line of a cue begins, and what it shows."""


def unroll(
    plain: str, raws: Sequence[RawCue], decode: Callable[[str], str]
) -> tuple[list[RawCue], tuple[Fault, ...]]:
    """Leave out the lines that a cue repeats from the one before.

    A cue of nothing else prolongs the one before. A file that does not roll is returned as it is:
    people do say things twice.
    """
    sample = [_read_lines(plain, raw, decode) for raw in islice(raws, _SAMPLE)]
    kept = [(_count_repeated(one, two), len(two)) for one, two in pairwise(sample)]
    rolled = sum(0 < repeated < lines for repeated, lines in kept)
    repeating = sum(repeated > 0 for repeated, _ in kept)
    if rolled < _FEW or repeating * 2 < len(kept):
        return list(raws), ()
    message = "the captions roll: each repeats the words of the one before"
    hint = "export captions that do not roll; what feedtool writes has every line once"
    first = Span(raws[1].begin, max(raws[1].begin + 1, raws[1].stop))
    return list(_leave_out(plain, raws, decode)), (Fault("TR25", Problem(first, message, hint)),)


def _leave_out(
    plain: str, raws: Iterable[RawCue], decode: Callable[[str], str]
) -> Iterator[RawCue]:
    shown: list[Line] = []
    waiting: RawCue | None = None
    for raw in raws:
        lines = _read_lines(plain, raw, decode)
        repeated = _count_repeated(shown, lines)
        shown = lines
        if waiting is not None and repeated and repeated == len(lines):
            waiting = waiting._replace(end=raw.end)
            continue
        if waiting is not None:
            yield waiting
        waiting = raw._replace(begin=lines[repeated][0]) if repeated else raw
    if waiting is not None:
        yield waiting


def _read_lines(plain: str, raw: RawCue, decode: Callable[[str], str]) -> list[Line]:
    """List the lines of a cue that show anything."""
    lines: list[Line] = []
    begin = raw.begin
    for line in plain[raw.begin : raw.stop].split("\n"):
        text = clean(decode(line))
        if text:
            lines.append((begin, text))
        begin += len(line) + 1
    return lines


def _count_repeated(shown: Sequence[Line], lines: Sequence[Line]) -> int:
    """Count the lines with which a cue begins and the one before ended."""
    for count in range(min(len(shown), len(lines)), 0, -1):
        if all(a[1] == b[1] for a, b in zip(shown[-count:], lines[:count], strict=True)):
            return count
    return 0
