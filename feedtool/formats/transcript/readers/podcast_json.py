"""JSON -> cues and turns. Source: podcast namespace transcripts, JSON 1.0.0.

The output of speech recognisers is read too where its shape leaves no doubt.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from feedtool.formats.transcript.cues import make_turns
from feedtool.formats.transcript.decode import make_plain
from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.json_text import (
    BadJsonError,
    Item,
    decode_value,
    items,
    locate,
    members,
    skip_space,
    value_pattern,
)
from feedtool.formats.transcript.prose import WHITE, join_block
from feedtool.formats.transcript.readers.amazon import LABEL_AT, Speakers, join_words, read_speakers
from feedtool.formats.transcript.readers.segments import (
    AMAZON_SPEAKERS,
    AMAZON_WORDS,
    FOREIGN,
    PODCAST,
    Path,
    Shape,
    fits,
    speaker_of,
    times_of,
)
from feedtool.model.place import Span
from feedtool.model.transcript import Cue, Form, Transcript

_VERSION = "1.0.0"
_VERSION_PATH = ("version",)
_PATHS = (AMAZON_SPEAKERS, *(shape.path for shape in FOREIGN))
_WAYS = frozenset(path[:n] for path in _PATHS for n in range(1, len(path)))
"""The paths behind which there may be segments."""
_SHAPE = 'write {"version": "1.0.0", "segments": [{"speaker": …, "startTime": …, "body": …}]}'
_CONVERT = "feedtool transcript convert FILE -o NEW.vtt makes what they read: name that one"


def read_podcast_json(text: str) -> Transcript:
    """Read the segments of a JSON transcript."""
    faults = FaultList("TR13")
    lists = _find_lists(text, faults)
    found = _find_shape(text, lists)
    if found is None:
        message = "this is no transcript that is known: no segments were found"
        faults.add("shape", Span(0, 1), message, f"export WebVTT or SubRip, or {_SHAPE}")
        return Transcript((), Form.JSON, text, faults.taken())
    shape, position = found
    if shape.maker:
        message = f"this is the JSON of {shape.maker}; podcast apps read another"
        faults.add("foreign", Span(position, position + 1), message, _CONVERT)
    else:
        _note_version(text, lists.get(_VERSION_PATH), faults)
    segments = items(text, position)
    if shape is AMAZON_WORDS:
        segments = join_words(segments, _read_speakers(text, lists))
        shape = shape._replace(text="transcript")
    cues = tuple(_read_segments(text, shape, segments, faults))
    if not cues:
        faults.add("empty", Span(position, position + 1), "there are no segments with a text")
    return Transcript(make_turns(cues), Form.JSON, text, faults.taken())


def _find_lists(text: str, faults: FaultList) -> dict[Path, int]:
    """Find the lists that may hold segments, by the path that leads to them."""
    start = skip_space(text, 0)
    if text[start : start + 1] == "[":
        return {(): start}
    found: dict[Path, int] = {}
    if text[start : start + 1] != "{":
        return found
    try:
        for path, position in _walk(text, start, ()):
            if path == _VERSION_PATH or text.startswith("[", position):
                found.setdefault(path, position)
    except BadJsonError as error:
        _note_break(error, text, faults)
    return found


def _walk(text: str, start: int, path: Path) -> Iterator[tuple[Path, int]]:
    """Give the members of an object, and of those that lead to segments; raises BadJsonError.

    Of a list on the way the only item counts: of two channels none has all that is said.
    """
    if text.startswith("{", start):
        for key, position in members(text, start):
            inner = (*path, key)
            yield inner, position
            if inner in _WAYS:
                yield from _walk(text, position, inner)
    elif text.startswith("[", start) and (*path, "") in _WAYS:
        found = list(islice(items(text, start), 2))
        if len(found) == 1:
            yield from _walk(text, found[0].start, (*path, ""))


def _note_break(error: BadJsonError, text: str, faults: FaultList) -> None:
    message = f"the JSON breaks off: {error}"
    place = min(error.position, max(0, len(text) - 1))
    faults.add("json", Span(place, place + 1), message, drops=("segments",))


def _note_version(text: str, place: int | None, faults: FaultList) -> None:
    """Note a version that is missing or another."""
    if place is None:
        faults.add("version", Span(0, 1), f"the version is missing; it must be {_VERSION!r}")
        return
    try:
        item = decode_value(text, place)
    except BadJsonError:  # noted where the members are read
        return
    if item.value != _VERSION:
        message = f"the version is {str(item.value)[:20]!r}; it must be {_VERSION!r}"
        faults.add("version", Span(place, item.stop), message)


def _find_shape(text: str, lists: dict[Path, int]) -> tuple[Shape, int] | None:
    """Choose the shape by the first segment of each list; no segments at all are the norm's."""
    for shape in (PODCAST, *FOREIGN):
        position = lists.get(shape.path)
        if position is None:
            continue
        first = _first_item(text, position)
        if shape is PODCAST and (first is None or {"startTime", "body"} & _keys(first)):
            return shape, position
        if shape is not PODCAST and fits(shape, first):
            return shape, position
    return None


def _keys(value: Any) -> set[str]:
    return set(value) if isinstance(value, dict) else set()


def _first_item(text: str, position: int) -> Any:
    try:
        return next((item.value for item in items(text, position)), None)
    except BadJsonError:
        return None


def _read_speakers(text: str, lists: dict[Path, int]) -> Speakers:
    """Read who speaks the words of Amazon Transcribe."""
    position = lists.get(AMAZON_SPEAKERS)
    try:
        return read_speakers(text, items(text, position)) if position is not None else {}
    except BadJsonError:  # noted where the words are read, if it breaks off before them
        return {}


def _read_segments(
    text: str, shape: Shape, segments: Iterator[Item], faults: FaultList
) -> Iterator[Cue]:
    spoken, said = value_pattern(shape.speaker), value_pattern(shape.text)
    last = 0.0
    try:
        for item in segments:
            body = _read_body(shape, item.value, Span(item.start, item.stop), faults)
            if not body:
                continue
            start, end = times_of(shape, item.value)
            _note_times(shape, item, (start, end), last, faults)
            last = start if start is not None else last
            speaker = join_block(make_plain(speaker_of(shape, item.value))).strip(WHITE)
            at = item.value.get(LABEL_AT)
            label = at if isinstance(at, Span) else locate(text, item, spoken)
            place = locate(text, item, said)
            yield Cue(start, end, body, speaker, label if speaker else None, place)
    except BadJsonError as error:
        if shape.path == () or not faults.has("json"):
            _note_break(error, text, faults)


def _read_body(shape: Shape, segment: Any, place: Span, faults: FaultList) -> str:
    """Read what is said; a segment without it is left out."""
    body = segment.get(shape.text) if isinstance(segment, dict) else segment
    if not isinstance(body, str):
        message = f"the segment has no text under {shape.text!r}"
        faults.add("body", place, message, _SHAPE, ("segment",))
        return ""
    if not isinstance(segment, dict):
        faults.add("body", place, "the segment is a text, not an object", _SHAPE, ("segment",))
        return ""
    text = join_block(make_plain(body))
    if not text and not shape.maker:
        faults.add("empty", place, f"the {shape.text!r} of the segment is empty")
    if not isinstance(segment.get(shape.speaker, ""), (str, int, type(None))):
        faults.add("speaker", place, "the speaker is no text", drops=("speaker",))
    return text


def _note_times(
    shape: Shape,
    item: Item,
    times: tuple[float | None, float | None],
    last: float,
    faults: FaultList,
) -> None:
    """Note times that are missing, in the wrong type or in the wrong order."""
    start, end = times
    place = Span(item.start, item.stop)
    if start is None:
        message = f"the {shape.start!r} of the segment is no number of seconds"
        faults.add("start", place, message, drops=("time",))
    elif start < last:
        message = f"the segment starts at {start:.10g} s, before the one above it at {last:.10g} s"
        faults.add("order", place, message)
    if end is None:
        if not shape.times and item.value.get(shape.end) is not None:
            message = f"the {shape.end!r} of the segment is no number of seconds"
            faults.add("end", place, message, drops=("time",))
    elif start is not None and end < start:
        message = f"the segment ends at {end:.10g} s, before its start at {start:.10g} s"
        faults.add("end", place, message)
    for key in (shape.start, shape.end):
        if not shape.maker and isinstance(item.value.get(key), str) and start is not None:
            faults.add("text", place, f"the {key!r} of the segment is a text, not a number")
