"""Cues -> SubRip. Source: podcast namespace transcripts (SRT): two lines of 32 characters a card.

A cue that needs more room gets more lines: to cut it would take times that nobody has measured.
"""

from collections.abc import Sequence

from feedtool.formats.clock import write_exact_time
from feedtool.formats.transcript.prose import join_lines, wrap
from feedtool.model.transcript import Cue

COLUMNS = 32
LINES = 2
_NO_BREAK = "\u00a0"


def write_subrip(cues: Sequence[Cue], columns: int = COLUMNS) -> str:
    """Write cues that all have a start and an end; `Name:` stands where a speaker begins."""
    repeats = _has_unnamed(cues)
    speaker, parts = "", list[str]()
    for number, cue in enumerate(cues, start=1):
        is_named = cue.speaker and (repeats or cue.speaker != speaker)
        label = f"{cue.speaker}:" if is_named else ""
        speaker = cue.speaker
        start, end = _time(cue.start or 0), _time(cue.end or 0)
        lines = _keep_number(_wrap(label, cue.text.replace("-->", "→"), columns))
        parts.append("\n".join([str(number), f"{start} --> {end}", *lines, ""]))
    return "\n".join(parts)


def _wrap(label: str, text: str, columns: int) -> list[str]:
    """Break the lines of a card, but not a name: a reader finds it on one line."""
    if not label:
        return wrap(text, columns)
    lines = wrap(f"{label.replace(' ', _NO_BREAK)} {text}", columns)
    return [label + lines[0][len(label) :], *lines[1:]]


def _keep_number(lines: list[str]) -> list[str]:
    """Put no number on a last line of its own: some players take it for the next card's."""
    if len(lines) > 1 and lines[-1].isdecimal():
        return [*lines[:-2], join_lines(lines[-2:])]
    return lines


def _time(seconds: float) -> str:
    return write_exact_time(seconds).replace(".", ",")


def _has_unnamed(cues: Sequence[Cue]) -> bool:
    """Tell whether words that nobody is named for follow some that have a speaker.

    Each card is labelled then, so that they are not taken for the speaker's before them.
    """
    names = [bool(cue.speaker) for cue in cues]
    return True in names and False in names[names.index(True) :]
