"""Fields that a record does not have: what was meant, or where they belong."""

from typing import Any

from feedtool.formats.nearest import find_nearest, find_sure
from feedtool.formats.record.other_names import find_meant
from feedtool.model.episode import Episode
from feedtool.model.field_names import FIELD_NAMES
from feedtool.model.finding import Fault, Problem, Rename
from feedtool.model.place import FieldPath, dotted
from feedtool.model.shapes import Record
from feedtool.model.show import Show

_OWN = "your own fields start with 'x-'"
_AUDIO_PARTS = ("length", "duration")


def name_unknown(at: FieldPath, model: type[Record], mapping: dict[str, Any]) -> Fault:
    """Name a field that its record does not have, and what is meant by it."""
    known = field_names(model, at[:-1])
    name = str(at[-1])
    hint, nearest = _find_right(name, known, mapping)
    if not hint:
        hint = _unlike_hint(name, model, mapping)
    where = f" in {dotted(at[:-1])}" if len(at) > 1 else ""
    drops = tuple(word for word in (name, nearest) if word) if len(at) == 1 else (str(at[0]),)
    is_misplaced = name in FIELD_NAMES  # it is no slip: `image`
    sure = "" if is_misplaced else find_sure(name, known)
    edits = (Rename(at, sure),) if sure and sure == nearest else ()
    problem = Problem(at, f"unknown field '{name}'{where}", hint, edits, is_key=True)
    return Fault("RC02", problem, drops)


def _find_right(name: str, known: list[str], mapping: dict[str, Any]) -> tuple[str, str]:
    """Return what to write for an unknown field, and the field that it surely stands for, or ""."""
    meant = find_meant(name, known)
    part = find_meant(name, _AUDIO_PARTS) if "audio" in known and not meant else ""
    if part:
        return f"it is a part of the audio: write audio: {{url: …, {part}: …}}", ""
    nearest = meant or find_nearest(name, known)
    if nearest in mapping:  # it must not be written twice
        hint = f"did you mean '{nearest}'? It stands here already: merge the two; {_OWN}"
        return hint, ""
    return f"did you mean '{nearest}'?" if nearest else "", nearest


def _unlike_hint(name: str, model: type[Record], mapping: dict[str, Any]) -> str:
    """Tell a field of the show's record, and the rest of a text that a comma ended."""
    if mapping.get(name, name) is None and not name.replace("-", "_").isidentifier():
        return "a comma ends a text between { and }: quote the whole of it"
    if model is Episode and name in Show.model_fields:
        return f"'{name}' is a field of show.yaml; {_OWN}"
    return _OWN


def field_names(model: type[Record], at: FieldPath) -> list[str]:
    """List the fields a mapping at `at` may have, as users write them."""
    for step in at:
        field = "entries" if isinstance(step, int) else step  # a bare list stands for its entries
        if field not in model.model_fields:
            continue
        inner = inner_model(model.model_fields[field].annotation)
        if inner is None:
            return []
        model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def inner_model(annotation: Any) -> type[Record] | None:
    """Return the record that a field's type holds, through lists and options."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = inner_model(part)
        if found is not None:
            return found
    return None
