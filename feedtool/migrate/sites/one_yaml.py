"""Sites with all episodes in one YAML file: beside the channel's fields, or as a list alone."""

from collections.abc import Mapping
from typing import Any

from feedtool.formats.dates import read_date
from feedtool.formats.record.fields import read_fields
from feedtool.migrate.file_names import Named, name_files
from feedtool.migrate.sites.audio_fields import take_audio
from feedtool.migrate.sites.config import Config, describe_show, read_config
from feedtool.migrate.sites.page_fields import take_episode
from feedtool.migrate.sites.site import Site, SiteEpisode
from feedtool.migrate.sites.values import (
    join_address,
    plain_bool,
    take_list,
    take_text,
    without_empty,
)

_NAMES = ("feed.yaml", "feed.yml", "podcast.yaml", "podcast.yml")
_LISTS = ("item", "items", "episodes")
_BARE = tuple(
    f"{folder}episodes.{suffix}"
    for folder in ("_data/", "data/", "src/_data/", "")
    for suffix in ("yml", "yaml")
)
"""Data files of a site that makes its pages of them: a list alone, the show in the settings."""


def is_one_yaml(texts: Mapping[str, str]) -> bool:
    """Tell a folder with such a file."""
    return _find_items(texts) is not None


def _find_items(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Any]] | None:
    for file in (each for each in _NAMES if each in texts):
        values = read_fields(texts[file], ".yaml").values
        for name in _LISTS:
            if isinstance(values.get(name), list):
                return values, values.pop(name)
    for file in (each for each in _BARE if each in texts):
        text = texts[file].removeprefix("---\n")
        items = read_fields(f"item:\n{text}", ".yaml").values.get("item")
        if isinstance(items, list) and any(map(_names_audio, items)):
            return {}, items
    return None


def _names_audio(entry: Any) -> bool:
    return isinstance(entry, dict) and bool(take_audio(dict(entry), "", ""))


def read_one_yaml(texts: Mapping[str, str]) -> Site:
    """Read the file."""
    channel, items = _find_items(texts) or ({}, [])
    config = Config() if channel else read_config(texts)
    link = take_text(channel, "link", "url") or config.url
    kind = take_text(channel, "format")
    show = _show(channel, link) if channel else describe_show(config)
    site = Site("one YAML file", show)
    entries = [dict(each) for each in items if isinstance(each, dict)]
    bodies = [take_text(each, "notes", "description") for each in entries]
    episodes = [_episode(each, link, kind) for each in entries]
    names = name_files([_named(each) for each in episodes])
    for name, values, body in zip(names, episodes, bodies, strict=True):
        site.episodes.append(SiteEpisode(name, values, body))
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
        "explicit": take_text(channel, "explicit", read=plain_bool),
    }
    rest = without_empty(channel)
    return without_empty(found) | ({"x-feed": rest} if rest else {})


def _episode(entry: dict[str, Any], link: str, kind: str) -> dict[str, Any]:
    found = take_episode(entry, link, link)
    audio = found.get("audio", {})
    if kind and audio and not any(each.endswith(".mp3") for each in audio.values()):
        audio["type"] = kind
    rest = without_empty(entry)
    return found | ({"x-feed": rest} if rest else {})


def _named(values: dict[str, Any]) -> Named:
    instant = read_date(values.get("published", ""), None).instant
    return Named(
        values.get("title", ""), values.get("season", ""), values.get("episode", ""), instant
    )
