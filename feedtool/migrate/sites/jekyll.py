"""Jekyll: posts with the audio in their front matter, as Octopod and its like write them.

Source: Octopod's documentation, https://jekyll-octopod.github.io
"""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.formats.record import read_fields
from feedtool.migrate.sites.site import (
    Site,
    SiteEpisode,
    join_address,
    plain_duration,
    plain_length,
    read_pages,
    take_list,
    take_text,
    without_empty,
)

_CONFIG = "_config.yml"
_POSTS = "_posts"
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)")
_FORMATS = ("mp3", "m4a", "mp4", "ogg", "opus")
_IDLE = frozenset({"layout", "published", "comments"})


def is_jekyll(texts: Mapping[str, str]) -> bool:
    """Tell a site with posts."""
    return any(name.startswith(f"{_POSTS}/") for name in texts)


def read_jekyll(texts: Mapping[str, str]) -> Site:
    """Read a whole site."""
    config = read_fields(texts.get(_CONFIG, ""), ".yml").values
    site = Site("Jekyll", _show(config))
    prefix = take_text(dict(config), "download_url")
    url = take_text(dict(config), "url")
    prefix = prefix or (join_address(url, "episodes") if url else "")
    for stem, fields in read_pages(texts, _POSTS):
        match = _DATED.fullmatch(stem)
        values = _episode(fields.values, prefix, match["date"] if match else "")
        if "audio" not in values:
            site.remarks.append(f"{_POSTS}/{stem} names no audio: it is left out")
            continue
        site.episodes.append(SiteEpisode(stem, values, (fields.body or "").strip()))
    return site


def _show(config: dict[str, Any]) -> dict[str, Any]:
    values = dict(config)
    owner = {
        "name": take_text(values, "itunes_owner_name", "owner_name"),
        "email": take_text(values, "email", "itunes_email", "owner_email"),
    }
    found = {
        "title": take_text(values, "title"),
        "description": take_text(values, "description"),
        "summary": take_text(values, "subtitle"),
        "link": take_text(values, "url"),
        "language": take_text(values, "language"),
        "author": take_text(values, "author"),
        "owner": without_empty(owner),
        "categories": take_list(values, "itunes_categories"),
        "explicit": {"yes": "true", "no": "false", "clean": "false"}.get(
            take_text(values, "explicit").lower(), ""
        ),
        "license": take_text(values, "license"),
    }
    return without_empty(found)


def _episode(page: dict[str, Any], prefix: str, date: str) -> dict[str, Any]:
    values = {key: value for key, value in page.items() if key not in _IDLE}
    chapters = take_list(values, "chapters")
    found = {
        "title": take_text(values, "title"),
        "guid": take_text(values, "guid"),
        "published": take_text(values, "date") or date,
        "episode": take_text(values, "episode", "episode_number"),
        "season": take_text(values, "season"),
        "draft": "true" if page.get("published") == "false" else "",
        "author": take_text(values, "author"),
        "summary": " ".join(take_text(values, "summary", "subtitle", "description").split()),
        "audio": _audio(values, prefix),
        "explicit": {"yes": "true", "no": "false"}.get(take_text(values, "explicit").lower(), ""),
        "chapters": chapters,
        "keywords": take_list(values, "tags"),
        "categories": take_list(values, "categories"),
    }
    rest = without_empty(values)
    return without_empty(found) | ({"x-jekyll": rest} if rest else {})


def _audio(values: dict[str, Any], prefix: str) -> dict[str, str]:
    """Take the first format of `audio`, with its size."""
    audio, sizes = values.pop("audio", None), values.pop("filesize", None)
    files = audio if isinstance(audio, dict) else {"mp3": audio}
    kind = next((each for each in _FORMATS if isinstance(files.get(each), str)), "")
    if not kind:
        return {}
    size = sizes.get(kind) if isinstance(sizes, dict) else sizes
    duration = take_text(values, "duration")
    address = join_address(prefix, files[kind])
    found = {
        "url" if "://" in address else "file": address.lstrip("/"),
        "length": plain_length(size) if isinstance(size, str) else "",
        "duration": plain_duration(duration),
    }
    return without_empty(found)
