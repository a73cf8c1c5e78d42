"""One record file's text to its fields: plain data, faults, and the way back to places."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from feedtool.formats.conflicts import BEGINNING, find_conflicts, keep_ours, name_conflict
from feedtool.formats.record.front_matter import FrontMatter, split_front_matter
from feedtool.formats.record.white_space import find_padded
from feedtool.formats.toml_tree import TomlPlaces, read_toml
from feedtool.formats.xml_text import ILLEGAL, has_illegal
from feedtool.formats.yaml.plain import read_plain
from feedtool.model.finding import Edit, Fault, Problem
from feedtool.model.place import FieldPath, Places, Source, Span

_MAX_REPORTED = 10


@dataclass(slots=True)
class Fields:
    """The fields of one record file, and its notes.

    `is_broken` says that nothing of the fields could be read.
    """

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    body: str | None = None
    is_broken: bool = False


def read_fields(text: str, suffix: str) -> Fields:
    """Read the front matter of a .md or .html text, or a whole .yaml text."""
    faults: list[Fault] = []
    if has_illegal(text):
        text = _blank_illegal(text, faults)
    if BEGINNING in text:
        found = islice(find_conflicts(text), _MAX_REPORTED)
        faults += [Fault("RC01", name_conflict(each)) for each in found]
        text = keep_ours(text)
    parts = split_front_matter(text, suffix)
    if isinstance(parts, Fault):
        return Fields({}, [*faults, parts], None, is_broken=True)
    value, met = _read_language(text, parts)
    faults += met
    body = None if parts.body is None else text[parts.body :]
    if value is None and not met:
        return Fields({}, faults, body)
    if not isinstance(value, dict):
        if value is not None:
            span = Span(parts.start, min(parts.start + 1, parts.end))
            faults.append(Fault("RC01", Problem(span, "a record is a mapping: 'field: value'")))
        return Fields({}, faults, body, is_broken=True)
    return Fields(value, faults, body)


def _read_language(text: str, parts: FrontMatter) -> tuple[Any, list[Fault]]:
    part = text[parts.start : parts.end]
    if parts.language == "toml":
        value, faults = read_toml(part, parts.start)
        return value, faults + _padded(value)
    plain = read_plain(part)
    if plain is not None:
        return plain, []
    from feedtool.formats.yaml.tree import Tree  # noqa: PLC0415 - most records do without

    tree = Tree(part, parts.start)
    return tree.value, tree.faults + _padded(tree.value) if tree.is_padded else tree.faults


def _padded(value: Any) -> list[Fault]:
    found = find_padded(value) if isinstance(value, dict) else iter(())
    return [Fault("XM13", problem) for problem in islice(found, _MAX_REPORTED)]


def _blank_illegal(text: str, faults: list[Fault]) -> str:
    for match in list(ILLEGAL.finditer(text))[:_MAX_REPORTED]:
        span = Span(match.start(), match.end())
        message = f"character U+{ord(match[0]):04X} is not allowed in a feed"
        faults.append(Fault("XM09", Problem(span, message, "delete it", (Edit(span, ""),))))
    return ILLEGAL.sub(" ", text)


class RecordPlaces:
    """Finds fields and notes of a record file again."""

    def __init__(self, text: str, suffix: str) -> None:
        """Keep the text; it is read again only for what is reported."""
        self._text, self._suffix = text, suffix

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:
        """Return the span of a field; the notes of a .md are its body."""
        parts = self._parts
        if isinstance(parts, Fault) or not at:
            return Span(0, 0)
        if at[0] == "notes" and parts.body is not None:
            return Span(parts.body, len(self._text))
        span = self._fields.find(at, is_key=is_key)
        return span if span.end > span.start else Span(0, 0)

    @cached_property
    def _parts(self) -> FrontMatter | Fault:
        return split_front_matter(self._clean, self._suffix)

    @cached_property
    def _clean(self) -> str:
        """The text as it was read: what no feed allows, and a conflict's second side, is blank."""
        return keep_ours(ILLEGAL.sub(" ", self._text))

    @cached_property
    def _fields(self) -> Places:
        from feedtool.formats.yaml.places import YamlPlaces  # noqa: PLC0415 - only for reports

        parts = self._parts
        if isinstance(parts, Fault):
            return YamlPlaces("")
        part = self._clean[parts.start : parts.end]
        if parts.language == "toml":
            return TomlPlaces(part, parts.start)
        return YamlPlaces(part, parts.start)


def open_source(path: str, text: str) -> Source:
    """Make the source of a record: its text and its places."""
    suffix = "." + path.rpartition(".")[2].lower()
    return Source(path, text, RecordPlaces(text, suffix))
