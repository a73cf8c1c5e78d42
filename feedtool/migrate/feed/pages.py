"""A feed in several pages: which page is next, and all of them as one feed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.formats.feed.paging import PAGING, choose_next


def find_next(document: FeedDocument) -> str:
    """Return the address of the page that follows, as it is written, or ""."""
    return choose_next((_rel(node), node.attributes.get("href", "")) for node in _links(document))


def find_first(document: FeedDocument) -> str:
    """Return the address of the first page where this one is not the first, or ""."""
    links = {_rel(node): node.attributes.get("href", "") for node in _links(document)}
    is_later = "previous" in links or "prev" in links
    return links.get("first", "") if is_later else ""


def join_pages(pages: Sequence[FeedDocument]) -> FeedDocument:
    """Make one feed of its pages: each item once, without the links from page to page.

    While pages are read, a new episode may push an old one to the next page: it counts once.
    """
    first = pages[0]
    channel = first.channel
    kept = [node for node in channel.children if not _is_paging(node)]
    whole = Node("channel", channel.start, channel.end, channel.text, channel.attributes, kept)
    namespaces = dict(each for page in reversed(pages) for each in page.namespaces.items())
    return replace(
        first,
        channel=whole,
        items=tuple(node for _, node in list_items(pages)),
        faults=tuple(fault for page in pages for fault in page.faults),
        namespaces=namespaces,
        renamed=tuple(dict.fromkeys(name for page in pages for name in page.renamed)),
    )


def fits(page: FeedDocument, known: FeedDocument) -> bool:
    """Tell whether a page means the same by its prefixes as those before it."""
    return all(known.namespaces.get(name, uri) == uri for name, uri in page.namespaces.items())


def item_key(node: Node) -> str:
    """Return what tells an item from all others: its GUID, else audio, page, title."""
    guid, enclosure = node.child("guid"), node.child("enclosure")
    if guid is not None and guid.plain:
        return guid.plain
    address = enclosure.attributes.get("url", "") if enclosure is not None else ""
    parts = (node.child(name) for name in ("link", "title"))
    return address or next((part.plain for part in parts if part is not None and part.plain), "")


def list_items(pages: Iterable[FeedDocument]) -> Iterable[tuple[FeedDocument, Node]]:
    """List items with their pages; those of a later page whose key an earlier had are left out."""
    seen: set[str] = set()
    for page in pages:
        own = [(item_key(node), node) for node in page.items]
        yield from ((page, node) for key, node in own if not key or key not in seen)
        seen |= {key for key, _ in own}


def _links(document: FeedDocument) -> list[Node]:
    return [node for node in document.channel.children if node.name == "atom:link"]


def _rel(node: Node) -> str:
    return node.attributes.get("rel", "").strip().lower()


def _is_paging(node: Node) -> bool:
    return node.name == "atom:link" and _rel(node) in PAGING
