"""What WebVTT and SubRip share: lines of times, cues in order, turns made of cues."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from feedtool.formats.clock import write_fine_clock
from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.prose import join_clean
from feedtool.formats.transcript.times import from_parts, read_clock
from feedtool.model.place import Span
from feedtool.model.transcript import Cue, Turn

ARROW = "-->"
_ANOTHER = ">>"
"""With this captions of television begin what another person says, named or not."""
_LONG = 40
"""Characters of a value that a message shows."""


class RawCue(NamedTuple):
    """A cue whose text is not read yet: its times, and from where to where its text goes."""

    start: float | None
    end: float | None
    begin: int
    stop: int


class Timing(NamedTuple):
    """The times of a cue, and what is wrong with the way they are written."""

    start: float | None
    end: float | None
    is_strict: bool


def timing_pattern(point: str, *, hours: str) -> re.Pattern[str]:
    """Make the pattern of a line of times as a norm has it; `hours` is empty or `?`."""
    clock = rf"(?:(\d{{2,6}}):){hours}([0-5]\d):([0-5]\d){re.escape(point)}(\d{{3}})"
    return re.compile(rf"[ \t]*{clock}[ \t]+-->[ \t]+{clock}(?=[ \t\n]|$)", re.ASCII)


def read_strict(plain: str, begin: int, eol: int, strict: re.Pattern[str]) -> Timing | None:
    """Read a line of times that is written as the norm has it."""
    match = strict.match(plain, begin, eol)
    if match is None:
        return None
    h1, m1, s1, f1, h2, m2, s2, f2 = map(int, match.groups("0"))
    return Timing(from_parts(h1, m1, s1, f1), from_parts(h2, m2, s2, f2), is_strict=True)


def read_timing(plain: str, begin: int, eol: int, strict: re.Pattern[str]) -> Timing:
    """Read a line of times, as the norm has it or in any other spelling."""
    timing = read_strict(plain, begin, eol, strict)
    if timing is not None:
        return timing
    before, _, after = plain[begin:eol].partition(ARROW)
    words = after.split(maxsplit=1)
    start = read_clock("".join(before.split())[:_LONG])
    end = read_clock(words[0][:_LONG]) if words else None
    return Timing(start, end, is_strict=False)


def note_times(timing: Timing, plain: str, place: Span, faults: FaultList, example: str) -> None:
    """Note what is wrong with the way the times of a cue are written."""
    shown = plain[place.start : place.end].strip()[:_LONG]
    if timing.start is None or timing.end is None:
        message = f"the times {shown!r} cannot be read"
        faults.add("times", place, message, f"write {example}", ("times",))
    elif not timing.is_strict:
        faults.add("form", place, f"the times {shown!r} are not written as {example}")


def note_order(cues: Iterable[Cue], faults: FaultList) -> None:
    """Note cues that end before they start, and cues that start before the one above."""
    last = 0.0
    for cue in cues:
        start, end = cue.start, cue.end
        if start is None:
            continue
        if end is not None and end <= start:
            times = write_fine_clock(end), write_fine_clock(start)
            faults.add(
                "end", cue.span, "the cue ends at {}, not after its start at {}".format(*times)
            )
        if start < last:
            times = write_fine_clock(start), write_fine_clock(last)
            message = "the cue starts at {}, before the one above it at {}".format(*times)
            faults.add("order", cue.span, message, "put the cues into the order of their starts")
        last = start


def names_every_cue(cues: Sequence[Cue]) -> bool:
    """Tell whether a file names the speaker of each cue: it repeats a name on the next cue.

    Otherwise it names a speaker only where one begins, and a cue without a name goes on.
    """
    return any(
        one.label is not None and two.label is not None and one.speaker == two.speaker
        for one, two in pairwise(cues)
    )


def carry_speakers(cues: list[Cue]) -> list[Cue]:
    """Give cues without a name the speaker before them, where the file names only beginnings."""
    if all(cue.label is not None for cue in cues) or names_every_cue(cues):
        return cues
    carried: list[Cue] = []
    speaker = ""
    for cue in cues:
        if cue.label is not None:
            speaker = cue.speaker
        elif cue.text.startswith(_ANOTHER):
            speaker = ""
        elif speaker:
            cue = Cue(cue.start, cue.end, cue.text, speaker, None, cue.span)  # noqa: PLW2901
        carried.append(cue)
    return carried


def make_turns(cues: Iterable[Cue]) -> tuple[Turn, ...]:
    """Make a turn of the cues in which the same person goes on speaking."""
    turns: list[Turn] = []
    group: list[Cue] = []
    for cue in cues:
        if group and group[0].speaker != cue.speaker:
            turns.append(_make_turn(group))
            group = []
        group.append(cue)
    if group:
        turns.append(_make_turn(group))
    return tuple(turns)


def _make_turn(cues: list[Cue]) -> Turn:
    first, last = cues[0], cues[-1]
    return Turn(
        speaker=first.speaker,
        text=join_clean(cue.text for cue in cues),
        start=first.start,
        end=last.end,
        cues=tuple(cues),
        label=next((cue.label for cue in cues if cue.label is not None), None),
        span=Span(first.span.start, last.span.end),
    )
