"""HTML -> turns. Source: podcast namespace transcripts, HTML: `<cite>`, `<time>` and `<p>`.

Other pages are read as the text that they show.
"""

from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.html_text import HIDDEN, Token, shown_text, tokenise
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.prose import clean
from feedtool.formats.transcript.readers.page import read_page
from feedtool.formats.transcript.times import read_clock
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Transcript, Turn

_BLOCKS = frozenset("p /p div /div br li /li blockquote /blockquote cite time hr".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_COLONS = " \t\n:："


def read_html(text: str, plain: str, known: Known) -> Transcript:
    """Read HTML; `plain` is the copy of `text` that `make_plain` makes."""
    faults = FaultList("TR14")
    tokens = list(tokenise(plain))
    for token in tokens:
        if token.name in HIDDEN:
            message = f"apps do not show <{token.name}>"
            faults.add("hidden", Span(token.start, token.stop), message, "delete it")
    if any(token.name == "cite" for token in tokens):
        turns = _TurnReader(plain, faults).read(tokens)
        return Transcript(turns, Form.HTML, text, faults.taken())
    page = read_page(plain, tokens, known)
    place = tokens[0] if tokens else Token("", 0, 1)
    hint = "write <cite>Name:</cite> <time>0:09</time> <p>what they say</p>"
    faults.add("cite", Span(place.start, place.stop), "no <cite> names a speaker", hint)
    return Transcript(page.turns, Form.HTML, text, faults.taken() + page.faults, page.legend)


class _TurnReader:
    """Puts together what stands from one `<cite>` or `<time>` to the next."""

    def __init__(self, plain: str, faults: FaultList) -> None:
        self._plain, self._faults = plain, faults
        self._turns: list[Turn] = []
        self._speaker, self._label = "", None  # type: tuple[str, Span | None]
        self._interrupted = ""
        self._time: float | None = None
        self._paragraphs: list[str] = []
        self._words: list[str] = []
        self._span: Span | None = None
        self._is_open = False

    def read(self, tokens: list[Token]) -> tuple[Turn, ...]:
        """Read all tokens."""
        inside = ""
        for token in tokens:
            if token.name in ("cite", "time"):
                inside = token.name
                self._begin(inside)
            elif token.name in ("/cite", "/time"):
                inside = ""
            elif not token.name:
                self._read_text(token, inside)
            elif not inside and token.name.removeprefix("/") in _HEADINGS:
                self._turn_heading(is_open=not token.name.startswith("/"))
            if token.name in _BLOCKS:
                self._end_paragraph()
        self._end_turn()
        return tuple(self._turns)

    def _begin(self, name: str) -> None:
        """Begin a turn: at every cite, and at a time behind something said."""
        if name == "cite" or self._span is not None:
            self._end_turn()
        if name == "cite":
            self._speaker, self._label, self._is_open = "", None, True

    def _turn_heading(self, *, is_open: bool) -> None:
        """Interrupt who speaks by a heading, which is nobody's speech; it may name the next one."""
        if is_open:
            self._end_turn()
            self._interrupted, self._speaker = self._speaker, ""
        elif not self._speaker:
            self._end_turn()
            self._speaker = self._interrupted

    def _read_text(self, token: Token, inside: str) -> None:
        shown = shown_text(self._plain, token.start, token.stop)
        if inside == "cite":
            self._speaker = clean(f"{self._speaker} {shown}").rstrip(_COLONS)
            self._label = self._label or self._place(token)
        elif inside == "time":
            self._read_time(token, clean(shown))
        elif shown.strip(_COLONS if self._is_open and self._span is None else None):
            self._words.append(shown)
            raw = self._plain[token.start : token.stop]
            begin = token.start + len(raw) - len(raw.lstrip())
            start = self._span.start if self._span else begin
            self._span = Span(start, token.start + len(raw.rstrip()))
        elif self._words:
            self._words.append(" ")

    def _place(self, token: Token) -> Span | None:
        """Find the words of a name, without its colon."""
        raw = self._plain[token.start : token.stop]
        begin = token.start + len(raw) - len(raw.lstrip())
        end = token.start + len(raw.rstrip(_COLONS))
        return Span(begin, end) if begin < end else None

    def _read_time(self, token: Token, words: str) -> None:
        time = read_clock(words.strip("[]()"))
        if words and time is None:
            message = f"the time {words[:40]!r} cannot be read"
            self._faults.add(
                "time", Span(token.start, token.stop), message, "write 1:02:03", ("time",)
            )
        self._time = time if time is not None else self._time
        self._is_open = True

    def _end_paragraph(self) -> None:
        paragraph = clean("".join(self._words))
        if paragraph:
            self._paragraphs.append(paragraph)
        self._words = []

    def _end_turn(self) -> None:
        """Close the turn that is open; one without words is kept if somebody is named."""
        self._end_paragraph()
        label = self._label
        if self._paragraphs or (self._is_open and self._speaker):
            text = "\n".join(self._paragraphs)
            nowhere = label or Span(0, 0)
            span = self._span or Span(nowhere.end, nowhere.end)
            turn = Turn(self._speaker, text, self._time, None, (), label, span)
            self._turns.append(turn)
        self._paragraphs, self._span, self._time = [], None, None
        self._label, self._is_open = None, False
