"""The feed that listeners are given, and what is not in it although its time has come."""

from collections.abc import Iterator

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.formats.feed.published import NoFeedError, read_published
from feedtool.formats.feed.published_pages import find_next_page
from feedtool.net.answer import shown_address
from feedtool.pipeline.feed_file import feed_client
from feedtool.pipeline.feed_pages import Page, walk_pages
from feedtool.pipeline.run import Outcome

_INSTEAD = "without --online, status tells what the records say"


def find_missing(outcome: Outcome) -> frozenset[str]:
    """List the GUIDs of episodes that are due and not in the live feed; raises FeedtoolError."""
    url = outcome.feed.feed_url
    if not url:
        raise FeedtoolError("the show has no base_url, so nobody knows where its feed is")
    live = frozenset(_read_guids(url))
    due = (each.guid for each in outcome.digests if each.is_due and each.guid)
    return frozenset(guid for guid in due if guid not in live)


def _read_guids(url: str) -> Iterator[str]:
    """Read the GUIDs of a feed, those of its further pages too."""
    with feed_client(url) as client:

        def fetch(address: str) -> Page[frozenset[str]]:
            answer = client.get(address).require_ok()
            try:
                feed = read_published(answer.body)
            except NoFeedError as error:
                message = f"{shown_address(address)} gives no feed: {error}"
                raise FeedtoolError(message, _INSTEAD, ExitCode.NETWORK) from None
            guids = frozenset(item.guid.strip() for item in feed.items)
            following = find_next_page(feed.said.get("atom:link", ()))
            return Page(guids, answer.url, following, guids, feed.length)

        for page in walk_pages(fetch(url), fetch, _INSTEAD):
            yield from page
