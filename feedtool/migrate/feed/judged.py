"""A feed's channel and items as the records that rules judge: nothing mended, nothing derived."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from feedtool.formats.dates import describe_loose, is_feed_date
from feedtool.formats.feed.item_form import judge_item_form, judge_values, list_hosts
from feedtool.formats.feed.node import FeedDocument, Node, to_element
from feedtool.formats.feed.places import FeedPlaces, FeedSource, LineIndex
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.show import build_show
from feedtool.formats.record.validation import Reading
from feedtool.migrate.feed.channel import map_channel
from feedtool.migrate.feed.item import map_item
from feedtool.migrate.feed.mapped import Mapped
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item, PubDate
from feedtool.model.loaded import Loaded
from feedtool.model.roster import Roster
from feedtool.model.show import Show


class FeedJudge:
    """Makes the records of one feed; `path` is what reports print."""

    def __init__(self, document: FeedDocument, path: str) -> None:
        """Take the feed, and what its channel says."""
        self._document, self._path = document, path
        self._lines = LineIndex(document.text)
        self._hosts = list_hosts(document.channel)
        self._reader = EpisodeReader(Roster(), {})

    def show(self) -> Loaded[Show]:
        """Make the record of the channel; what was wrong with the XML becomes its faults."""
        mapped = map_channel(self._document, is_exact=True)
        description = mapped.nodes.get(("description",))
        own = dict(mapped.values)
        own.pop("namespaces", None)
        reading = build_show(own)
        mapped.rest = [node for node in mapped.rest if not _is_empty_core(node, own)]
        elements = _elements(mapped)
        text = description.whole_text.strip() if description else ""
        if text:  # a show's is Markdown; a feed's goes out as it stands
            elements += (Element("description", text),)
        record = reading.record.model_copy(update={"elements": elements})
        faults = [*self._document.faults, *judge_values(self._document.channel), *reading.faults]
        source = self._source(mapped)
        return Loaded(self._path, self._path, record, source, faults, reading.dropped)

    def episode(self, node: Node) -> Loaded[Episode]:
        """Make the record of an item; its path is the place of the item."""
        mapped = map_item(node, is_exact=True)
        mapped.carry("_duration")
        values = dict(mapped.values)
        notes = _put_texts(values)
        reading: Reading[Episode] = self._reader.read(values, notes, ".html")
        record = reading.record.model_copy(update={"elements": _elements(mapped)})
        line, column = self._lines.find(node.start)
        path = f"{self._path}:{line}:{column}"
        source = self._source(mapped)
        faults = [*judge_item_form(node, self._hosts), *reading.faults]
        return Loaded(path, path, record, source, faults, reading.dropped)

    def _source(self, mapped: Mapped) -> FeedSource:
        text = self._document.text
        places = FeedPlaces(text, mapped.node, mapped.nodes, mapped.rest)
        return FeedSource(self._path, text, places, self._lines)


def _elements(mapped: Mapped) -> tuple[Element, ...]:
    return tuple(replace(to_element(node), entry=n) for n, node in enumerate(mapped.rest))


def _is_empty_core(node: Node, own: dict[str, Any]) -> bool:
    """Tell an element that says nothing and stands alone, where a channel always has one."""
    is_core = node.name in ("title", "link", "description")
    return is_core and not node.whole_text.strip() and not own.get(node.name)


def _put_texts(values: dict[str, Any]) -> str:
    """Take the notes out of an item's texts: content:encoded, else the description."""
    content = values.pop("content", None)
    if content is None:
        return str(values.pop("description", ""))
    values.setdefault("description", "")
    return str(content)


def judge_feed(feed: Feed, show: Show, channel: Node) -> Feed:
    """Take back what a build would add or mend.

    The author that follows from the hosts goes; podcast:locked and the link to the feed itself say
    what they say in the feed.
    """
    elements = [_as_written(each, channel) for each in feed.elements]
    if show.author is None:
        elements = [each for each in elements if each.name != "itunes:author" or each.entry >= 0]
    return replace(feed, elements=tuple(elements))


def _as_written(element: Element, channel: Node) -> Element:
    if element.entry >= 0 or element.name not in ("podcast:locked", "atom:link"):
        return element
    rel = dict(element.attributes).get("rel")
    for node in channel.children:
        if node.name == element.name and node.attributes.get("rel") == rel:
            return to_element(node)
    return element


def judge_item(item: Item, episode: Episode, node: Node, now: datetime) -> Item:
    """Take back what a build would add or mend.

    That is the type that follows from an address, the date, and the twin of Apple's number beside
    which the feed writes another one.
    """
    date = _judge_date(item.published, (episode.published or "").strip())
    if date and not date.code and not item.live and date.instant and date.instant > now:
        date = replace(date, code="ID24", fault=f"date {date.text!r} is in the future")
    carried = {each.name for each in episode.elements} & {"podcast:season", "podcast:episode"}
    twins = {name for name in carried if sum(each.name == name for each in node.children) == 1}
    elements = tuple(each for each in item.elements if each.entry >= 0 or each.name not in twins)
    item = replace(item, published=date, elements=elements)
    audio = item.audio
    if audio is None or episode.audio is None or episode.audio.type is not None:
        return item
    return replace(item, audio=replace(audio, type=""))


def _judge_date(date: PubDate | None, written: str) -> PubDate | None:
    """Name the forms of dates that records may have, and feeds may not."""
    if date is None or date.code not in ("", "ID28"):
        return date
    is_exact = is_feed_date(written)
    fault = describe_loose(written) if is_exact else "is not as RFC 2822 writes it"
    return PubDate(written, date.instant, "ID20", f"date {written!r} {fault}") if fault else date
