"""FFmpeg's metadata text: `;FFMETADATA1` with a section for each chapter.

Source: FFmpeg documentation, "Metadata" (ffmpeg-formats, section 5).
"""

import re
from collections.abc import Iterable

from feedtool.formats.chapter.ends import with_ends
from feedtool.formats.chapter.lines import flat_title, listed_chapters, split_lines
from feedtool.formats.chapter.times import LONGEST
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.place import Span

HEAD = ";FFMETADATA1"
_NANOSECONDS = (1, 1_000_000_000)
_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)
_BASE = re.compile(r"(\d{1,9})/(\d{1,10})", re.ASCII)
_ESCAPED = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"[=;#\\]")
_KNOWN = frozenset({"TIMEBASE", "START", "END", "title"})


def read_ffmetadata(text: str) -> ChapterReading:
    """Read the chapters of FFmpeg's metadata; what it says of the file itself is not taken."""
    reading = ChapterReading("ffmetadata")
    fields: dict[str, str] | None = None
    begin = end = 0
    for line, start in split_lines(text):
        words = line.strip()
        if words.startswith("["):
            _close(fields, Span(begin, end), reading)
            fields = {} if words == "[CHAPTER]" else None
            begin, end = start, start + len(line)
        elif fields is not None and words and words[0] not in ";#":
            name, _, value = words.partition("=")
            fields[name] = _ESCAPED.sub(r"\1", value)
            end = start + len(line)
    _close(fields, Span(begin, end), reading)
    return reading


def _close(fields: dict[str, str] | None, span: Span, reading: ChapterReading) -> None:
    """Make a chapter of the fields of one section."""
    if fields is None:
        return
    base = _read_base(fields.get("TIMEBASE"))
    start = _read_ticks(fields.get("START"), base)
    if start is None:
        message = "this chapter has no START that is a time"
        reading.leave_out(span, message, "write START=0, in units of TIMEBASE")
        return
    reading.unread += [name for name in fields if name not in _KNOWN | set(reading.unread)]
    end = _read_ticks(fields.get("END"), base)
    reading.add(span, start=start, end=end, title=fields.get("title") or None)


def _read_base(text: str | None) -> tuple[int, int]:
    match = _BASE.fullmatch(text or "")
    return (int(match[1]), int(match[2]) or 1) if match else _NANOSECONDS


def _read_ticks(text: str | None, base: tuple[int, int]) -> float | None:
    if text is None or not _NUMBER.fullmatch(text):
        return None
    seconds = round(int(text) * base[0] / base[1], 6)
    return seconds if 0 <= seconds <= LONGEST else None


def write_ffmetadata(chapters: Iterable[Chapter], duration: float | None) -> str:
    """Write chapters for `ffmpeg -i audio -i FILE -map_chapters 1`, in milliseconds."""
    sections = [_section(each) for each in with_ends(list(listed_chapters(chapters)), duration)]
    return "\n".join([HEAD, *sections]) + "\n"


def _section(chapter: Chapter) -> str:
    start, end = (round((seconds or 0) * 1000) for seconds in (chapter.start, chapter.end))
    title = _SPECIAL.sub(r"\\\g<0>", flat_title(chapter))
    return f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={title}"
