"""podcastparser: what gPodder reads."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from referees.habits import Habit, bare, require, squash

try:
    import podcastparser
except ImportError:  # the test says so
    podcastparser = None

if TYPE_CHECKING:
    from pathlib import Path

    from referees.wanted import Wanted, WantedFeed

NAME = "podcastparser"
NAMESPACES = (
    b"https://podcastindex.org/namespace/1.0",
    b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
"""The parser knows the namespace's former address alone, so that one is put in its place."""

NORMALISES = {
    "line": Habit(squash, "makes one space of every run of white space"),
    "text": Habit(lambda text: re.sub(r"[ \t]+", " ", text.strip()), "makes one space of several"),
    "plain": Habit(
        lambda markup: podcastparser.remove_html_tags(markup),  # noqa: PLW0108 - it may be absent
        "strips HTML to text where no plain text stands beside it",
    ),
    "moment": Habit(
        lambda text: int(parsedate_to_datetime(text).timestamp()), "gives seconds since 1970"
    ),
    "word": Habit(str.lower, "writes roles and groups in lower case"),
}
"""What the parser makes of values, each with the reason."""

UNREAD = {
    "channel/copyright": "not in its model",
    "channel/docs": "not in its model",
    "channel/managingEditor": "not in its model",
    "channel/webMaster": "not in its model",
    "channel/lastBuildDate": "not in its model",
    "channel/ttl": "not in its model",
    "channel/skipHours": "not in its model",
    "channel/skipDays": "not in its model",
    "channel/category": "not in its model",
    "channel/cloud": "not in its model",
    "channel/dc:*": "a namespace it does not know",
    "channel/media:*": "known for items alone",
    "channel/spotify:*": "a namespace it does not know",
    "channel/lamp:*": "a namespace it does not know",
    "channel/itunes:block": "not in its model",
    "channel/itunes:complete": "not in its model",
    "channel/itunes:title": "not in its model",
    "channel/itunes:subtitle": "not in its model",
    "channel/podcast:liveItem": "not in its model",
    "item/category": "not in its model",
    "item/comments": "not in its model",
    "item/itunes:title": "not in its model",
    "item/itunes:keywords": "known for channels alone",
    "item/itunes:block": "not in its model",
    "item/dc:*": "a namespace it does not know",
    "item/googleplay:*": "a namespace it does not know",
    "item/lamp:*": "a namespace it does not know",
    "item/acast:*": "a namespace it does not know",
    "media:group/media:rating": "not in its model",
    "podcast:person@pronunciation": "an attribute that podcast:person does not have",
    "podcast:person@email": "an attribute that podcast:person does not have",
}
"""What the parser leaves out, each with the reason.

Of podcast: it reads funding, locked, transcript, chapters and person alone.
"""


def read(feed: Path) -> Any:
    """Read a feed."""
    require(podcastparser, NAME)
    data = feed.read_bytes().replace(*NAMESPACES)
    return podcastparser.parse("https://reader.example/feed.xml", BytesIO(data))


def expected(feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in the feed."""
    channel = feed.channel
    links = {each.attributes["rel"]: each.attributes["href"] for each in channel.all("atom:link")}
    locked, funding = channel.get("podcast:locked"), channel.all("podcast:funding")
    keywords = channel.get("itunes:keywords")
    found = {
        **{name: seen("line", channel.get(name)) for name in ("title", "generator", "language")},
        "link": channel.get("link"),
        "description": seen("text", channel.get("description")),
        "cover_url": channel.one("itunes:image").attributes["href"],
        "itunes_author": channel.get("itunes:author"),
        "itunes_owner": {each.name[7:]: each.text for each in channel.one("itunes:owner") or ()},
        "itunes_categories": [
            [one.attributes["text"] for one in (each, *each)]
            for each in channel.all("itunes:category")
        ],
        "type": channel.get("itunes:type"),
        "new_url": channel.get("itunes:new-feed-url"),
        "itunes_keywords": keywords.split(", ") if keywords else None,
        "paged_feed_next": links.get("next"),
        "funding_url": funding[-1].attributes["url"] if funding else None,  # the last one counts
    }
    is_serial = channel.get("itunes:type") == "serial"
    flags = {
        "explicit": channel.get("itunes:explicit") == "true",
        "import_prohibited": locked == "yes",
    }
    episodes = [episode(each) for each in feed.items]
    return bare(found) | flags | {"episodes": episodes[::-1] if is_serial else episodes}


def episode(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in an item."""
    markup = each.get("content:encoded") or each.get("description")
    art = each.one("itunes:image")
    chapters = each.one("podcast:chapters")
    transcripts = each.all("podcast:transcript")
    summary = each.get("itunes:summary")
    found = {
        "guid": each.get("guid"),
        "title": seen("line", each.get("title")),
        "subtitle": seen("line", each.get("itunes:subtitle", "")),
        "description": seen("text", summary) if summary else seen("plain", markup),
        "description_html": markup,
        "published": seen("moment", each.get("pubDate")),
        "itunes_author": each.get("itunes:author"),
        "total_time": int(each.get("itunes:duration")),
        "season": int(each.get("itunes:season", 0)),
        "number": int(each.get("itunes:episode", 0)) or None,
        "type": each.get("itunes:episodeType"),
        "episode_art_url": art.attributes["href"] if art else None,
        "chapters": [chapter(one) for one in each.one("psc:chapters") or ()],
        "chapters_json_url": chapters.attributes["url"] if chapters else None,
        "transcript_url": transcripts[-1].attributes["url"] if transcripts else None,  # the last
        "persons": [person(one) for one in each.all("podcast:person")],
    }
    explicit = each.get("itunes:explicit")
    return {
        "link": each.get("link", ""),
        "payment_url": None,
        "enclosures": list(enclosures(each)),
        **bare(found | {"season": found["season"] or None}),
        **({"explicit": explicit == "true"} if explicit else {}),
    }


def seen(name: str, text: str) -> Any:
    """Give a value as the parser does."""
    return NORMALISES[name].change(text)


def enclosures(each: Wanted) -> Any:
    """List the files of an item: Media RSS counts as enclosures too."""
    for one in each:
        if one.name == "media:group":
            yield from enclosures(one)
        elif one.name in ("enclosure", "media:content"):
            known = one.attributes
            size = int(known.get("length") or known.get("fileSize") or -1)
            yield {"url": known["url"], "file_size": size, "mime_type": known["type"]}


def chapter(each: Wanted) -> dict[str, Any]:
    """Read a simple chapter."""
    hours, minutes, seconds = map(int, each.attributes["start"].split(":"))
    return each.attributes | {"start": hours * 3600 + minutes * 60 + seconds}


def person(each: Wanted) -> dict[str, Any]:
    """Read podcast:person; who has no group belongs to the cast."""
    known = {"group": "cast", "href": None, "img": None} | each.attributes
    words = {name: seen("word", known[name]) for name in ("role", "group")}
    return known | words | {"name": each.text}
