"""Reads a feed that is out, or would be, to tell what a release would change.

Entities are not expanded, and nothing is fetched.
"""

import hashlib
import re
from functools import cache

from lxml import etree

from feedtool.formats.feed.prefixes import TWINS, Prefixes, is_of_rss
from feedtool.formats.namespaces import PODCAST
from feedtool.model.element import Element
from feedtool.model.published import PublishedFeed, PublishedItem, Said

_MOVING = frozenset({"lastBuildDate", "generator", "docs", "pubDate"})
"""Children of the channel that say nothing about the show."""
_LIVE = frozenset(f"{{{uri}}}liveItem" for uri in (PODCAST, *TWINS))
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_HEAD = 400
_OPEN, _CLOSE = b"<item>", b"</item>"
_MARK = "known"
_TAKEN = b'<item known=""/>'
"""Stands in the text for an item that is known already."""
_CONTEXT_END = b"</context>"


class NoFeedError(Exception):
    """The bytes are no feed that can be compared with; the text says why."""


def read_published(data: bytes, known: PublishedFeed | None = None) -> PublishedFeed:
    """Read a feed; raises NoFeedError for what is no well-formed RSS.

    Items that stand in `known` byte for byte are taken from there, which spares reading them: of
    a feed to come those are nearly all.
    """
    text, taken = _leave_out(data, known) if known else (data, [])
    channel = _find_channel(text)
    elements = [each for parent in (channel, channel.getparent()) for each in parent]
    elements = [each for each in elements if _is_item(each)]  # some feeds have them beside it
    marks = [each for each in elements if each.get(_MARK) is not None] if taken else []
    found = dict(zip(marks, taken, strict=True))
    rest = [each for each in elements if each not in found]
    found |= zip(rest, _read_items(channel, rest, text), strict=True)
    for each in list(channel):
        if _is_item(each) or each.tag in _MOVING:
            channel.remove(each)
    return PublishedFeed(
        hashlib.sha256(data).hexdigest(),
        len(data),
        _write_channel(channel),
        _said(channel, Prefixes()),
        tuple(found[each] for each in elements),
    )


def _write_channel(channel: etree._Element) -> bytes:
    """Write a channel in canonical form; one whose namespaces are no addresses has none."""
    try:
        written: bytes = etree.tostring(channel, method="c14n", exclusive=True, with_tail=False)
    except etree.C14NError:
        written = etree.tostring(channel, with_tail=False)
    return written


def _leave_out(data: bytes, known: PublishedFeed) -> tuple[bytes, list[PublishedItem]]:
    """Put a mark in place of each item that is known, and list those items."""
    same = {item.xml: item for item in known.items}
    taken: list[PublishedItem] = []
    head, *pieces = data.split(_OPEN)
    kept = [head]
    for piece in pieces:
        body, close, rest = piece.partition(_CLOSE)
        item = same.pop(b"".join((_OPEN, body, close)), None)
        if item is None:
            kept += (_OPEN, piece)
        else:
            taken.append(item)
            kept += (_TAKEN, rest)
    return b"".join(kept), taken


def read_said(item: PublishedItem) -> Said:
    """Read what an item says, element by element."""
    context = etree.fromstring(item.context + item.xml + _CONTEXT_END, _parser())
    return _said(context[0], Prefixes())


def _read_items(
    channel: etree._Element, elements: list[etree._Element], data: bytes
) -> list[PublishedItem]:
    """Read items, each with its own bytes of the document."""
    context = _open_context(channel)
    plain = sum(each.tag == "item" for each in elements)
    cuts = iter(_cut_items(channel, data, plain))
    found: list[PublishedItem] = []
    for element in elements:
        cut = next(cuts, b"") if element.tag == "item" else b""
        xml = cut or etree.tostring(element, with_tail=False)
        found.append(_read_item(element, xml, context))
    return found


def _cut_items(channel: etree._Element, data: bytes, count: int) -> list[bytes]:
    """Cut each item out of the document as it is written; none where that is not sure.

    It is where every `<item>` and `</item>` of the text is a tag: there are as many as items.
    """
    encoding = (channel.getroottree().docinfo.encoding or "UTF-8").upper()
    is_sure = data.count(_OPEN) == data.count(_CLOSE) == count
    if not is_sure or encoding not in ("UTF-8", "ASCII"):
        return []
    bodies = (piece.partition(_CLOSE)[0] for piece in data.split(_OPEN)[1:])
    return [b"".join((_OPEN, body, _CLOSE)) for body in bodies]


def _open_context(channel: etree._Element) -> bytes:
    """Write a tag in which the items' prefixes mean what they do in the feed."""
    bound = {prefix: uri for prefix, uri in channel.nsmap.items() if prefix}
    tag: bytes = etree.tostring(etree.Element("context", nsmap=bound))
    return tag.replace(b"/>", b">")


_NO_RSS = "it is no RSS: its root is <{}>"


def _find_channel(data: bytes) -> etree._Element:
    if not data.strip():
        raise NoFeedError("it is empty")
    if _HTML.match(data[:_HEAD]):
        raise NoFeedError("it is an HTML page")
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoFeedError(f"it is no well-formed XML: {_reason(error)}") from None
    if root.getroottree().docinfo.internalDTD is not None and _has_entities(root):
        raise NoFeedError("it names entities of its own, which are not expanded")
    _drop_rss_namespace(root)
    channel = root.find("channel")
    if channel is None:
        name = etree.QName(root).localname
        raise NoFeedError("its <rss> has no channel" if name == "rss" else _NO_RSS.format(name))
    return channel


def _drop_rss_namespace(root: etree._Element) -> None:
    """Take the address of RSS for no namespace where `rss` has it for one, as readers do."""
    uri = etree.QName(root).namespace
    if uri and is_of_rss(uri):
        for each in root.iter(f"{{{uri}}}*"):
            each.tag = etree.QName(each).localname
        etree.cleanup_namespaces(root)


def _has_entities(root: etree._Element) -> bool:
    return next(root.iter(etree.Entity), None) is not None


def _reason(error: Exception) -> str:
    place = getattr(error, "position", None)
    words = str(getattr(error, "msg", "") or error).partition(", line ")[0]
    return f"line {place[0]}, column {place[1]}: {words}" if place else words


@cache
def _parser() -> etree.XMLParser:
    """Make the parser once: for 20,000 items that takes as long as half of the reading."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _is_item(element: etree._Element) -> bool:
    return element.tag == "item" or element.tag in _LIVE


def _read_item(item: etree._Element, xml: bytes, context: bytes) -> PublishedItem:
    enclosure = item.find("enclosure")
    audio = {} if enclosure is None else enclosure.attrib
    return PublishedItem(
        guid=_guid(item),
        title=" ".join((item.findtext("title") or "").split()),
        published=(item.findtext("pubDate") or "").strip(),
        url=audio.get("url", "").strip(),
        length=audio.get("length", "").strip(),
        type=audio.get("type", "").strip(),
        xml=xml,
        context=context,
        is_live=item.tag in _LIVE,
    )


def _guid(item: etree._Element) -> str:
    """Read the GUID as it stands: white space round it is part of it for many apps."""
    guid: str = item.findtext("guid") or ""
    return guid if guid.strip() else ""


def _said(parent: etree._Element, names: Prefixes) -> Said:
    found: dict[str, list[Element]] = {}
    for child in parent:
        if isinstance(child.tag, str):
            element = _element(child, names)
            found.setdefault(element.name, []).append(element)
    return {name: tuple(elements) for name, elements in found.items()}


def _element(node: etree._Element, names: Prefixes) -> Element:
    attributes = tuple([(_name(key, "", names), value) for key, value in node.items()])
    children = tuple([_element(each, names) for each in node if isinstance(each.tag, str)])
    text = (node.text or "").strip() or None
    tail = (node.tail or "").strip() or None
    return Element(_name(node.tag, node.prefix or "", names), text, attributes, children, tail)


def _name(tag: str, prefix: str, names: Prefixes) -> str:
    if tag[0] != "{":
        return tag
    uri, _, local = tag.rpartition("}")
    return f"{names.name(uri[1:], prefix)}:{local}"
