"""Times in show notes: lines that each begin with one, as people type chapters by hand."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from feedtool.formats.chapter.lines import read_chapter_line, split_lines
from feedtool.formats.chapter.times import narrow, read_time
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.place import Span

FEWEST = 3
"""Lines that make a list of chapters for Apple and Spotify."""
_LONGEST = 600
"""Code points a timed line has at most; longer ones are paragraphs."""
_AT_FRONT = 40
"""Code points in which the time's colon must stand, bullets and markup before it."""
_GAP = 3
"""Other lines that may stand between two timed ones, such as a sentence about the chapter."""
_MARK = re.compile(r"[\s>*_+•·▪●◦►▶◆⏱⏰🕐\ufe0f#`-]*+(?:\d{1,3}[.)]\s++)?+[*_`]*+")
"""Bullets, numbers and emphasis before a time."""
_MARKDOWN_LINK = re.compile(r"\[(?P<label>[^\[\]]{0,300})\]\((?P<url>[^()\s]{0,500})[^()]{0,200}\)")
_AUTOLINK = re.compile(r"<(?P<url>https?://[^<>\s]{1,500})>", re.IGNORECASE)
_PART = re.compile(r"<[^<>]{0,2000}>|[^<]++|<")
_ZEROS = ("0:00", "0：00", "０：００")
_BREAKS = frozenset(
    "br p div ul ol li h1 h2 h3 h4 h5 h6 blockquote pre hr table tr td dl dt dd section".split()
)
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|`|\\(?=[^\w\s])")
_DEAD_END = re.compile(r"[\s\\]+$")


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


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as a reader sees it: its words, its links with their labels, its place."""

    words: str
    links: tuple[tuple[str, str], ...]
    span: Span


@lru_cache(maxsize=8)
def find_runs(text: str, *, is_markdown: bool) -> tuple[Run, ...]:
    """Find the runs of timed lines that follow each other closely, in the order of the text."""
    if ":" not in narrow(text):
        return ()
    lines = _markdown_lines(text) if is_markdown else _html_lines(text)
    runs: list[list[TimedLine]] = []
    gap = _GAP + 1
    for line in lines:
        timed = _read_timed(line)
        if timed is None:
            gap += 1
            continue
        if gap > _GAP:
            runs.append([])
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

    Hours of a programme and moments worth hearing do not begin there.
    """
    if not any(zero in text for zero in _ZEROS):
        return ()
    runs = find_runs(text, is_markdown=is_markdown)
    return next((run for run in runs if run[0].start < 1), ())


def read_notes(text: str, *, is_markdown: bool, offset: int = 0) -> ChapterReading:
    """Read the times in notes as chapters; places count from `offset`."""
    reading = ChapterReading("notes")
    for line in find_chapter_run(text, is_markdown=is_markdown):
        span = Span(line.span.start + offset, line.span.end + offset)
        reading.add(line.chapter, span)
    return reading


def _read_timed(line: _Line) -> TimedLine | None:
    mark = _MARK.match(line.words)
    words = line.words[mark.end() if mark else 0 :]
    if not words or not (words[0].isdigit() or words[0] in "([（［"):
        return None
    words = _EMPHASIS.sub("", words).strip()
    fields = read_chapter_line(words)
    title = ((fields or {}).get("title") or "").strip("*_ ")
    if fields is None or not title:
        return None
    link = next((url for url, label in line.links if _is_own(label, title)), None)
    chapter = Chapter(start=fields["start"], title=title, link=link)
    return TimedLine(chapter, line.span, words[: words.find(title)])


def _is_own(label: str, title: str) -> bool:
    """Tell a link of the chapter from one that only leads to its moment in a player."""
    label = label.strip("*_` ()[]")
    return bool(label) and read_time(narrow(label)) is None and label in title


def _markdown_lines(text: str) -> Iterator[_Line]:
    for line, start in split_lines(text):
        if not line.strip():
            continue
        if "<br" in line.lower():
            yield from _html_lines(line, start)
        elif len(line) > _LONGEST or ":" not in narrow(line[:_AT_FRONT]):
            yield _Line("", (), Span(start, start))
        else:
            yield _markdown_line(line, start)


def _markdown_line(line: str, start: int) -> _Line:
    links: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        links.append((match["url"], match["label"]))
        return match["label"]

    words = _MARKDOWN_LINK.sub(take, line)
    words = _AUTOLINK.sub("", words)
    words = html.unescape(_DEAD_END.sub("", words))
    span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
    return _Line(words, tuple(links), span)


class _Collector:
    """Gathers the pieces of one line of HTML."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.place: tuple[int, int] | None = None
        self._open: tuple[str, int] | None = None

    def add(self, text: str, start: int) -> None:
        """Add text that stands at `start`."""
        self.words.append(html.unescape(text))
        if text.strip():
            first = start + len(text) - len(text.lstrip())
            begin = self.place[0] if self.place else first
            self.place = (begin, start + len(text.rstrip()))

    def tag(self, name: str, tag: str) -> None:
        """Take note of a link that begins or ends."""
        if name != "a":
            return
        if self._open is not None:
            url, number = self._open
            self.links.append((url, "".join(self.words[number:])))
        href = None if tag.startswith("</") else _HREF.search(tag)
        self._open = (html.unescape(href[1]), len(self.words)) if href else None

    def line(self) -> _Line | None:
        """Return what was gathered; None if nobody would see it."""
        self.tag("a", "</a>")
        words = " ".join("".join(self.words).split())
        if not words or self.place is None:
            return None
        return _Line(words if len(words) <= _LONGEST else "", tuple(self.links), Span(*self.place))


def _html_lines(text: str, offset: int = 0) -> Iterator[_Line]:
    collector = _Collector()
    for match in _PART.finditer(text):
        part = match[0]
        name = _TAG_NAME.match(part) if part[0] == "<" and len(part) > 1 else None
        if name is None:
            collector.add(part, offset + match.start())
        elif name[1].lower() in _BREAKS:
            line = collector.line()
            if line is not None:
                yield line
            collector = _Collector()
        else:
            collector.tag(name[1].lower(), part)
    line = collector.line()
    if line is not None:
        yield line
