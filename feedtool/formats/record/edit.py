"""Repairs of fields to the smallest change of a record's text, in YAML and TOML alike.

No form of writing is trusted: a change counts only if the text, read again, says exactly what the
repair asked for and nothing else, without a new fault in how it is written. What cannot be written
that way stays as it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from feedtool.formats.record.edit_spots import (
    Spot,
    add_field,
    remove_field,
    rename_field,
    replace_words,
)
from feedtool.formats.record.fields import Fields, RecordPlaces, read_fields
from feedtool.formats.record.front_matter import FrontMatter, split_front_matter
from feedtool.model.finding import Add, AnyEdit, Edit, Remove, Rename, Replace
from feedtool.model.place import FieldPath

Values = dict[str, Any]
_HEAD = 1000
"""Characters that show which line ends a text has."""


class _CannotEditError(Exception):
    """The record does not hold what the repair is about, or not in a form that can be edited."""


def apply_edits(text: str, suffix: str, edits: Sequence[AnyEdit]) -> str | None:
    """Return the text with all of the edits made, or None where one cannot be made."""
    try:
        spans = sorted((e for e in edits if isinstance(e, Edit)), key=lambda e: -e.span.start)
        text = _apply_spans(text, suffix, spans) if spans else text
        for each in edits:
            if not isinstance(each, Edit):
                text = _Record(text, suffix).apply(each)
    except _CannotEditError:
        return None
    return text


def splice(text: str, edits: Sequence[Edit]) -> str | None:
    """Make edits of plain text, in its line ends; None where two overlap or one lies outside."""
    end = len(text)
    newline = "\r\n" if "\r\n" in text[:_HEAD] else "\n"
    for edit in sorted(edits, key=lambda e: -e.span.start):
        if not edit.span.start <= edit.span.end <= end:
            return None
        new = edit.text.replace("\r\n", "\n").replace("\n", newline) if edit.text else ""
        text = text[: edit.span.start] + new + text[edit.span.end :]
        end = edit.span.start
    return text


def _apply_spans(text: str, suffix: str, edits: Sequence[Edit]) -> str:
    """Make edits of the source; the record must not read worse than before."""
    changed = splice(text, edits)
    if changed is None:
        raise _CannotEditError
    before, after = read_fields(text, suffix), read_fields(changed, suffix)
    if after.is_broken > before.is_broken or len(after.faults) > len(before.faults):
        raise _CannotEditError
    return changed


@dataclass(frozen=True)
class _Record:
    """A record's text with what it says and where it says it."""

    text: str
    suffix: str

    @cached_property
    def fields(self) -> Fields:
        return read_fields(self.text, self.suffix)

    @cached_property
    def parts(self) -> FrontMatter:
        parts = split_front_matter(self.text, self.suffix)
        if not isinstance(parts, FrontMatter):
            raise _CannotEditError
        return parts

    def apply(self, edit: Replace | Add | Remove | Rename) -> str:
        """Make one edit; raises _CannotEditError."""
        if edit.at[:1] == ("notes",) and self.parts.body is not None:
            return self._edit_notes(edit)
        path = trace(self.fields.values, edit.at, edit)
        while isinstance(edit, Remove) and len(path) > 1 and len(self._parent(path)) == 1:
            path = path[:-1]  # what would be left is an empty list or mapping
        expected = deepcopy(self.fields.values)
        new = _change(expected, path, edit)
        spot = Spot(self.text, RecordPlaces(self.text, self.suffix), self.parts, path)
        for candidate in _candidates(spot, self.fields.values, edit, new):
            read = read_fields(candidate, self.suffix)
            is_said = (read.values, read.body) == (expected, self.fields.body)
            if is_said and _count_faults(read) <= _count_faults(self.fields):
                return candidate
        raise _CannotEditError

    def _parent(self, path: FieldPath) -> Any:
        return _get(self.fields.values, path[:-1])

    def _edit_notes(self, edit: Replace | Add | Remove | Rename) -> str:
        start = self.parts.body
        if not isinstance(edit, Replace) or start is None:
            raise _CannotEditError
        begin, end = _stretch(self.text[start:], edit)
        changed = self.text[: start + begin] + edit.new + self.text[start + end :]
        if read_fields(changed, self.suffix).values != self.fields.values:
            raise _CannotEditError
        return changed


def _count_faults(fields: Fields) -> Counter[str]:
    return Counter(fault.code for fault in fields.faults)


def _candidates(spot: Spot, values: Values, edit: AnyEdit, new: Any) -> Iterator[str]:
    """List the ways to write one edit, the one that touches least first."""
    if isinstance(edit, Replace):
        value = _get(values, spot.path)
        begin, end = _stretch(value, edit)
        return replace_words(spot, value, begin, end, edit.new)
    if isinstance(edit, Add):
        return add_field(spot, _get(values, spot.path[:-1]), edit.value)
    if isinstance(edit, Remove):
        return remove_field(spot, _get(values, spot.path), _get(values, spot.path[:-1]))
    return rename_field(spot, str(new))


def trace(values: Values, at: FieldPath, edit: AnyEdit) -> FieldPath:
    """Find the steps that lead to a field as the record writes it, short forms included.

    A lone value stands for a list of one, a bare text for a mapping, and `- Title: url` for a
    mapping of title and url. Raises _CannotEditError.
    """
    value: Any = values
    taken: list[str | int] = []
    for number, step in enumerate(at):
        is_last = number == len(at) - 1
        if is_last and isinstance(edit, Add) and isinstance(value, dict):
            return (*taken, step)
        if _has(value, step):
            value = value[step]
            taken.append(step)
        elif step == 0 and not isinstance(value, list):
            continue
        elif isinstance(value, str) and isinstance(edit, Replace):
            break
        elif isinstance(value, dict) and len(value) == 1 and isinstance(edit, Replace):
            taken.append(next(iter(value)))
            value = value[taken[-1]]
        else:
            raise _CannotEditError
    return tuple(taken)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _get(values: Any, path: FieldPath) -> Any:
    for step in path:
        values = values[step]
    return values


def _change(values: Values, path: FieldPath, edit: AnyEdit) -> Any:
    """Make the change in the values; say what the field holds then, or is called."""
    if not path:
        raise _CannotEditError
    parent, last = _get(values, path[:-1]), path[-1]
    if isinstance(edit, Replace):
        begin, end = _stretch(parent[last], edit)
        parent[last] = parent[last][:begin] + edit.new + parent[last][end:]
        return parent[last]
    if isinstance(edit, Add):
        if parent.get(last) is not None:
            raise _CannotEditError
        parent[last] = edit.value
        return edit.value
    if isinstance(edit, Remove):
        del parent[last]
        return None
    return _rename(parent, last, edit)


def _rename(parent: Any, last: str | int, edit: AnyEdit) -> str:
    if not isinstance(edit, Rename) or not isinstance(parent, dict) or edit.name in parent:
        raise _CannotEditError
    entries = [(edit.name if key == last else key, value) for key, value in parent.items()]
    parent.clear()
    parent.update(entries)
    return edit.name


def _stretch(value: Any, edit: Replace) -> tuple[int, int]:
    """Find the words to replace in a text; raises _CannotEditError if they are not there."""
    if not isinstance(value, str):
        raise _CannotEditError
    if edit.within is not None and value[edit.within.start : edit.within.end] == edit.old:
        return edit.within.start, edit.within.end
    if value == edit.old:
        return 0, len(value)
    if edit.old and value.count(edit.old) == 1:
        begin = value.index(edit.old)
        return begin, begin + len(edit.old)
    raise _CannotEditError
