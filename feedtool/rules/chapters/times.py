"""How long chapters are: within the audio, and long enough to be of use."""

from collections.abc import Iterable
from itertools import pairwise

from feedtool.check.facts import ChapterList
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.formats.plural import count
from feedtool.model.episode import Chapter
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem
from feedtool.rules.chapters.repairs import name_chapter

_TOLERANCE = 1.0
"""Seconds that a duration may be rounded by."""
_SHORT = 30
_LONG_AUDIO = 600


@rule("CH05")
def chapter_outside_audio(chapters: ChapterList, item: Item) -> Iterable[Problem]:
    """A chapter starts when the audio is over, or ends before it starts.

    Nobody can hear it: most often hours and minutes are mixed up, or the list is that of another
    recording. `end` lies after `start` and within the audio; left out, a chapter ends where the
    next one starts. With `dynamic: true` the length of the audio is not compared.

    Bad:
        # 001.md
        chapters:
          - 00:00 Intro
          - 02:10 A moth in the log book
          - 12:30:00 Words instead of symbols

    Good:
        # 001.md
        chapters:
          - 00:00 Intro
          - 02:10 A moth in the log book
          - 12:30 Words instead of symbols
    """
    yield from chapters.of("CH05")
    duration = None if item.is_dynamic else item.duration
    for number, chapter in enumerate(chapters.entries):
        fault = _judge(chapter, duration)
        if fault:
            yield Problem(chapters.place(number), f"{name_chapter(chapter)} {fault}")


def _judge(chapter: Chapter, duration: float | None) -> str:
    """Say how a chapter leaves the audio, in words that follow its name, or return ""."""
    start, end = chapter.start or 0, chapter.end
    if end is not None and end <= start:
        return f"ends at {write_clock(end)}, before it has begun"
    if not duration:  # unknown; of a length of 0 another rule speaks
        return ""
    if start >= duration:
        return f"starts too late: the audio ends at {write_clock(duration)}"
    if end is not None and end > duration + _TOLERANCE:
        return f"ends at {write_clock(end)}, but the audio at {write_clock(duration)}"
    return ""


@rule("CH08", Level.ADVICE)
def short_chapter(chapters: ChapterList, item: Item) -> Iterable[Problem]:
    """A chapter is shorter than half a minute.

    Spotify asks for thirty seconds at least, YouTube takes none below ten: the marks stand so
    close that no finger finds them. Merge it with the next one. Intro and outro, chapters hidden
    from the list (`toc: false`) and audio of less than ten minutes are let alone.

    Bad:
        # 001.md
        chapters:
          - 00:00 Intro
          - 02:10 A moth in the log book
          - 02:25 Who taped it in
          - 12:30 Words instead of symbols

    Good:
        # 001.md
        chapters:
          - 00:00 Intro
          - 02:10 A moth in the log book, and who taped it in
          - 12:30 Words instead of symbols
    """
    if item.duration is None or item.duration < _LONG_AUDIO:
        return
    shown = [(n, each) for n, each in enumerate(chapters.entries) if each.toc]
    short = [
        (number, chapter, length)
        for (number, chapter), (_, following) in pairwise(shown[1:])
        if 0 < (length := (following.start or 0) - (chapter.start or 0)) < _SHORT
    ]
    if short:
        number, chapter, length = short[0]
        more = f"; as short: {len(short) - 1} more" if len(short) > 1 else ""
        message = f"{name_chapter(chapter)} lasts {count(length, 'second')}; 30 are the least{more}"
        yield Problem(chapters.place(number), message, "merge it with the next one")
