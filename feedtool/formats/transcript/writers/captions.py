"""Cues of one word each -> captions that people can read: of the words, with their own times."""

from collections.abc import Iterable, Sequence

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


def are_words(cues: Sequence[Cue]) -> bool:
    """Tell whether cues are single words, as speech recognisers and JSON have them."""
    short = sum(" " not in cue.text and display_width(cue.text) <= _WORD for cue in cues)
    return len(cues) > 1 and short >= _MOSTLY * len(cues)


def join_words(cues: Iterable[Cue], columns: int) -> list[Cue]:
    """Join words of one speaker to captions: up to the end of a sentence, a pause or a width."""
    captions: list[Cue] = []
    group: list[Cue] = []
    width = 0
    for cue in cues:
        added = display_width(cue.text) + 1
        if group and (width + added > columns + 1 or _parts(group[-1], cue)):
            captions.append(_caption(group))
            group, width = [], 0
        group.append(cue)
        width += added
    if group:
        captions.append(_caption(group))
    return captions


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
