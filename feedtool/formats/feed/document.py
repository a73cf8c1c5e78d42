"""A feed's bytes to its channel and items, with every fault of the XML."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from feedtool.formats.dates import is_feed_date, read_date
from feedtool.formats.feed.decoding import decode_feed
from feedtool.formats.feed.discovery import HTML, describe_other, find_feeds
from feedtool.formats.feed.judge import find_malformed
from feedtool.formats.feed.node import FOREIGN, FeedDocument, Node
from feedtool.formats.feed.reader import FeedReader
from feedtool.formats.web_address import join_address
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

MAX_FEED = 256 << 20
"""Bytes a feed may have: those of 80,000 episodes."""
_ITEMS = ("item", "podcast:liveItem")
_CHANNEL_DATES = ("pubDate", "lastBuildDate")
_CLOCKS_DIFFER = timedelta(hours=1)


def read_feed(data: bytes, charset: str = "", url: str = "") -> FeedDocument:
    """Read a feed of any origin; total, whatever the bytes are.

    `charset` is what a server says of it, and `url` where it came from.
    """
    decoded = decode_feed(data, charset)
    reader = FeedReader(decoded.text)
    faults = [*decoded.faults, *map(reader.names.weigh, reader.faults)]
    root = reader.root or Node("", 0, 0)
    malformed = None if reader.has_entities else find_malformed(decoded.text)
    if malformed and not any(fault.code in _BREAKING for fault in faults):
        place, reason = malformed
        faults.append(Fault("XM01", Problem(Span(place, place + 1), f"this is no XML: {reason}")))
    channel = root.child("channel") or _stand_in(root)
    items = _items(root, channel)
    if root.name not in _RSS and (root.name in FOREIGN or not items):  # another language
        faults = [fault for fault in faults if fault.code not in _GRAMMAR]
    else:
        faults += [*_judge_order(channel), *_judge_dates(channel), *_judge_end(root, decoded.text)]
    faults += _judge_root(root, decoded.text, url)
    names = reader.names.prefixes
    return FeedDocument(
        text=decoded.text,
        root=root,
        channel=channel,
        items=items,
        faults=tuple(faults),
        namespaces=names.own,
        renamed=tuple(names.renamed),
        encoding=decoded.encoding,
    )


_BREAKING = frozenset({"XM01", "XM02", "XM05", "XM06", "XM07", "XM08", "XM22"})
"""Rules of which one speaks where the XML is not well-formed."""


_GRAMMAR = frozenset({"XM01", "XM02", "XM10", "XM22"})
_RSS = ("rss", "channel")


def _stand_in(root: Node) -> Node:
    """Take the root for the channel whose tags were lost."""
    return Node("channel", root.start, root.end, "", {}, root.children)


def _items(root: Node, channel: Node) -> tuple[Node, ...]:
    """List items and live items; some feeds have them beside the channel."""
    beside = () if channel.children is root.children else root.children
    return tuple(each for each in (*channel.children, *beside) if each.name in _ITEMS)


def _judge_root(root: Node, text: str, url: str) -> list[Fault]:
    """Say why this is no RSS 2.0."""
    span = Span(root.start, root.start + 1 + len(root.name.rpartition(":")[2]))
    if root.name != "rss":
        what = describe_other(root, text)
        feeds = find_feeds(text) if what == HTML else ()
        leads = join_address(url, feeds[0]) or feeds[0] if feeds else ""
        hint = f"the page names its feed: {leads}" if feeds else _NAME_IT
        if what == HTML and "<rss" in text:
            hint = "a feed stands inside of the page: let the site write it without its layout"
        return [Fault("XM04", Problem(span, f"this is no RSS feed: {what}", hint))]
    version = root.attributes.get("version", "").strip()
    channels = [each for each in root.children if each.name == "channel"]
    found: list[str] = []
    if version != "2.0":
        found.append(f"the feed is RSS {version!r}, not 2.0" if version else "rss has no version")
    if len(channels) != 1:
        found.append(f"rss holds {len(channels)} channels; it must hold one")
    return [Fault("XM04", Problem(span, message)) for message in found]


_NAME_IT = "name the address of the show's RSS feed"


def _judge_end(root: Node, text: str) -> Iterator[Fault]:
    """Name a comment behind the end: what else stands there, reading has named."""
    if text.startswith("<!--", root.end + len(text[root.end :]) - len(text[root.end :].lstrip())):
        at = text.index("<!--", root.end)
        problem = Problem(Span(at, at + 4), "a comment follows the end of the feed", "delete it")
        yield Fault("XM22", problem)


def _judge_dates(channel: Node) -> Iterator[Fault]:
    """Name dates of the channel that cannot be read, and the first item that is out of order."""
    before: datetime | None = None
    kind = channel.child("itunes:type")
    has_disorder = kind is not None and kind.plain.lower() == "serial"  # which may count up
    for node in channel.children:
        if node.name in _CHANNEL_DATES and not is_feed_date(node.plain):
            message = f"{node.name} {node.plain!r} is no date of RFC 2822"
            hint = "write it like Tue, 09 Jan 2024 09:30:00 +0000"
            yield Fault("SH27", Problem(_tag(node), message, hint))
        date = node.child("pubDate") if node.name == "item" and not has_disorder else None
        instant = read_date(date.plain, UTC).instant if date else None
        if instant and before and instant > before:
            has_disorder = True
            message = "the item is newer than the one before it: the feed is not sorted"
            yield Fault("EP23", Problem(_tag(node), message, "sort the items, the newest first"))
        before = instant or before


def judge_channel_dates(channel: Node, now: datetime) -> Iterator[Fault]:
    """Name dates of the channel that are in the future, or older than an item that is out."""
    items = (node.child("pubDate") for node in channel.children if node.name == "item")
    instants = (read_date(date.plain, UTC).instant for date in items if date)
    newest = max((each for each in instants if each and each <= now), default=None)
    for node in (each for each in channel.children if each.name in _CHANNEL_DATES):
        instant = read_date(node.plain, UTC).instant
        if instant is None:
            continue
        said = f"{node.name} {node.plain!r}"
        if instant > now + _CLOCKS_DIFFER:
            hint = "write the time of the build, with its offset"
            yield Fault("SH27", Problem(_tag(node), f"{said} is in the future", hint))
        elif newest and instant < newest:
            hint = "let each build write it anew, or delete it"
            yield Fault("SH27", Problem(_tag(node), f"{said} is older than the newest item", hint))


def _tag(node: Node) -> Span:
    return Span(node.start, node.start + 1 + len(node.name))


def _judge_order(channel: Node) -> list[Fault]:
    """Name the first element of the channel that stands behind an item."""
    has_item = False
    for node in channel.children:
        if node.name == "item":
            has_item = True
        elif has_item and node.name != "podcast:liveItem":
            message = f"{node.name} of the channel stands behind an item"
            return [Fault("XM16", Problem(_tag(node), message, "put it before the first item"))]
    return []
