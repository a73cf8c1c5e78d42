"""The words of Amazon Transcribe as segments: older files have no `audio_segments`.

Source: Amazon Transcribe, "Data input and output". Punctuation is an item of its own, without
times; who speaks stands in the item, else beside its start in `speaker_labels`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from feedtool.formats.transcript.json_text import BadJsonError, Item, locate, value_pattern
from feedtool.model.place import Span

Speakers = dict[str, tuple[str, Span]]
LABEL_AT = "label at"
"""Under this a segment has the place of a label that stands elsewhere."""
_SPEAKER = value_pattern("speaker_label")


def read_speakers(text: str, segments: Iterable[Item]) -> Speakers:
    """Lead from the starts of words to who speaks them, and where that stands."""
    found: Speakers = {}
    for segment in segments:
        own = segment.value if isinstance(segment.value, dict) else {}
        words, label = own.get("items"), own.get("speaker_label")
        if not isinstance(label, str) or not isinstance(words, list):
            continue
        place = locate(text, segment, _SPEAKER)
        for word in words:
            if isinstance(word, dict):
                found[str(word.get("start_time"))] = label, place
    return found


def join_words(words: Iterable[Item], speakers: Speakers) -> Iterator[Item]:
    """Give each word with the punctuation behind it, in the shape of a segment.

    Where the list breaks off, the words before that are given.
    """
    pending: Item | None = None
    try:
        for word in words:
            value = word.value if isinstance(word.value, dict) else {}
            content = _content(value)
            if pending is not None and "start_time" not in value:
                pending.value["transcript"] += content
                continue
            if pending is not None:
                yield pending
            segment = {**value, "transcript": content}
            named = speakers.get(str(value.get("start_time")))
            if named is not None and "speaker_label" not in value:
                segment["speaker_label"], segment[LABEL_AT] = named
            pending = Item(segment, word.start, word.stop)
    except BadJsonError:
        if pending is not None:
            yield pending
        raise
    if pending is not None:
        yield pending


def _content(value: dict[str, Any]) -> str:
    """Return the likeliest reading of a word."""
    readings = value.get("alternatives")
    first = readings[0] if isinstance(readings, list) and readings else {}
    content = first.get("content") if isinstance(first, dict) else None
    return content if isinstance(content, str) else ""
