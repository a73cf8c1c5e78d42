"""A feed that is out in several pages, as one feed."""

from collections.abc import Sequence
from dataclasses import replace

from feedtool.formats.feed.paging import PAGING, choose_next
from feedtool.model.element import Element
from feedtool.model.published import PublishedFeed, PublishedItem

_LINK = "atom:link"


def find_next_page(links: Sequence[Element]) -> str:
    """Return the address of the page that follows, as the links of a channel write it, or ""."""
    named = [each for each in links if each.name == _LINK]
    return choose_next((_rel(each), dict(each.attributes).get("href", "")) for each in named)


def keys_of(feed: PublishedFeed) -> frozenset[str]:
    """Return what tells a feed's items from those of other pages."""
    return frozenset(map(_key_of, feed.items))


def join_published(pages: Sequence[PublishedFeed]) -> PublishedFeed:
    """Make one feed of its pages: the first's channel, each item once, no links between pages.

    Its bytes, hash and length stay those of the first page, which apps ask for.
    """
    items: dict[object, PublishedItem] = {}
    for number, page in enumerate(pages):
        known = set(items)
        for place, item in enumerate(page.items):
            key = _key_of(item)
            if not key or key not in known:  # two alike on one page are a fault to be seen
                items[key if key and key not in items else (number, place)] = item
    first = pages[0]
    links = tuple(each for each in first.said.get(_LINK, ()) if _rel(each) not in PAGING)
    return replace(first, said={**first.said, _LINK: links}, items=tuple(items.values()))


def _key_of(item: PublishedItem) -> str:
    return item.identity.strip()


def _rel(link: Element) -> str:
    return dict(link.attributes).get("rel", "").strip().lower()
