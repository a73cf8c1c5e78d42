"""Plain data to a frozen record: one bad field is dropped and named, the rest stays."""

from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from feedtool.formats.record.amount_repair import mend_length
from feedtool.formats.record.mending import mend_value
from feedtool.formats.record.unknown_field import field_names, name_unknown
from feedtool.model.finding import Fault, Problem, Replace
from feedtool.model.place import FieldPath, dotted
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
            faults += [_read_error(detail, model, values) for detail in details[:_MAX_FAULTS]]
            gone |= {str(detail["loc"][0]) for detail in details}
            values = {key: value for key, value in values.items() if key not in gone}
    else:
        record = model.model_validate({})
    if not faults:
        return Reading(record)
    gone.update(name for fault in faults for name in fault.drops)
    return Reading(record, faults, frozenset(gone))


def validate_each(model: type[T], values: Any, at: FieldPath) -> tuple[tuple[T, ...], list[Fault]]:
    """Make records of a list of mappings; a faulty one is left out, the others stay."""
    if not isinstance(values, (list, tuple)):
        return (), [Fault("RC03", Problem(at, f"{at[-1]} must be a list, not {kind_of(values)}"))]
    records: list[T] = []
    faults: list[Fault] = []
    for number, value in enumerate(values):
        try:
            records.append(model.model_validate(value))
        except ValidationError as error:
            details = error.errors(include_url=False)[:_MAX_FAULTS]
            fields = value if isinstance(value, dict) else {}
            found = (_read_error(each, model, fields) for each in details)
            faults += [_below((*at, number), fault) for fault in found]
    return tuple(records), faults


def _below(at: FieldPath, fault: Fault) -> Fault:
    """Move a fault to where its record stands in another."""
    problem = fault.problem
    inner = problem.at if isinstance(problem.at, tuple) else ()
    return replace(fault, problem=replace(problem, at=(*at, *inner)))


def _read_error(detail: ErrorDetails, model: type[Record], values: dict[str, Any]) -> Fault:
    at = tuple(step for step in detail["loc"] if step != "entries")
    kind = detail["type"]
    if not at:
        return Fault("RC03", Problem((), f"must be a mapping, not {kind_of(detail['input'])}"))
    if kind == "extra_forbidden":
        return name_unknown(at, model, _mapping_at(detail["loc"][:-1], values))
    name = dotted(at)
    drops = (str(at[0]),)
    if kind == "missing":
        return Fault("RC03", Problem(at[:-1], f"'{at[-1]}' is missing here"), drops)
    if kind[:2].isupper():
        return Fault(kind, _wrong_value(at, detail), drops)
    expected = next((words for part, words in _EXPECTED if part in kind), "")
    message = f"{name} must be {expected}, not {kind_of(detail['input'])}"
    fields = field_names(model, at)[:_FEW] if expected == _MAPPING else []
    hint = f"write it as {{{', '.join(f'{field}: …' for field in fields)}}}" if fields else ""
    problem = Problem(at, message if expected else f"{name}: {detail['msg']}", hint)
    return Fault("RC03", problem, drops)


def _wrong_value(at: FieldPath, detail: ErrorDetails) -> Problem:
    """Name a value that its field cannot read, and what it surely means.

    A whole table is refused for what stands `inside` it.
    """
    at = (*at, *detail.get("ctx", {}).get("inside", ()))
    old = detail["input"]
    field = next((step for step in reversed(at) if isinstance(step, str)), "")
    expected = detail.get("ctx", {}).get("expected", "")
    new = mend_length(str(old)) if detail["type"] == "AU02" else mend_value(field, expected, old)
    message = f"{'.'.join(map(str, at))} {detail['msg']}"
    edits = (Replace(at, old, new),) if new else ()
    return Problem(at, message, f"write {new}" if new else "", edits)


_MAPPING = "a mapping"
_FEW = 2
"""Fields of a mapping that show how it is written."""
_EXPECTED = (
    ("string", "text"),
    ("model", _MAPPING),
    ("dict", _MAPPING),
    ("tuple", "a list"),
)


def _mapping_at(loc: FieldPath, values: Any) -> dict[str, Any]:
    """Return the mapping at a path of plain data; a bare value stands for a list of one."""
    for step in loc:
        try:
            values = values[step]
        except (LookupError, TypeError):
            if step != 0:
                return {}
    return values if isinstance(values, dict) else {}
