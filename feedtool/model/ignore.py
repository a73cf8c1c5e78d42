"""An ignore that stands in a record itself."""

from dataclasses import dataclass

from feedtool.model.place import Span


@dataclass(frozen=True, slots=True)
class InlineIgnore:
    """Lets findings of some rules through on some lines of one file, for a stated reason.

    `first` and `last` are lines counted from 1; `span` is the comment itself.
    """

    path: str
    codes: tuple[str, ...]
    first: int
    last: int
    span: Span
    reason: str
