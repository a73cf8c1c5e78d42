"""One chapter of a JSON file: read as it is meant, and named where it is not as it must be."""

import json
import math
from typing import Any

from feedtool.formats.chapter.json_places import Member, find_members
from feedtool.formats.chapter.times import LONGEST, read_time
from feedtool.formats.shorten import shorten
from feedtool.formats.xml_text import ILLEGAL, strip_illegal
from feedtool.model.chapters import ChapterReading
from feedtool.model.finding import Edit
from feedtool.model.place import Span
from feedtool.model.tags import Place

_MEANT = {"start": "startTime", "end": "endTime", "image": "img", "link": "url", "href": "url"}
"""Names that other forms use, and the ones of JSON chapters."""
_KNOWN = frozenset({"startTime", "endTime", "title", "img", "url", "toc", "location"})
_PLACE = ("name", "rel", "geo", "osm", "country")
_TEXTS = {"title": "CH06", "img": "CH09", "url": "CH09"}
_SHOWN = 40


class EntryReader:
    """Reads the chapters of one JSON text into `reading`."""

    def __init__(self, text: str, reading: ChapterReading) -> None:
        """Take the text, for the places, and what is read of it."""
        self._text, self._reading = text, reading
        self._members: dict[str, Member] | None = None
        self._span = Span(0, 0)

    def read(self, value: Any, span: Span) -> None:
        """Read one item of the list, which stands at `span`."""
        self._members, self._span = None, span
        if not isinstance(value, dict):
            message = f"a chapter must be an object with 'startTime', not {_show(value)}"
            self._reading.leave_out(span, message)
            return
        if not value.keys() <= _KNOWN:
            value = self._take_meant(value)
        start = self._read_start(value)
        if start is not None:
            self._add(value, start, span)

    def _add(self, value: dict[str, Any], start: float, span: Span) -> None:
        texts = {name: self._read_text(value, name, code) for name, code in _TEXTS.items()}
        self._reading.add(
            span,
            start=start,
            end=self._read_end(value),
            title=texts["title"],
            image=texts["img"],
            link=texts["url"],
            toc=self._read_toc(value),
            location=self._read_location(value),
        )

    def _take_meant(self, value: dict[str, Any]) -> dict[str, Any]:
        """Give fields the names they were meant to have."""
        result = dict(value)
        for name in [name for name in value if name not in _KNOWN]:
            right = _MEANT.get(name, "")
            if not right or right in result:
                self._reading.unread += [name] if name not in self._reading.unread else []
                continue
            result[right] = result.pop(name)
            code = "CH03" if right == "startTime" else "CH09"
            edit = Edit(self._place(name).key, json.dumps(right))
            message = f"JSON chapters have no '{name}'; the name is '{right}'"
            self._reading.fault(code, edit.span, message, f"write '{right}'", (edit,))
            self._members = {**self._found(), right: self._place(name)}
        return result

    def _found(self) -> dict[str, Member]:
        if self._members is None:
            self._members = find_members(self._text, self._span.start)
        return self._members

    def _place(self, name: str) -> Member:
        return self._found()[name]

    def _read_start(self, value: dict[str, Any]) -> float | None:
        if "startTime" not in value:
            message = "the chapter has no 'startTime', so nobody knows where it begins"
            self._reading.leave_out(self._span, message)
            return None
        seconds = self._read_number(value["startTime"], "startTime", "CH03")
        if seconds is None:
            self._reading.left_out += 1
        return seconds

    def _read_end(self, value: dict[str, Any]) -> float | None:
        if value.get("endTime") is None:
            return None
        return self._read_number(value["endTime"], "endTime", "CH05")

    def _read_number(self, value: Any, name: str, code: str) -> float | None:
        """Read seconds; a text that says a time is taken as one."""
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and math.isfinite(value) and 0 <= value <= LONGEST:
            return float(value)
        place = self._place(name).value
        seconds = read_time(value) if isinstance(value, str) else None
        message = f"'{name}' must be a number of seconds from 0 on, not {_show(value)}"
        if seconds is None:
            self._reading.fault(code, place, message)
            return None
        plain = int(seconds) if seconds == int(seconds) else seconds
        self._reading.fault(code, place, message, f"write {plain}", (Edit(place, str(plain)),))
        return seconds

    def _read_text(self, value: dict[str, Any], name: str, code: str) -> str | None:
        text = value.get(name)
        if _is_clean(text):
            return text or None
        place = self._place(name).value
        if isinstance(text, str):
            message = f"'{name}' holds a character that no feed allows"
            self._reading.fault(code, place, message, "delete it")
            return strip_illegal(text) or None
        self._reading.fault(code, place, f"'{name}' must be a text, not {_show(text)}")
        return str(text) if isinstance(text, (int, float)) else None

    def _read_toc(self, value: dict[str, Any]) -> bool:
        toc = value.get("toc", True)
        if isinstance(toc, bool):
            return toc
        place = self._place("toc").value
        meant = str(toc).strip().lower() not in ("false", "no", "0", "off")
        edits = (Edit(place, str(meant).lower()),)
        message = f"'toc' must be true or false, not {_show(toc)}"
        self._reading.fault("CH09", place, message, f"write {str(meant).lower()}", edits)
        return meant

    def _read_location(self, value: dict[str, Any]) -> Place | None:
        location = value.get("location")
        if location is None:
            return None
        if isinstance(location, dict):
            texts = {name: location.get(name) for name in _PLACE}
            if all(_is_clean(text) for text in texts.values()):
                return Place(**texts)
        message = "'location' must be an object of texts: 'name' and 'geo', and 'osm' if you like"
        self._reading.fault("CH09", self._place("location").value, message)
        return None


def _is_clean(text: Any) -> bool:
    return text is None or (isinstance(text, str) and not ILLEGAL.search(text))


def _show(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return shorten(json.dumps(value, ensure_ascii=False), _SHOWN)
