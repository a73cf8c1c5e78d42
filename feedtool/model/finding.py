"""One complaint, from the rule that sees it to the line that is printed."""

from dataclasses import dataclass
from enum import StrEnum

from feedtool.model.place import FieldPath, Location, Span


class Level(StrEnum):
    """How much it matters: error (refused or harmful), warning, advice."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """3 for error, 2 for warning, 1 for advice."""
        return {"error": 3, "warning": 2, "advice": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of the source by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: the fault, where it is, and the cure where one is known.

    `at` is a field of the record, a span of its source text, or "" for the file as a whole
    (`file` names another file of the show than the record). `within` narrows a text field to
    code points inside its value; `is_key` points at the field's name.
    """

    at: FieldPath | Span
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = ()
    within: Span | None = None
    file: str = ""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem that reading met: it already knows which rule speaks of it.

    `drops` names the fields of the record that could not be used.
    """

    code: str
    problem: Problem
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its rule, its level and its place: what every report prints."""

    code: str
    name: str
    level: Level
    message: str
    location: Location
    hint: str = ""
    fixable: bool = False
    excerpt: str = ""
    caret: tuple[int, int] = (0, 0)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then by code."""
        place = self.location
        return (place.path, place.line or 0, place.column or 0, self.code, self.message)
