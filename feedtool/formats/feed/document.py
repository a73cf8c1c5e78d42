"""A feed's bytes to its channel and items, with every fault of the XML."""

from feedtool.formats.feed.decoding import decode_feed
from feedtool.formats.feed.judge import find_malformed
from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.formats.feed.reader import FeedReader
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

MAX_FEED = 256 << 20
"""Bytes a feed may have: those of 80,000 episodes."""
_ITEMS = ("item", "podcast:liveItem")


def read_feed(data: bytes) -> FeedDocument:
    """Read a feed of any origin; total, whatever the bytes are."""
    decoded = decode_feed(data)
    reader = FeedReader(decoded.text)
    faults = decoded.faults + reader.faults
    root = reader.root or Node("", 0, 0)
    malformed = None if reader.has_entities else find_malformed(decoded.text)
    if malformed and not any(fault.code in _BREAKING for fault in faults):
        place, reason = malformed
        faults.append(Fault("XM01", Problem(Span(place, place + 1), f"this is no XML: {reason}")))
    channel = root.child("channel") or _stand_in(root)
    faults += _judge_root(root)
    faults += _judge_order(channel)
    names = reader.names.prefixes
    return FeedDocument(
        text=decoded.text,
        root=root,
        channel=channel,
        items=_items(root, channel),
        faults=tuple(faults),
        namespaces=names.own,
        renamed=tuple(names.renamed),
        encoding=decoded.encoding,
        is_well_formed=malformed is None and not any(f.code in _BROKEN for f in faults),
    )


_BROKEN = frozenset({"XM01", "XM02", "XM09"})
_BREAKING = frozenset({"XM01", "XM02", "XM05", "XM06", "XM07", "XM08", "XM22"})
"""Rules of which one speaks where the XML is not well-formed."""


def _stand_in(root: Node) -> Node:
    """Take the root for the channel whose tags were lost."""
    return Node("channel", root.start, root.end, "", {}, root.children)


def _items(root: Node, channel: Node) -> tuple[Node, ...]:
    """List items and live items; some feeds have them beside the channel."""
    beside = () if channel.children is root.children else root.children
    return tuple(each for each in (*channel.children, *beside) if each.name in _ITEMS)


def _judge_root(root: Node) -> list[Fault]:
    """Say why this is no RSS 2.0."""
    span = Span(root.start, root.start + 1 + len(root.name.rpartition(":")[2]))
    if root.name != "rss":
        what = _OTHERS.get(root.name, f"its root is <{root.name}>" if root.name else "it is empty")
        message = f"this is no RSS feed: {what}"
        return [Fault("XM04", Problem(span, message, "name the address of the show's RSS feed"))]
    version = root.attributes.get("version", "").strip()
    channels = [each for each in root.children if each.name == "channel"]
    found: list[str] = []
    if version != "2.0":
        found.append(f"the feed is RSS {version!r}, not 2.0" if version else "rss has no version")
    if len(channels) != 1:
        found.append(f"rss holds {len(channels)} channels; it must hold one")
    return [Fault("XM04", Problem(span, message)) for message in found]


_OTHERS = {
    "atom:feed": "it is Atom",
    "rdf:RDF": "it is RSS 1.0 (RDF)",
    "html": "it is an HTML page",
    "opml": "it is OPML, a list of feeds",
    "channel": "the rss element round its channel is missing",
}


def _judge_order(channel: Node) -> list[Fault]:
    """Name the first element of the channel that stands behind an item."""
    has_item = False
    for node in channel.children:
        if node.name == "item":
            has_item = True
        elif has_item and node.name != "podcast:liveItem":
            span = Span(node.start, node.start + 1 + len(node.name))
            message = f"{node.name} of the channel stands behind an item"
            return [Fault("XM16", Problem(span, message, "put it before the first item"))]
    return []
