"""SubRip -> cues and turns. There is no norm; the podcast namespace says what players expect."""

import re
from collections.abc import Iterator

from feedtool.formats.transcript.cues import (
    ARROW,
    RawCue,
    carry_speakers,
    make_turns,
    note_order,
    note_times,
    read_timing,
    timing_pattern,
)
from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.prose import WHITE
from feedtool.formats.transcript.rolling import unroll
from feedtool.formats.transcript.voices import read_cues
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript

_STRICT = timing_pattern(",", hours="")
_EXAMPLE = "00:01:02,450 --> 00:01:05,000"
_GAP = re.compile(r"\n[ \t\n]*\n")
_STYLING = re.compile(r"</?(?:[bius]|font)\b[^<>]*>|\{\\[^{}\n]*\}", re.IGNORECASE)


def read_subrip(text: str, plain: str, known: Known) -> Transcript:
    """Read cards; `plain` is the copy of `text` that `make_plain` makes."""
    faults = FaultList("TR12")
    raws, rolling = unroll(plain, list(_read_cards(plain, faults)), _strip_styling)
    cues = read_cues(plain, raws, known, _strip_styling)
    note_order(cues, faults)
    if not cues:
        faults.add("cues", Span(0, 1), "the file has no card with times and text")
    return Transcript(make_turns(carry_speakers(cues)), Form.SRT, text, (*faults.taken(), *rolling))


def _strip_styling(text: str) -> str:
    return _STYLING.sub("", text) if "<" in text or "{" in text else text


def _read_cards(plain: str, faults: FaultList) -> Iterator[RawCue]:
    """Read from one line of times to the next: empty lines inside a text lose nothing."""
    position, expected = 0, 1
    times = _next_times(plain, position)
    if plain[: times[0] if times else len(plain)].strip("0123456789 \t\n"):
        end = times[0] if times else len(plain)
        faults.add("text", Span(0, end), "text stands before the first times", drops=("time",))
        yield RawCue(None, None, 0, _without_counter(plain, 0, end)[0])
    while times is not None:
        begin, eol = times
        timing = read_timing(plain, begin, eol, _STRICT)
        if not timing.is_strict or timing.end is None:
            note_times(timing, plain, Span(begin, eol), faults, _EXAMPLE)
        _, counter = _without_counter(plain, position, begin)
        if counter != expected:
            _note_counter(counter, expected, Span(begin, eol), faults)
        expected, position = (counter or expected) + 1, min(eol + 1, len(plain))
        times = _next_times(plain, position)
        end = times[0] if times else len(plain)
        stop = _without_counter(plain, position, end)[0] if times else end
        _note_gaps(plain, position, stop, faults, is_last=times is None)
        yield RawCue(timing.start, timing.end, position, stop)


def _note_gaps(plain: str, begin: int, stop: int, faults: FaultList, *, is_last: bool) -> None:
    """Note an empty line inside a text, and none behind it: players show what they should not."""
    end = begin + len(plain[begin:stop].rstrip(WHITE))
    inner = _GAP.search(plain, begin, end)
    if inner is not None:
        place = Span(inner.end(), inner.end() + 1)
        faults.add("inner", place, "an empty line above parts this from its times")
    if end > begin and not is_last and plain.count("\n", end, stop) < 2:  # noqa: PLR2004 - end, empty
        message = "no empty line stands between this card and the next"
        faults.add("gap", Span(end - 1, end), message)


def _next_times(plain: str, position: int) -> tuple[int, int] | None:
    """Find the next line of times; an arrow in other text is none."""
    arrow = plain.find(ARROW, position)
    while arrow >= 0:
        begin = max(plain.rfind("\n", position, arrow) + 1, position)
        eol = plain.find("\n", arrow)
        eol = len(plain) if eol < 0 else eol
        if _looks_like_times(plain, begin, arrow):
            return begin, eol
        arrow = plain.find(ARROW, eol)
    return None


def _looks_like_times(plain: str, begin: int, arrow: int) -> bool:
    before = plain[max(begin, arrow - 20) : arrow].strip()
    return before[:1].isdigit() and ":" in before


def _without_counter(plain: str, start: int, stop: int) -> tuple[int, int | None]:
    """Leave the counter out that stands at the end of a text; say where the text ends."""
    end = len(plain[start:stop].rstrip(WHITE)) + start
    begin = plain.rfind("\n", start, end) + 1 if end > start else start
    begin = max(begin, start)
    words = plain[begin:end].strip(WHITE)
    if words.isdecimal() and words.isascii() and len(words) < 7:  # noqa: PLR2004 - a million cards
        return begin, int(words)
    return stop, None


def _note_counter(counter: int | None, expected: int, span: Span, faults: FaultList) -> None:
    shown = "has no counter" if counter is None else f"has the counter {counter}"
    hint = "count the cards from 1"
    faults.add_once("counter", span, f"the card {shown}, not {expected}", hint)
