"""Lines of `MM:SS Title`: in records, in text files (mp4chaps too), and for descriptions.

Sources: mp4v2's mp4chaps; Spotify's help "Creating and managing chapters"; Apple Podcasts for
Creators, "Chapters on Apple Podcasts".
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from feedtool.formats.chapter.ends import drop_plain_ends
from feedtool.formats.chapter.times import HOUR, narrow, read_time
from feedtool.formats.clock import write_exact_time, write_long_time, write_short_time
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.place import Span

_CLOCK = r"\d+(?::\d{1,2}){1,2}(?:,\d{3}(?!\d)|\.\d+)?"
_AFTER = r"[)\]]?[:|–—-]*+\s*+(?:[:|–—-]++(?!\d))?\s*+"
"""What may stand between time and title. A dash before a digit belongs to the title: `-5 °C`."""
_LINE = lazy_pattern(rf"[(\[]?@?(?P<start>{_CLOCK}){_AFTER}(?P<title>.*)")
_SPAN_OF_TIME = lazy_pattern(rf"[(\[]?(?P<end>{_CLOCK}){_AFTER}(?P<title>.*)")
_LINK = lazy_pattern(r"<(?P<link>https?://[^<>\s]++)>\Z", re.IGNORECASE)
_NEXT = lazy_pattern(r"[,;|/] *(?=[(\[]?\d+:\d\d(?::\d\d)?[)\]]? )")
"""What parts two chapters on one line: before a time with a title."""
_BEGINS_LIKE_A_TIME = lazy_pattern(r"[(\[]?\d+:\d")


def read_chapter_line(line: str) -> dict[str, Any] | None:
    """Read `02:10 Title` (also `(02:10) Title`, `[@02:10] - Title`) as start and title."""
    line = line.strip()
    match = _LINE.fullmatch(line if line.isascii() else narrow(line))
    start = None if match is None else read_time(match["start"])
    if match is None or start is None:
        return None
    return {"start": start, "title": line[match.start("title") :] or None}


def split_chapter_line(line: str) -> list[str]:
    """Split `00:00 A, 02:10 B`, where several chapters stand on one line: their times rise."""
    parts = [part.strip() for part in _NEXT.split(line)]
    starts = [(read_chapter_line(part) or {}).get("start") for part in parts]
    times = [start for start in starts if start is not None]
    rises = len(times) == len(parts) and all(a < b for a, b in pairwise(times))
    return parts if rises else [line]


def split_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of a text, each with where it begins."""
    start = 0
    for line in text.split("\n"):
        yield line.removesuffix("\r"), start
        start += len(line) + 1


def read_lines(text: str) -> ChapterReading:
    """Read a text file of lines, one chapter each; a heading may stand above them."""
    reading = ChapterReading("lines")
    for line, start in split_lines(text):
        words = line.strip()
        if not words or (not reading.entries and _is_heading(words)):
            continue
        place = start + len(line) - len(line.lstrip())
        _read_line(words, Span(place, place + len(words)), reading)
    take_ends(reading)
    return reading


def _is_heading(words: str) -> bool:
    return not any(sign.isdigit() for sign in words)


def _read_line(words: str, span: Span, reading: ChapterReading) -> None:
    link = _LINK.search(words)
    if link is not None:
        words = words[: link.start()].rstrip()
    fields = read_chapter_line(words)
    if fields is None:
        what = "with a time that exists" if _BEGINS_LIKE_A_TIME.match(words) else "with a time"
        message = f"this line does not begin {what}"
        reading.leave_out(span, message, "write it as '02:10 Title'")
        return
    reading.add(span, **fields, link=link["link"] if link else None)


def take_ends(reading: ChapterReading) -> None:
    """Read `00:00 - 02:10 Title` as start and end, if every line says so and none overlap."""
    found = [_read_end(chapter) for chapter in reading.entries]
    ended = [chapter for chapter in found if chapter]
    starts = [chapter.start or 0 for chapter in reading.entries[1:]]
    if len(ended) < max(2, len(found)):
        return
    if all((each.end or 0) <= start for each, start in zip(ended, starts, strict=False)):
        reading.entries = ended
        drop_plain_ends(reading)


def _read_end(chapter: Chapter) -> Chapter | None:
    title = chapter.title or ""
    match = _SPAN_OF_TIME.fullmatch(narrow(title))
    end = read_time(match["end"]) if match else None
    if match is None or end is None or end <= (chapter.start or 0):
        return None
    return chapter.model_copy(update={"end": end, "title": title[match.start("title") :] or None})


def listed_chapters(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """Yield the chapters that a plain list can show: not what is silent or has no title."""
    return (chapter for chapter in chapters if chapter.toc and (chapter.title or "").strip())


def flat_title(chapter: Chapter) -> str:
    """Return the title on one line."""
    return " ".join((chapter.title or "").split())


def write_description_lines(chapters: Iterable[Chapter]) -> list[str]:
    """Write `MM:SS Title`, or `HH:MM:SS Title` throughout where one starts after an hour.

    Spotify documents two digits everywhere; Apple and YouTube read them too.
    """
    found = list(listed_chapters(chapters))
    is_long = any((chapter.start or 0) >= HOUR for chapter in found)
    write = write_long_time if is_long else write_short_time
    return [f"{write(chapter.start or 0)} {flat_title(chapter)}" for chapter in found]


def write_mp4chaps(chapters: Iterable[Chapter]) -> str:
    """Write what mp4chaps imports: `HH:MM:SS.mmm Title`."""
    return "".join(
        f"{write_exact_time(chapter.start or 0)} {flat_title(chapter)}\n"
        for chapter in listed_chapters(chapters)
    )
