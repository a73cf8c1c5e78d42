"""One element of a feed that was read, and the feed as a whole."""

from dataclasses import dataclass, field

from feedtool.model.element import Element
from feedtool.model.finding import Fault

FOREIGN = ("atom:feed", "rdf:RDF")
"""Roots of feeds that podcast apps do not read."""


@dataclass(slots=True)
class Node:
    """An element as a feed holds it.

    `name` and the attributes bear the prefixes of records (`itunes:image`), whatever the feed
    calls them. `start` and `end` are code points of the document's text, tags included. `tail` is
    text behind it, inside its parent.
    """

    name: str
    start: int
    end: int
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    tail: str = ""

    def child(self, name: str) -> "Node | None":
        """Return the first child of this name."""
        return next((each for each in self.children if each.name == name), None)

    @property
    def plain(self) -> str:
        """The text without the white space round it."""
        return self.text.strip()

    @property
    def whole_text(self) -> str:
        """The text of the element and of all elements in it."""
        return self.text + "".join(each.whole_text + each.tail for each in self.children)


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed as it was read: its text, its channel and items, and what was wrong with the XML.

    `namespaces` are prefixes beyond the built-in ones; `renamed` tells which spellings of
    well-known namespaces were read as the right ones. `encoding` is what the bytes were decoded
    with.
    """

    text: str
    root: Node
    channel: Node
    items: tuple[Node, ...]
    faults: tuple[Fault, ...] = ()
    namespaces: dict[str, str] = field(default_factory=dict)
    renamed: tuple[str, ...] = ()
    encoding: str = "utf-8"

    @property
    def is_rss(self) -> bool:
        """Say whether there is anything of RSS in it, well-formed or not."""
        if self.root.name in FOREIGN:  # RSS 1.0 has items, and is another language
            return False
        if self.root.name == "rss":  # whose elements have no prefix, be its channel lost or not
            return bool(self.items) or any(":" not in each.name for each in self.root.children)
        return self.root.name == "channel" or bool(self.items)


def to_element(node: Node, *, is_verbatim: bool = False) -> Element:
    """Turn a node into what a record's `elements` holds.

    White space round texts and between children goes, but not where text and elements are mixed.
    """
    inside = is_verbatim or _is_mixed(node)
    children = tuple(to_element(child, is_verbatim=inside) for child in node.children)
    text = node.text if inside else node.text.strip()
    tail = node.tail if is_verbatim else ""
    attributes = tuple(node.attributes.items())
    return Element(node.name, text or None, attributes, children, tail or None)


def _is_mixed(node: Node) -> bool:
    """Tell whether text stands beside children."""
    if not node.children:
        return False
    return bool(node.plain) or any(child.tail.strip() for child in node.children)
