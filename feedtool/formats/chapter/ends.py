"""Ends of chapters, for the forms that must say them."""

from collections.abc import Sequence
from itertools import pairwise

from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter

LAST = 60.0
"""Seconds given to the last chapter where nobody knows how long the audio is."""


def with_ends(chapters: Sequence[Chapter], duration: float | None) -> list[Chapter]:
    """Give every chapter an end: its own, else where the next one starts, else the audio's."""
    result: list[Chapter] = []
    for number, chapter in enumerate(chapters):
        start = chapter.start or 0
        is_last = number + 1 == len(chapters)
        following = _last_end(start, duration) if is_last else (chapters[number + 1].start or 0)
        end = chapter.end if chapter.end is not None and chapter.end > start else following
        result.append(chapter.model_copy(update={"end": end}))
    return result


def _last_end(start: float, duration: float | None) -> float:
    return duration if duration is not None and duration > start else start + LAST


def lacks_end(chapters: Sequence[Chapter], duration: float | None) -> bool:
    """Tell whether the end of the last chapter is not known."""
    if not chapters or chapters[-1].end is not None:
        return False
    return duration is None or duration <= (chapters[-1].start or 0)


def drop_plain_ends(reading: ChapterReading) -> ChapterReading:
    """Take out ends that only repeat where the next chapter starts."""
    for number, (chapter, following) in enumerate(pairwise(list(reading.entries))):
        if chapter.end is not None and chapter.end == following.start:
            reading.entries[number] = chapter.model_copy(update={"end": None})
    return reading
