"""The Podcasting 2.0 elements a record may hold: one class a tag, one line an attribute.

A field is the attribute of the same name (snake_case here, camelCase there) unless the class
says otherwise; `tag`, `text` and `nested` say how it becomes XML.
Source: the podcast namespace, https://podcasting2.org/docs/podcast-namespace/1.0
"""

from typing import Annotated, ClassVar

from pydantic import Field

from feedtool.model.podcast_tag import Tag
from feedtool.model.scalars import Bool, Integer, Length, Number, Text, one_of
from feedtool.model.shapes import OneOrMany, file_or_url


class Funding(Tag):
    """Where listeners can support the show."""

    tag: ClassVar[str] = "podcast:funding"
    short: ClassVar[str] = "url"
    text: ClassVar[str] = "label"

    url: Text | None = None
    label: Annotated[Text | None, Field(alias="text")] = None


class Locked(Tag):
    """Whether other hosts may import the feed, and who can say so."""

    tag: ClassVar[str] = "podcast:locked"
    short: ClassVar[str] = "value"
    text: ClassVar[str] = "value"

    value: Bool | None = True
    owner: Text | None = None


class License(Tag):
    """The licence: a slug of the podcast namespace's list, or a name with its url."""

    tag: ClassVar[str] = "podcast:license"
    short: ClassVar[str] = "name"
    text: ClassVar[str] = "name"

    name: Text | None = None
    url: Text | None = None


RELATIONS = ("subject", "creator")
"""How an episode is related to a place: it is about it, or was made there."""


class Place(Tag):
    """What the episode is about, or where it was made (podcast:location)."""

    tag: ClassVar[str] = "podcast:location"
    short: ClassVar[str] = "name"
    text: ClassVar[str] = "name"

    name: Text | None = None
    rel: one_of(*RELATIONS) | None = None  # type: ignore[valid-type]
    geo: Text | None = None
    osm: Text | None = None
    country: Text | None = None


class Txt(Tag):
    """Free text for machines, as DNS TXT records are."""

    tag: ClassVar[str] = "podcast:txt"
    short: ClassVar[str] = "label"
    text: ClassVar[str] = "label"

    label: Annotated[Text | None, Field(alias="text")] = None
    purpose: Text | None = None


class UpdateFrequency(Tag):
    """How often episodes come: words, and an RFC 5545 rule."""

    tag: ClassVar[str] = "podcast:updateFrequency"
    short: ClassVar[str] = "label"
    text: ClassVar[str] = "label"

    label: Annotated[Text | None, Field(alias="text")] = None
    rrule: Text | None = None
    dtstart: Text | None = None
    complete: Bool | None = None


class SocialInteract(Tag):
    """The post whose replies are the comments."""

    tag: ClassVar[str] = "podcast:socialInteract"
    short: ClassVar[str] = "uri"

    protocol: Text | None = None
    uri: Text | None = None
    account_id: Text | None = None
    account_url: Text | None = None
    priority: Integer | None = None


class Chat(Tag):
    """The show's or the episode's chat room."""

    tag: ClassVar[str] = "podcast:chat"
    short: ClassVar[str] = "server"

    server: Text | None = None
    protocol: Text | None = None
    account_id: Text | None = None
    space: Text | None = None


class Trailer(Tag):
    """A trailer of the show or of a season, outside the list of episodes."""

    tag: ClassVar[str] = "podcast:trailer"
    short: ClassVar[str] = "url"
    text: ClassVar[str] = "title"

    title: Text | None = None
    url: Text | None = None
    pubdate: Text | None = None
    length: Length | None = None
    type: Text | None = None
    season: Integer | None = None


class BlockService(Tag):
    """A service that must not list the show."""

    tag: ClassVar[str] = "podcast:block"
    short: ClassVar[str] = "id"
    text: ClassVar[str] = "value"

    id: Text | None = None
    value: Bool | None = True


class Picture(Tag):
    """A picture for a purpose (podcast:image)."""

    tag: ClassVar[str] = "podcast:image"
    short: ClassVar[str] = "url"
    renamed: ClassVar[dict[str, str]] = {"url": "href", "aspect_ratio": "aspect-ratio"}
    silent: ClassVar[tuple[str, ...]] = ("file",)

    file: Text | None = None
    """Path in the show folder; gives the address."""
    url: Text | None = None
    alt: Text | None = None
    aspect_ratio: Text | None = None
    width: Integer | None = None
    height: Integer | None = None
    type: Text | None = None
    purpose: Text | None = None

    @classmethod
    def lengthen(cls, text: str) -> dict[str, str]:
        """Tell a url from a file by how it starts."""
        return {file_or_url(text): text}


class EnclosureSource(Tag):
    """One address of an alternate enclosure (podcast:source)."""

    tag: ClassVar[str] = "podcast:source"
    short: ClassVar[str] = "uri"

    uri: Text | None = None
    content_type: Text | None = None


class Integrity(Tag):
    """The checksum of an alternate enclosure."""

    tag: ClassVar[str] = "podcast:integrity"
    short: ClassVar[str] = "value"

    type: one_of("sri", "pgp-signature") | None = None  # type: ignore[valid-type]
    value: Text | None = None


class AlternateEnclosure(Tag):
    """The episode in another encoding, language or medium."""

    tag: ClassVar[str] = "podcast:alternateEnclosure"
    short: ClassVar[str] = "file"
    nested: ClassVar[tuple[str, ...]] = ("source", "integrity")
    renamed: ClassVar[dict[str, str]] = {"language": "lang"}
    silent: ClassVar[tuple[str, ...]] = ("file",)

    file: Text | None = None
    """Path in the show folder; gives source, type and length."""
    type: Text | None = None
    length: Length | None = None
    bitrate: Number | None = None
    height: Integer | None = None
    language: Text | None = None
    title: Text | None = None
    rel: Text | None = None
    codecs: Text | None = None
    default: Bool | None = None
    source: Annotated[tuple[EnclosureSource, ...], OneOrMany()] = ()
    integrity: Integrity | None = None

    @classmethod
    def lengthen(cls, text: str) -> dict[str, str]:
        """Tell a url from a file by how it starts."""
        return {"file" if file_or_url(text) == "file" else "source": text}


class Soundbite(Tag):
    """A stretch worth sharing."""

    tag: ClassVar[str] = "podcast:soundbite"
    text: ClassVar[str] = "title"

    start_time: Number | None = None
    duration: Number | None = None
    title: Text | None = None


class ContentLink(Tag):
    """The same content somewhere else, such as a video page."""

    tag: ClassVar[str] = "podcast:contentLink"
    short: ClassVar[str] = "link"
    text: ClassVar[str] = "label"
    renamed: ClassVar[dict[str, str]] = {"link": "href"}

    link: Text | None = None
    label: Annotated[Text | None, Field(alias="text")] = None
