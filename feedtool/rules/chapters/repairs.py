"""Repairs of a list of chapters, in the record or in a file: in order, and with an intro."""

import json
import re
from itertools import pairwise

from feedtool.check.facts import ChapterList
from feedtool.formats.clock import write_clock
from feedtool.formats.shorten import shorten
from feedtool.model.episode import Chapter
from feedtool.model.finding import Edit
from feedtool.model.place import Span

_INTRO = "Intro"
_TAG = re.compile(r"<([\w:.-]+)")
_LONG_TIME = re.compile(r"\W{0,2}\d+:\d+:\d")
_SHOWN = 60


def name_chapter(chapter: Chapter) -> str:
    """Name a chapter in a message by its title and start."""
    shown = shorten(chapter.title or "without title", _SHOWN)
    return f"chapter {shown!r} at {write_clock(chapter.start or 0)}"


def sort_entries(chapters: ChapterList, starts: list[float]) -> tuple[Edit, ...]:
    """Put the entries in order by moving their words; nothing where they share a place."""
    text = chapters.source.text
    spans = [_trim(chapters.span(number), text) for number in range(len(starts))]
    if any(first.end > second.start for first, second in pairwise(spans)):
        return ()
    words = [text[span.start : span.end] for span in spans]
    if chapters.form == "record" and any("\n" in each for each in words):
        return ()
    order = sorted(range(len(starts)), key=lambda number: starts[number])
    return tuple(
        Edit(span, words[source])
        for number, (span, source) in enumerate(zip(spans, order, strict=True))
        if source != number
    )


def _trim(span: Span, text: str) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip()))


def insert_intro(chapters: ChapterList) -> tuple[Edit, ...]:
    """Add a chapter at 0 before the first entry, in the form of the list."""
    first = chapters.entries[0].start
    if first is None or any((each.start or 0) < first for each in chapters.entries):
        return ()
    text, start = chapters.source.text, chapters.span(0).start
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    words = _write_intro(chapters.form, text[start : start + 80], indent)
    return (Edit(Span(start, start), words),) if words else ()


def _write_intro(form: str, entry: str, indent: str) -> str:
    """Write the intro and what separates it from the entry; "" where that is not sure."""
    line = f"00:00:00 {_INTRO}" if _LONG_TIME.match(entry) else f"00:00 {_INTRO}"
    is_alone = not indent.strip()
    if form == "record":
        return _write_in_record(line, entry, indent)
    if form == "json":
        words = json.dumps({"startTime": 0, "title": _INTRO})
        return f"{words},\n{indent}" if is_alone and indent else f"{words}, "
    if form == "lines":
        return f"{line}\n{indent}" if is_alone else ""
    tag = _TAG.match(entry) if form == "psc" else None
    words = f'<{tag[1]} start="00:00:00" title="{_INTRO}"/>' if tag else ""
    return f"{words}\n{indent}" if words and is_alone else words


def _write_in_record(line: str, entry: str, indent: str) -> str:
    if indent.strip() == "-":
        return f"{line}\n{indent}"
    is_flow = indent.rstrip().endswith("[") and not entry.startswith("[")
    quote = entry[0] if entry[:1] in ("'", '"') else ""
    return f"{quote}{line}{quote}, " if is_flow else ""
