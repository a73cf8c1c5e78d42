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
class Replace:
    """Replace the words `old` in the text of a field by `new`.

    `within` says where in the field's value they stand, in code points; left out, `old` is the
    whole value.
    """

    at: FieldPath
    old: str
    new: str
    within: Span | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Write a field that is missing, with a plain text as its value."""

    at: FieldPath
    value: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a field, or an entry of a list, out of the record."""

    at: FieldPath


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a field another name."""

    at: FieldPath
    name: str


AnyEdit = Edit | Replace | Add | Remove | Rename
"""A repair: of the source text, or of a field, wherever and in whatever form it is written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: the fault, where it is, and the cure where one is known.

    `at` is a field of the record, a span of its source text, or "" for the file as a whole
    (`file` names another file of the show than the record). `within` narrows a text field to
    code points inside its value; `is_key` points at the field's name. `edits` mend the fault, all
    of them or none; `is_unsafe` says that they change identity or meaning, so that they need
    `--unsafe`. `others` are further files of the show that the fault is about: a duplicate's twin.
    `feed_hint` is the cure for a feed of another tool, whose owner has elements and no fields; left
    out, it is the same. `level` is that of a milder case than the rule's own. `is_secret` says that
    the line holds what no report may show.
    """

    at: FieldPath | Span
    message: str
    hint: str = ""
    edits: tuple[AnyEdit, ...] = ()
    within: Span | None = None
    file: str = ""
    is_key: bool = False
    is_unsafe: bool = False
    others: tuple[str, ...] = ()
    level: Level | None = None
    is_secret: bool = False
    feed_hint: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem that reading met: it already knows which rule speaks of it.

    `drops` names the fields of the record that could not be used.
    """

    code: str
    problem: Problem
    drops: tuple[str, ...] = ()


class Rest(StrEnum):
    """Why a fault stops no release: what it is about does not go out anew, or not now."""

    OUT = "already out"
    DRAFT = "a draft"
    SCHEDULED = "not yet due"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its rule, its level and its place: what every report prints.

    `rest` says why it stops nothing; None where it does.
    """

    code: str
    name: str
    level: Level
    message: str
    location: Location
    hint: str = ""
    excerpt: str = ""
    caret: tuple[int, int] = (0, 0)
    edits: tuple[AnyEdit, ...] = ()
    is_unsafe: bool = False
    others: tuple[str, ...] = ()
    rest: Rest | None = None

    @property
    def fixable(self) -> bool:
        """Say whether `--fix` mends it, with `--unsafe` or without."""
        return bool(self.edits)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Order by place, then by code."""
        place = self.location
        line, column = place.line or 0, place.column or 0
        return (place.path, line, column, place.frame, self.code, self.message)
