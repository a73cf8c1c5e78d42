"""Times in show notes: lines that each begin with one, as people type chapters by hand."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from feedtool.formats.chapter.lines import read_chapter_line, take_ends
from feedtool.formats.chapter.note_lines import NoteLine, split_html, split_markdown
from feedtool.formats.chapter.times import narrow, read_time
from feedtool.model.chapters import MOST_CHAPTERS, ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.place import Span

FEWEST = 3
"""Lines that make a list of chapters for Apple and Spotify."""
_MOST, _LONG_TITLE = 100, 120
"""Lines of a list, and code points that half of its titles have at most."""
_GAP = 3
"""Other lines that may stand between two timed ones, such as a sentence about the chapter."""
_BULLETS = frozenset("-*+•·▪●◦►▶◆–—>#_`")
_PICTURES = frozenset({"So", "Mn", "Cf"})
"""Categories of emoji and of what joins them."""
_NUMBER = re.compile(r"\A\d{1,3}[.)]\s+")
_WIDE_ZEROS = ("0：00", "０：００")
_EMPHASIS = re.compile(r"\*\*|__|`|\\(?=[^\w\s])")


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line that begins with a time: the chapter it says, and where it stands.

    `head` is the time as it is written, with the signs before and after it.
    """

    chapter: Chapter
    span: Span
    head: str

    @property
    def start(self) -> float:
        """When the chapter starts, in seconds."""
        return self.chapter.start or 0


Run = tuple[TimedLine, ...]


@lru_cache(maxsize=8)
def find_runs(text: str, *, is_markdown: bool) -> tuple[Run, ...]:
    """Find the runs of timed lines that follow each other closely, in the order of the text.

    Where other lines stand between, as a heading does, an earlier time begins a new run.
    """
    if ":" not in narrow(text):
        return ()
    lines = split_markdown(text) if is_markdown else split_html(text)
    runs: list[list[TimedLine]] = []
    gap = _GAP + 1
    for line in lines:
        timed = _read_timed(line)
        if timed is None:
            gap += 1
            continue
        if gap > _GAP or (gap and runs[-1][-1].start >= timed.start):
            runs.append([])
        elif len(runs[-1]) == MOST_CHAPTERS:
            break
        runs[-1].append(timed)
        gap = 0
    return tuple(tuple(run) for run in runs if len(run) > 1)


def is_ascending(run: Run) -> bool:
    """Tell whether every line is later than the one before."""
    return all(first.start < second.start for first, second in pairwise(run))


def find_chapter_run(text: str, *, is_markdown: bool) -> Run:
    """Find the longest ascending run of times; empty where there is none of two lines."""
    runs = [run for run in find_runs(text, is_markdown=is_markdown) if is_ascending(run)]
    return max(runs, key=len, default=())


def find_list(text: str, *, is_markdown: bool) -> Run:
    """Find the times that are surely meant as chapters: a run that begins at 0:00.

    Hours of a programme and moments worth hearing do not begin there; what has more lines or
    longer ones is a transcript.
    """
    if "0:00" not in text and not ("：" in text and any(zero in text for zero in _WIDE_ZEROS)):
        return ()
    runs = find_runs(text, is_markdown=is_markdown)
    return next((run for run in runs if run[0].start < 1 and _is_list(run)), ())


def _is_list(run: Run) -> bool:
    lengths = sorted(len(line.chapter.title or "") for line in run)
    return len(run) <= _MOST and lengths[len(lengths) // 2] <= _LONG_TITLE


def read_notes(text: str, *, is_markdown: bool, offset: int = 0) -> ChapterReading:
    """Read the times in notes as chapters; places count from `offset`."""
    reading = ChapterReading("notes")
    for line in find_chapter_run(text, is_markdown=is_markdown):
        span = Span(line.span.start + offset, line.span.end + offset)
        chapter = line.chapter
        reading.add(span, start=chapter.start, title=chapter.title, link=chapter.link)
    take_ends(reading)
    return reading


def _read_timed(line: NoteLine) -> TimedLine | None:
    words = _NUMBER.sub("", _skip_marks(line.words), count=1)
    words = _skip_marks(words)
    if not words or not (words[0].isdigit() or words[0] in "([（［@"):
        return None
    words = _EMPHASIS.sub("", words).strip()
    fields = read_chapter_line(words)
    written = (fields or {}).get("title") or ""
    title = written.strip("*_ ")
    if fields is None or not title:
        return None
    link = next((url for url, label in line.links if _is_own(label, title)), None)
    chapter = Chapter(start=fields["start"], title=title, link=link)
    return TimedLine(chapter, line.span, words.removesuffix(written))


def _skip_marks(words: str) -> str:
    """Cut bullets, emphasis and emoji off the front."""
    for index, sign in enumerate(words):
        is_mark = sign in _BULLETS or sign.isspace() or category(sign) in _PICTURES
        if not is_mark:
            return words[index:]
    return ""


def _is_own(label: str, title: str) -> bool:
    """Tell a link of the chapter from one that only leads to its moment in a player."""
    label = label.strip("*_` ()[]")
    return bool(label) and read_time(narrow(label)) is None and label in title
