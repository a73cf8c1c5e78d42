"""The shapes of JSON transcripts: that of the podcast namespace, and those of speech recognisers.

Sources: podcast namespace transcripts (JSON 1.0.0); the output of Whisper, WhisperX, whisper.cpp,
Deepgram, AssemblyAI and Amazon Transcribe.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from feedtool.formats.transcript.times import LONGEST, read_clock

Path = tuple[str, ...]
"""The names of members, from the outermost; "" is the only item of a list."""


class Shape(NamedTuple):
    """Where the segments of a shape stand, and what their members are called.

    `path` leads to the list, `per_second` is the unit of its times. `times` is the member that
    holds start and end, "" if they stand in the segment itself.
    """

    maker: str
    path: Path
    start: str
    end: str
    text: str
    speaker: str = "speaker"
    per_second: int = 1
    times: str = ""
    is_length: bool = False


PODCAST = Shape("", ("segments",), "startTime", "endTime", "body")
AMAZON_WORDS = Shape(
    "Amazon Transcribe",
    ("results", "items"),
    "start_time",
    "end_time",
    "alternatives",
    "speaker_label",
)
AMAZON_SPEAKERS = ("results", "speaker_labels", "segments")
_WORDS = ("results", "channels", "", "alternatives", "", "words")
FOREIGN = (
    Shape("Whisper", ("segments",), "start", "end", "text"),
    Shape("whisper.cpp", ("transcription",), "from", "to", "text", "", 1000, times="offsets"),
    Shape("AssemblyAI", ("utterances",), "start", "end", "text", per_second=1000),
    Shape("Deepgram", ("results", "utterances"), "start", "end", "transcript"),
    Shape("Deepgram", _WORDS, "start", "end", "punctuated_word"),
    Shape("Deepgram", _WORDS, "start", "end", "word"),
    Shape(
        "Amazon Transcribe",
        ("results", "audio_segments"),
        "start_time",
        "end_time",
        "transcript",
        "speaker_label",
    ),
    AMAZON_WORDS,
    Shape("a speech recogniser", (), "start", "end", "text"),
    Shape("a caption download", (), "start", "duration", "text", is_length=True),
)


def fits(shape: Shape, segment: Any) -> bool:
    """Tell whether a segment has the members of a shape."""
    if not isinstance(segment, dict):
        return False
    times = segment.get(shape.times) if shape.times else segment
    if not isinstance(times, dict) or shape.text not in segment:
        return False
    is_whole = isinstance(times.get(shape.start), int)
    is_milli = shape.per_second > 1
    return {shape.start, shape.end} <= times.keys() and (is_whole or not is_milli)


def read_number(value: Any) -> float | None:
    """Read a time as seconds or whatever its unit is; None if it is no time of an episode.

    Some write `00:01:02.5` instead, which is in seconds.
    """
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return read_clock(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if 0 <= value <= LONGEST * 1000 else None  # also false for what is not a number


def times_of(shape: Shape, segment: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return start and end in seconds."""
    times = segment.get(shape.times) if shape.times else segment
    values = times if isinstance(times, dict) else {}
    start, end = read_number(values.get(shape.start)), read_number(values.get(shape.end))
    if shape.is_length:
        end = start + end if start is not None and end is not None else None
    return _scaled(start, shape.per_second), _scaled(end, shape.per_second)


def _scaled(value: float | None, per_second: int) -> float | None:
    seconds = value if value is None or per_second == 1 else value / per_second
    return float(seconds) if seconds is not None and seconds <= LONGEST else None


def speaker_of(shape: Shape, segment: Mapping[str, Any]) -> str:
    """Return the speaker; a number becomes `Speaker 0`."""
    value = segment.get(shape.speaker)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    return value if isinstance(value, str) else ""
