"""JSON chapters: what podcast:chapters points to.

Source: podcast namespace, JSON chapters format 1.2
(https://github.com/Podcastindex-org/podcast-namespace, docs/examples/chapters/jsonChapters.md).
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from feedtool.formats.chapter.json_entry import EntryReader
from feedtool.formats.chapter.json_places import Member, find_items, find_members, skip_space
from feedtool.model.chapters import ChapterReading
from feedtool.model.episode import Chapter
from feedtool.model.finding import Edit
from feedtool.model.place import Span
from feedtool.model.tags import Place

VERSION = "1.2.0"
_OPTIONAL = frozenset({"author", "title", "podcastName", "description", "fileName", "waypoints"})
_LONG = 18
"""Digits of a whole number that is read as one; Python refuses some thousands of them."""


def read_json(text: str) -> ChapterReading:
    """Read JSON chapters as written; what is mended on the way is said."""
    reading = ChapterReading("json")
    try:
        return _read_document(text, json.loads(text, parse_int=_read_whole), reading)
    except json.JSONDecodeError as error:
        span = Span(min(error.pos, len(text)), error.pos + 1)
        words = error.msg[:1].lower() + error.msg[1:]
        return reading.give_up(span, f"this is not readable as JSON: {words}")
    except RecursionError:
        return reading.give_up(Span(0, 1), "the JSON is nested too deep to be chapters")


def _read_document(text: str, document: Any, reading: ChapterReading) -> ChapterReading:
    start = skip_space(text)
    if isinstance(document, list):
        message = "the file is a bare list; expected an object with 'version' and 'chapters'"
        reading.fault("CH02", Span(start, start + 1), message)
        return _read_list(text, start, document, reading)
    if not isinstance(document, dict):
        message = "the file is no JSON object with 'version' and 'chapters'"
        return reading.give_up(Span(start, start + 1), message)
    return _read_object(text, start, document, reading)


def _read_whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONG else float(digits)


def _read_object(
    text: str, start: int, document: dict[str, Any], reading: ChapterReading
) -> ChapterReading:
    members = find_members(text, start)
    _judge_version(document, members, Span(start, start + 1), reading)
    if not isinstance(document.get("waypoints", False), bool):
        message = "'waypoints' must be true or false"
        reading.fault("CH09", members["waypoints"].value, message)
    known = _OPTIONAL | {"version", "chapters"}
    reading.unread += [name for name in document if name in _OPTIONAL or name not in known]
    chapters = document.get("chapters")
    if not isinstance(chapters, list):
        place = members["chapters"].value if "chapters" in members else Span(start, start + 1)
        return reading.give_up(place, "the list 'chapters' is missing")
    if not chapters:
        reading.fault("CH02", members["chapters"].value, "the list 'chapters' is empty")
    return _read_list(text, members["chapters"].value.start, chapters, reading)


def _judge_version(
    document: dict[str, Any], members: dict[str, Member], opening: Span, reading: ChapterReading
) -> None:
    version = document.get("version")
    if isinstance(version, str) and version.startswith("1."):
        return
    hint = f'write "version": "{VERSION}"'
    if "version" not in document:
        edit = Edit(Span(opening.end, opening.end), f'\n  "version": "{VERSION}",')
        edits = (edit,) if document else ()
        reading.fault("CH02", opening, "'version' is missing", hint, edits)
        return
    place = members["version"].value
    message = f"'version' must be a text such as \"{VERSION}\", not {json.dumps(version)[:40]}"
    reading.fault("CH02", place, message, hint, (Edit(place, f'"{VERSION}"'),))


def _read_list(
    text: str, start: int, chapters: list[Any], reading: ChapterReading
) -> ChapterReading:
    reader = EntryReader(text, reading)
    for value, span in zip(chapters, find_items(text, start), strict=True):
        reader.read(value, span)
    return reading


def write_json(chapters: Iterable[Chapter]) -> str:
    """Write JSON chapters 1.2, a line for each field."""
    made = [(_entry(chapter), chapter.location) for chapter in chapters]
    values = iter(_encode([value for entry, _ in made for value in entry.values()]))
    entries = ",\n".join(_write_entry(entry, values, place) for entry, place in made)
    body = f"\n{entries}\n " if entries else ""
    return f'{{\n "version": "{VERSION}",\n "chapters": [{body}]\n}}\n'


def _encode(values: list[Any]) -> list[str]:
    """Write each value, all in one call of the encoder: none holds a line end as it is."""
    return json.dumps(values, ensure_ascii=False, separators=("\n", ": "))[1:-1].split("\n")


def _write_entry(names: Iterable[str], values: Iterator[str], place: Place | None) -> str:
    """Write one chapter: its names, each with the next of the values."""
    fields = [f'   "{name}": {next(values)}' for name in names]
    if place is not None:
        fields.append(f'   "location": {{\n{_write_place(place)}\n   }}')
    return "  {\n" + ",\n".join(fields) + "\n  }"


def _write_place(place: Place) -> str:
    separators = (",\n    ", ": ")
    return "    " + json.dumps(_place(place), ensure_ascii=False, separators=separators)[1:-1]


def _entry(chapter: Chapter) -> dict[str, Any]:
    entry: dict[str, Any] = {"startTime": plain_number(chapter.start or 0)}
    if chapter.end is not None:
        entry["endTime"] = plain_number(chapter.end)
    named = {"title": chapter.title, "img": chapter.image, "url": chapter.link}
    entry |= {key: value for key, value in named.items() if value is not None}
    if not chapter.toc:
        entry["toc"] = False
    return entry


def _place(place: Place) -> dict[str, str]:
    parts = {key: getattr(place, key) for key in ("name", "rel", "geo", "osm", "country")}
    return {key: value for key, value in parts.items() if value is not None}


def plain_number(seconds: float) -> int | float:
    """Write whole seconds without a fraction."""
    return int(seconds) if math.isfinite(seconds) and seconds == int(seconds) else seconds
