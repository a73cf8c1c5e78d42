"""Tags and links of texts with markup, each with its place in the source, in code points."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pyromark

from feedtool.formats.html_reader import HtmlReader
from feedtool.formats.markup import split_after_tags
from feedtool.model.place import Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: its name in lower case, its attributes, and where it stands."""

    name: str
    attributes: tuple[tuple[str, str | None], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and where the record says so."""

    url: str
    span: Span


_USED = frozenset({"Start", "Html", "InlineHtml"})
"""The kinds of pyromark's events that hold HTML or begin a link."""


def find_tags(text: str, *, is_markdown: bool) -> list[Tag]:
    """List the HTML start tags of a text; in Markdown, not those that code shows to readers."""
    finder = _TagFinder(_mask_markdown(text) if is_markdown else text)
    return finder.tags


def find_targets(text: str, *, is_markdown: bool) -> list[Target]:
    """List the link targets of a text: Markdown links, and `href` of HTML."""
    found = list(_markdown_targets(text)) if is_markdown else []
    for tag in find_tags(text, is_markdown=is_markdown):
        url = dict(tag.attributes).get("href") if tag.name == "a" else None
        if url is not None:
            found.append(Target(url, _within(text, tag.span, url)))
    return found


class _TagFinder(HtmlReader):
    """Collects start tags with their places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = [*accumulate((len(line) + 1 for line in text.split("\n")), initial=0)]
        self.tags: list[Tag] = []
        self.feed(split_after_tags(text)[0])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        span = Span(start, start + len(self.get_starttag_text() or ""))
        self.tags.append(Tag(tag, tuple(attrs), span))


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
    data = None if text.isascii() else text.encode()
    for event, place in pyromark.events_with_range(text, merge_text=False):
        if not isinstance(event, dict) or not event.keys() & _USED:
            continue
        start, end = place["start"], place["end"]
        if data is not None:
            start = len(data[:start].decode("utf-8", "ignore"))
            end = start + len(data[place["start"] : end].decode("utf-8", "ignore"))
        yield event, start, end


def _within(text: str, span: Span, url: str) -> Span:
    """Narrow a link's place to its address, where that is written as it is."""
    at = text.rfind(url, span.start, span.end) if url else -1
    return Span(at, at + len(url)) if at >= 0 else span
