"""What the live feed knows better than the folder: GUIDs, titles, dates and addresses."""

from collections.abc import Iterable
from typing import Any

from feedtool.formats.feed.node import FeedDocument
from feedtool.formats.plural import count
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.migrate.feed.channel import map_channel
from feedtool.migrate.feed.item import map_item
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.sites.site import Site, SiteEpisode

_BETTER = ("title", "guid", "published", "link", "episode", "season", "episode_type")
_OF_SHOW = ("derive", "elements", "namespaces")


def take_live_feed(site: Site, document: FeedDocument) -> None:
    """Give episodes what the feed says of them, matched by the name of the audio file."""
    channel = map_channel(document, is_exact=False).values
    known = {name: value for name, value in channel.items() if ":" not in name}
    site.show |= {name: value for name, value in known.items() if name not in _OF_SHOW}
    items = [map_item(node, is_exact=False) for node in document.items]
    by_file = _index(items)
    missing: list[str] = []
    for episode in site.episodes:
        item = by_file.pop(_file_of(episode), None)
        if item is None:
            missing.append(episode.name)
        else:
            _take(episode.values, item.values)
    site.remarks += _remarks(missing, len(by_file))


def _index(items: Iterable[Mapped]) -> dict[str, Mapped]:
    found: dict[str, Mapped] = {}
    for item in items:
        name = _base_name(item.values.get("audio", {}).get("url", ""))
        if name:
            found.setdefault(name, item)
    return found


def _file_of(episode: SiteEpisode) -> str:
    audio = episode.values.get("audio", {})
    return _base_name(audio.get("url") or audio.get("file") or "")


def _base_name(address: str) -> str:
    bare = split_prefix(address)[1].partition("?")[0].partition("#")[0]
    return bare.rpartition("/")[2].casefold()


def _take(values: dict[str, Any], live: dict[str, Any]) -> None:
    values |= {name: live[name] for name in _BETTER if name in live}
    audio = {name: value for name, value in values.get("audio", {}).items() if name != "file"}
    values["audio"] = audio | live["audio"]


def _remarks(missing: list[str], left: int) -> Iterable[str]:
    if missing:
        shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
        yield f"{count(len(missing), 'episode')} not in the feed: {shown}"
    if left:
        yield f"{count(left, 'item')} of the feed without a page in the folder: not taken over"
