"""Audacity's labels: start, end and title between tabs, in seconds.

Source: Audacity manual, "Importing and Exporting Labels".
"""

import re
from collections.abc import Iterable

from feedtool.formats.chapter.lines import flat_title, listed_chapters, split_lines
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.place import Span

LABEL = re.compile(r"\d{1,9}(?:[.,]\d{1,12})?\t\d{1,9}(?:[.,]\d{1,12})?(?:\t|$)", re.ASCII)
"""How a label begins: point decimal or comma, as the system has it."""
_FREQUENCIES = "\\"


def read_labels(text: str) -> ChapterReading:
    """Read exported labels; a label that is a stretch gives its end."""
    reading = ChapterReading("labels")
    for line, start in split_lines(text):
        if not line.strip() or line.startswith(_FREQUENCIES):
            continue
        span = Span(start, start + len(line))
        if not LABEL.match(line):
            message = "this line is no label; expected start, end and title, with tabs between"
            reading.leave_out(span, message)
            continue
        first, last, *title = line.replace("\r", "").split("\t", 2)
        begin, end = (float(each.replace(",", ".")) for each in (first, last))
        words = title[0].strip() if title else ""
        reading.add(span, start=begin, end=end if end > begin else None, title=words or None)
    return reading


def write_labels(chapters: Iterable[Chapter]) -> str:
    """Write labels that Audacity imports: points in time."""
    return "".join(
        f"{chapter.start or 0:.6f}\t{chapter.start or 0:.6f}\t{flat_title(chapter)}\n"
        for chapter in listed_chapters(chapters)
    )
