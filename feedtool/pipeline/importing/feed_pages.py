"""The further pages of a feed, fetched and joined into one feed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.feed.document import MAX_FEED
from feedtool.formats.feed.node import FeedDocument
from feedtool.formats.web_address import join_address
from feedtool.migrate.feed.pages import find_next, fits, item_key, join_pages
from feedtool.pipeline.feed_file import FeedAtHand, fetch_feed

if TYPE_CHECKING:
    from feedtool.net.client import Client

_MOST = 1000
"""Pages that are followed."""
_HINT = "to take over the first page alone, save it and import the file"


def follow_pages(
    feed: FeedAtHand, client: "Client", tell: Callable[[str], None]
) -> tuple[FeedAtHand, int]:
    """Return a feed with the items of all its pages, and the number of pages.

    The last page is the one without a next one, or after which nothing new comes: some hosts lead
    from the last page to the first. Raises FeedtoolError where a page is missing: a show without
    its older episodes must not look whole.
    """
    pages, asked = [feed.document], {feed.url}
    keys = _keys_of(feed.document)
    size, at = len(feed.document.text), feed
    while following := find_next(at.document):
        url = join_address(at.url, following) or following
        if url in asked:
            break
        asked.add(url)
        tell(f"reading page {len(pages) + 1} of the feed")
        at = _fetch_page(url, client, feed.document)
        new = _keys_of(at.document) - keys
        if not new:
            break
        keys |= new
        pages.append(at.document)
        size += len(at.document.text)
        if len(pages) > _MOST or size > MAX_FEED:
            words = f"{feed.shown} has more than {_MOST:,} pages, or {MAX_FEED:,} characters"
            raise FeedtoolError(words, _HINT)
    joined = join_pages(pages) if len(pages) > 1 else feed.document
    return replace(feed, document=joined), len(pages)


def _fetch_page(url: str, client: "Client", first: FeedDocument) -> FeedAtHand:
    try:
        page = fetch_feed(url, client)
    except FeedtoolError as error:
        message = f"a further page of the feed is missing: {error.message}"
        raise FeedtoolError(message, _HINT, error.code) from None
    if not page.document.is_rss:
        message = f"a further page of the feed is no RSS: {page.shown}"
        raise FeedtoolError(message, _HINT, ExitCode.NETWORK)
    if not fits(page.document, first):
        message = f"a further page of the feed uses prefixes for other namespaces: {page.shown}"
        raise FeedtoolError(message, _HINT)
    return page


def _keys_of(document: FeedDocument) -> set[str]:
    return {item_key(node) for node in document.items}
