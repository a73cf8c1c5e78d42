"""Cues of one word each -> captions that people can read: of the words, with their own times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedtool.formats.transcript.prose import join_clean
from feedtool.formats.width import display_width
from feedtool.model.place import Span
from feedtool.model.transcript import Cue

_WORD = 14
"""Columns that a word has at most, mostly."""
_MOSTLY = 0.8
_PAUSE = 1.0
"""Seconds of silence at which a caption ends."""
_ENDS = (".", "?", "!", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class Room:
    """What a caption has room for; `has_labels` says that a name stands where a speaker begins."""

    columns: int
    lines: int = 1
    has_labels: bool = False


def are_words(cues: Sequence[Cue]) -> bool:
    """Tell whether cues are single words, as speech recognisers and JSON have them."""
    short = sum(" " not in cue.text and display_width(cue.text) <= _WORD for cue in cues)
    return len(cues) > 1 and short >= _MOSTLY * len(cues)


def join_words(cues: Iterable[Cue], room: Room) -> list[Cue]:
    """Join words of one speaker to captions: up to the end of a sentence, a pause or the room."""
    captions: list[Cue] = []
    group: list[Cue] = []
    filled = _Filled(room)
    speaker = ""
    for cue in cues:
        if group and (_parts(group[-1], cue) or not filled.takes(cue.text)):
            captions.append(_caption(group))
            group = []
        if not group:
            filled = _Filled(room)
            label = f"{cue.speaker}:" if room.has_labels and cue.speaker != speaker else ""
            speaker = cue.speaker
            filled.take(label)
        group.append(cue)
        filled.take(cue.text)
    if group:
        captions.append(_caption(group))
    return captions


class _Filled:
    """The lines of a caption as they fill with words."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lines, self._used = 1, 0

    def takes(self, word: str) -> bool:
        """Tell whether a word fits."""
        return self._fits(word) or self._lines < self._room.lines

    def take(self, word: str) -> None:
        """Put a word on the line, or on the next."""
        if not self._fits(word):
            self._lines, self._used = self._lines + 1, 0
        if word:
            self._used += display_width(word) + (1 if self._used else 0)

    def _fits(self, word: str) -> bool:
        return not self._used or self._used + 1 + display_width(word) <= self._room.columns


def _parts(before: Cue, cue: Cue) -> bool:
    """Tell whether a caption ends between two words."""
    if before.speaker != cue.speaker or before.text.endswith(_ENDS):
        return True
    return before.end is None or cue.start is None or cue.start - before.end > _PAUSE


def _caption(words: Sequence[Cue]) -> Cue:
    first, last = words[0], words[-1]
    text = join_clean(word.text for word in words)
    span = Span(first.span.start, last.span.end)
    return Cue(first.start, last.end, text, first.speaker, first.label, span)
