"""Where chapters start: each at its own time, in order, the first at 0."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from feedtool.check.facts import ChapterList
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.model.episode import Chapter
from feedtool.model.finding import Level, Problem
from feedtool.rules.chapters.repairs import insert_intro, name_chapter, sort_entries


@rule("CH03")
def disordered_chapters(chapters: ChapterList) -> Iterable[Problem]:
    """A chapter has no start, or chapters do not start one after the other.

    Apps jump to the last chapter that has begun: of two that start together one is never shown,
    and one out of order hides those before it. In JSON chapters `startTime` is a number of
    seconds from 0 on, not a text (podcast namespace). Put the list in order.

    Bad:
        # 001.md
        chapters:
          - 00:00 Intro
          - 12:30 Words instead of symbols
          - 02:10 A moth in the log book

    Good:
        # 001.md
        chapters:
          - 00:00 Intro
          - 02:10 A moth in the log book
          - 12:30 Words instead of symbols
    """
    yield from chapters.of("CH03")
    for number, chapter in enumerate(chapters.entries):
        if chapter.start is None:
            message = f"chapter {number + 1} has no start"
            yield Problem(chapters.place(number), message, "write a start such as 02:10")
            return
    starts = [chapter.start or 0 for chapter in chapters.entries]
    if all(first < second for first, second in pairwise(starts)):
        return
    yield from _judge_order(chapters, starts)
    yield from _judge_twins(chapters, starts)


def _judge_order(chapters: ChapterList, starts: list[float]) -> Iterator[Problem]:
    late = next((n for n in range(1, len(starts)) if starts[n] < starts[n - 1]), None)
    if late is None:
        return
    before = chapters.entries[late - 1]
    message = f"{name_chapter(chapters.entries[late])} stands after {name_chapter(before)}"
    edits = sort_entries(chapters, starts)
    yield Problem(chapters.place(late), message, "put the chapters in order", edits)


def _judge_twins(chapters: ChapterList, starts: list[float]) -> Iterator[Problem]:
    first: dict[float, Chapter] = {}
    for number, (start, chapter) in enumerate(zip(starts, chapters.entries, strict=True)):
        other = first.setdefault(start, chapter)
        if other is not chapter:
            message = f"{name_chapter(chapter)} starts together with {name_chapter(other)}"
            yield Problem(chapters.place(number), message, "keep one, or give it its own start")


@rule("CH04", Level.WARNING)
def late_first_chapter(chapters: ChapterList) -> Iterable[Problem]:
    """The first chapter starts after the beginning of the audio.

    Apple and Spotify take lines of a description for chapters only if the first one is at 00:00,
    and every app shows nothing until it starts. Add a chapter at 0, such as an intro.

    Bad:
        # 001.md
        chapters:
          - 01:05 A moth in the log book
          - 12:30 Words instead of symbols

    Good:
        # 001.md
        chapters:
          - 00:00 Intro
          - 01:05 A moth in the log book
          - 12:30 Words instead of symbols
    """
    if not chapters.entries:
        return
    earliest = min(chapter.start or 0 for chapter in chapters.entries)
    if earliest < 1:
        return
    message = f"the first chapter starts at {write_clock(earliest)}; expected one at 0:00"
    yield Problem(chapters.place(0), message, "add '00:00 Intro'", insert_intro(chapters))
