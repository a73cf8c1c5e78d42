"""Reads a feed that is out, or would be, to tell what a release would change.

Entities are not expanded, and nothing is fetched.
"""

import hashlib
import re

from lxml import etree

from feedtool.formats.feed.prefixes import TWINS, Prefixes
from feedtool.formats.namespaces import PODCAST
from feedtool.model.element import Element
from feedtool.model.published import PublishedFeed, PublishedItem, Said

_MOVING = frozenset({"lastBuildDate", "generator", "docs", "pubDate"})
"""Children of the channel that say nothing about the show."""
_LIVE = frozenset(f"{{{uri}}}liveItem" for uri in (PODCAST, *TWINS))
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_HEAD = 400


class NoFeedError(Exception):
    """The bytes are no feed that can be compared with; the text says why."""


def read_published(data: bytes) -> PublishedFeed:
    """Read a feed; raises NoFeedError for what is no well-formed RSS."""
    channel = _find_channel(data)
    items = tuple(_read_item(each) for each in channel if _is_item(each))
    for each in list(channel):
        if _is_item(each) or each.tag in _MOVING:
            channel.remove(each)
    said = _said(channel, Prefixes())
    about = _canonical(channel)
    return PublishedFeed(hashlib.sha256(data).hexdigest(), len(data), about, said, items)


def read_said(item: PublishedItem) -> Said:
    """Read what an item says, element by element."""
    return _said(etree.fromstring(item.xml, _parser()), Prefixes())


def _find_channel(data: bytes) -> etree._Element:
    if not data.strip():
        raise NoFeedError("it is empty")
    if _HTML.match(data[:_HEAD]):
        raise NoFeedError("it is an HTML page")
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoFeedError(f"it is no well-formed XML: {_reason(error)}") from None
    channel = root.find("channel")
    if channel is None:
        raise NoFeedError(f"it is no RSS: its root is <{etree.QName(root).localname}>")
    return channel


def _reason(error: Exception) -> str:
    place = getattr(error, "position", None)
    words = str(getattr(error, "msg", "") or error).partition(", line ")[0]
    return f"line {place[0]}, column {place[1]}: {words}" if place else words


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _is_item(element: etree._Element) -> bool:
    return element.tag == "item" or element.tag in _LIVE


def _read_item(item: etree._Element) -> PublishedItem:
    enclosure = item.find("enclosure")
    audio = {} if enclosure is None else enclosure.attrib
    return PublishedItem(
        guid=_guid(item),
        title=" ".join((item.findtext("title") or "").split()),
        published=(item.findtext("pubDate") or "").strip(),
        url=audio.get("url", "").strip(),
        length=audio.get("length", "").strip(),
        type=audio.get("type", "").strip(),
        xml=_canonical(item),
        is_live=item.tag in _LIVE,
    )


def _guid(item: etree._Element) -> str:
    """Read the GUID as it stands: white space round it is part of it for many apps."""
    guid: str = item.findtext("guid") or ""
    return guid if guid.strip() else ""


def _canonical(element: etree._Element) -> bytes:
    """Write an element the one way that does not depend on quotes, entities and CDATA sections."""
    try:
        written: bytes = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    except etree.C14NError:
        raise NoFeedError("it names entities of its own, which are not expanded") from None
    return written


def _said(parent: etree._Element, names: Prefixes) -> Said:
    found: dict[str, list[Element]] = {}
    for child in parent:
        if isinstance(child.tag, str):
            element = _element(child, names)
            found.setdefault(element.name, []).append(element)
    return {name: tuple(elements) for name, elements in found.items()}


def _element(node: etree._Element, names: Prefixes) -> Element:
    children = tuple(_element(each, names) for each in node if isinstance(each.tag, str))
    attributes = tuple((_name(key, "", names), value) for key, value in node.attrib.items())
    text = (node.text or "").strip() or None
    tail = (node.tail or "").strip() or None
    return Element(_name(node.tag, node.prefix or "", names), text, attributes, children, tail)


def _name(tag: str, prefix: str, names: Prefixes) -> str:
    uri, brace, local = tag.rpartition("}")
    return f"{names.name(uri[1:], prefix)}:{local}" if brace else tag
