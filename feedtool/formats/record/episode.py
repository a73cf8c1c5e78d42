"""An episode's fields to its record: short forms made long, people resolved."""

import re
from collections.abc import Callable
from typing import Any

from feedtool.formats.chapter.lines import read_chapter_line, split_chapter_line
from feedtool.formats.record.elements import ElementReader
from feedtool.formats.record.people import resolve_people, resolve_sponsors
from feedtool.formats.record.validation import Reading, validate
from feedtool.model.episode import Episode
from feedtool.model.finding import Fault, Problem
from feedtool.model.roster import Roster

_NULLABLE = frozenset(name for name, info in Episode.model_fields.items() if info.default is None)
_LINKS = (
    re.compile(r"(?P<title>.+?): +[\"']?(?P<url>https?://[^\s\"']+)[\"']?", re.IGNORECASE),
    re.compile(r"\[(?P<title>[^\[\]]+)\]\((?P<url>https?://[^\s()]+)\)", re.IGNORECASE),
)
"""`10:30 Club: https://…`, which was kept from being a mapping because it starts like a chapter;
and `[Club](https://…)`, as in Markdown."""
_TIME = re.compile(r"[\d:.]+")
_ADDRESS = re.compile(
    r"(?P<scheme>https?://)[^\s()<>\"']+|(?<![\w.-])\w[\w-]{0,63}+\.\S{1,300}+$", re.IGNORECASE
)
_OF_LINK = {"title", "url"}
_ROUND_ADDRESS = " \t-–—:,;()[]<>"


class EpisodeReader:
    """Makes episodes of fields, with the people, sponsors and prefixes the show knows."""

    def __init__(self, roster: Roster, namespaces: dict[str, str]) -> None:
        """Take what show.yaml says."""
        self._roster = roster
        self._namespaces = namespaces
        self._names = ElementReader(namespaces)
        self._faults: list[Fault] = []
        self._readers: dict[str, Callable[[Any], Any]] = {
            "hosts": lambda value: self._people("hosts", value, "host"),
            "guests": lambda value: self._people("guests", value, "guest"),
            "credits": lambda value: self._people("credits", value),
            "sponsors": self._sponsors,
            "chapters": self._chapters,
            "links": self._links,
            "elements": self._elements,
            "footer": lambda value: "" if value in ("false", "no") else value,
        }

    def read(
        self,
        values: dict[str, Any],
        body: str | None,
        suffix: str,
        *,
        may_have_attributes: bool = True,
    ) -> Reading[Episode]:
        """Make the episode of its fields; `body` is the notes of .md and .html records.

        Where no field can be called `attributes`, nobody looks for what is wrong with them.
        """
        self._faults = []
        readers = self._readers
        long_form = {
            key: readers[key](value) if key in readers else value
            for key, value in values.items()
            if (value is not None or key in _NULLABLE) and not key.startswith("x-")
        }
        if may_have_attributes:
            self._check_attributes(values)
        if body is not None:
            self._take_body(long_form, body, suffix)
        reading = validate(Episode, long_form)
        if self._faults:
            reading.faults = self._faults + reading.faults
            reading.dropped |= {name for fault in self._faults for name in fault.drops}
        return reading

    def _take_body(self, values: dict[str, Any], body: str, suffix: str) -> None:
        for name in ("notes", "notes_format"):
            if name in values:
                message = f"'{name}' is for .yaml records: here the notes follow the front matter"
                self._faults.append(Fault("RC04", Problem((name,), message)))
        values["notes"] = body
        values["notes_format"] = "html" if suffix == ".html" else "markdown"

    def _people(self, name: str, value: Any, role: str = "") -> Any:
        return resolve_people(value, (name,), self._roster, self._faults, role)

    def _sponsors(self, value: Any) -> Any:
        return resolve_sponsors(value, ("sponsors",), self._roster, self._faults)

    def _elements(self, value: Any) -> Any:
        reader = ElementReader(self._namespaces)
        elements = reader.read(value, ("elements",))
        self._faults += reader.faults
        return elements

    def _check_attributes(self, values: dict[str, Any]) -> None:
        reader = self._names
        reader.check_attributes(values)
        if reader.faults:
            self._faults += reader.faults
            reader.faults = []

    def _chapters(self, value: Any) -> Any:
        if isinstance(value, str) and ("\n" in value or read_chapter_line(value)):
            value = [line for line in value.splitlines() if line.strip()]
            if len(value) == 1 and len(split := split_chapter_line(value[0])) > 1:
                value = split
                self._no_list("chapters", value[0], "these chapters stand on one line")
        if isinstance(value, dict) and value and all(map(_TIME.fullmatch, map(str, value))):
            value = [f"{start} {title}" for start, title in value.items()]
            self._no_list("chapters", value[0])
        if not isinstance(value, list):
            return value
        return {"entries": [self._chapter(item, number) for number, item in enumerate(value)]}

    def _no_list(
        self, field: str, first: str, why: str = "YAML takes these lines for fields"
    ) -> None:
        problem = Problem(
            (field,), f"{field} must be a list: {why}", f"write each as in '- {first}'"
        )
        self._faults.append(Fault("RC03", problem))

    def _chapter(self, item: Any, number: int) -> Any:
        if not isinstance(item, str):
            return item
        chapter = read_chapter_line(item)
        if chapter is None:
            message = f"chapter {item!r} does not start with a time such as 02:10"
            problem = Problem(("chapters", number), message)
            self._faults.append(Fault("RC03", problem, ("chapters",)))
            return {}
        return chapter

    def _links(self, value: Any) -> Any:
        if isinstance(value, dict) and len(value) > 1 and not value.keys() & _OF_LINK:
            title, url = next(iter(value.items()))
            self._no_list("links", f"{title}: {url}")
            value = [{title: url} for title, url in value.items()]
        items = value if isinstance(value, list) else [value]
        links = [self._link(item, number) for number, item in enumerate(items)]
        return [] if None in links else links

    def _link(self, item: Any, number: int) -> Any:
        if isinstance(item, str):
            match = next((found for form in _LINKS if (found := form.fullmatch(item))), None)
            if match is None and " " in item.strip():
                return self._no_link(number, item)
            return match.groupdict() if match else {"title": item, "url": item}
        if isinstance(item, dict) and len(item) == 1 and item.keys() != {"url"}:
            title, url = next(iter(item.items()))
            return {"title": title, "url": url}
        if isinstance(item, dict) and "url" in item:
            return {"title": item["url"]} | item
        return self._no_link(number)

    def _no_link(self, number: int, text: str = "") -> None:
        found = _ADDRESS.search(text)
        title = text.replace(found[0], "").strip(_ROUND_ADDRESS) if found else ""
        hint = ""
        if found and title and "://" not in title:
            hint = f"write {title}: {'' if found['scheme'] else 'https://'}{found[0]}"
        problem = Problem(("links", number), "a link is 'Title: https://…' or an address", hint)
        self._faults.append(Fault("RC03", problem, ("links",)))
