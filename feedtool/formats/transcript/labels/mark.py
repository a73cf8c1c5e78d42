"""A place in the text that may be a speaker's label."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from feedtool.model.place import Span

_MOSTLY = 0.8
_STYLE = 5
"""Members of a shape that make its style; those behind them are demands."""


class Kind(Enum):
    """What the words before a colon are; it decides how much else must speak for a label."""

    KNOWN = auto()  # a person of the episode
    ROLE = auto()  # Speaker 1, or a name behind >>
    NAME = auto()  # two to four capitalised words
    WORD = auto()  # one capitalised word, initials, or words of a script without capitals
    LONG = auto()  # five capitalised words
    DOUBTFUL = auto()  # capitalised, but with a word with which sentences begin
    LOWER = auto()  # not capitalised
    SECTION = auto()  # Break, Music: no speaker, but the end of what one says
    NEVER = auto()  # Note, http, a sentence


class Shape(NamedTuple):
    """How a label is written.

    `is_marked`: in bold or as a heading; `is_alone`: with what is said on the next line;
    `is_bare`: without a colon; `is_tight`: without a space behind the colon; `is_led`: behind a
    time and without a colon, as chapters are, too; `is_stamped`: with a time; `is_first`: where a
    paragraph begins; `is_upper`: in capitals.
    """

    is_marked: bool = False
    is_alone: bool = False
    is_bare: bool = False
    is_tight: bool = False
    is_led: bool = False
    is_stamped: bool = False
    is_first: bool = True
    is_upper: bool = False

    @property
    def style(self) -> tuple[bool, bool, bool, bool, bool]:
        """What the labels of a file have in common; in capitals they may be alone or not."""
        is_alone = self.is_alone and not (self.is_upper and not self.is_bare)
        return self.is_marked, is_alone, self.is_bare, self.is_tight, self.is_led

    def fits(self, usual: "Shape") -> bool:
        """Tell whether a label is written as a file usually writes its labels.

        A time or an empty line more than usual speaks no less for a label.
        """
        demands = zip(self[_STYLE:], usual[_STYLE:], strict=True)
        return self.style == usual.style and all(has >= must for has, must in demands)


def usual_shape(shapes: Sequence[Shape]) -> Shape:
    """Find the commonest shape; what holds for most of its labels is demanded of all."""
    if not shapes:
        return Shape()
    style, _ = Counter(shape.style for shape in shapes).most_common(1)[0]
    alike = [shape for shape in shapes if shape.style == style]
    demands = [sum(each) >= _MOSTLY * len(alike) for each in zip(*alike, strict=True)]
    return Shape(*style, *demands[_STYLE:])


class Mark(NamedTuple):
    """What may be a label: from `begin` to `after`, its name from `start` to `end`.

    `time` and `until` are the seconds that stand with it.
    """

    begin: int
    start: int
    end: int
    after: int
    name: str
    kind: Kind
    shape: Shape
    time: float | None = None
    until: float | None = None

    @property
    def label(self) -> Span:
        """The place of the name."""
        return Span(self.start, self.end)
