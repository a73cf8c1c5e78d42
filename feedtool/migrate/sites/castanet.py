"""Hugo with the Castanet theme: content/episode, content/host, content/guest, data/sponsors.

The theme writes the feed's date from `Date`, not from `PublishDate`, and takes the address of the
audio for the GUID where the page gives none.
Source: the theme's layouts, https://github.com/mattstratton/castanet
"""

from collections.abc import Mapping
from typing import Any

from feedtool.formats.yaml.block import write_fields
from feedtool.migrate.sites.config import describe_show, read_config
from feedtool.migrate.sites.page_fields import take_episode
from feedtool.migrate.sites.page_reader import DATA, read_pages
from feedtool.migrate.sites.site import Site, SiteEpisode
from feedtool.migrate.sites.values import (
    join_address,
    lower_keys,
    take_list,
    take_text,
    without_empty,
)

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


def is_castanet(texts: Mapping[str, str]) -> bool:
    """Tell a site of this theme."""
    return any(
        name.startswith("content/episode/") and "podcast_file" in text
        for name, text in texts.items()
    )


def read_castanet(texts: Mapping[str, str]) -> Site:
    """Read a whole site."""
    config = read_config(texts)
    show = describe_show(config) | {
        "derive": {"description": "summary", "content:encoded": "notes"}
    }
    site = Site("Hugo with the Castanet theme", show)
    base_url, media_prefix = config.url, take_text(dict(config.values), "media_prefix")
    if not media_prefix:
        site.remarks.append("no media_prefix was found: give --feed, or write each audio address")
    for page in read_pages(texts, "content/episode", site):
        values = _episode(lower_keys(page.values), base_url, media_prefix)
        site.episodes.append(SiteEpisode(_name(page.stem, values), values, page.body))
    _add_people(texts, base_url, site)
    _add_sponsors(texts, base_url, site)
    return site


def _name(stem: str, values: dict[str, Any]) -> str:
    number = values.get("episode", "")
    return f"{number.zfill(3)}-{stem}" if number.isdecimal() else stem


def _episode(page: dict[str, Any], base_url: str, media_prefix: str) -> dict[str, Any]:
    values = {key: value for key, value in page.items() if key not in _IDLE}
    people = {name: take_list(values, name) for name in ("hosts", "guests")}
    found = people | take_episode(values, media_prefix, media_prefix)
    audio = found.get("audio", {})
    if "guid" not in found:
        found["guid"] = audio.get("url", "")
    found["guid"] = {"value": found["guid"], "is_permalink": "true"} if found["guid"] else ""
    found["artwork"] = _picture(values, "episode_image", base_url)
    found["sponsors"] = take_list(values, "sponsors")
    rest = without_empty(values)
    return without_empty(found) | ({"x-hugo": rest} if rest else {})


def _picture(values: dict[str, Any], name: str, base_url: str) -> str:
    """Return the address of a picture; its path stays among the site's own fields otherwise."""
    path = values.get(name)
    url = join_address(base_url, path) if isinstance(path, str) and path else ""
    if "://" in url:
        del values[name]
        return url
    return ""


def _add_people(texts: Mapping[str, str], base_url: str, site: Site) -> None:
    """Write people/KEY.md; where a key is host and guest, the host's page counts first."""
    people: dict[str, tuple[dict[str, Any], str]] = {}
    for folder in ("content/host", "content/guest"):
        for page in read_pages(texts, folder, site):
            values = _person(lower_keys(page.values), base_url)
            known, known_bio = people.get(page.stem, ({}, ""))
            people[page.stem] = ({**values, **known}, known_bio or page.body)
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
    for page in read_pages(texts, "data/sponsors", site, DATA):
        values = lower_keys(page.values)
        found = {
            "name": take_text(values, "name") or page.stem,
            "link": take_text(values, "url"),
            "image": _picture(values, "ad", base_url),
        }
        rest = without_empty(values)
        found = without_empty(found) | ({"x-hugo": rest} if rest else {})
        site.files[f"sponsors/{page.stem}.md"] = f"---\n{write_fields(found)}---\n"
