"""Where the characters of an element's text stand in its raw XML."""

import re
from bisect import bisect_left, bisect_right

from feedtool.formats.feed.entities import decode_references
from feedtool.model.place import Span

_SPECIAL = re.compile(
    r"<!\[CDATA\[(?P<literal>.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|(?P<reference>&#?\w{1,40};)",
    re.DOTALL,
)


class TextMap:
    """Maps code points of a decoded text to its raw XML, which it goes through once.

    A text of many thousand characters has findings by the hundred. White space before the text
    does not count: no value keeps it.
    """

    def __init__(self, raw: str, *, is_literal: bool = False) -> None:
        """Take the raw text; a literal one is the inside of a CDATA section."""
        self._decoded: list[int] = []
        self._runs: list[tuple[int, int, bool]] = []
        self._count = 0
        if is_literal:
            self._add(0, len(raw), raw)
        else:
            self._read(raw)

    def _read(self, raw: str) -> None:
        position = 0
        for match in _SPECIAL.finditer(raw):
            self._add(position, match.start(), raw[position : match.start()])
            if match["reference"]:
                self._add(*match.span(), decode_references(match[0], 0, []))
            elif match["literal"]:
                self._add(*match.span("literal"), match["literal"])
            position = match.end()
        self._add(position, len(raw), raw[position:])

    def _add(self, start: int, end: int, text: str) -> None:
        """Add a run that stands for this text, each character by itself or all by one reference."""
        if not self._runs:
            bare = text.lstrip()
            start, text = start + len(text) - len(bare), bare
        if text:
            self._decoded.append(self._count)
            self._runs.append((start, end, len(text) == end - start))
            self._count += len(text)

    def find(self, within: Span) -> Span:
        """Return where these characters stand in the raw text; never an empty span."""
        if not self._runs:
            return Span(0, 1)
        start = self._place(bisect_right(self._decoded, within.start) - 1, within.start)
        last = self._place(bisect_left(self._decoded, within.end) - 1, within.end, is_end=True)
        return Span(start, max(start + 1, last))

    def _place(self, run: int, index: int, *, is_end: bool = False) -> int:
        start, end, is_plain = self._runs[max(0, run)]
        if is_plain:
            return min(end, start + index - self._decoded[max(0, run)])
        return end if is_end else start
