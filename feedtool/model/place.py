"""Where something stands: paths of fields, spans of text, and locations people can open."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

FieldPath = tuple[str | int, ...]
"""The way to a value in a record: `("guests", 0, "name")`."""


def dotted(at: FieldPath) -> str:
    """Write the way to a value as reports name a field: `guests.0.name`."""
    return ".".join(map(str, at))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source text, in code points: `start` included, `end` not."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """A place a person can open: lines and columns count code points from 1.

    `line` is None where only the file is known (a missing file, a binary one); `frame` names the
    frame, atom or comment of an audio file's tags.
    """

    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    frame: str = ""


class Places(Protocol):
    """Finds the text of a value again, in YAML, TOML or XML alike."""

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:
        """Return the span of the value at `at`, or of its nearest ancestor that exists.

        With `is_key` it is the span of the field's name.
        """


@runtime_checkable
class ForeignPlaces(Places, Protocol):
    """The places of a file that another tool wrote, in names of its own."""

    def narrow(self, span: Span, within: Span) -> Span:
        """Narrow the span of a text to code points of the text it stands for."""

    def reword(self, words: str, at: FieldPath) -> str:
        """Call the field at `at` as the file does."""


@dataclass(frozen=True, slots=True)
class NoFields:
    """The places of a text that has no fields: each is its beginning."""

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:  # noqa: ARG002 - see Places
        """Return the beginning."""
        return Span(0, 1)


@dataclass(frozen=True, slots=True)
class NoText:
    """The places of a file that is no text: there are none in it."""

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:  # noqa: ARG002 - see Places
        """Return an empty span."""
        return Span(0, 0)


@dataclass(frozen=True, slots=True)
class InFrames(NoFields):
    """The places of an audio file's tags: the first step of each is a frame's name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text file of the show: its path, its text, and where its values stand.

    `path` is relative to where the user stands, with `/`.
    """

    path: str
    text: str
    places: Places

    def locate(self, span: Span) -> Location:
        """Turn a span into lines and columns."""
        line, column = self._line_column(span.start)
        end_line, end_column = self._line_column(max(span.end, span.start))
        return Location(self.path, line, column, end_line, end_column)

    def _line_column(self, index: int) -> tuple[int, int]:
        """Count as editors do: a carriage return ends a line too, with a line feed or without."""
        text, index = self.text, min(index, len(self.text))
        line, begin = text.count("\n", 0, index) + 1, text.rfind("\n", 0, index)
        if "\r" in text:
            line += text.count("\r", 0, index) - text.count("\r\n", 0, index)
            begin = max(begin, text.rfind("\r", 0, index))
        return line, index - begin
