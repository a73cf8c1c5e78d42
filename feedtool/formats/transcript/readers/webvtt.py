"""WebVTT -> cues and turns. Source: WebVTT, W3C."""

import re
from collections.abc import Iterator

from feedtool.formats.transcript.cues import (
    ARROW,
    RawCue,
    carry_speakers,
    make_turns,
    note_order,
    note_times,
    read_strict,
    read_timing,
    timing_pattern,
)
from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.rolling import unroll
from feedtool.formats.transcript.voices import read_cues, strip_markup
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript

_STRICT = timing_pattern(".", hours="?")
_EXAMPLE = "00:01:02.450 --> 00:01:05.000"
_GAP = re.compile(r"\n[ \t\n]*\n")
_EMPTY_LINE = re.compile(r"(?>\r\n|[\n\r]){2}")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t\n]|$)")
_HEADER = re.compile(r"WEBVTT(?=[ \t\n]|$)")


def read_webvtt(text: str, plain: str, known: Known) -> Transcript:
    """Read cues; `plain` is the copy of `text` that `make_plain` makes."""
    faults = FaultList("TR09")
    raws, rolling = unroll(plain, list(_read_blocks(text, plain, faults)), strip_markup)
    cues = read_cues(plain, raws, known, strip_markup)
    note_order(cues, faults)
    if not cues:
        faults.add("cues", Span(0, 1), "the file has no cue")
    return Transcript(make_turns(carry_speakers(cues)), Form.VTT, text, (*faults.taken(), *rolling))


def _read_blocks(text: str, plain: str, faults: FaultList) -> Iterator[RawCue]:
    """Read the file block by block; blocks are parted by empty lines."""
    position = _read_header(plain, faults)
    while position < len(plain):
        gap = _find_gap(text, plain, position)
        stop, following = (gap.start(), gap.end()) if gap else (len(plain), len(plain))
        cue = _read_simple(plain, position, stop)
        if cue is not None:
            yield cue
        elif plain[position:stop].strip():
            yield from _read_block(plain, position, stop, faults)
        position = following


def _find_gap(text: str, plain: str, position: int) -> re.Match[str] | None:
    """Find the end of a block; a line of spaces belongs to a text, unless a cue follows it."""
    for gap in _GAP.finditer(plain, position):
        if _EMPTY_LINE.search(text, gap.start(), gap.end()) or _begins_cue(plain, gap.end()):
            return gap
    return None


def _begins_cue(plain: str, begin: int) -> bool:
    """Tell whether times stand in the first line from here, or in the second, behind an id."""
    first = _end_of_line(plain, begin, len(plain))
    return plain.find(ARROW, begin, _end_of_line(plain, first + 1, len(plain))) >= 0


def _read_simple(plain: str, begin: int, stop: int) -> RawCue | None:
    """Read a block that is a cue without id, as nearly all are."""
    timing = read_strict(plain, begin, stop, _STRICT)
    if timing is None or timing.end is None:
        return None
    eol = _end_of_line(plain, begin, stop)
    if plain.find(ARROW, eol, stop) >= 0:
        return None
    return RawCue(timing.start, timing.end, min(eol + 1, stop), stop)


def _read_header(plain: str, faults: FaultList) -> int:
    """Go past the first line and what belongs to it; cues right behind it are not lost."""
    if not _HEADER.match(plain):
        hint = "make WEBVTT the first line, and leave the second empty"
        faults.add("header", Span(0, 1), "the first line is not WEBVTT", hint)
        first = re.match(r"\s*WEBVTT[^\n]*", plain, re.IGNORECASE)
        return first.end() if first else 0
    gap = _GAP.search(plain)
    stop = gap.start() if gap else len(plain)
    arrow = plain.find(ARROW, 0, stop)
    if arrow < 0:
        return gap.end() if gap else len(plain)
    begin = plain.rfind("\n", 0, arrow) + 1
    faults.add("header", Span(begin, arrow), "no empty line stands between WEBVTT and the cues")
    return begin


def _read_block(plain: str, begin: int, stop: int, faults: FaultList) -> Iterator[RawCue]:
    """Read a cue; a second line of times begins another, as in browsers."""
    eol = _end_of_line(plain, begin, stop)
    if plain.find(ARROW, begin, eol) < 0:
        if _COMMENT.match(plain, begin, stop):
            return
        second = min(eol + 1, stop)
        if plain.find(ARROW, second, _end_of_line(plain, second, stop)) < 0:
            message = "the text has no times above it, so that no player shows it"
            faults.add("text", Span(begin, eol), message, f"write {_EXAMPLE}", ("time",))
            yield RawCue(None, None, begin, stop)
            return
        begin, eol = second, _end_of_line(plain, second, stop)
    while True:
        timing = read_timing(plain, begin, eol, _STRICT)
        if not timing.is_strict or timing.end is None:
            note_times(timing, plain, Span(begin, eol), faults, _EXAMPLE)
        following = _next_times(plain, eol, stop, faults)
        yield RawCue(timing.start, timing.end, min(eol + 1, following), following)
        if following >= stop:
            return
        message = "no empty line stands before these times"
        begin, eol = following, _end_of_line(plain, following, stop)
        faults.add("gap", Span(begin, eol), message)


def _next_times(plain: str, eol: int, stop: int, faults: FaultList) -> int:
    """Find the next line of times inside a block; an arrow in other text is only a fault."""
    arrow = plain.find(ARROW, eol, stop)
    while arrow >= 0:
        begin = plain.rfind("\n", eol, arrow) + 1
        end = _end_of_line(plain, arrow, stop)
        timing = read_timing(plain, begin, end, _STRICT)
        if timing.start is not None and timing.end is not None:
            return begin
        faults.add("arrow", Span(arrow, arrow + 3), "the text of a cue must not hold -->")
        arrow = plain.find(ARROW, end, stop)
    return stop


def _end_of_line(plain: str, begin: int, stop: int) -> int:
    end = plain.find("\n", begin, stop)
    return stop if end < 0 else end
