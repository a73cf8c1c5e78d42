"""The further pages of a feed, fetched and joined into one feed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.feed.node import FeedDocument
from feedtool.migrate.feed.pages import find_next, fits, item_key, join_pages
from feedtool.net.answer import shown_address
from feedtool.pipeline.feed_file import FeedAtHand, fetch_feed
from feedtool.pipeline.feed_pages import Page, walk_pages

if TYPE_CHECKING:
    from feedtool.net.client import Client

_INSTEAD = "to take over the first page alone, save it and import the file"


def follow_pages(
    feed: FeedAtHand, client: "Client", tell: Callable[[str], None]
) -> tuple[FeedAtHand, int]:
    """Return a feed with the items of all its pages, and the number of pages.

    Raises FeedtoolError where a page is missing.
    """

    def fetch(url: str) -> Page[FeedDocument]:
        tell(f"reading a further page of the feed: {shown_address(url)}")
        return _describe(_fetch_page(url, client, feed.document))

    first = _describe(feed)
    pages = walk_pages(first, fetch, _INSTEAD)
    joined = join_pages(pages) if first.following else feed.document
    return replace(feed, document=joined), len(pages)


def _describe(feed: FeedAtHand) -> Page[FeedDocument]:
    document = feed.document
    keys = frozenset(item_key(node) for node in document.items)
    return Page(document, feed.url, find_next(document), keys, len(document.text))


def _fetch_page(url: str, client: "Client", first: FeedDocument) -> FeedAtHand:
    page = fetch_feed(url, client)
    if not page.document.is_rss:
        raise FeedtoolError(f"{page.shown} is no RSS", code=ExitCode.NETWORK)
    if not fits(page.document, first):
        raise FeedtoolError(f"{page.shown} uses prefixes for other namespaces")
    return page
