"""Tags, links and pictures of texts with markup, each with its place, in code points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pyromark

from feedtool.formats.code_points import CodePoints
from feedtool.formats.markup.convert import split_after_tags
from feedtool.formats.markup.reader import HtmlReader
from feedtool.model.place import Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, its attributes, and where it stands.

    `closes` marks an end tag, `is_whole` one that closes itself with `/>`.
    """

    name: str
    attributes: tuple[tuple[str, str | None], ...]
    span: Span
    closes: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and where the record says so."""

    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of Markdown: its address, its words, where it stands, and whether a link holds it.

    `words` are the source between the first brackets.
    """

    url: str
    words: str
    span: Span
    is_linked: bool


_USED = frozenset({"Start", "Html", "InlineHtml"})
"""The kinds of pyromark's events that hold HTML or begin a link."""
_NAME = re.compile(r"<[^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")


def find_tags(text: str, *, is_markdown: bool) -> list[Tag]:
    """List the HTML start tags of a text; in Markdown, not those that code shows to readers."""
    return [tag for tag in find_all_tags(text, is_markdown=is_markdown) if not tag.closes]


def find_all_tags(text: str, *, is_markdown: bool) -> list[Tag]:
    """List the HTML tags of a text, end tags too."""
    finder = _TagFinder(_mask_markdown(text) if is_markdown else text)
    return finder.tags


def find_attributes(tag: str) -> list[tuple[str, Span]]:
    """List the attributes in the source of a start tag: name in lower case, and place.

    The place includes the space before it.
    """
    found: list[tuple[str, Span]] = []
    begun = _NAME.match(tag)
    match = _ATTRIBUTE.match(tag, begun.end()) if begun else None
    while match is not None:
        found.append((match[1].lower(), Span(*match.span())))
        match = _ATTRIBUTE.match(tag, match.end())
    return found


def find_pictures(text: str) -> list[Picture]:
    """List the pictures of a Markdown text."""
    found: list[Picture] = []
    link = Span(0, 0)
    for event, start, end in _events(text):
        begun = event.get("Start")
        if not isinstance(begun, dict):
            continue
        if "Link" in begun:
            link = Span(start, end)
        elif "Image" in begun:
            words = _words_in_brackets(text, start + len("!["), end)
            span, url = Span(start, end), begun["Image"]["dest_url"]
            found.append(Picture(url, words, span, is_linked=start < link.end))
    return found


def _words_in_brackets(text: str, start: int, end: int) -> str:
    """Return what stands from `start` to the bracket that closes the one before it."""
    depth, at = 1, start
    while at < end:
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        if not depth:
            return text[start:at]
        at += 2 if text[at] == "\\" else 1
    return ""


def find_targets(text: str, *, is_markdown: bool) -> list[Target]:
    """List the link targets of a text: Markdown links, and `href` of HTML."""
    found = list(_markdown_targets(text)) if is_markdown else []
    for tag in find_tags(text, is_markdown=is_markdown):
        url = dict(tag.attributes).get("href") if tag.name == "a" else None
        if url is not None:
            found.append(Target(url, _within(text, tag.span, url)))
    return found


class _TagFinder(HtmlReader):
    """Collects tags with their places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = split_after_tags(text)[0]
        self._lines = [*accumulate((len(line) + 1 for line in text.split("\n")), initial=0)]
        self.tags: list[Tag] = []
        self.feed(self._text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = self.get_starttag_text() or ""
        start = self._start()
        span = Span(start, start + len(source))
        self.tags.append(Tag(tag, tuple(attrs), span, is_whole=source.endswith("/>")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self._start()
        end = self._text.find(">", start) + 1
        self.tags.append(Tag(tag, (), Span(start, end or len(self._text)), closes=True))

    def _start(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _mask_markdown(text: str) -> str:
    """Blank everything of a Markdown text that is not HTML, so that places stay."""
    masked = [" "] * len(text)
    for event, start, end in _events(text):
        if "Html" in event or "InlineHtml" in event:
            masked[start:end] = text[start:end]
    return "".join(masked)


def _markdown_targets(text: str) -> Iterator[Target]:
    for event, start, end in _events(text):
        begun = event.get("Start")
        link = begun.get("Link") if isinstance(begun, dict) else None
        if link is not None and link["link_type"] != "Email":
            yield Target(link["dest_url"], _within(text, Span(start, end), link["dest_url"]))


def _events(text: str) -> Iterator[tuple[Any, int, int]]:
    """Yield pyromark's events with code points for its byte offsets."""
    points = CodePoints(text)
    for event, place in pyromark.events_with_range(text, merge_text=False):
        if isinstance(event, dict) and event.keys() & _USED:
            yield event, points.at(place["start"]), points.at(place["end"])


def _within(text: str, span: Span, url: str) -> Span:
    """Narrow a link's place to its address, where that is written as it is."""
    at = text.rfind(url, span.start, span.end) if url else -1
    return Span(at, at + len(url)) if at >= 0 else span
