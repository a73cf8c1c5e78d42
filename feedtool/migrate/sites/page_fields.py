"""What a page or an entry of a site says of its episode, under the names that themes use.

What nothing is made of stays where it was: a name that is a key, a duration in words.
"""

import re
from typing import Any

from feedtool.formats.record.other_names import fold_name, list_names
from feedtool.migrate.sites.audio_fields import take_audio
from feedtool.migrate.sites.values import (
    join_address,
    plain_bool,
    take_list,
    take_text,
    without_empty,
)
from feedtool.model.person import Person
from feedtool.model.scalars import parse_seconds

_VIDEO = "https://www.youtube.com/watch?v="
_TABLES = ("extra", "params")
"""Zola and Hugo keep a theme's own fields in a table of the page's."""
_SUMMARIES = (
    *("summary", "subtitle", "description", "excerpt", "teaser", "abstract", "tagline"),
    "short_description",
)
_VIDEOS = ("youtube", "youtube_url", "youtube_link", "youtube_id")
_TYPES = frozenset({"full", "trailer", "bonus"})
_VIDEO_KEY = re.compile(r"[\w-]+", re.ASCII)
_TRANSCRIPT = re.compile(r"[^\s]+\.(?:vtt|srt|json|html|txt)", re.IGNORECASE)


def take_episode(page: dict[str, Any], prefix: str, url: str) -> dict[str, Any]:
    """Take the fields of a record; `url` is the site's address, `prefix` its audio's."""
    for name in _TABLES:
        _lift(page, name)
    transcripts = [name for name in page if "transcript" in fold_name(name)]
    transcript = take_text(page, *transcripts, read=lambda text: _file(url, text))
    held = [take_text(page, name, read=plain_bool) for name in ("draft", "upcoming")]
    found = {
        "title": take_text(page, "title", "episode_title"),
        "guid": take_text(page, "guid", "episode_guid", "uuid"),
        "published": take_text(page, *list_names("published"), read=_date),
        "season": take_text(page, "season", "season_number", read=_number),
        "episode": take_text(page, *list_names("episode"), read=_number),
        "episode_type": take_text(page, *list_names("episode_type"), read=_type),
        "draft": "true" if "true" in held else "",
        "hosts": _take_people(page, "hosts", "host"),
        "guests": _take_people(page, "guests", "guest"),
        "author": take_text(page, "author"),
        "summary": " ".join(take_text(page, *_SUMMARIES).split()),
        "audio": take_audio(page, prefix, url),
        "video": take_text(page, *_VIDEOS, read=_video),
        "transcript": {"url": transcript} if transcript else "",
        "chapters": _take_chapters(page),
        "explicit": take_text(page, "explicit", "itunes_explicit", read=plain_bool),
        "keywords": _take_words(page, "tags", "keywords"),
        "categories": _take_words(page, "categories", "category"),
    }
    return without_empty(found)


def _lift(page: dict[str, Any], name: str) -> None:
    """Lift the fields of a table up to the page's own; what stands there already stays below."""
    table = page.get(name)
    if isinstance(table, dict):
        new = {key: value for key, value in table.items() if key not in page}
        page[name] = {key: value for key, value in table.items() if key not in new}
        page |= new


def _date(text: str) -> str:
    return text if any(char.isdigit() for char in text) else ""


def _number(text: str) -> str:
    return text if text.isascii() and text.isdigit() else ""


def _type(text: str) -> str:
    return text.lower() if text.lower() in _TYPES else ""


def _video(text: str) -> str:
    if _VIDEO_KEY.fullmatch(text) and not plain_bool(text):
        return _VIDEO + text
    return text if "://" in text else ""


def _file(site_url: str, text: str) -> str:
    address = join_address(site_url, text) if _TRANSCRIPT.fullmatch(text) else ""
    return address if "://" in address else ""


def _take_people(page: dict[str, Any], *names: str) -> list[Any]:
    """Take people by their full names; keys stay, for nobody knows here who they are."""
    for name in names:
        value = page.get(name)
        people = value if isinstance(value, list) else [value]
        if people and all(map(_is_person, people)):
            del page[name]
            return people
    return []


def _is_person(value: Any) -> bool:
    if isinstance(value, dict):
        return "name" in value and value.keys() <= Person.model_fields.keys()
    return isinstance(value, str) and " " in value.strip()


def _take_chapters(page: dict[str, Any]) -> list[str]:
    """Take chapters if each is a time and a title, in a text or in two fields."""
    for name in ("chapters", "chapter"):
        value = page.get(name)
        lines = [_chapter(each) for each in value] if isinstance(value, list) else []
        if lines and all(lines):
            del page[name]
            return lines
    return []


def _chapter(value: Any) -> str:
    """Write a chapter as `MM:SS Title`, or "" for what is none or says more."""
    if isinstance(value, dict):
        start = take_text(rest := dict(value), "start", *list_names("start"))
        title = take_text(rest, "title", "name", "label")
        value = f"{start} {title}" if title and not rest else ""
    text = value.strip() if isinstance(value, str) else ""
    start = text.partition(" ")[0]
    return text if ":" in start and parse_seconds(start) is not None else ""


def _take_words(page: dict[str, Any], *names: str) -> list[str]:
    """Take a list of words; a text is one parted by commas, else by spaces, as Jekyll has it."""
    for name in names:
        value = page.get(name)
        if isinstance(value, str):
            page[name] = value.split(",") if "," in value else value.split()
        words = take_list(page, name)
        if words:
            return words
    return []
