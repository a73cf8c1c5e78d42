"""Cues -> JSON. Source: podcast namespace transcripts, JSON 1.0.0."""

import json
from collections.abc import Iterable
from typing import Any

from feedtool.formats.chapter.json_text import plain_number
from feedtool.model.transcript import Cue

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_podcast_json(cues: Iterable[Cue]) -> str:
    """Write cues that all have a start, one on each line."""
    lines = ",\n".join(_encode(_segment(cue)) for cue in cues)
    return f'{{"version": "1.0.0", "segments": [\n{lines}\n]}}\n'


def _segment(cue: Cue) -> dict[str, Any]:
    segment: dict[str, Any] = {"speaker": cue.speaker} if cue.speaker else {}
    segment["startTime"] = plain_number(cue.start or 0)
    if cue.end is not None:
        segment["endTime"] = plain_number(cue.end)
    segment["body"] = cue.text
    return segment
