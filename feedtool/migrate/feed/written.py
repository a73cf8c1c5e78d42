"""What a build writes for a record, as elements that can be compared with a feed's."""

from collections.abc import Iterator

from feedtool.formats.feed.node import Node, to_element
from feedtool.migrate.feed.channel import OURS
from feedtool.model.element import Element
from feedtool.model.feed import Feed, Item

_ITEMS = frozenset({"item", "podcast:liveItem", "channel"})


def elements_of_item(item: Item) -> Iterator[Element]:
    """List everything an item will hold."""
    texts = (
        ("title", item.title),
        ("link", item.link),
        ("description", item.description),
        ("content:encoded", item.content),
        ("pubDate", item.published.text if item.published else None),
    )
    yield from (Element(name, text) for name, text in texts if text)
    if item.guid:
        is_permalink = "true" if item.is_permalink else "false"
        yield Element("guid", item.guid, (("isPermaLink", is_permalink),))
    for name, domain in item.categories:
        yield Element("category", name, () if domain is None else (("domain", domain),))
    if item.audio is not None:
        yield _enclosure(item)
    yield from item.elements


def _enclosure(item: Item) -> Element:
    audio = item.audio
    length = "0" if audio is None or audio.length is None else str(audio.length)
    url, kind = (audio.url, audio.type) if audio else ("", "")
    return Element("enclosure", None, (("url", url), ("length", length), ("type", kind)))


def elements_of_channel(feed: Feed) -> Iterator[Element]:
    """List everything the channel will hold, without what every build writes anew."""
    texts = (
        ("title", feed.title),
        ("link", feed.link),
        ("description", feed.description),
        ("language", feed.language),
        ("copyright", feed.copyright),
    )
    yield from (Element(name, text) for name, text in texts if text)
    if feed.artwork and not any(element.name == "image" for element in feed.elements):
        parts = (("url", feed.artwork), ("title", feed.title), ("link", feed.link))
        yield Element("image", children=tuple(Element(name, text) for name, text in parts))
    yield from feed.elements


def wanted_nodes(node: Node) -> list[tuple[Node, Element]]:
    """List the elements of an item or a channel that must come out again.

    Left out are the channel's items, what every build writes anew, and empty elements.
    """
    left_out = _ITEMS | OURS if node.name == "channel" else frozenset[str]()
    pairs = [(child, to_element(child)) for child in node.children if child.name not in left_out]
    return [(child, _plainly(element)) for child, element in pairs if not is_empty(element)]


def _plainly(element: Element) -> Element:
    """Write out what RSS takes for granted."""
    if element.name == "guid" and all(name != "isPermaLink" for name, _ in element.attributes):
        return Element("guid", element.text, (*element.attributes, ("isPermaLink", "true")))
    return element


def is_empty(element: Element) -> bool:
    """Tell whether an element says nothing at all."""
    return not (element.text or element.attributes or element.tail) and all(
        map(is_empty, element.children)
    )
