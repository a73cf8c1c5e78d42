"""What the feed must say, worked out from the records alone.

Nothing here comes from the XML or from the code that writes it: every element is listed again, as
the documents of RSS, Apple and the podcast namespace describe it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedtool.model.element import Element
    from feedtool.model.person import Person
    from feedtool.model.show import Show

TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "opus": "audio/opus",
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "txt": "text/plain",
    "json": "application/json+chapters",
}


@dataclass(frozen=True)
class Wanted:
    """One element: its name with its prefix, its text, attributes and children."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple[Wanted, ...] = ()

    def __iter__(self) -> Iterator[Wanted]:
        """Yield the children."""
        return iter(self.children)

    def all(self, name: str) -> list[Wanted]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def one(self, name: str) -> Wanted | None:
        """Return the first child of a name."""
        return next(iter(self.all(name)), None)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the text of the first child of a name."""
        found = self.one(name)
        return default if found is None else found.text


@dataclass(frozen=True)
class WantedFeed:
    """The channel with all its children, items and live items among them."""

    show: Show
    channel: Wanted

    @property
    def items(self) -> list[Wanted]:
        """Return the items, newest first."""
        return self.channel.all("item")

    @property
    def live_items(self) -> list[Wanted]:
        """Return the live items."""
        return self.channel.all("podcast:liveItem")


def el(
    name: str, text: Any = None, children: Iterable[Wanted] = (), /, **attributes: Any
) -> Wanted:
    """Make an element; attributes that are None are left out, `_` in their names is `-`."""
    known = {
        key.replace("_", "-"): say(value) for key, value in attributes.items() if value is not None
    }
    return Wanted(name, "" if text is None else say(text), known, tuple(children))


def say(value: Any) -> str:
    """Write a value as XML has it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def more(element: Wanted, extra: dict[str, str] | None) -> Wanted:
    """Add the attributes a record gives as they are."""
    attributes = element.attributes | (extra or {})
    return Wanted(element.name, element.text, attributes, element.children)


def yes_no(value: bool | None) -> str:  # noqa: FBT001 - the value is what is written
    """Write yes or no."""
    return "yes" if value else "no"


def type_of(path: str) -> str | None:
    """Tell the media type of a path or address by its extension."""
    return TYPES.get(path.partition("?")[0].rpartition(".")[2])


def address(show: Show, text: str) -> str:
    """Give the public address of a path; an address stands as it is."""
    return text if "://" in text else f"{show.base_url}{text}"


def written(element: Element) -> Wanted:
    """Take an element of the record as it stands."""
    name, text = element.name, element.text
    children = tuple(map(written, element.children))
    return Wanted(name, (text or "").strip(), dict(element.attributes), children)


def person(show: Show, each: Person, role: str | None = None) -> Wanted:
    """Make podcast:person."""
    image = address(show, each.image) if each.image else None
    made = el(
        "podcast:person",
        each.name,
        role=each.role or role,
        group=each.group,
        img=image,
        href=each.link,
    )
    return more(made, each.attributes)


def remote_item(each: Any, medium: str | None = None) -> Wanted:
    """Make podcast:remoteItem."""
    return el(
        "podcast:remoteItem",
        feedGuid=each.feed_guid,
        feedUrl=each.feed_url,
        itemGuid=each.item_guid,
        medium=each.medium or medium,
        title=each.title,
    )


def recipient(each: Any) -> Wanted:
    """Make podcast:valueRecipient."""
    return el(
        "podcast:valueRecipient",
        name=each.name,
        type=each.type,
        address=each.address,
        customKey=each.custom_key,
        customValue=each.custom_value,
        split=each.split,
        fee=each.fee,
    )


def time_split(each: Any) -> Wanted:
    """Make podcast:valueTimeSplit."""
    return el(
        "podcast:valueTimeSplit",
        None,
        [*map(remote_item, each.remote_item), *map(recipient, each.recipients)],
        startTime=each.start_time,
        duration=each.duration,
        remoteStartTime=each.remote_start_time,
        remotePercentage=each.remote_percentage,
    )


def value(each: Any) -> Wanted:
    """Make podcast:value."""
    children = [*map(recipient, each.recipients), *map(time_split, each.time_splits)]
    return el(
        "podcast:value",
        None,
        children,
        type=each.type,
        method=each.method,
        suggested=each.suggested,
    )


def picture(show: Show, each: Any) -> Wanted:
    """Make podcast:image."""
    made = el(
        "podcast:image",
        href=each.url or address(show, each.file),
        alt=each.alt,
        aspect_ratio=each.aspect_ratio,
        width=each.width,
        height=each.height,
        type=each.type,
        purpose=each.purpose,
    )
    return more(made, each.attributes)


def social_interact(each: Any) -> Wanted:
    """Make podcast:socialInteract."""
    return el(
        "podcast:socialInteract",
        protocol=each.protocol,
        uri=each.uri,
        accountId=each.account_id,
        accountUrl=each.account_url,
        priority=each.priority,
    )


def chat(each: Any) -> Wanted:
    """Make podcast:chat."""
    made = el(
        "podcast:chat",
        server=each.server,
        protocol=each.protocol,
        accountId=each.account_id,
        space=each.space,
    )
    return more(made, each.attributes)


def location(each: Any) -> Wanted:
    """Make podcast:location."""
    where = {"rel": each.rel, "geo": each.geo, "osm": each.osm, "country": each.country}
    return el("podcast:location", each.name, **where)


def shared(record: Any) -> Iterator[Wanted]:
    """List the podcast: elements that a show and an episode have in common."""
    for each in record.funding:
        yield more(el("podcast:funding", each.label, url=each.url), each.attributes)
    if record.license:
        yield el("podcast:license", record.license.name, url=record.license.url)
    yield from map(location, record.location)
    for each in record.txt:
        yield el("podcast:txt", each.label, purpose=each.purpose)
    yield from map(social_interact, record.social_interact)
    if record.chat:
        yield chat(record.chat)
    yield from map(remote_item, record.remote_item)
    yield from map(value, record.value)
