"""YouTube's caption files (SBV) -> cues and turns: SubRip in all but the lines of times."""

import re
from collections.abc import Iterator

from feedtool.formats.transcript.cues import RawCue, carry_speakers, make_turns, note_order
from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.rolling import unroll
from feedtool.formats.transcript.times import read_clock
from feedtool.formats.transcript.voices import read_cues
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript

_CLOCK = r"\d{1,3}:\d\d:\d\d\.\d{3}"
_TIMES = re.compile(rf"^[ \t]*({_CLOCK}),({_CLOCK})[ \t]*$", re.MULTILINE | re.ASCII)


def is_subviewer(plain: str) -> bool:
    """Tell whether a text begins with two times that a comma parts."""
    return _TIMES.match(plain.lstrip("\ufeff \t\n")) is not None


def read_subviewer(text: str, plain: str, known: Known) -> Transcript:
    """Read cues; the form is SubRip's, so that the file is written anew as one."""
    faults = FaultList("TR12")
    raws, rolling = unroll(plain, list(_read_cues(plain)), str)
    begin = raws[0].begin if raws else 1
    message = "these are captions as YouTube exports them (SBV), which no app reads"
    faults.add("form", Span(0, max(1, begin - 1)), message, "write .vtt or .srt of them")
    cues = read_cues(plain, raws, known, str)
    note_order(cues, faults)
    return Transcript(make_turns(carry_speakers(cues)), Form.SRT, text, (*faults.taken(), *rolling))


def _read_cues(plain: str) -> Iterator[RawCue]:
    times = list(_TIMES.finditer(plain))
    stops = [match.start() for match in times[1:]] + [len(plain)]
    for match, stop in zip(times, stops, strict=True):
        begin = min(match.end() + 1, stop)
        yield RawCue(read_clock(match[1]), read_clock(match[2]), begin, stop)
