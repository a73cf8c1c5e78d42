"""Generators that keep the whole show in one YAML file: channel fields and a list `item`."""

from collections.abc import Mapping
from typing import Any

from feedtool.formats.record.fields import read_fields
from feedtool.formats.slug import make_slug
from feedtool.migrate.sites.site import (
    Site,
    SiteEpisode,
    join_address,
    plain_duration,
    plain_length,
    take_list,
    take_text,
    without_empty,
)

_NAMES = ("feed.yaml", "feed.yml", "podcast.yaml", "podcast.yml")
_LISTS = ("item", "items", "episodes")


def is_one_yaml(texts: Mapping[str, str]) -> bool:
    """Tell a folder with such a file."""
    return any(_find_items(texts[name]) is not None for name in _NAMES if name in texts)


def _find_items(text: str) -> tuple[dict[str, Any], list[Any]] | None:
    values = read_fields(text, ".yaml").values
    for name in _LISTS:
        if isinstance(values.get(name), list):
            return values, values.pop(name)
    return None


def read_one_yaml(texts: Mapping[str, str]) -> Site:
    """Read the file."""
    found = next(filter(None, (_find_items(texts[n]) for n in _NAMES if n in texts)), ({}, []))
    channel, items = dict(found[0]), found[1]
    link = take_text(channel, "link", "url")
    kind = take_text(channel, "format")
    site = Site("one YAML file", _show(channel, link))
    entries = [each for each in items if isinstance(each, dict)]
    width = max(3, len(str(len(entries))))
    for place, entry in enumerate(entries):
        values = _episode(dict(entry), link, kind)
        number = str(len(entries) - place).zfill(width)
        body = take_text(values, "notes")
        name = f"{number}-{make_slug(values.get('title', ''))}"
        site.episodes.append(SiteEpisode(name, values, body))
    if entries and not any("guid" in each.values for each in site.episodes):
        site.remarks.append("no GUID was found: take those of the live feed with --feed")
    return site


def _show(channel: dict[str, Any], link: str) -> dict[str, Any]:
    found = {
        "title": take_text(channel, "title"),
        "description": take_text(channel, "description"),
        "summary": take_text(channel, "subtitle"),
        "link": link,
        "language": take_text(channel, "language"),
        "author": take_text(channel, "author"),
        "categories": take_list(channel, "category") or take_list(channel, "categories"),
        "artwork": join_address(link, take_text(channel, "image")),
        "copyright": take_text(channel, "copyright"),
        "explicit": {"yes": "true", "no": "false", "true": "true", "false": "false"}.get(
            take_text(channel, "explicit").lower(), ""
        ),
    }
    rest = without_empty(channel)
    return without_empty(found) | ({"x-feed": rest} if rest else {})


def _episode(entry: dict[str, Any], link: str, kind: str) -> dict[str, Any]:
    url = join_address(link, take_text(entry, "file", "audio", "url"))
    audio = {
        "url" if "://" in url else "file": url.lstrip("/"),
        "type": kind if kind and not url.endswith(".mp3") else "",
        "length": plain_length(take_text(entry, "length")),
        "duration": plain_duration(take_text(entry, "duration")),
    }
    found = {
        "title": take_text(entry, "title"),
        "guid": take_text(entry, "guid"),
        "published": take_text(entry, "published", "pubdate", "date"),
        "season": take_text(entry, "season"),
        "episode": take_text(entry, "episode"),
        "audio": without_empty(audio) if url else {},
        "notes": take_text(entry, "description"),
    }
    rest = without_empty(entry)
    return without_empty(found) | ({"x-feed": rest} if rest else {})
