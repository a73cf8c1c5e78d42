"""The further pages of a feed, asked for one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from feedtool.errors import FeedtoolError
from feedtool.formats.feed.document import MAX_FEED
from feedtool.formats.web_address import join_address

T = TypeVar("T")
_MOST = 1000
"""Pages that are followed."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a feed.

    `url` is where it came from, `following` the address of the next as it is written, or "". `keys`
    tell its items from all others; `size` is its characters or bytes.
    """

    content: T
    url: str
    following: str
    keys: frozenset[str]
    size: int


def walk_pages(first: Page[T], fetch: Callable[[str], Page[T]], instead: str) -> Sequence[T]:
    """Return all pages of a feed, from the first on; `fetch` takes an address.

    The last page is the one without a next one, or after which nothing new comes: some hosts lead
    from the last page to the first. Raises FeedtoolError where a page cannot be read: a show
    without its older episodes must not look whole. `instead` says what can be done then.
    """
    pages, asked, keys, size = [first.content], {first.url}, set(first.keys), first.size
    at = first
    while at.following:
        url = join_address(at.url, at.following) or at.following
        if url in asked:
            break
        asked.add(url)
        try:
            at = fetch(url)
        except FeedtoolError as error:
            message = f"page {len(pages) + 1} of the feed cannot be read: {error.message}"
            raise FeedtoolError(message, instead, error.code) from None
        if at.keys <= keys:
            break
        keys |= at.keys
        pages.append(at.content)
        size += at.size
        if len(pages) > _MOST or size > MAX_FEED:
            message = f"the feed has more than {_MOST:,} pages, or {MAX_FEED:,} bytes"
            raise FeedtoolError(message, instead)
    return pages
