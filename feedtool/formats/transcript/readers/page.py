"""A web page that is no transcript of the norm -> the text it shows, read as plain text.

Bold names become `**Name:**`, headings `# Words`, blocks paragraphs; signs to click on are no
words. Every place leads back into the page.
"""

from bisect import bisect_right
from dataclasses import replace

from feedtool.formats.transcript.html_text import Token, pieces
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.readers.plain import read_plain
from feedtool.model.finding import Fault
from feedtool.model.place import Span
from feedtool.model.transcript import Initials, Transcript, Turn

_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary
    table tbody td tfoot th thead tr ul
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BOLD = frozenset("b strong".split())


class _Page:
    """The text of a page, and for each piece of it where it comes from."""

    def __init__(self, plain: str, tokens: list[Token]) -> None:
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._sources: list[int] = []
        self._length = 0
        self._is_link = False
        for token in tokens:
            self._take(plain, token)
        self.text = "".join(self._texts)

    def _take(self, plain: str, token: Token) -> None:
        name = token.name.removeprefix("/")
        if not token.name:
            self._take_text(plain, token)
        elif name == "a":
            self._is_link = token.name == "a"
        elif name == "br":
            self._add("\n", token.start)
        elif token.name in _HEADINGS:
            self._add("\n\n# ", token.start)
        elif name in _BLOCKS:
            self._add("\n\n", token.start)
        elif name in _BOLD:
            self._add("**", token.start)

    def _take_text(self, plain: str, token: Token) -> None:
        """Take a text, unless it is a sign that leads elsewhere: `▶` plays, `¶` is for copying."""
        found = list(pieces(plain, token.start, token.stop))
        if self._is_link and not any(char.isalnum() for piece, _ in found for char in piece):
            return
        for piece, source in found:
            self._add(piece.replace("\n", " "), source)

    def _add(self, text: str, source: int) -> None:
        self._texts.append(text)
        self._starts.append(self._length)
        self._sources.append(source)
        self._length += len(text)

    def back(self, span: Span) -> Span:
        """Lead a place in the text back into the page."""
        start = self._lead(span.start)
        return Span(start, max(start, self._lead(span.end - 1) + 1 if span.end > 0 else start))

    def _lead(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return 0
        return self._sources[index] + position - self._starts[index]


def read_page(plain: str, tokens: list[Token], known: Known) -> Transcript:
    """Read the text that a page shows; labels are found as in plain text."""
    page = _Page(plain, tokens)
    found = read_plain(page.text, page.text, "", known)
    turns = tuple(_lead_turn(turn, page) for turn in found.turns)
    faults = tuple(_lead_fault(fault, page) for fault in found.faults)
    legend = tuple(Initials(e.short, e.name, page.back(e.span)) for e in found.legend)
    return Transcript(turns, faults=faults, legend=legend)


def _lead_turn(turn: Turn, page: _Page) -> Turn:
    label = page.back(turn.label) if turn.label else None
    return replace(turn, label=label, span=page.back(turn.span))


def _lead_fault(fault: Fault, page: _Page) -> Fault:
    at = fault.problem.at
    place = page.back(at) if isinstance(at, Span) else at
    return replace(fault, problem=replace(fault.problem, at=place))
