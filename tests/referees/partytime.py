"""podcast-partytime (npm): what Podcasting 2.0 apps read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from referees.habits import bare, number
from referees.partytime_tags import (
    attribute,
    chat,
    people,
    podcast_channel,
    podcast_item,
    seen,
    value,
)

if TYPE_CHECKING:
    from referees.wanted import Wanted, WantedFeed

NAME = "podcast-partytime"

UNREAD = {
    "channel/docs": "not in its model",
    "channel/skipHours": "not in its model",
    "channel/skipDays": "not in its model",
    "channel/category": "reads Apple's categories alone",
    "channel/cloud": "not in its model",
    "channel/podcast:image": "knows the deprecated podcast:images alone",
    "item/podcast:image": "knows the deprecated podcast:images alone",
    "channel/podcast:updateFrequency": "not in its model",
    "channel/podcast:podping": "not in its model",
    "channel/podcast:socialInteract": "known for items alone",
    "item/podcast:funding": "known for channels alone",
    "item/podcast:remoteItem": "known for channels alone",
    "item/podcast:contentLink": "known for live items alone",
    "podcast:location@rel": "reads podcast:location as it was before 2025",
    "podcast:location@country": "reads podcast:location as it was before 2025",
    "podcast:person@pronunciation": "an attribute that podcast:person does not have",
    "podcast:person@email": "an attribute that podcast:person does not have",
    "podcast:chat@embedUrl": "an attribute that podcast:chat does not have",
    "item/category": "not in its model",
    "item/comments": "not in its model",
    "guid@isPermaLink": "not in its model",
    "item/itunes:block": "known for channels alone",
    "item/itunes:title": "read only where title is missing",
    "channel/itunes:title": "not in its model",
    "channel/itunes:keywords": "known for items alone",
    "item/psc:chapters": "not in its model",
    "item/dc:description": "not in its model",
    "channel/dc:description": "not in its model",
    "item/googleplay:description": "not in its model",
    "item/media:content": "not in its model",
    "item/media:thumbnail": "not in its model",
    "item/media:group": "not in its model",
    "channel/media:thumbnail": "not in its model",
    "channel/spotify:countryOfOrigin": "not in its model",
    "channel/spotify:limit": "not in its model",
    "item/acast:episodeId": "not in its model",
    "channel/lamp:keepers": "a namespace it does not know",
    "item/lamp:season": "a namespace it does not know",
    "item/lamp:number": "a namespace it does not know",
    "item/lamp:log": "a namespace it does not know",
}
"""What the parser leaves out, each with the reason."""

VOLATILE = ("lastUpdate", "pc20support")
"""The clock, and which phases of the namespace it met."""


def expected(feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in the feed."""
    channel, built = feed.channel, feed.channel.get("lastBuildDate")
    dates = [seen("moment", each.get("pubDate")) for each in feed.items]
    found = {
        "type": 0,
        **{name: channel.get(name) for name in "title link language copyright generator".split()},
        "description": seen("description", channel.get("description")),
        "summary": seen("line", channel.get("itunes:summary", "")),
        "subtitle": seen("line", channel.get("itunes:subtitle", "")),
        "author": channel.get("itunes:author"),
        "itunesImage": attribute(channel, "itunes:image", "href"),
        "itunesCategory": list(categories(channel)),
        "categories": list(dict.fromkeys(words(channel))),
        "itunesType": channel.get("itunes:type"),
        "itunesNewFeedUrl": channel.get("itunes:new-feed-url"),
        "owner": {each.name[7:]: each.text for each in channel.one("itunes:owner") or ()},
        "image": {each.name: each.text for each in channel.one("image") or ()},
        "webmaster": channel.get("webMaster"),
        "managingEditor": channel.get("managingEditor"),
        "ttl": number(channel.get("ttl")) if channel.one("ttl") else None,
        "pubsub": {
            each.attributes["rel"]: each.attributes["href"] for each in channel.all("atom:link")
        },
        "pubDate": seen("moment", built),
        "lastBuildDate": seen("moment", built),
        "newestItemPubDate": max(dates),
        "oldestItemPubDate": min(dates),
        "lastPubDate": max(dates),
        "podcastSeasons": {str(each["number"]): each for each in seasons(feed)},
        **podcast_channel(channel),
        "podcastLiveItems": [live_item(each) for each in feed.live_items],
        "items": [item(each, feed) for each in feed.items],
    }
    flags = {
        "explicit": channel.get("itunes:explicit") == "true",
        "itunesBlock": channel.get("itunes:block") == "Yes",
        "itunesComplete": channel.get("itunes:complete") == "Yes",
        "podcastBlocked": "no",
    }
    return bare(found) | flags


def item(each: Wanted, feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in an item."""
    image = attribute(each, "itunes:image", "href")
    found = {
        **shared(each),
        "itunesImage": image,
        "image": image,
        **{
            f"itunes{name}": number(each.get(f"itunes:{name.lower()}", "0")) or None
            for name in ("Episode", "Season")
        },
        "itunesEpisodeType": each.get("itunes:episodeType"),
        "subtitle": seen("line", each.get("itunes:subtitle", "")),
        "summary": each.get("itunes:summary"),
        "content": seen("html", each.get("content:encoded", "")),
        "keywords": [one for one in each.get("itunes:keywords", "").split(", ") if one],
        "pubDate": seen("moment", each.get("pubDate")),
        **podcast_item(each, feed),
        "value": value(each) or value(feed.channel),  # apps fall back on the channel's
    }
    seconds = number(each.get("itunes:duration", "0"))
    flags = {"duration": seconds, "explicit": each.get("itunes:explicit") == "true"}
    return bare(found) | flags


def shared(each: Wanted) -> dict[str, Any]:
    """Say what items and live items have in common."""
    enclosure = each.one("enclosure").attributes
    return {
        "guid": each.get("guid"),
        "enclosure": enclosure | {"length": int(enclosure["length"])},
        "title": seen("line", each.get("title")),
        "author": each.get("itunes:author"),
        "link": each.get("link"),
        "description": seen("description", each.get("description")),
    }


def live_item(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in a live item."""
    links = [
        {"title": one.text, "url": one.attributes["href"]}
        for one in each.all("podcast:contentLink")
    ]
    times = {name: seen("iso", each.attributes[name]) for name in ("start", "end")}
    found = {
        **shared(each),
        "status": each.attributes["status"],
        **times,
        "podcastPeople": people(each),
        "chat": chat(each),
        "value": value(each),
        "contentLinks": links,
    }
    return bare(found)


def categories(channel: Wanted) -> Any:
    """List Apple's categories as paths."""
    for each in channel.all("itunes:category"):
        inner = [one.attributes["text"] for one in each]
        for sub in inner or [""]:
            yield " > ".join(filter(None, [each.attributes["text"], sub]))


def words(channel: Wanted) -> Any:
    """List the words of Apple's categories."""
    for path in categories(channel):
        yield from seen("words", path)


def seasons(feed: WantedFeed) -> Any:
    """List the seasons by number; the newest item's name counts."""
    found = {}
    for each in feed.items:
        season = podcast_item(each, feed)["podcastSeason"]
        if season:
            found.setdefault(season["number"], season)
    return found.values()
