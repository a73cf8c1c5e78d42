"""The feed as a strict XML parser reads it, in the shape of what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from referees.wanted import Wanted

if TYPE_CHECKING:
    from pathlib import Path

XML = "http://www.w3.org/XML/1998/namespace"


def read_channel(feed: Path) -> Wanted:
    """Read the channel of a feed; raises XMLSyntaxError for what is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, recover=False)
    root = etree.fromstring(feed.read_bytes(), parser)
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    assert len(root) == 1
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items()} | {XML: "xml"}
    return read_element(root[0], prefixes)


def read_element(node: Any, prefixes: dict[str, str]) -> Wanted:
    """Read one element with all its children; white space between those does not count."""
    attributes = {name_of(name, prefixes): text for name, text in node.attrib.items()}
    children = tuple(read_element(child, prefixes) for child in node)
    text = (node.text or "").strip() if children else node.text or ""
    return Wanted(name_of(node.tag, prefixes), text, attributes, children)


def name_of(name: str, prefixes: dict[str, str]) -> str:
    """Give a name with its prefix."""
    uri, _, local = name.rpartition("}")
    return f"{prefixes[uri[1:]]}:{local}" if uri else name


def by_name(element: Wanted) -> dict[str, Any]:
    """Group children by name: between different names the order is free."""
    groups: dict[str, list[Any]] = {}
    for child in element:
        groups.setdefault(child.name, []).append(by_name(child))
    return {"text": element.text, "attributes": element.attributes, "children": groups}
