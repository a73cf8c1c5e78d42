"""podcast-partytime: its habits, and the elements of the podcast namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from referees.habits import Habit, bare, number, squash, unescape

if TYPE_CHECKING:
    from referees.wanted import Wanted, WantedFeed

NORMALISES = {
    "html": Habit(unescape, "decodes character references a second time"),
    "description": Habit(lambda text: squash(unescape(text)), "decodes twice and joins the lines"),
    "line": Habit(squash, "joins the lines of titles, subtitles and a channel's summary"),
    "moment": Habit(lambda text: in_utc(parsedate_to_datetime(text)), "gives dates in UTC"),
    "iso": Habit(lambda text: in_utc(datetime.fromisoformat(text)), "gives dates in UTC"),
    "transcript": Habit(
        lambda kind: {"application/x-subrip": "application/srt"}.get(kind, kind),
        "calls SubRip by its former name",
    ),
    "role": Habit(lambda role: role.title(), "writes roles as the taxonomy does"),
    "words": Habit(
        lambda text: re.sub(r"[^a-z ]", "", text.lower()).split(),
        "makes lower-case words of Apple's categories, beside the categories themselves",
    ),
    "spdx": Habit(
        lambda slug: f"https://spdx.org/licenses/{slug.upper()}.html",
        "adds the address of a licence it knows",
    ),
}
"""What the parser makes of values, each with the reason."""


def seen(name: str, text: str) -> Any:
    """Give a value as the parser does."""
    return NORMALISES[name].change(text)


def in_utc(moment: datetime) -> str:
    """Write a moment as JavaScript does."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def attribute(parent: Wanted, name: str, key: str) -> str | None:
    """Take one attribute of a child."""
    found = parent.one(name)
    return found.attributes.get(key) if found else None


def podcast_channel(channel: Wanted) -> dict[str, Any]:
    """Read the channel's elements."""
    locked, publisher = channel.one("podcast:locked"), channel.one("podcast:publisher")
    blocked = {one.attributes["id"]: one.text == "yes" for one in channel.all("podcast:block")}
    return {
        "locked": None if locked is None else locked.text == "yes",
        "podcastOwner": attribute(channel, "podcast:locked", "owner"),
        "podcastFunding": [
            {"message": one.text, "url": one.attributes["url"]}
            for one in channel.all("podcast:funding")
        ],
        "podcastPeople": people(channel),
        "podcastLocation": location(channel),
        "trailers": [trailer(one) for one in channel.all("podcast:trailer")],
        "license": licence(channel),
        "guid": channel.get("podcast:guid"),
        "value": value(channel),
        "medium": channel.get("podcast:medium"),
        "podcastBlockedPlatforms": blocked,
        "podcastTxt": texts(channel),
        "podcastRemoteItems": [one.attributes for one in channel.all("podcast:remoteItem")],
        "podroll": [one.attributes for one in channel.one("podcast:podroll") or ()],
        "chat": chat(channel),
        "podcastPublisher": {
            name: text
            for one in publisher or ()
            for name, text in one.attributes.items()
            if name != "medium"  # always publisher
        },
    }


def podcast_item(item: Wanted, feed: WantedFeed) -> dict[str, Any]:
    """Read an item's elements."""
    chapters = item.one("podcast:chapters")
    return {
        "podcastTranscripts": [
            one.attributes
            | {"type": seen("transcript", one.attributes["type"])}
            | {"language": one.attributes.get("language", feed.show.language)}
            for one in item.all("podcast:transcript")
        ],
        "podcastChapters": chapters.attributes if chapters else None,
        "podcastSoundbites": [soundbite(one, feed) for one in item.all("podcast:soundbite")],
        "podcastPeople": people(item),
        "podcastLocation": location(item),
        "podcastSeason": numbered(item, "podcast:season"),
        "podcastEpisode": numbered(item, "podcast:episode"),
        "license": licence(item),
        "alternativeEnclosures": list(alternates(item)),
        "podcastSocialInteraction": list(social(item)),
        "podcastTxt": texts(item),
        "chat": chat(item),
    }


def people(parent: Wanted) -> list[dict[str, Any]]:
    """Read podcast:person; without a group everyone belongs to the cast."""
    return [
        one.attributes
        | {"name": one.text, "group": one.attributes.get("group", "Cast")}
        | {"role": seen("role", one.attributes["role"])}
        for one in parent.all("podcast:person")
    ]


def location(parent: Wanted) -> dict[str, str] | None:
    """Read the first podcast:location."""
    found = parent.one("podcast:location")
    return {"name": found.text, **found.attributes} if found else None


def licence(parent: Wanted) -> dict[str, str] | None:
    """Read podcast:license; a slug without address gets the one of its list."""
    found = parent.one("podcast:license")
    if found is None:
        return None
    url = found.attributes.get("url") or seen("spdx", found.text)
    return {"identifier": found.text, "url": url}


def trailer(each: Wanted) -> dict[str, Any]:
    """Read podcast:trailer."""
    numbers = {name: int(each.attributes[name]) for name in ("length", "season")}
    date = seen("moment", each.attributes["pubdate"])
    return {**each.attributes, **numbers, "title": each.text, "pubdate": date}


def texts(parent: Wanted) -> list[dict[str, str]]:
    """Read podcast:txt; the word `false` is no text to the XML reader beneath."""
    return [
        {"value": "" if one.text == "false" else one.text, **one.attributes}
        for one in parent.all("podcast:txt")
    ]


def chat(parent: Wanted) -> dict[str, str] | None:
    """Read podcast:chat."""
    found = parent.one("podcast:chat")
    return {"phase": "7", **found.attributes} if found else None


def numbered(item: Wanted, name: str) -> dict[str, Any] | None:
    """Read podcast:season and podcast:episode."""
    found = item.one(name)
    return {"number": number(found.text), **found.attributes} if found else None


def soundbite(each: Wanted, feed: WantedFeed) -> dict[str, Any]:
    """Read podcast:soundbite; without a title it bears the show's."""
    title = each.text or feed.channel.get("title")
    return {name: number(text) for name, text in each.attributes.items()} | {"title": title}


def social(item: Wanted) -> Iterator[dict[str, Any]]:
    """Read podcast:socialInteract where it has both protocol and address."""
    for one in item.all("podcast:socialInteract"):
        known = one.attributes
        if {"protocol", "uri"} <= known.keys():
            yield {
                "platform": known["protocol"],
                "url": known["uri"],
                "id": known.get("accountId", ""),
                **({"profileUrl": known["accountUrl"]} if "accountUrl" in known else {}),
                **({"priority": int(known["priority"])} if "priority" in known else {}),
            }


def alternates(item: Wanted) -> Iterator[dict[str, Any]]:
    """Read podcast:alternateEnclosure where it has a length."""
    for one in item.all("podcast:alternateEnclosure"):
        known = one.attributes
        if "length" not in known:
            continue
        figures = {name: number(known[name]) for name in ("bitrate", "height") if name in known}
        sources = [
            {"contentType": known["type"], **source.attributes}
            for source in one.all("podcast:source")
        ]
        proof = one.one("podcast:integrity")
        yield bare(
            {
                **known,
                **figures,
                "length": int(known["length"]),
                "source": sources,
                "integrity": proof.attributes if proof else None,
            }
        ) | {"default": known.get("default") == "true"}


def value(parent: Wanted) -> dict[str, Any] | None:
    """Read the first podcast:value."""
    found = parent.one("podcast:value")
    if found is None:
        return None
    splits = [time_split(one) for one in found.all("podcast:valueTimeSplit")]
    suggested = {
        name: number(text) for name, text in found.attributes.items() if name == "suggested"
    }
    recipients = [recipient(one) for one in found.all("podcast:valueRecipient")]
    return (
        found.attributes | suggested | bare({"recipients": recipients, "valueTimeSplits": splits})
    )


def recipient(each: Wanted) -> dict[str, Any]:
    """Read podcast:valueRecipient; what is no fee is said to be none."""
    split = number(each.attributes["split"])
    return each.attributes | {"split": split, "fee": each.attributes.get("fee") == "true"}


def time_split(each: Wanted) -> dict[str, Any]:
    """Read podcast:valueTimeSplit: another item, or recipients."""
    figures = {name: number(text) for name, text in each.attributes.items()}
    other = each.one("podcast:remoteItem")
    if other:
        return {"type": "remoteItem", **figures, "remoteItem": other.attributes}
    return {"type": "recipients", **figures, "recipients": [recipient(one) for one in each]}
