"""feedsmith (npm): every namespace in a shape of its own."""

from __future__ import annotations

from typing import Any

from referees.habits import bare, number
from referees.wanted import Wanted, WantedFeed

NAME = "feedsmith"

UNREAD = {
    "item/podcast:funding": "known for channels alone",
    "item/podcast:remoteItem": "known for channels alone",
    "item/podcast:contentLink": "known for live items alone",
    "channel/podcast:socialInteract": "known for items alone",
    "podcast:person@pronunciation": "an attribute that podcast:person does not have",
    "podcast:person@email": "an attribute that podcast:person does not have",
    "podcast:chat@embedUrl": "an attribute that podcast:chat does not have",
    "channel/lamp:keepers": "a namespace it does not know",
    "item/lamp:season": "a namespace it does not know",
    "item/lamp:number": "a namespace it does not know",
    "item/lamp:log": "a namespace it does not know",
}
"""What the parser leaves out, each with the reason."""

LIVE = frozenset({"person", "value", "chat", "contentLink"})
"""Of a live item it reads the podcast: elements alone."""

MANY = {
    "transcript": "transcripts",
    "soundbite": "soundbites",
    "person": "persons",
    "location": "locations",
    "funding": "fundings",
    "trailer": "trailers",
    "alternateEnclosure": "alternateEnclosures",
    "source": "sources",
    "value": "values",
    "valueRecipient": "valueRecipients",
    "valueTimeSplit": "valueTimeSplits",
    "image": "images",
    "block": "blocks",
    "txt": "txts",
    "socialInteract": "socialInteracts",
    "contentLink": "contentLinks",
}
"""Elements that become lists, and the names of the lists."""

NUMBERS = frozenset(
    "startTime duration length bitrate height width split suggested remoteStartTime "
    "remotePercentage priority season fileSize port recentCount".split()
)
TRUTHS = frozenset({"default", "fee", "complete", "usesPodping", "isPermaLink"})
RENAMED = {"aspect-ratio": "aspectRatio", "pubdate": "pubDate"}
TEXT_KEYS = {"season": "number", "episode": "number", "locked": "value", "block": "value"}
"""Where the text of an element goes, if not into `display`."""


def expected(feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in the feed."""
    channel = feed.channel
    core = "title link description language copyright generator docs lastBuildDate"
    podcast = podcast_of(channel, "channel")
    podcast["liveItems"] = [live_item(each) for each in feed.live_items]
    spotify = {
        "countryOfOrigin": channel.get("spotify:countryOfOrigin"),
        "limit": attributes(channel.one("spotify:limit")),
    }
    found = {
        **texts(channel, core),
        "managingEditor": mailbox(channel.get("managingEditor")),
        "webMaster": mailbox(channel.get("webMaster")),
        "ttl": number(channel.get("ttl")) if channel.one("ttl") else None,
        "categories": [category(each) for each in channel.all("category")],
        "cloud": attributes(channel.one("cloud")),
        "image": texts(channel.one("image"), "url title link"),
        "skipHours": [int(each.text) for each in channel.one("skipHours") or ()],
        "skipDays": [each.text for each in channel.one("skipDays") or ()],
        "atom": {"links": [attributes(each) for each in channel.all("atom:link")]},
        "spotify": bare(spotify),
        "podcast": bare(podcast),
        "items": [item(each) for each in feed.items],
    }
    return bare(found | namespaces(channel))


def item(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in an item."""
    guid = each.one("guid")
    found = {
        **texts(each, "title link description comments pubDate"),
        "categories": [category(one) for one in each.all("category")],
        "enclosures": [attributes(one) for one in each.all("enclosure")],
        "guid": {"value": guid.text, **attributes(guid)},
        "content": bare({"encoded": each.get("content:encoded")}),
        "podcast": podcast_of(each, "item"),
        "psc": bare({"chapters": [attributes(one) for one in each.one("psc:chapters") or ()]}),
        "acast": bare({"episodeId": each.get("acast:episodeId")}),
    }
    return bare(found | namespaces(each))


def live_item(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in a live item."""
    inside = [one for one in each if one.name.removeprefix("podcast:") in LIVE]
    return attributes(each) | podcast_of(Wanted("item", children=tuple(inside)), "live")


def namespaces(each: Wanted) -> dict[str, Any]:
    """Say what it reads of further namespaces, in channel and items alike."""
    plays = {"description": each.get("googleplay:description")}
    return {
        "itunes": itunes(each),
        "dc": bare({"descriptions": [one.text for one in each.all("dc:description")]}),
        "googleplay": bare(plays),
        "media": media(each),
    }


def texts(each: Wanted, names: str) -> dict[str, Any]:
    """Take plain texts by their names."""
    return bare({name: each.get(name) for name in names.split()})


def attributes(each: Wanted | None) -> dict[str, Any]:
    """Take attributes: numbers as numbers, truths as truths."""
    found = {} if each is None else each.attributes
    return {RENAMED.get(name, name): convert(name, text) for name, text in found.items()}


def convert(name: str, text: str) -> Any:
    """Read a number or a truth."""
    if name in TRUTHS:
        return text == "true"
    return number(text) if name in NUMBERS else text


def mailbox(text: str | None) -> dict[str, str] | None:
    """Split `mail (Name)`."""
    if text is None:
        return None
    mail, _, name = text.partition(" (")
    return {"email": mail, "name": name.rstrip(")")}


def category(each: Wanted) -> dict[str, Any]:
    """Read an RSS category."""
    return {"name": each.text, **each.attributes}


def itunes(each: Wanted) -> dict[str, Any]:
    """Read Apple's elements."""
    owner = each.one("itunes:owner")
    found = {
        name: each.get(f"itunes:{name}")
        for name in "author title type summary subtitle episodeType".split()
    }
    for name in ("duration", "season", "episode"):
        found[name] = number(each.get(f"itunes:{name}")) if each.one(f"itunes:{name}") else None
    for name in ("explicit", "block", "complete"):
        text = each.get(f"itunes:{name}")
        found[name] = None if text is None else text in ("true", "Yes")
    return bare(
        {
            **found,
            "newFeedUrl": each.get("itunes:new-feed-url"),
            "image": attributes(each.one("itunes:image")).get("href"),
            "keywords": [one for one in each.get("itunes:keywords", "").split(", ") if one],
            "categories": [apple_category(one) for one in each.all("itunes:category")],
            "owner": {one.name.removeprefix("itunes:"): one.text for one in owner or ()},
        }
    )


def apple_category(each: Wanted) -> dict[str, Any]:
    """Read an Apple category with those inside it."""
    return bare({**each.attributes, "categories": [apple_category(one) for one in each]})


def media(each: Wanted) -> dict[str, Any]:
    """Read Media RSS."""
    groups = [media(one) for one in each.all("media:group")]
    ratings = [{"value": one.text, **one.attributes} for one in each.all("media:rating")]
    contents = [attributes(one) for one in each.all("media:content")]
    thumbnails = [attributes(one) for one in each.all("media:thumbnail")]
    named = {"groups": groups, "ratings": ratings, "contents": contents, "thumbnails": thumbnails}
    return bare(named)


def podcast_of(each: Wanted, place: str) -> dict[str, Any]:
    """Read the podcast: children of an element."""
    found: dict[str, Any] = {}
    for one in each:
        prefix, _, name = one.name.partition(":")
        if prefix != "podcast" or name == "liveItem":
            continue
        value = podcast(name, one)
        if name == "remoteItem" and place in ("channel", "podroll"):
            found.setdefault("remoteItems", []).append(value)
        elif name in MANY:
            found.setdefault(MANY[name], []).append(value)
        else:
            found[name] = value
    return found


def podcast(name: str, each: Wanted) -> Any:
    """Read one element of the podcast namespace."""
    if name in ("guid", "medium"):
        return each.text
    inside = podcast_of(each, name)
    text: Any = each.text
    if name in ("locked", "block"):
        text = text == "yes"
    elif name in TEXT_KEYS:
        text = number(text)
    own = {} if each.text == "" else {TEXT_KEYS.get(name, "display"): text}
    return attributes(each) | own | inside
