"""feedparser-rs: feedparser's shape, written anew in Rust."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from referees.feedparser_ import apple_tags
from referees.feedparser_rs_tags import (
    convert,
    detail,
    itunes_channel,
    itunes_item,
    person,
    podcast_channel,
    podcast_item,
    seen,
    tags,
    texts,
)
from referees.habits import bare, require

try:
    import feedparser_rs
except ImportError:  # the test says so
    feedparser_rs = None

if TYPE_CHECKING:
    from pathlib import Path

    from referees.wanted import Wanted, WantedFeed

NAME = "feedparser-rs"

UNREAD = {
    "podcast:alternateEnclosure/podcast:integrity": "after this tag without content the parser "
    "loses the rest of the item and the next one's beginning: it is taken out before it reads",
    "channel/podcast:liveItem": "not in its model",
    "channel/podcast:trailer": "not in its model",
    "channel/podcast:license": "not in its model",
    "channel/podcast:image": "not in its model",
    "channel/podcast:block": "not in its model",
    "channel/podcast:remoteItem": "not in its model",
    "channel/podcast:publisher": "not in its model",
    "channel/podcast:socialInteract": "known for items alone",
    "channel/itunes:title": "known for items alone",
    "channel/dc:description": "itunes:summary is read before it",
    "channel/spotify:*": "a namespace it does not know",
    "channel/lamp:*": "a namespace it does not know",
    "item/podcast:funding": "known for channels alone",
    "item/podcast:license": "not in its model",
    "item/podcast:image": "not in its model",
    "item/podcast:contentLink": "not in its model",
    "item/podcast:remoteItem": "not in its model",
    "item/itunes:block": "known for channels alone",
    "item/itunes:keywords": "known for channels alone",
    "item/psc:chapters": "not in its model",
    "item/dc:description": "itunes:summary is read before it",
    "item/googleplay:*": "a namespace it does not know",
    "item/acast:*": "a namespace it does not know",
    "item/lamp:*": "a namespace it does not know",
    "guid@isPermaLink": "guidislink is about items without a link",
    "podcast:location@rel": "reads podcast:location as it was before 2025",
    "podcast:location@country": "reads podcast:location as it was before 2025",
    "podcast:season@name": "reads the number alone",
    "podcast:episode@display": "reads the number alone",
    "podcast:person@pronunciation": "an attribute that podcast:person does not have",
    "podcast:person@email": "an attribute that podcast:person does not have",
    "podcast:chat@embedUrl": "an attribute that podcast:chat does not have",
    "podcast:valueRecipient@customKey": "not in its model",
    "podcast:valueRecipient@customValue": "not in its model",
}
"""What the parser leaves out, each with the reason."""

INTEGRITY = re.compile(rb"<podcast:integrity [^>]*/>")


def read(feed: Path) -> Any:
    """Read a feed; what is None or empty is left out."""
    require(feedparser_rs, NAME)
    found = feedparser_rs.parse(INTEGRITY.sub(b"", feed.read_bytes()))
    assert not found.bozo, found.bozo_exception
    return {"feed": plain(found.feed), "entries": plain(found.entries), "version": found.version}


def plain(found: Any) -> Any:
    """Make plain data of the parser's objects."""
    if found is None or isinstance(found, (str, int, float)):
        return found
    if isinstance(found, (list, tuple)):
        return [plain(each) for each in found]
    names = found if isinstance(found, dict) else [n for n in dir(found) if not n.startswith("_")]
    take = found.get if isinstance(found, dict) else (lambda name: getattr(found, name))
    return bare({name: plain(take(name)) for name in names if not callable(take(name))})


def expected(feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in the feed."""
    entries = [entry(each, feed.channel) for each in feed.items]
    return {"feed": channel(feed.channel), "entries": entries, "version": "rss20"}


def channel(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in the channel."""
    built, art = each.get("lastBuildDate"), each.one("itunes:image").attributes["href"]
    links = [one.attributes for one in each.all("atom:link")]
    generator = each.get("generator")
    summary, subtitle = each.get("itunes:summary"), each.get("itunes:subtitle")
    base = None if subtitle else each.get("link")
    cloud = each.one("cloud")
    found = {
        **texts(each, "title rights=copyright"),
        "title_detail": detail(each.get("title")),
        **people(each),
        "subtitle": seen("html", subtitle or each.get("description")),
        "subtitle_detail": detail(subtitle or each.get("description"), base),
        "summary": seen("html", summary) if summary else None,
        "summary_detail": detail(summary) if summary else None,
        **{name: each.get(name) for name in ("language", "docs", "ttl", "generator", "link")},
        "generator_detail": {"name": generator, "value": generator},
        "updated": built,
        "updated_parsed": seen("moment", built),
        "links": [{"href": each.get("link"), "rel": "alternate"}, *links],
        "next_url": next((one["href"] for one in links if one["rel"] == "next"), None),
        "image": {"href": art, "url": art, "links": [{"href": art, "rel": "alternate"}]},
        "tags": [*map(bare, apple_tags(each)), *tags(each)],
        "cloud": seen("lower", cloud.attributes) if cloud else None,
        "skiphours": [int(one.text) for one in each.one("skipHours") or ()],
        "skipdays": [one.text for one in each.one("skipDays") or ()],
        "media_thumbnail": [one.attributes for one in each.all("media:thumbnail")],
        "itunes": itunes_channel(each),
        "podcast": podcast_channel(each),
    }
    return bare(found)


def people(each: Wanted) -> dict[str, Any]:
    """Say who makes the channel."""
    found: dict[str, Any] = {}
    for name, element in (("author", "managingEditor"), ("publisher", "webMaster")):
        mail, _, real = each.get(element, "").partition(" (")
        if mail:
            known = {"email": mail, "name": real.rstrip(")")}
            found |= {name: each.get(element), f"{name}_detail": known}
    if not found:  # Apple's owner stands in for both
        owner = each.one("itunes:owner")
        known = {"name": owner.get("itunes:name"), "email": owner.get("itunes:email")}
        author = known | {"name": each.get("itunes:author")}
        found = {"author": author["name"], "author_detail": author, "authors": [author]}
        found |= {"publisher": known["name"], "publisher_detail": known}
    return found


def entry(each: Wanted, show: Wanted) -> dict[str, Any]:
    """Say what the parser must read in an item."""
    base, date, own = show.get("link"), each.get("pubDate"), each.get("link")
    author, content = each.get("itunes:author"), each.get("content:encoded")
    summary, subtitle = each.get("itunes:summary"), each.get("itunes:subtitle")
    known = each.one("enclosure").attributes
    file = {"href": known["url"], "length": known["length"], "type": known["type"]}
    moment = {"published": date, "updated": date}
    persons = [person(one) for one in each.all("podcast:person")]
    scripts = [convert(one) for one in each.all("podcast:transcript")]
    rating = next(
        (one for group in each.all("media:group") for one in group.all("media:rating")), 0
    )
    found = {
        "id": each.get("guid"),
        "link": own,
        "comments": each.get("comments"),
        **texts(each, "title subtitle=itunes:subtitle"),
        "title_detail": detail(each.get("title"), base),
        "subtitle_detail": detail(subtitle) if subtitle else None,
        "summary": seen("html", summary or each.get("description")),
        "summary_detail": detail(summary) if summary else detail(each.get("description"), base),
        "content": [detail(content, base)] if content else None,
        **({"author": author, "author_detail": {"name": author}} if author else {}),
        "authors": [{"name": author}] if author else None,
        **moment,
        **{f"{name}_parsed": seen("moment", date) for name in moment},
        "links": ([{"href": own, "rel": "alternate"}] if own else [])
        + [{**file, "rel": "enclosure"}],
        "enclosures": [file],
        "tags": tags(each),
        "itunes": itunes_item(each),
        "podcast": podcast_item(each) | bare({"persons": persons, "transcript": scripts}),
        "podcast_persons": persons,
        "podcast_transcripts": scripts,
        "media_content": [
            seen("lower", one.attributes)
            for part in (each, *each.all("media:group"))
            for one in part.all("media:content")
        ],
        "media_thumbnail": [one.attributes for one in each.all("media:thumbnail")],
        "media_rating": {"content": rating.text, **rating.attributes} if rating else None,
    }
    return bare(found) | {"guidislink": False}
