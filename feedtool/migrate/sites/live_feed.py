"""What the live feed knows better than the folder: GUIDs, titles, dates and addresses."""

from collections.abc import Iterable
from typing import Any

from feedtool.formats.feed.node import FeedDocument
from feedtool.formats.plural import count
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.migrate.feed.channel import map_channel
from feedtool.migrate.feed.item import map_item
from feedtool.migrate.sites.site import Site

Paths = dict[int, tuple[str, ...]]
"""The parts of an audio file's path, by the number of its episode."""
_MOST_PARTS = 6
_BETTER = ("title", "guid", "published", "link", "episode", "season", "episode_type")
_OF_SHOW = ("derive", "elements", "namespaces")


def take_live_feed(site: Site, document: FeedDocument) -> None:
    """Give episodes what the feed says of them, matched by the name of the audio file."""
    channel = map_channel(document, is_exact=False).values
    known = {name: value for name, value in channel.items() if ":" not in name}
    site.show |= {name: value for name, value in known.items() if name not in _OF_SHOW}
    items = [map_item(node, is_exact=False).values for node in document.items]
    live = {n: _path(item) for n, item in enumerate(items) if _path(item)}
    own = {n: _path(episode.values) for n, episode in enumerate(site.episodes)}
    for length in range(1, _MOST_PARTS + 1):
        for episode, item in _pair(own, live, length):
            _take(site.episodes[episode].values, items[item])
            del own[episode], live[item]
    site.remarks += _remarks([site.episodes[n].name for n in own], len(live))


def _pair(own: Paths, live: Paths, length: int) -> list[tuple[int, int]]:
    """Pair those whose paths end alike, as far as no other one of the site or the feed does.

    Some hosts call each file `stream.mp3`: then the folder it lies in tells.
    """
    ours, theirs = _index(own, length), _index(live, length)
    both = (name for name in ours if name in theirs)
    pairs = ((ours[name], theirs[name]) for name in both)
    return [(mine[0], its[0]) for mine, its in pairs if len(mine) == len(its) == 1]


def _index(paths: Paths, length: int) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for number, path in paths.items():
        if len(path) >= length:
            found.setdefault(path[-length:], []).append(number)
    return found


def _path(values: dict[str, Any]) -> tuple[str, ...]:
    """Return the parts of an audio file's path, host and all, without what counts downloads."""
    audio = values.get("audio", {})
    address = audio.get("url") or audio.get("file") or ""
    bare = split_prefix(address)[1].partition("?")[0].partition("#")[0]
    return tuple(part for part in bare.casefold().split("/") if part)


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
