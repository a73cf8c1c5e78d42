"""Show notes as the lines a reader sees, each with its links and its place in the source."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.formats.chapter.lines import split_lines
from feedtool.formats.chapter.times import narrow
from feedtool.model.place import Span

_LONGEST = 600
"""Code points a timed line has at most; longer ones are paragraphs."""
_AT_FRONT = 40
"""Code points in which the time's colon must stand, bullets and markup before it."""
_LINK = re.compile(r"\[(?P<label>[^\[\]]{0,300})\]\((?P<url>[^()\s]{0,500})[^()]{0,200}\)")
_REFERENCE = re.compile(r"\[(?P<label>[^\[\]]{1,300})\]\[[^\[\]]{0,300}\]")
_AUTOLINK = re.compile(r"<(?P<url>https?://[^<>\s]{1,500})>", re.IGNORECASE)
_PART = re.compile(r"<[^<>]{0,2000}>|[^<]++|<")
_BREAKS = frozenset(
    "br p div ul ol li h1 h2 h3 h4 h5 h6 blockquote pre hr table tr td dl dt dd section".split()
)
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_DEAD_END = re.compile(r"[\s\\]+$")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line as a reader sees it: its words, its links with their labels, its place.

    A line that is too long to be a chapter, or shows no time at its front, has no words.
    """

    words: str
    links: tuple[tuple[str, str], ...]
    span: Span


def split_markdown(text: str) -> Iterator[NoteLine]:
    """Yield the lines of Markdown as they are written; `<br>` begins a new one."""
    for line, start in split_lines(text):
        if not line.strip():
            continue
        if "<br" in line.lower():
            yield from split_html(line, start)
        elif len(line) > _LONGEST or ":" not in narrow(line[:_AT_FRONT]):
            yield NoteLine("", (), Span(start, start))
        else:
            yield _read_markdown(line, start)


def _read_markdown(line: str, start: int) -> NoteLine:
    links: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        links.append((match["url"], match["label"]))
        return match["label"]

    words = _REFERENCE.sub(r"\g<label>", _AUTOLINK.sub("", _LINK.sub(take, line)))
    words = html.unescape(_DEAD_END.sub("", words))
    span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
    return NoteLine(words, tuple(links), span)


def split_html(text: str, offset: int = 0) -> Iterator[NoteLine]:
    """Yield the lines that blocks and line breaks make; places count from `offset`."""
    collector = _Collector()
    for match in _PART.finditer(text):
        part = match[0]
        name = _TAG_NAME.match(part) if part[0] == "<" and len(part) > 1 else None
        if name is None:
            collector.add(part, offset + match.start())
        elif name[1].lower() in _BREAKS:
            yield from collector.lines()
            collector = _Collector()
        else:
            collector.tag(name[1].lower(), part)
    yield from collector.lines()


class _Collector:
    """Gathers the pieces of one line of HTML."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._place: tuple[int, int] | None = None
        self._open: tuple[str, int] | None = None

    def add(self, text: str, start: int) -> None:
        """Add text that stands at `start`."""
        self._words.append(html.unescape(text))
        if text.strip():
            first = start + len(text) - len(text.lstrip())
            begin = self._place[0] if self._place else first
            self._place = (begin, start + len(text.rstrip()))

    def tag(self, name: str, tag: str) -> None:
        """Take note of a link that begins or ends."""
        if name != "a":
            return
        if self._open is not None:
            url, number = self._open
            self._links.append((url, "".join(self._words[number:])))
        href = None if tag.startswith("</") else _HREF.search(tag)
        self._open = (html.unescape(href[1]), len(self._words)) if href else None

    def lines(self) -> Iterator[NoteLine]:
        """Yield what was gathered, if anybody would see it."""
        self.tag("a", "</a>")
        words = " ".join("".join(self._words).split())
        if words and self._place is not None:
            shown = words if len(words) <= _LONGEST else ""
            yield NoteLine(shown, tuple(self._links), Span(*self._place))
