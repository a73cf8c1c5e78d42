"""feedgen, held with tongs: the RSS core through its setters, everything else through our hook.

feedgen drops some values in silence and accepts wrong ones; what it gets is judged before, and
what it wrote is compared after (`verify`).
"""

from datetime import datetime
from functools import partial
from typing import Any

import lxml.etree  # noqa: F401 - before feedgen: its util uses it without importing it
from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from feedtool.model.element import Element
from feedtool.model.feed import Feed, Item
from feedtool.render.xml import XmlWriter, fits_cdata


class LostValueError(RuntimeError):
    """feedgen did not write what it was given: a defect of this tool, never of the record."""


class _ItemHook(BaseEntryExtension):  # type: ignore[misc]
    """Finishes one item after feedgen's core."""

    def __init__(self, item: Item, xml: XmlWriter, tail: str) -> None:
        self._item, self._xml, self._tail = item, xml, tail

    def extend_rss(self, entry: Any) -> Any:
        """Check the core, and append every element that is not RSS core."""
        item, xml = self._item, self._xml
        if not item.title:  # feedgen asks for one; a file's name is none
            entry.remove(entry.find("title"))
        verify(entry, core_texts(item), item.path)
        if item.published is not None:
            xml.append(entry, Element("pubDate", item.published.text))
        for element in item.elements:
            xml.append(entry, element)
        if item.live is not None:
            entry.tag = xml.qualify("podcast:liveItem")
            for name, value in item.live:
                entry.set(name, value)
        xml.indent(entry, level=2)
        entry.tail = self._tail
        return entry


class _FeedHook(BaseExtension):  # type: ignore[misc]
    """Finishes the channel after feedgen's core."""

    def __init__(self, feed: Feed, xml: XmlWriter) -> None:
        self._feed, self._xml = feed, xml

    def extend_ns(self) -> dict[str, str]:
        """Declare every prefix once, on the root."""
        return self._xml.namespaces

    def extend_rss(self, root: Any) -> Any:
        """Check the core, and append every element that is not RSS core."""
        channel = root[0]
        verify(channel, channel_texts(self._feed), "show.yaml")
        for element in self._feed.elements:
            self._xml.append(channel, element)
        self._xml.indent(root, level=0)
        return root


class _BareHook(BaseExtension):  # type: ignore[misc]
    """Declares the prefixes of a document that only carries items, and ends its head."""

    def __init__(self, xml: XmlWriter, token: str) -> None:
        self._xml, self._token = xml, token

    def extend_ns(self) -> dict[str, str]:
        """Declare every prefix once, on the root."""
        return self._xml.namespaces

    def extend_rss(self, root: Any) -> Any:
        """Mark where the items begin."""
        root[0][-1].tail = self._token
        return root


class _NoHook(BaseEntryExtension):  # type: ignore[misc]
    """feedgen wants an entry class beside the feed's; entries get theirs from `make_entry`."""


def verify(node: Any, wanted: dict[str, str | None], where: str) -> None:
    """Compare what feedgen wrote with what it was given; it drops some values in silence."""
    written = {child.tag: child.text for child in node.iterchildren(reversed=True)}  # the first
    for name, text in wanted.items():
        found = node.findtext(name) if "/" in name else written.get(name)
        if (found or None) != (text or None):
            raise LostValueError(f"{where}: {name} was {text!r}, feedgen wrote {found!r}")


def core_texts(item: Item) -> dict[str, str | None]:
    """List the core texts of an item as the XML must hold them."""
    return {
        "title": item.title,
        "link": item.link,
        "description": item.description,
        "guid": item.guid,
    }


def channel_texts(feed: Feed) -> dict[str, str | None]:
    """List the core texts of the channel as the XML must hold them."""
    return {
        "title": feed.title or UNTITLED,
        "link": channel_link(feed),
        "description": feed.description or feed.title or UNTITLED,
        "copyright": feed.copyright,
        "language": feed.language,
        "image/url": own_image(feed),
    }


UNTITLED = "Untitled"
"""Stands where a record that was let through has no title: RSS asks for one."""


def channel_link(feed: Feed) -> str:
    """Return the channel's link, or the next best address: RSS asks for one."""
    return feed.link or feed.base_url or feed.feed_url or "about:blank"


def own_image(feed: Feed) -> str | None:
    """Return the cover for RSS <image>, None where the record writes that element itself."""
    written = any(element.name == "image" for element in feed.elements)
    return None if written else feed.artwork


def make_entry(item: Item, xml: XmlWriter, tail: str) -> FeedEntry:
    """Give feedgen the core of one item; `tail` follows the item in the document."""
    entry = FeedEntry()
    entry.title(item.title or item.slug)
    if item.link:
        entry.link(href=item.link)
    if item.description:
        entry.description(item.description, isSummary=True)
    if item.content:
        entry.content(item.content, type="CDATA" if fits_cdata(item.content) else None)
    if item.guid:
        entry.guid(item.guid, permalink=item.is_permalink)
    if item.categories:  # all at once: feedgen copies what it has for each call
        entry.category([{"term": name, "scheme": domain} for name, domain in item.categories])
    if item.audio is not None:
        length = "0" if item.audio.length is None else str(item.audio.length)
        entry.enclosure(item.audio.url, length, item.audio.type)
    entry.register_extension("feedtool", partial(_ItemHook, item, xml, tail), atom=False)
    return entry


def make_bare_feed(xml: XmlWriter, token: str) -> FeedGenerator:
    """Make a document for items alone; `token` stands before the first."""
    made = FeedGenerator()
    made.register_extension("feedtool", partial(_BareHook, xml, token), _NoHook, atom=False)
    made.title(UNTITLED)
    made.link(href="about:blank", rel="alternate")
    made.description(UNTITLED)
    return made


def make_feed(feed: Feed, xml: XmlWriter, generator: str, built: datetime) -> FeedGenerator:
    """Give feedgen the core of the channel.

    `generator` names tool and version, `built` is lastBuildDate.
    """
    made = FeedGenerator()
    hook = partial(_FeedHook, feed, xml)
    made.register_extension("feedtool", hook, _NoHook, atom=False)
    made.title(feed.title or UNTITLED)
    made.link(href=channel_link(feed), rel="alternate")
    made.description(feed.description or feed.title or UNTITLED)
    made.lastBuildDate(built)
    made.generator(generator)
    if feed.language:
        made.language(feed.language)
    if feed.copyright:
        made.copyright(feed.copyright)
    image = own_image(feed)
    if image:
        made.image(url=image, title=feed.title or UNTITLED, link=channel_link(feed))
    return made
