"""Turns -> plain text: `Name: text`, an empty line between paragraphs."""

from feedtool.formats.clock import write_clock
from feedtool.model.transcript import Transcript, Turn


def write_plain(transcript: Transcript, *, with_times: bool = False) -> str:
    """Write labelled text; `with_times` puts `[0:09]`, whole seconds, before the names."""
    turns = (_write_turn(turn, transcript, with_times=with_times) for turn in transcript.turns)
    return "\n".join(turn for turn in turns if turn)


def _write_turn(turn: Turn, transcript: Transcript, *, with_times: bool) -> str:
    time = f"[{write_clock(int(turn.start))}] " if with_times and turn.start is not None else ""
    label = f"{transcript.full_name(turn.speaker)}: " if turn.speaker else ""
    text = turn.text.replace("\n", "\n\n")
    return f"{time}{label}{text}".rstrip(" ") + "\n" if label or text else ""
