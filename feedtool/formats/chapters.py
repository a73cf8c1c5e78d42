"""Chapters: lines of `MM:SS Title`, and the JSON that apps read.

Source: podcast namespace, JSON chapters 1.2.
"""

import json
import re
from typing import Any

from feedtool.model.episode import Chapter
from feedtool.model.scalars import parse_seconds

_LINE = re.compile(r"[(\[]?(?P<start>\d+(?::\d{1,2}){1,2}(?:\.\d+)?)[)\]]?[\s:–-]*(?P<title>.*)")


def read_chapter_line(line: str) -> dict[str, Any] | None:
    """Read `02:10 Title` (also `(02:10) Title`, `02:10 - Title`) as start and title."""
    match = _LINE.fullmatch(line.strip())
    if match is None or parse_seconds(match["start"]) is None:
        return None
    return {"start": match["start"], "title": match["title"].strip() or None}


def write_json_chapters(chapters: tuple[Chapter, ...]) -> bytes:
    """Write the chapters file of podcast:chapters: UTF-8 JSON, version 1.2.0."""
    document = {"version": "1.2.0", "chapters": [_json_chapter(chapter) for chapter in chapters]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _json_chapter(chapter: Chapter) -> dict[str, Any]:
    entry: dict[str, Any] = {"startTime": plain_number(chapter.start or 0)}
    if chapter.end is not None:
        entry["endTime"] = plain_number(chapter.end)
    named = {"title": chapter.title, "img": chapter.image, "url": chapter.link}
    entry |= {key: value for key, value in named.items() if value is not None}
    if not chapter.toc:
        entry["toc"] = False
    if chapter.location is not None:
        place = {
            "name": chapter.location.name,
            "geo": chapter.location.geo,
            "osm": chapter.location.osm,
        }
        entry["location"] = {key: value for key, value in place.items() if value is not None}
    return entry


def plain_number(seconds: float) -> int | float:
    """Write whole seconds without a fraction."""
    return int(seconds) if seconds == int(seconds) else seconds
