"""The channel that a show's record asks for, without its items."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from referees.dates import read_moment
from referees.wanted import (
    Wanted,
    address,
    el,
    person,
    picture,
    remote_item,
    shared,
    written,
    yes_no,
)

from feedtool import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from feedtool.model.show import Show

DOCS = "http://www.rssboard.org/rss-specification"
SKIPPED = frozenset({"description", "content:encoded"})
"""What `derive` names and the channel's own fields are: it has no content:encoded."""


def channel_children(show: Show, texts: dict[str, str], newest: datetime) -> Iterator[Wanted]:
    """List the channel's children; `texts` are what `derive` draws upon, by source."""
    said = [*core(show, texts, newest), *itunes(show), *podcast(show)]
    own = [written(each) for each in show.elements if not each.absent]
    taken = {each.name for each in (*said, *own)} | {each.name for each in show.elements}
    yield from said
    for name, (source, *_) in show.derive.items():
        if name in taken or name in SKIPPED:
            continue
        if source == "artwork":
            yield el(name, url=address(show, show.artwork))
        elif texts.get(source):
            yield el(name, texts[source])
    yield from own


def core(show: Show, texts: dict[str, str], newest: datetime) -> Iterator[Wanted]:
    """List the elements of RSS 2.0 and Atom."""
    yield el("title", show.title)
    yield el("link", show.link)
    yield el("description", texts["description"])
    yield el("docs", DOCS)
    yield el("generator", f"feedtool {__version__}")
    yield el("language", show.language)
    yield el("lastBuildDate", format_datetime(newest))
    image = (el("url", address(show, show.artwork)), el("title", show.title), el("link", show.link))
    yield el("image", None, image)
    plain = {
        "copyright": show.copyright,
        "managingEditor": show.managing_editor,
        "webMaster": show.web_master,
        "ttl": show.ttl,
    }
    for name, text in plain.items():
        if text is not None:
            yield el(name, text)
    if show.skip_hours:
        yield el("skipHours", None, [el("hour", hour) for hour in show.skip_hours])
    if show.skip_days:
        yield el("skipDays", None, [el("day", day) for day in show.skip_days])
    feed_url = show.feed_url or f"{show.base_url}feed.xml"
    yield el("atom:link", href=feed_url, rel="self", type="application/rss+xml")
    if show.hub:
        yield el("atom:link", href=show.hub, rel="hub")


def itunes(show: Show) -> Iterator[Wanted]:
    """List Apple's elements."""
    yield el("itunes:author", show.author)
    if show.owner:
        owner = (el("itunes:name", show.owner.name), el("itunes:email", show.owner.email))
        yield el("itunes:owner", None, owner)
    for text in show.categories:
        top, *subs = text.split(" > ")
        yield el(
            "itunes:category", None, [el("itunes:category", text=sub) for sub in subs], text=top
        )
    yield el("itunes:image", href=address(show, show.artwork))
    yield el("itunes:explicit", show.explicit)
    yield el("itunes:type", show.type)
    if show.block:
        yield el("itunes:block", "Yes")
    if show.complete:
        yield el("itunes:complete", "Yes")
    if show.new_feed_url:
        yield el("itunes:new-feed-url", show.new_feed_url)


def podcast(show: Show) -> Iterator[Wanted]:
    """List the elements of the podcast namespace."""
    for each in show.hosts:
        yield person(show, each, "host")
    for each in show.credits:
        yield person(show, each)
    yield el("podcast:guid", show.guid)
    if show.locked:
        owner = show.locked.owner or show.owner.email
        yield el("podcast:locked", yes_no(show.locked.value), owner=owner)
    if show.medium:
        yield el("podcast:medium", show.medium)
    for each in show.images:
        yield picture(show, each)
    yield from shared(show)
    yield from services(show)


def services(show: Show) -> Iterator[Wanted]:
    """List what only a channel has of the podcast namespace."""
    if show.update_frequency:
        often = show.update_frequency
        rule = {"rrule": often.rrule, "dtstart": often.dtstart, "complete": often.complete}
        yield el("podcast:updateFrequency", often.label, **rule)
    for each in show.trailer:
        date = format_datetime(read_moment(each.pubdate, show.timezone))
        what = {"length": each.length, "type": each.type, "season": each.season}
        yield el("podcast:trailer", each.title, url=each.url, pubdate=date, **what)
    for each in show.block_services:
        yield el("podcast:block", yes_no(each.value), id=each.id)
    if show.podping is not None:
        yield el("podcast:podping", usesPodping=show.podping)
    if show.podroll:
        yield el("podcast:podroll", None, map(remote_item, show.podroll))
    if show.publisher:
        yield el("podcast:publisher", None, [remote_item(show.publisher, "publisher")])
