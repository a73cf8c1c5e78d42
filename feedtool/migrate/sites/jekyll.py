"""Jekyll: posts or a collection with the audio in their front matter, as Octopod and others do.

Source: Octopod's documentation, https://jekyll-octopod.github.io
"""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.formats.record.fields import read_fields
from feedtool.migrate.sites.audio_fields import take_audio
from feedtool.migrate.sites.site import (
    Site,
    SiteEpisode,
    join_address,
    read_pages,
    take_list,
    take_text,
    without_empty,
)

_CONFIG = "_config.yml"
_FOLDERS = ("_posts", "_episodes", "_podcasts", "_podcast")
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)")
_IDLE = frozenset({"layout", "published", "comments"})
_YES_NO = {"yes": "true", "true": "true", "no": "false", "false": "false", "clean": "false"}


def is_jekyll(texts: Mapping[str, str]) -> bool:
    """Tell a site with posts or episodes."""
    starts = tuple(f"{folder}/" for folder in _FOLDERS)
    return any(name.startswith(starts) for name in texts)


def read_jekyll(texts: Mapping[str, str]) -> Site:
    """Read a whole site."""
    config = read_fields(texts.get(_CONFIG, ""), ".yml").values
    site = Site("Jekyll", _show(config))
    prefix = take_text(dict(config), "download_url")
    url = take_text(dict(config), "url")
    prefix = prefix or (join_address(url, "episodes") if url else "")
    for folder in dict.fromkeys((*_FOLDERS, *_collections(config))):
        for stem, fields in read_pages(texts, folder, site):
            match = _DATED.fullmatch(stem)
            values = _episode(fields.values, prefix, url, match["date"] if match else "")
            if "audio" not in values:
                site.remarks.append(f"{folder}/{stem} names no audio: it is left out")
                continue
            site.episodes.append(SiteEpisode(stem, values, (fields.body or "").strip()))
    return site


def _collections(config: Mapping[str, Any]) -> list[str]:
    """List the folders of the collections that the site declares."""
    declared = config.get("collections")
    names = declared if isinstance(declared, (dict, list)) else ()
    return [f"_{name}" for name in names if isinstance(name, str)]


def _show(config: dict[str, Any]) -> dict[str, Any]:
    values = dict(config)
    given = values.get("author")
    author = dict(given) if isinstance(given, dict) else {"name": given}
    owner = {
        "name": take_text(values, "itunes_owner_name", "owner_name"),
        "email": take_text(values, "email", "itunes_email", "owner_email")
        or take_text(author, "email"),
    }
    found = {
        "title": take_text(values, "title"),
        "description": take_text(values, "description"),
        "summary": take_text(values, "subtitle"),
        "link": take_text(values, "url"),
        "language": take_text(values, "language"),
        "author": take_text(author, "name"),
        "owner": without_empty(owner),
        "categories": take_list(values, "itunes_categories"),
        "explicit": _YES_NO.get(take_text(values, "explicit").lower(), ""),
        "license": take_text(values, "license"),
    }
    return without_empty(found)


def _episode(page: dict[str, Any], prefix: str, url: str, date: str) -> dict[str, Any]:
    values = {key: value for key, value in page.items() if key not in _IDLE}
    chapters = take_list(values, "chapters")
    audio = take_audio(values, prefix, url)
    found = {
        "title": take_text(values, "title"),
        "guid": take_text(values, "guid"),
        "published": take_text(values, "date") or date,
        "episode": take_text(values, "episode", "episode_number", "number"),
        "season": take_text(values, "season"),
        "draft": "true" if page.get("published") == "false" else "",
        "author": take_text(values, "author"),
        "summary": " ".join(take_text(values, "summary", "subtitle", "description").split()),
        "audio": audio,
        "explicit": _YES_NO.get(take_text(values, "explicit").lower(), ""),
        "chapters": chapters,
        "keywords": take_list(values, "tags"),
        "categories": take_list(values, "categories"),
    }
    rest = without_empty(values)
    return without_empty(found) | ({"x-jekyll": rest} if rest else {})
