"""WebVTT chapters: a cue for each chapter, its text the title.

Source: WebVTT: The Web Video Text Tracks Format (W3C), sections 1.3 and 6.
"""

import html
import re
from collections.abc import Iterable

from feedtool.formats.chapter.ends import drop_plain_ends, with_ends
from feedtool.formats.chapter.lines import flat_title, listed_chapters, split_lines
from feedtool.formats.chapter.times import read_time
from feedtool.formats.clock import write_exact_time
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.place import Span

HEAD = "WEBVTT"
_ARROW = "-->"
_TAG = re.compile(r"<[^<>]*>")
_BLOCKS = frozenset({"NOTE", "STYLE", "REGION", HEAD})


def read_webvtt(text: str) -> ChapterReading:
    """Read the cues of a WebVTT text as chapters."""
    reading = ChapterReading("webvtt")
    block: list[tuple[str, int]] = []
    for line, start in split_lines(text):
        if line.strip():
            block.append((line, start))
        else:
            _read_block(block, reading)
            block = []
    _read_block(block, reading)
    return drop_plain_ends(reading)


def _read_block(block: list[tuple[str, int]], reading: ChapterReading) -> None:
    times = next((number for number, (line, _) in enumerate(block) if _ARROW in line), None)
    if times is None or block[0][0].split()[0] in _BLOCKS:
        return
    line, begin = block[times]
    first, _, rest = line.partition(_ARROW)
    words = rest.split()
    start, end = read_time(first), read_time(words[0]) if words else None
    span = Span(begin, block[-1][1] + len(block[-1][0]))
    if start is None:
        message = f"the cue has no start that is a time: {first.strip()[:40]!r}"
        reading.leave_out(span, message, "write 00:02:10.000 --> 00:05:00.000")
        return
    title = " ".join(line for line, _ in block[times + 1 :])
    title = " ".join(html.unescape(_TAG.sub("", title)).split())
    reading.add(span, start=start, end=end, title=title or None)


def write_webvtt(chapters: Iterable[Chapter], duration: float | None) -> str:
    """Write a chapters track; a chapter without an end ends where the next one starts."""
    cues = [_cue(each) for each in with_ends(list(listed_chapters(chapters)), duration)]
    return "\n\n".join([HEAD, *cues]) + "\n"


def _cue(chapter: Chapter) -> str:
    times = f"{write_exact_time(chapter.start or 0)} {_ARROW} {write_exact_time(chapter.end or 0)}"
    return f"{times}\n{html.escape(flat_title(chapter), quote=False)}"
