"""The cues that a timed form is made of. Times are taken from the source, never made up.

An end that the source leaves open, or sets before the start, is the start of what follows: a
caption stays until the next.
"""

from collections.abc import Sequence
from dataclasses import replace

from feedtool.formats.clock import write_fine_clock
from feedtool.formats.transcript.prose import join_block
from feedtool.model.place import Span
from feedtool.model.transcript import Cue, Transcript, Turn

_SHORTEST = 0.0005
"""Seconds that are nothing when times are written to the millisecond."""


class UntimedError(Exception):
    """A transcript that a timed form cannot hold: why, where, and what to do."""

    def __init__(self, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.span = span
        self.hint = hint


def timed_cues(transcript: Transcript) -> list[Cue]:
    """List the cues in order, their ends as the source gives them; raises UntimedError.

    A turn without cues is one cue. Headings and other text that nobody says and that has no time
    are left out (see `untimed_text`).
    """
    cues: list[Cue] = []
    last = 0.0
    for turn in transcript.turns:
        for cue in turn.cues or _cue_of(turn):
            if cue.start is None:
                raise UntimedError(*_why_untimed(transcript, cue))
            if cue.start < last:
                start, before = write_fine_clock(cue.start), write_fine_clock(last)
                message = f"what starts at {start} stands behind what starts at {before}"
                raise UntimedError(message, cue.span, "put it into the order of the times")
            last = cue.start
            cues.append(cue)
    if transcript.legend:
        cues = [replace(cue, speaker=transcript.full_name(cue.speaker)) for cue in cues]
    if not cues:
        raise UntimedError("there is nothing with a time in it", Span(0, 1))
    return cues


def _cue_of(turn: Turn) -> tuple[Cue, ...]:
    if not turn.text or (turn.start is None and not turn.speaker):
        return ()
    text = join_block(turn.text)
    return (Cue(turn.start, turn.end, text, turn.speaker, turn.label, turn.span),)


def _why_untimed(transcript: Transcript, cue: Cue) -> tuple[str, Span, str]:
    """Say whether all times are missing or this one."""
    place = cue.label or cue.span
    if all(turn.start is None and not turn.cues for turn in transcript.turns):
        return "the source has no times, and times are never made up", place, _UNTIMED_FORMS
    who = f"what {cue.speaker} says" if cue.speaker else "what is said"
    return f"{who} here has no time", place, _UNTIMED_FORMS


_UNTIMED_FORMS = "write .html or .txt, which need no times"


def untimed_text(transcript: Transcript) -> tuple[Turn, ...]:
    """List the text that no timed form holds: it has no time, and nobody says it."""
    return tuple(
        turn
        for turn in transcript.turns
        if turn.text and not turn.speaker and not turn.cues and turn.start is None
    )


def close_cues(cues: Sequence[Cue], end: float | None) -> list[Cue]:
    """Give every cue an end: its own, else the next later start, else `end`; raises UntimedError.

    `end` is the length of the episode in seconds.
    """
    closed: list[Cue] = []
    following = end
    for index in range(len(cues) - 1, -1, -1):
        cue = cues[index]
        if index + 1 < len(cues) and cues[index + 1].start != cue.start:
            following = cues[index + 1].start
        stop = cue.end if _has_end(cue) else following or cue.end
        if stop is None:
            hint = "say with --end how long the episode is, as in --end 1:02:03"
            raise UntimedError("nothing says when the last words end", cue.span, hint)
        if cue.start is None or stop - cue.start < _SHORTEST:
            start, after = write_fine_clock(cue.start or 0), write_fine_clock(stop)
            message = f"what starts at {start} ends at {after}, which is not later"
            raise UntimedError(message, cue.span, "mend its times")
        closed.append(cue if stop == cue.end else replace(cue, end=stop))
    return closed[::-1]


def _has_end(cue: Cue) -> bool:
    """Tell whether a cue ends later than it starts; programs write some that last no time."""
    return cue.end is not None and cue.start is not None and cue.end - cue.start >= _SHORTEST
