"""A feed to the files of a show folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedtool.compose.feed import compose_feed
from feedtool.compose.media import Ground
from feedtool.formats.dates import read_date
from feedtool.formats.feed.node import FeedDocument, Node
from feedtool.formats.guids import make_podcast_guid
from feedtool.formats.media_types import type_of
from feedtool.formats.record.show import build_show
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.migrate.feed.channel import map_channel
from feedtool.migrate.feed.episode_writer import Imported, ShowContext, write_items
from feedtool.migrate.feed.item import map_item
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.registry import make_registry, name_people
from feedtool.migrate.feed.settle import Composed, settle
from feedtool.migrate.feed.texts import Choice, choose_texts
from feedtool.migrate.feed.written import elements_of_channel
from feedtool.migrate.file_names import Named, name_files
from feedtool.migrate.record_text import write_show
from feedtool.model.roster import make_roster
from feedtool.model.show import Show


@dataclass(slots=True)
class Draft:
    """A feed as fields of records, before any is written.

    `names` are those of the records, `early` those of items that are out before their date.
    """

    items: list[Mapped]
    channel: Mapped
    names: list[str]
    prefix: str
    early: list[str]


def draft_import(document: FeedDocument, now: datetime | None) -> Draft:
    """Map a feed to fields, and give its records their names."""
    items = [_map_item(node) for node in document.items if not _is_foreign_live(node)]
    channel = map_channel(document, is_exact=False)
    channel.rest += [node for node in document.items if _is_foreign_live(node)]
    prefix = split_prefixes(items)
    named = [named_of(item) for item in items]
    draft = Draft(items, channel, name_files(named), prefix, [])
    for name, item, each in zip(draft.names, items, named, strict=True):
        if now is not None and each.instant is not None and each.instant > now:
            item.carry("published")  # as a field it would hold back what is out
            draft.early.append(name)
    return draft


def write_import(draft: Draft, audio: Mapping[str, str], address: str = "") -> Imported:
    """Write the records of a new show.

    `audio` are the audio files at hand, by record name. `address` is where the feed was found: its
    own, if it names none.
    """
    items, channel = draft.items, draft.channel
    if address:
        channel.values.setdefault("feed_url", address)
    choice = choose_texts(items)
    registry = make_registry([channel, *items])
    _fill_show(channel, choice, registry, draft.prefix)
    show = _settle_show(channel)
    context = ShowContext(
        show, make_roster(dict(show.people), {}), channel.values, choice, registry
    )
    imported = write_items(list(zip(draft.names, items, strict=True)), context, audio)
    imported.files["show.yaml"] = write_show(channel.values)
    imported.show = channel
    return imported


def _is_foreign_live(node: Node) -> bool:
    """Tell a live item that says more than a record can."""
    return node.name == "podcast:liveItem" and bool(
        node.attributes.keys() - {"status", "start", "end"}
    )


def _map_item(node: Node) -> Mapped:
    mapped = map_item(node, is_exact=False)
    mapped.carry("_duration")
    return mapped


def split_prefixes(items: Iterable[Mapped]) -> str:
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


def named_of(item: Mapped) -> Named:
    """Take of an item what the name of its record is made of."""
    values = item.values
    published = values.get("published")
    return Named(
        title=values.get("title", ""),
        season=values.get("season", {}).get("number", ""),
        episode=values.get("episode", {}).get("number", ""),
        instant=read_date(published, None).instant if published else None,
    )
