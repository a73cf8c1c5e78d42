"""Plain data to a frozen record: one bad field is dropped and named, the rest stays."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from feedtool.formats.amount_repair import mend_duration, mend_length
from feedtool.formats.nearest import find_nearest
from feedtool.model.finding import Fault, Problem, Replace
from feedtool.model.place import FieldPath
from feedtool.model.scalars import kind_of
from feedtool.model.shapes import Record

T = TypeVar("T", bound=Record)
_MAX_PASSES = 3
_MAX_FAULTS = 1001
"""One more than is reported of each kind: to find the nearest word takes time."""


@dataclass(slots=True)
class Reading(Generic[T]):
    """A record, the faults met, and the fields that could not be used."""

    record: T
    faults: list[Fault] = field(default_factory=list)
    dropped: frozenset[str] = frozenset()


def validate(model: type[T], values: dict[str, Any]) -> Reading[T]:
    """Make a record of plain data. Total: every field may be missing in our models."""
    faults: list[Fault] = []
    gone: set[str] = set()
    for _ in range(_MAX_PASSES):
        try:
            record = model.model_validate(values)
            break
        except ValidationError as error:
            details = error.errors(include_url=False)
            faults += [_read_error(detail, model) for detail in details[:_MAX_FAULTS]]
            gone |= {str(detail["loc"][0]) for detail in details}
            values = {key: value for key, value in values.items() if key not in gone}
    else:
        record = model.model_validate({})
    gone.update(name for fault in faults for name in fault.drops)
    return Reading(record, faults, frozenset(gone))


def _read_error(detail: ErrorDetails, model: type[Record]) -> Fault:
    at = tuple(step for step in detail["loc"] if step != "entries")
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_field(at, model)
    name = ".".join(str(step) for step in at)
    drops = (str(at[0]),)
    if kind == "missing":
        return Fault("RC03", Problem(at[:-1], f"'{at[-1]}' is missing here"), drops)
    if kind[:2].isupper():
        edits = _mend(kind, at, detail["input"])
        return Fault(kind, Problem(at, f"{name} {detail['msg']}", edits=edits), drops)
    expected = next((words for part, words in _EXPECTED if part in kind), "")
    message = f"{name} must be {expected}, not {kind_of(detail['input'])}"
    return Fault("RC03", Problem(at, message if expected else f"{name}: {detail['msg']}"), drops)


def _mend(code: str, at: FieldPath, value: Any) -> tuple[Replace, ...]:
    """Write a value in the form its field needs, where it can mean nothing else."""
    mended = _MENDERS[code](value) if code in _MENDERS and isinstance(value, str) else ""
    return (Replace(at, value, mended),) if mended else ()


_MENDERS = {"EP10": mend_duration, "AU02": mend_length}
_EXPECTED = (
    ("string", "text"),
    ("model", "a mapping"),
    ("dict", "a mapping"),
    ("tuple", "a list"),
)


def _unknown_field(at: FieldPath, model: type[Record]) -> Fault:
    known = field_names(model, at[:-1])
    name = str(at[-1])
    nearest = find_nearest(name, known)
    hint = f"did you mean '{nearest}'?" if nearest else "your own fields start with 'x-'"
    where = f" in {'.'.join(str(step) for step in at[:-1])}" if len(at) > 1 else ""
    drops = tuple(word for word in (name, nearest) if word) if len(at) == 1 else (str(at[0]),)
    problem = Problem(at, f"unknown field '{name}'{where}", hint, is_key=True)
    return Fault("RC02", problem, drops)


def field_names(model: type[Record], at: FieldPath) -> list[str]:
    """List the fields a mapping at `at` may have, as users write them."""
    for step in at:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        inner = _inner_model(model.model_fields[step].annotation)
        if inner is None:
            return []
        model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def _inner_model(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner_model(part)
        if found is not None:
            return found
    return None
