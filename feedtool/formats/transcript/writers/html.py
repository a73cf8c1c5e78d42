"""Turns -> HTML. Source: podcast namespace transcripts, HTML: `<cite>`, `<time>` and `<p>`."""

import html
from collections.abc import Iterator

from feedtool.formats.clock import write_clock
from feedtool.model.transcript import Transcript, Turn


def write_html(transcript: Transcript) -> str:
    """Write a fragment; times are whole seconds, as apps expect them in HTML."""
    parts: list[str] = []
    is_named = False
    for turn in transcript.turns:
        name = transcript.full_name(turn.speaker)
        parts.append("\n".join(_lines(turn, name, is_named=is_named)))
        is_named = bool(name)
    return "".join(f"{part}\n" for part in parts if part)


def _lines(turn: Turn, name: str, *, is_named: bool) -> Iterator[str]:
    """Give the lines of a turn; an empty cite ends what somebody named said before."""
    if name:
        yield f"<cite>{html.escape(name, quote=False)}:</cite>"
    elif is_named:
        yield "<cite></cite>"
    if turn.start is not None:
        yield f"<time>{write_clock(int(turn.start))}</time>"
    for paragraph in turn.text.split("\n"):
        if paragraph:
            yield f"<p>{html.escape(paragraph, quote=False)}</p>"
