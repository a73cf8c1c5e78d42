"""Which public addresses a show and its episodes have, and what the feed says of each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedtool.formats.markup.tags import find_targets
from feedtool.formats.numbers import read_size
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.exchange import Address, Kind
from feedtool.model.feed import Feed, Item
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import list_passages

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_LINK_FIELDS = re.compile(
    r"(links|funding|sponsors|content_link|hosts|guests|credits)\.\d+\.(url|link|image)"
)
"""Fields of a record that lead to web pages, or to pictures of people."""


def list_show_addresses(show: Show, feed: Feed, roster: Roster) -> list[Address]:
    """List the addresses of the channel, the feed's own first."""
    found = [Address(feed.feed_url, Kind.FEED, ("feed_url",) if show.feed_url else ("base_url",))]
    if feed.artwork:
        found.append(Address(feed.artwork, Kind.ARTWORK, ("artwork",)))
    if show.hub:
        found.append(Address(show.hub, Kind.HUB, ("hub",)))
    if show.link:
        found.append(Address(show.link, Kind.LINK, ("link",)))
    found += _links(show, feed.urls, roster)
    return [_own(each, feed.base_url) for each in found if _WEB.match(each.url)]


def list_item_addresses(
    episode: Episode, item: Item, roster: Roster, base_url: str
) -> list[Address]:
    """List the addresses of an item."""
    found: list[Address] = []
    audio = item.audio
    if audio is not None:
        at: FieldPath = ("audio", "url") if episode.audio and episode.audio.url else ("audio",)
        url, is_dynamic = split_prefix(audio.bare_url or audio.url)[1], item.is_dynamic
        found.append(
            Address(
                url, Kind.AUDIO, at, type=audio.type, length=audio.length, is_dynamic=is_dynamic
            )
        )
    if item.artwork:
        found.append(Address(item.artwork, Kind.ARTWORK, ("artwork",)))
    if item.link:
        found.append(Address(item.link, Kind.PAGE, ("link",)))
    for element in item.elements:
        found += _of_element(element)
    found += _links(episode, item.urls, roster)
    return [_own(each, base_url) for each in found if _WEB.match(each.url)]


def _of_element(element: Element) -> Iterator[Address]:
    given = dict(element.attributes)
    url, kind = given.get("url", ""), given.get("type", "")
    if element.name == "podcast:transcript":
        yield Address(url, Kind.TRANSCRIPT, ("transcript",), type=kind)
    elif element.name == "podcast:chapters":
        yield Address(url, Kind.CHAPTERS, ("chapters",), type=kind)
    elif element.name == "podcast:alternateEnclosure":
        length = given.get("length", "")
        for source in element.children:
            if source.name == "podcast:source":
                yield Address(
                    dict(source.attributes).get("uri", ""),
                    Kind.AUDIO,
                    ("alternate_enclosure",),
                    type=dict(source.attributes).get("contentType", kind),
                    length=read_size(length),
                )


def _links(
    record: Show | Episode, urls: Iterable[tuple[str, str]], roster: Roster
) -> Iterator[Address]:
    """List the pages that a record's fields and texts lead to."""
    for dotted, url in urls:
        if _LINK_FIELDS.fullmatch(dotted):
            field, number, name = dotted.split(".")
            yield Address(url, Kind.LINK, (field, int(number), name))
    for passage in list_passages(record, roster):
        for target in find_targets(passage.text, is_markdown=passage.is_markdown):
            yield Address(target.url, Kind.LINK, passage.at, within=passage.narrow(target.span))


def _own(address: Address, base_url: str) -> Address:
    """Mark an address that is served with the feed."""
    is_own = bool(base_url) and address.url.startswith(base_url.rstrip("/") + "/")
    return replace(address, is_own=True) if is_own else address
