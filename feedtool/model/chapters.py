"""Chapters as a text says them: the list, where each entry stands, and what was wrong."""

from dataclasses import dataclass, field
from typing import Any

from feedtool.model.episode import Chapter
from feedtool.model.finding import AnyEdit, Fault, Problem
from feedtool.model.place import Source, Span

MOST_CHAPTERS = 5000
"""Entries of one list; what comes after them is left out, and said."""


@dataclass(slots=True)
class ChapterReading:
    """The chapters of one text, in the order they stand there.

    `form` names the form the text has. `spans` are the places of `entries`; `left_out` counts
    entries that could not be used, `unread` names what the list has no field for. `is_broken`
    says that nothing could be read.
    """

    form: str
    entries: list[Chapter] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0
    unread: list[str] = field(default_factory=list)
    is_broken: bool = False
    _is_full: bool = False

    def add(self, span: Span, **fields: Any) -> None:
        """Add an entry of these fields, up to more than anybody listens to."""
        if len(self.entries) < MOST_CHAPTERS:
            self.entries.append(Chapter(**fields))
            self.spans.append(span)
            return
        if not self._is_full:
            message = f"there are more than {MOST_CHAPTERS:,} chapters: the rest is left out"
            self.fault("CH02", span, message)
        self._is_full = True
        self.left_out += 1

    def leave_out(self, span: Span, message: str, hint: str = "") -> None:
        """Note an entry whose time cannot be used."""
        self.left_out += 1
        self.fault("CH03", span, message, hint)

    def fault(
        self,
        code: str,
        span: Span,
        message: str,
        hint: str = "",
        edits: tuple[AnyEdit, ...] = (),
    ) -> None:
        """Note a fault for the rule of this code."""
        self.faults.append(Fault(code, Problem(span, message, hint, edits)))

    def give_up(self, span: Span, message: str, hint: str = "") -> "ChapterReading":
        """Say that nothing of the text can be used, and why."""
        self.entries, self.spans, self.is_broken = [], [], True
        self.fault("CH02", span, message, hint)
        return self


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A chapters file of the show as it was read; `name` is its path in the show folder."""

    name: str
    source: Source
    reading: ChapterReading

    @property
    def is_ready(self) -> bool:
        """Say whether the file is, byte for byte, what apps read: JSON chapters without a fault."""
        return self.reading.form == "json" and not self.reading.faults
