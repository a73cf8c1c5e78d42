"""HTML cut into tags and texts with their places, in one pass over any input.

A parser that builds a tree does not keep places. What browsers do not show is left out.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from feedtool.formats.transcript.decode import make_plain

_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:-]{0,30})")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
HIDDEN = frozenset("script style template title noscript svg textarea select iframe".split())
"""Elements whose content is not read."""


class Token(NamedTuple):
    """A tag, whose `name` is in lower case and begins with / if it closes, or a text (`""`)."""

    name: str
    start: int
    stop: int


def tokenise(plain: str) -> Iterator[Token]:
    """Cut HTML into tags and texts; a `<` that begins neither tag nor comment is text."""
    position, text, length = 0, 0, len(plain)
    while position < length:
        begin = plain.find("<", position)
        if begin < 0:
            break
        name, stop = _read_tag(plain, begin)
        if stop <= begin:
            position = begin + 1
            continue
        if text < begin:
            yield Token("", text, begin)
        if name:
            yield Token(name, begin, stop)
        if name in HIDDEN:
            stop = _end_of_hidden(plain, name, stop)
        position = text = stop
    if text < length:
        yield Token("", text, length)


def _read_tag(plain: str, begin: int) -> tuple[str, int]:
    """Return the name of a tag and where it ends; for a comment no name, for text no end."""
    if plain.startswith("<!--", begin):
        end = plain.find("-->", begin + 4)
        return "", len(plain) if end < 0 else end + 3
    match = _NAME.match(plain, begin + 1)
    if match is None and plain[begin + 1 : begin + 2] not in ("!", "?"):
        return "", begin
    end = plain.find(">", begin)
    stop = len(plain) if end < 0 else end + 1
    return (match[1] + match[2].lower() if match else ""), stop


def _end_of_hidden(plain: str, name: str, position: int) -> int:
    """Find the closing tag of an element whose content is not read."""
    closing = re.compile(rf"</{name}(?![A-Za-z0-9])", re.IGNORECASE)
    match = closing.search(plain, position)
    return match.start() if match else len(plain)


def pieces(plain: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    """Give a text in pieces with their places: a character reference is a piece of its own."""
    if plain.find("&", start, stop) < 0:
        yield plain[start:stop], start
        return
    for match in _REFERENCE.finditer(plain, start, stop):
        if start < match.start():
            yield plain[start : match.start()], start
        yield make_plain(html.unescape(match[0])), match.start()
        start = match.end()
    if start < stop:
        yield plain[start:stop], start


def shown_text(plain: str, start: int, stop: int) -> str:
    """Return a text as it is shown."""
    return "".join(piece for piece, _ in pieces(plain, start, stop))
