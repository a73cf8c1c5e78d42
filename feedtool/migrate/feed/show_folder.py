"""A feed to the files of a show folder."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.dates import read_date
from feedtool.formats.episode_record import EpisodeReader
from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.formats.identity import make_podcast_guid
from feedtool.formats.media_types import type_of
from feedtool.formats.show_record import build_show
from feedtool.migrate.feed.channel import map_channel
from feedtool.migrate.feed.item import map_item
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.notes import write_notes
from feedtool.migrate.feed.registry import drop_inherited, make_registry, name_people
from feedtool.migrate.feed.settle import Composed, settle
from feedtool.migrate.feed.texts import Choice, choose_texts, take_texts
from feedtool.migrate.feed.written import elements_of_channel, elements_of_item
from feedtool.migrate.file_names import Named, name_files
from feedtool.migrate.guests import find_guest, offer_guest
from feedtool.migrate.record_text import write_episode, write_show
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.model.roster import make_roster
from feedtool.model.show import Show


@dataclass(slots=True)
class Imported:
    """The files of a show folder by name, and what was done to get there."""

    files: dict[str, str] = field(default_factory=dict)
    show: Mapped | None = None
    items: list[Mapped] = field(default_factory=list)
    guests: int = 0


def import_document(document: FeedDocument) -> Imported:
    """Make a show folder of a feed; total, whatever the feed holds."""
    items = [_map_item(node) for node in document.items if not _is_foreign_live(node)]
    channel = map_channel(document, is_exact=False)
    channel.rest += [node for node in document.items if _is_foreign_live(node)]
    choice = choose_texts(items)
    registry = make_registry([channel, *items])
    _fill_show(channel, choice, registry, _split_prefixes(items))
    show = _settle_show(channel)
    writer = _EpisodeWriter(show, choice, channel.values)
    names = name_files([_named(item) for item in items])
    files = {"show.yaml": write_show(channel.values)}
    for name, item in zip(names, items, strict=True):
        name_people(item, registry)
        files |= writer.write(name, item)
    return Imported(files, channel, items, guests=writer.guests)


def _is_foreign_live(node: Node) -> bool:
    """Tell a live item that says more than a record can."""
    return node.name == "podcast:liveItem" and bool(
        node.attributes.keys() - {"status", "start", "end"}
    )


def _map_item(node: Node) -> Mapped:
    mapped = map_item(node, is_exact=False)
    mapped.carry("_duration")
    return mapped


def _split_prefixes(items: Iterable[Mapped]) -> str:
    """Take a statistics prefix off all audio addresses, if all have the same; return it."""
    audios = [item.values["audio"] for item in items if "url" in item.values.get("audio", {})]
    split = [split_prefix(audio["url"]) for audio in audios]
    prefixes = {prefix for prefix, _ in split}
    prefix = prefixes.pop() if len(prefixes) == 1 else ""
    for audio, (_, bare) in zip(audios, split, strict=True):
        audio["url"] = bare if prefix else audio["url"]
        if audio.get("type") == type_of(audio["url"]):
            del audio["type"]
    return prefix


def _fill_show(
    channel: Mapped, choice: Choice, registry: dict[str, dict[str, Any]], prefix: str
) -> None:
    values = channel.values
    name_people(channel, registry)
    if registry:
        values["people"] = {key: dict(entry) for key, entry in registry.items()}
    if choice.derive:
        values["derive"] = dict(choice.derive)
    if prefix:
        values["enclosure_prefix"] = prefix
    for name in ("itunes:title", "itunes:subtitle", "itunes:summary"):
        values.pop(name, None)
    feed_url = values.get("feed_url", "")
    if "guid" not in values and "://" in feed_url:
        values["guid"] = make_podcast_guid(feed_url)


def _settle_show(channel: Mapped) -> Show:
    def compose(values: dict[str, Any]) -> Composed:
        reading = build_show(dict(values))
        ground = Ground(reading.record, "", {})
        return Composed(tuple(elements_of_channel(compose_feed(ground))), reading.dropped)

    settle(channel, compose, channel.values.get("derive", ()))
    return build_show(dict(channel.values)).record


def _named(item: Mapped) -> Named:
    values = item.values
    published = values.get("published")
    return Named(
        title=values.get("title", ""),
        season=values.get("season", {}).get("number", ""),
        episode=values.get("episode", {}).get("number", ""),
        instant=read_date(published, None).instant if published else None,
    )


class _EpisodeWriter:
    """Writes the records of one show's episodes."""

    def __init__(self, show: Show, choice: Choice, values: dict[str, Any]) -> None:
        roster = make_roster(dict(show.people), {})
        self._composer = ItemComposer(Ground(show, "", {}))
        self._reader = EpisodeReader(roster, show.namespaces)
        self._choice, self._values = choice, values
        self._hosts = [person.name for person in show.hosts if person.name]
        self.guests = 0
        self._derived = [name for name in show.derive if name != "description"]

    def write(self, name: str, item: Mapped) -> dict[str, str]:
        """Settle one episode; return its files."""
        self._shorten(item)
        is_description = self._choice.notes == "description"
        notes = take_texts(item, self._choice)
        body, suffix = write_notes(notes, is_description=is_description)

        def compose(values: dict[str, Any]) -> Composed:
            reading = self._reader.read(values, body, suffix)
            composed = self._composer.compose(reading.record, name)
            return Composed(tuple(elements_of_item(composed)), reading.dropped)

        settle(item, compose, self._derived)
        remark = self._offer_guest(item.values)
        text, aside = write_episode(item.values, body, remark)
        files = {f"{name}{suffix}": text}
        return files | {f"{name}.yaml": aside} if aside else files

    def _offer_guest(self, values: dict[str, Any]) -> str:
        if values.get("guests"):
            return ""
        remark = offer_guest(find_guest(values.get("title", ""), self._hosts))
        self.guests += bool(remark)
        return remark

    def _shorten(self, item: Mapped) -> None:
        """Leave out what the show says, and write dates as people do."""
        values, derive = item.values, self._choice.derive
        drop_inherited(item, self._values)
        for name, element in _INHERITED:
            if element in derive and values.get(name) == self._values.get(name):
                values.pop(name, None)
        if values.get("episode_type") == "full":
            del values["episode_type"]
        published = values.get("published")
        instant = read_date(published, None).instant if published else None
        if instant is not None:
            seconds = instant.strftime(":%S") if instant.second else ""
            values["published"] = f"{instant:%Y-%m-%d %H:%M}{seconds} {_offset(instant)}"


_INHERITED = (
    ("author", "itunes:author"),
    ("explicit", "itunes:explicit"),
    ("keywords", "itunes:keywords"),
)
"""Fields that an episode takes from the show, where `derive` writes their element."""


def _offset(instant: Any) -> str:
    text = f"{instant:%z}"
    return f"{text[:3]}:{text[3:5]}"
