"""pg-podcast-toolkit: the classic fields, and every other child as it stands."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from referees.habits import Habit, require

try:
    import pg_podcast_toolkit
except ImportError:  # the test says so
    pg_podcast_toolkit = None

if TYPE_CHECKING:
    from pathlib import Path

    from referees.wanted import Wanted, WantedFeed

NAME = "pg-podcast-toolkit"

NORMALISES = {
    "word": Habit(lambda text: text and text.lower(), "writes explicit and complete in lower case"),
    "block": Habit(lambda text: text == "Yes", "makes a truth of Yes"),
    "moment": Habit(
        lambda text: int(parsedate_to_datetime(text).timestamp()), "gives seconds since 1970"
    ),
    "day": Habit(
        lambda text: parsedate_to_datetime(text).astimezone().date(),
        "gives the day in the reader's own zone",
    ),
    "link": Habit(lambda _url: None, "keeps an attribute for the image's link, but never sets it"),
}
"""What the parser makes of values, each with the reason."""

UNREAD = {
    "itunes:category/itunes:category": "reads top categories alone",
    "podcast:value/podcast:valueRecipient": "reads children alone, not theirs",
    "podcast:value/podcast:valueTimeSplit": "reads children alone, not theirs",
    "podcast:alternateEnclosure/podcast:source": "reads children alone, not theirs",
    "podcast:alternateEnclosure/podcast:integrity": "reads children alone, not theirs",
    "podcast:podroll/podcast:remoteItem": "reads children alone, not theirs",
    "podcast:publisher/podcast:remoteItem": "reads children alone, not theirs",
    "psc:chapters/psc:chapter": "reads children alone, not theirs",
    "media:group/media:content": "reads children alone, not theirs",
    "guid@isPermaLink": "not in its model",
}
"""What the parser leaves out, each with the reason."""

RUN_TOGETHER = frozenset(
    "skipHours skipDays lamp:keepers lamp:log media:group podcast:liveItem".split()
)
"""Elements whose children's texts it runs together: of a live item nothing else is left."""

CHANNEL = {
    "title": "title",
    "link": "link",
    "description": "description",
    "copyright": "copyright",
    "language": "language",
    "last_build_date": "lastBuildDate",
    "itunes_author_name": "itunes:author",
    "itunes_type": "itunes:type",
    "itunes_new_feed_url": "itunes:new-feed-url",
    "subtitle": "itunes:subtitle",
    "summary": "itunes:summary",
    "podcast_guid": "podcast:guid",
}
ITEM = {
    "title": "title",
    "description": "description",
    "content_encoded": "content:encoded",
    "guid": "guid",
    "published_date": "pubDate",
    "itunes_author_name": "itunes:author",
    "itunes_episode": "itunes:episode",
    "itunes_episode_type": "itunes:episodeType",
    "itunes_season": "itunes:season",
    "itunes_subtitle": "itunes:subtitle",
    "itunes_summary": "itunes:summary",
}
"""The parser's names of texts, and the elements they are of."""
OWN = {
    "channel": {*CHANNEL.values(), "image", "item", "itunes:category", "itunes:owner"}
    - {"podcast:guid"},
    "item": {*ITEM.values(), "enclosure", "itunes:duration"},
}
OF_BOTH = frozenset(f"itunes:{name}" for name in ("block", "complete", "explicit", "image"))
"""Elements with a field of their own; every other one goes into `namespaces`."""
NEVER_SET = {
    "channel": "feed_url image_width published_date type date_time time_published soup",
    "item": "soup feed_url author episode_id itunes_order",
}
"""Attributes for what no feed of ours says."""


def read(feed: Path) -> Any:
    """Read a feed."""
    require(pg_podcast_toolkit, NAME)
    found = dict(vars(pg_podcast_toolkit.Podcast(feed.read_bytes())))
    del found["feed_content"]
    found["items"] = [dict(vars(each)) for each in found["items"]]
    for each in (found, *found["items"]):
        drop_run_together(each["namespaces"])
    return found


def drop_run_together(namespaces: dict[str, Any]) -> None:
    """Take out texts that are several run together."""
    for prefix, elements in namespaces.items():
        for name, each in elements.items():
            if f"{prefix}:{name}".removeprefix("default:") in RUN_TOGETHER:
                each.pop("value")


def expected(feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in the feed."""
    channel = feed.channel
    owner = channel.one("itunes:owner")
    image = channel.one("image")
    return {
        **dict.fromkeys(NEVER_SET["channel"].split()),
        **{name: channel.get(element) for name, element in CHANNEL.items()},
        "image_url": image.get("url"),
        "image_link": seen("link", image.get("link")),
        "itunes_image": channel.one("itunes:image").attributes["href"],
        "itunes_block": seen("block", channel.get("itunes:block")),
        "itunes_complete": seen("word", channel.get("itunes:complete")),
        "itunes_explicit": seen("word", channel.get("itunes:explicit")),
        "itunes_categories": [each.attributes["text"] for each in channel.all("itunes:category")],
        "owner_name": owner.get("itunes:name"),
        "owner_email": owner.get("itunes:email"),
        "namespaces": namespaces(channel),
        "items": [item(each) for each in feed.items],
    }


def item(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in an item."""
    enclosure = each.one("enclosure").attributes
    art, explicit = each.one("itunes:image"), each.get("itunes:explicit")
    return {
        **dict.fromkeys(NEVER_SET["item"].split()),
        **{name: each.get(element) for name, element in ITEM.items()},
        "enclosure_url": enclosure["url"],
        "enclosure_type": enclosure["type"],
        "enclosure_length": int(enclosure["length"]),
        "itunes_block": seen("block", each.get("itunes:block")),
        "itunes_duration": int(each.get("itunes:duration")),
        "itunes_explicit": seen("word", explicit),
        "itunes_image": art.attributes["href"] if art else None,
        "time_published": seen("moment", each.get("pubDate")),
        "date_time": seen("day", each.get("pubDate")),
        "namespaces": namespaces(each),
    }


def seen(name: str, text: str) -> Any:
    """Give a value as the parser does."""
    return NORMALISES[name].change(text)


def namespaces(parent: Wanted) -> dict[str, Any]:
    """Group the children without a field of their own by prefix and name."""
    found: dict[str, Any] = {}
    for each in parent:
        if each.name in OWN[parent.name] | OF_BOTH:
            continue
        prefix, _, name = each.name.rpartition(":")
        group = found.setdefault(prefix or "default", {})
        group.setdefault(name, []).append(plain(each))
    return {
        prefix: {name: one[0] if len(one) == 1 else one for name, one in group.items()}
        for prefix, group in found.items()
    }


def plain(each: Wanted) -> dict[str, Any]:
    """Give attributes and text of one element."""
    found: dict[str, Any] = {"attributes": each.attributes} if each.attributes else {}
    if each.text and each.name not in RUN_TOGETHER:
        found["value"] = each.text
    return found
