"""Hugo with the Castanet theme: content/episode, content/host, content/guest, data/sponsors.

The theme writes the feed's date from `Date`, not from `PublishDate`, and takes the address of the
audio for the GUID where the page gives none.
Source: the theme's layouts, https://github.com/mattstratton/castanet
"""

from collections.abc import Mapping
from typing import Any

from feedtool.formats.record.fields import read_fields
from feedtool.formats.yaml.block import write_fields
from feedtool.migrate.sites.site import (
    Site,
    SiteEpisode,
    join_address,
    lower_keys,
    plain_duration,
    plain_length,
    read_pages,
    take_list,
    take_text,
    without_empty,
)

_CONFIGS = ("hugo.toml", "config.toml", "config.yaml", "config.yml", "hugo.yaml")
_IDLE = frozenset({"publishdate", "type", "layout"})
_NETWORKS = {
    "twitter": "https://twitter.com/",
    "github": "https://github.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "facebook": "https://www.facebook.com/",
    "instagram": "https://www.instagram.com/",
    "youtube": "https://www.youtube.com/",
    "twitch": "https://www.twitch.tv/",
    "pinterest": "https://www.pinterest.com/",
}
_VIDEO = "https://www.youtube.com/watch?v="


def is_castanet(texts: Mapping[str, str]) -> bool:
    """Tell a site of this theme."""
    return any(name.startswith("content/episode/") for name in texts)


def read_castanet(texts: Mapping[str, str]) -> Site:
    """Read a whole site."""
    config = _read_config(texts)
    given = config.get("params")
    params = {key.lower(): each for key, each in given.items()} if isinstance(given, dict) else {}
    site = Site("Hugo with the Castanet theme", _show(config, params))
    base_url, media_prefix = config.get("baseurl", ""), params.get("media_prefix", "")
    if not media_prefix:
        site.remarks.append("no media_prefix was found: give --feed, or write each audio address")
    for stem, fields in read_pages(texts, "content/episode", site):
        values = _episode(fields.values, base_url, media_prefix)
        site.episodes.append(SiteEpisode(_name(stem, values), values, (fields.body or "").strip()))
    _add_people(texts, base_url, site)
    _add_sponsors(texts, base_url, site)
    return site


def _read_config(texts: Mapping[str, str]) -> dict[str, Any]:
    for name in _CONFIGS:
        if name in texts:
            text = texts[name]
            page = f"+++\n{text}\n+++\n" if name.endswith("toml") else f"---\n{text}\n---\n"
            return lower_keys(read_fields(page, ".md")).values
    return {}


def _show(config: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
    base_url = config.get("baseurl", "")
    found = {
        "title": config.get("title"),
        "description": params.get("description"),
        "link": base_url,
        "language": config.get("languagecode"),
        "author": params.get("itunes_author") or params.get("author"),
        "derive": {"description": "summary", "content:encoded": "notes"},
    }
    return {name: value for name, value in found.items() if value and not isinstance(value, list)}


def _name(stem: str, values: dict[str, Any]) -> str:
    number = values.get("episode", "")
    return f"{number.zfill(3)}-{stem}" if number.isdecimal() else stem


def _episode(page: dict[str, Any], base_url: str, media_prefix: str) -> dict[str, Any]:
    values = {key: value for key, value in page.items() if key not in _IDLE}
    audio = _audio(values, media_prefix)
    guid = take_text(values, "guid")
    if not guid and "://" in audio.get("url", ""):
        guid = audio["url"]
    youtube = take_text(values, "youtube")
    found = {
        "title": take_text(values, "title"),
        "guid": {"value": guid, "is_permalink": "true"} if guid else "",
        "published": _date(take_text(values, "date")),
        "episode": take_text(values, "episode"),
        "draft": "true" if take_text(values, "upcoming", "draft") in ("true", "yes") else "",
        "hosts": take_list(values, "hosts"),
        "guests": take_list(values, "guests"),
        "summary": " ".join(take_text(values, "description").split()),
        "audio": audio,
        "artwork": _picture(values, "episode_image", base_url),
        "explicit": {"yes": "true", "no": "false"}.get(take_text(values, "explicit").lower(), ""),
        "video": join_address(_VIDEO, youtube) if "/" in youtube else youtube and _VIDEO + youtube,
        "sponsors": take_list(values, "sponsors"),
    }
    rest = without_empty(values)
    return without_empty(found) | ({"x-hugo": rest} if rest else {})


def _audio(values: dict[str, Any], media_prefix: str) -> dict[str, str]:
    file = take_text(values, "podcast_file")
    url = join_address(media_prefix, file)
    found = {
        "url": url if "://" in url else "",
        "length": plain_length(take_text(values, "podcast_bytes")),
        "duration": plain_duration(take_text(values, "podcast_duration")),
    }
    if file and not found["url"]:
        values["podcast_file"] = file
    return without_empty(found) if found["url"] else {}


def _picture(values: dict[str, Any], name: str, base_url: str) -> str:
    """Return the address of a picture; its path stays among the site's own fields otherwise."""
    path = values.get(name)
    url = join_address(base_url, path) if isinstance(path, str) and path else ""
    if "://" in url:
        del values[name]
        return url
    return ""


def _date(text: str) -> str:
    return text.replace("T", " ", 1) if text[10:11] == "T" else text


def _add_people(texts: Mapping[str, str], base_url: str, site: Site) -> None:
    """Write people/KEY.md; where a key is host and guest, the host's page counts first."""
    people: dict[str, tuple[dict[str, Any], str]] = {}
    for folder in ("content/host", "content/guest"):
        for key, fields in read_pages(texts, folder, site):
            values, bio = _person(fields.values, base_url), (fields.body or "").strip()
            known, known_bio = people.get(key, ({}, ""))
            people[key] = ({**values, **known}, known_bio or bio)
    for key, (values, bio) in people.items():
        site.files[f"people/{key}.md"] = f"---\n{write_fields(values)}---\n{bio}\n"


def _person(page: dict[str, Any], base_url: str) -> dict[str, Any]:
    values = {key: value for key, value in page.items() if key not in (*_IDLE, "date")}
    found = {
        "name": take_text(values, "title"),
        "link": take_text(values, "website"),
        "image": _picture(values, "thumbnail", base_url),
        "links": _links(values),
        "pronouns": take_text(values, "pronouns"),
        "same_as": take_text(values, "guest_group"),
    }
    rest = without_empty(values)
    return without_empty(found) | ({"x-hugo": rest} if rest else {})


def _links(values: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, prefix in _NETWORKS.items():
        text = take_text(values, name)
        if text:
            found[name] = text if "://" in text else prefix + text.lstrip("@")
    return found


def _add_sponsors(texts: Mapping[str, str], base_url: str, site: Site) -> None:
    for key, fields in read_pages(texts, "data/sponsors", site):
        values = dict(fields.values)
        found = {
            "name": take_text(values, "name") or key,
            "link": take_text(values, "url"),
            "image": _picture(values, "ad", base_url),
        }
        rest = without_empty(values)
        found = without_empty(found) | ({"x-hugo": rest} if rest else {})
        site.files[f"sponsors/{key}.md"] = f"---\n{write_fields(found)}---\n"
