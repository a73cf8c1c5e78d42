"""The labels of a transcript: each with all its places, and who speaks round it."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript, Turn


@dataclass(slots=True)
class Label:
    """One label as it is written: where it stands, and the turns it opens, by number."""

    text: str
    places: list[Span] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)


def collect_labels(transcript: Transcript) -> dict[str, Label]:
    """Collect the labels of a transcript in the order of their first turn."""
    found: dict[str, Label] = {}
    for number, turn in enumerate(transcript.turns):
        if turn.speaker:
            label = found.get(turn.speaker)
            if label is None:
                label = found[turn.speaker] = Label(turn.speaker)
            label.turns.append(number)
            label.places += _places(turn)
    return {text: label for text, label in found.items() if label.places}


def _places(turn: Turn) -> Iterator[Span]:
    """Give the places of a turn's label; some programs name a speaker once for several words."""
    if not turn.cues:
        if turn.label is not None:
            yield turn.label
        return
    last = None
    for cue in turn.cues:
        if cue.label is not None and cue.label != last:
            last = cue.label
            yield last


def write_label(name: str, form: Form) -> str:
    """Write a name as it stands inside the label of a form."""
    if form is Form.JSON:
        return json.dumps(name, ensure_ascii=False)[1:-1]
    return html.escape(name, quote=False) if form in (Form.VTT, Form.HTML) else name
