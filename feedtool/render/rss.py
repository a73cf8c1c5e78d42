"""The RSS document: items in chunks that workers can share, then the channel round them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedtool.model.feed import Feed, Item
from feedtool.render.feedgen_core import LostValueError, make_bare_feed, make_entry, make_feed
from feedtool.render.xml import XmlWriter, used_prefixes

_CHUNK = 500
_SEPARATOR = "\u2028item\u2028"
_INDENT = "    "
_END = b"</channel>"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(slots=True, unsafe_hash=True)
class RenderedItem:
    """The lines of one item as they stand in the document, and the prefixes it uses."""

    xml: bytes
    prefixes: frozenset[str]


def render_items(
    items: Sequence[Item], namespaces: Iterable[tuple[str, str]]
) -> list[RenderedItem]:
    """Render items; `namespaces` are the show's own prefixes.

    The bytes of an item do not depend on the items beside it.
    """
    found: list[RenderedItem] = []
    namespaces = tuple(namespaces)
    for start in range(0, len(items), _CHUNK):
        chunk = items[start : start + _CHUNK]
        prefixes = [frozenset(used_prefixes(item.elements)) for item in chunk]
        writer = XmlWriter(namespaces, frozenset().union(*prefixes))
        found += map(RenderedItem, _render_chunk(chunk, writer), prefixes)
    return found


def _render_chunk(items: Sequence[Item], writer: XmlWriter) -> list[bytes]:
    """Let feedgen write a document of some items, and cut each item out of it.

    A token stands between them; should a text hold it too, a longer one is taken.
    """
    token = _SEPARATOR
    for _ in range(len(items) + 2):
        opening = f"{token}{_INDENT}"
        document = make_bare_feed(writer, opening)
        for item in items:
            document.add_entry(make_entry(item, writer, f"\n{opening}"), order="append")
        xml: bytes = document.rss_str()
        head, *parts = xml.split(token.encode())
        if len(parts) == len(items) + 1 and _END not in head:
            return parts[:-1]
        token += "\u2028"
    raise LostValueError("items could not be told apart in the document")


def render_document(
    feed: Feed, items: Sequence[RenderedItem], generator: str, built: datetime
) -> list[bytes]:
    """Render the whole feed: the channel, then the items in the order given.

    `generator` names tool and version; `built` is lastBuildDate. The document comes in pieces: to
    join them takes as much memory once more.
    """
    used = frozenset().union(used_prefixes(feed.elements), *{item.prefixes for item in items})
    writer = XmlWriter(feed.namespaces, used)
    document: bytes = make_feed(feed, writer, generator, built).rss_str()
    document = document.replace(b"<?xml version='1.0' encoding='UTF-8'?>", _DECLARATION, 1)
    head, end, tail = document.rpartition(_END)
    lines = [item.xml for item in items]
    return [head.rstrip(), b"\n", *lines, b"  ", end, tail.rstrip(), b"\n"]
