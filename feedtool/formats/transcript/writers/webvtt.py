"""Cues -> WebVTT. Source: WebVTT, W3C; line length: podcast namespace transcripts.

The speaker stands in each cue: apps that jump into the middle know who speaks.
"""

from collections.abc import Iterable

from feedtool.formats.clock import write_exact_time
from feedtool.formats.transcript.prose import wrap
from feedtool.model.transcript import Cue

COLUMNS = 65


def write_webvtt(cues: Iterable[Cue], columns: int = COLUMNS) -> str:
    """Write cues that all have a start and an end."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        times = f"{write_exact_time(cue.start or 0)} --> {write_exact_time(cue.end or 0)}"
        voice = f"<v {escape(cue.speaker)}>" if cue.speaker else ""
        text = "\n".join(map(escape, wrap(cue.text, columns)))
        parts.append(f"\n{times}\n{voice}{text}\n")
    return "".join(parts)


def escape(text: str) -> str:
    """Write the characters that WebVTT reads as markup; no `-->` is left in a text."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
