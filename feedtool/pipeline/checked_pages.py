"""The pages of a feed that is to be checked: all of an address, one of a file."""

from typing import TYPE_CHECKING

from feedtool.errors import FeedtoolError
from feedtool.formats.web_address import is_web
from feedtool.migrate.feed.pages import find_next, item_key
from feedtool.pipeline.feed_file import FeedAtHand, feed_client, fetch_feed, open_feed
from feedtool.pipeline.feed_pages import Page, walk_pages

if TYPE_CHECKING:
    from feedtool.net.client import Client

_INSTEAD = "to check one page alone, save it and check the file"


def read_pages(source: str, notes: list[str]) -> list[FeedAtHand]:
    """Read a feed; `notes` get a sentence on what was read, or was not.

    Raises FeedtoolError where the first page does not come. What is wrong behind it leaves the
    pages that came to be checked.
    """
    if is_web(source):
        with feed_client(source) as client:
            feed = fetch_feed(source, client)
            if feed.hops:
                notes.append(f"{feed.shown} leads to {feed.url}")
            return _follow(feed, client, notes)
    feed = open_feed(source)
    following = find_next(feed.document)
    if following:
        notes.append(f"{feed.shown} is one page of a feed: check the next one, too: {following}")
    return [feed]


def _follow(feed: FeedAtHand, client: "Client", notes: list[str]) -> list[FeedAtHand]:
    def fetch(url: str) -> Page[FeedAtHand]:
        try:
            return _describe(fetch_feed(url, client))
        except FeedtoolError as error:
            notes.append(f"a further page of the feed cannot be read: {error.message}")
            return Page(feed, url, "", frozenset(), 0)  # nothing new: here reading ends

    before = len(notes)
    pages = list(walk_pages(_describe(feed), fetch, _INSTEAD))
    if len(pages) > 1 and len(notes) == before:
        notes.append(f"{feed.shown} is a feed of {len(pages):,} pages, which were all read")
    elif len(pages) > 1:
        notes.append(f"{feed.shown}: {len(pages):,} pages of the feed were read")
    return pages


def _describe(feed: FeedAtHand) -> Page[FeedAtHand]:
    document = feed.document
    keys = frozenset(item_key(node) for node in document.items)
    return Page(feed, feed.url, find_next(document), keys, len(document.text))
