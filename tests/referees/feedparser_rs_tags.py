"""feedparser-rs: its habits, and the elements of Apple and of the podcast namespace."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import nh3
from referees.habits import Habit, bare

if TYPE_CHECKING:
    from referees.wanted import Wanted

NORMALISES = {
    "html": Habit(
        lambda text: nh3.clean(text, link_rel="nofollow noopener noreferrer"),
        "takes every text for HTML and sanitises it: & is escaped, <met> is gone, links get rel",
    ),
    "explicit": Habit(lambda text: True if text == "true" else None, "has no word for false"),
    "moment": Habit(
        lambda text: list(parsedate_to_datetime(text).utctimetuple()),
        "gives dates in UTC, as the parts of a struct_time",
    ),
    "locations": Habit(lambda found: found[-1], "keeps the last podcast:location"),
    "lower": Habit(
        lambda each: {name.lower(): text for name, text in each.items()},
        "writes attributes in lower case",
    ),
}
"""What the parser makes of values, each with the reason."""

RENAMED = re.compile(r"(?<=[a-z])[A-Z]")
FLOATS = frozenset("startTime duration remoteStartTime remotePercentage bitrate".split())
WHOLE = frozenset("length height split priority".split())
TRUTHS = frozenset({"default", "fee", "complete"})


def seen(name: str, value: Any) -> Any:
    """Give a value as the parser does."""
    return NORMALISES[name].change(value)


def texts(each: Wanted, names: str) -> dict[str, Any]:
    """Give texts as HTML: `name=element`, or one word for both."""
    found = {}
    for pair in names.split():
        name, _, element = pair.partition("=")
        text = each.get(element or name)
        found[name] = seen("html", text) if text else None
    return bare(found)


def detail(text: str, base: str | None = None) -> dict[str, Any]:
    """Give a text with its type and, in items, the address that links are relative to."""
    return bare({"type": "text/html", "value": seen("html", text), "base": base})


def tags(each: Wanted) -> list[dict[str, Any]]:
    """List RSS categories."""
    return [
        bare({"term": one.text, "scheme": one.attributes.get("domain")})
        for one in each.all("category")
    ]


def itunes_channel(each: Wanted) -> dict[str, Any]:
    """Say what Apple's elements of the channel are to it."""
    owner, keywords = each.one("itunes:owner"), each.get("itunes:keywords")
    found = {
        **texts(each, "subtitle=itunes:subtitle summary=itunes:summary"),
        "author": each.get("itunes:author"),
        "block": 1 if each.get("itunes:block") == "Yes" else None,
        "complete": each.get("itunes:complete"),
        "explicit": seen("explicit", each.get("itunes:explicit")),
        "image": each.one("itunes:image").attributes["href"],
        "keywords": keywords.split(", ") if keywords else None,
        "new_feed_url": each.get("itunes:new-feed-url"),
        "podcast_type": each.get("itunes:type"),
        "owner": {one.name.removeprefix("itunes:"): one.text for one in owner},
        "categories": [
            bare({"text": one.attributes["text"], "subcategory": next(subs(one), None)})
            for one in each.all("itunes:category")
        ],
    }
    return bare(found)


def subs(each: Wanted) -> Any:
    """List the names of the categories inside one."""
    return (one.attributes["text"] for one in each)


def itunes_item(each: Wanted) -> dict[str, Any]:
    """Say what Apple's elements of an item are to it."""
    art = each.one("itunes:image")
    names = "duration episode season author".split()
    found = {
        **texts(each, "title=itunes:title subtitle=itunes:subtitle summary=itunes:summary"),
        **{name: each.get(f"itunes:{name}") for name in names},
        "episode_type": each.get("itunes:episodeType"),
        "explicit": seen("explicit", each.get("itunes:explicit")),
        "image": art.attributes["href"] if art else None,
    }
    return bare(found)


def convert(each: Wanted) -> dict[str, Any]:
    """Give attributes in its own words."""
    found: dict[str, Any] = {}
    for name, text in each.attributes.items():
        kind: Any = str
        if name in FLOATS:
            kind = float
        elif name in WHOLE:
            kind = int
        elif name in TRUTHS:
            kind = "true".__eq__
        found[RENAMED.sub(lambda letter: "_" + letter[0].lower(), name)] = kind(text)
    return found


def person(each: Wanted) -> dict[str, Any]:
    """Read podcast:person."""
    return {"name": each.text, **convert(each)}


def podcast_channel(each: Wanted) -> dict[str, Any]:
    """Read the channel's podcast: elements."""
    often, ping = each.one("podcast:updateFrequency"), each.one("podcast:podping")
    locked = each.one("podcast:locked")
    found = {
        **podcast(each),
        "funding": [
            bare({"message": one.text, **one.attributes}) for one in each.all("podcast:funding")
        ],
        "guid": each.get("podcast:guid"),
        "medium": each.get("podcast:medium"),
        "locked": locked.text if locked else None,
        "locked_owner": locked.attributes["owner"] if locked else None,
        "persons": [person(one) for one in each.all("podcast:person")],
        "podroll": [convert(one) for one in each.one("podcast:podroll") or ()],
        "update_frequency": {"label": often.text, **convert(often)} if often else None,
        "podping_uses_podping": ping.attributes["usesPodping"] == "true" if ping else None,
    }
    return bare(found)


def podcast_item(each: Wanted) -> dict[str, Any]:
    """Read an item's podcast: elements."""
    chapters = each.one("podcast:chapters")
    found = {
        **podcast(each),
        "season": each.get("podcast:season"),
        "episode": each.get("podcast:episode"),
        "chapters": chapters.attributes if chapters else None,
        "soundbite": [
            bare({"title": one.text, **convert(one)}) for one in each.all("podcast:soundbite")
        ],
        "social_interact": [
            convert(one)
            for one in each.all("podcast:socialInteract")
            if "uri" in one.attributes  # without it, the parser passes it over
        ],
        "alternate_enclosures": [
            {**convert(one), "sources": [convert(source) for source in one]}
            for one in each.all("podcast:alternateEnclosure")
        ],
    }
    return bare(found)


def podcast(each: Wanted) -> dict[str, Any]:
    """Read the podcast: elements that channel and items have in common."""
    places = [{"name": one.text, **one.attributes} for one in each.all("podcast:location")]
    values = each.all("podcast:value")
    return {
        "txt": [{"value": one.text, **one.attributes} for one in each.all("podcast:txt")],
        "location": seen("locations", places) if places else None,
        "chat": [convert(one) for one in each.all("podcast:chat")],
        "value": value(values[0]) if values else None,
    }


def value(each: Wanted) -> dict[str, Any]:
    """Read podcast:value."""
    splits = [time_split(one) for one in each.all("podcast:valueTimeSplit")]
    recipients = [convert(one) for one in each.all("podcast:valueRecipient")]
    return {**each.attributes, **bare({"recipients": recipients, "time_splits": splits})}


def time_split(each: Wanted) -> dict[str, Any]:
    """Read podcast:valueTimeSplit."""
    other = each.one("podcast:remoteItem")
    recipients = [convert(one) for one in each.all("podcast:valueRecipient")]
    inside = bare({"remote_item": convert(other) if other else None, "recipients": recipients})
    return {"remote_start_time": 0.0, "remote_percentage": 100.0, **convert(each), **inside}
