"""The show's record: every field of show.yaml."""

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from feedtool.model import tags
from feedtool.model.element import Element
from feedtool.model.person import Person, Sponsor
from feedtool.model.scalars import Bool, Integer, Text, one_of
from feedtool.model.shapes import OneOrMany, Record
from feedtool.model.value import RemoteItem, Value

Elements = Annotated[tuple[Element, ...], WithJsonSchema({"type": "array"})]
Keywords = Annotated[tuple[Text, ...], OneOrMany()]


class Owner(Record):
    """Who answers for the feed (itunes:owner)."""

    name: Text | None = None
    """Name that directories see."""
    email: Text | None = None
    """Address that directories write to: a role address, not a private one."""


class Removed(Record):
    """An episode taken out on purpose."""

    guid: Text
    """GUID of the episode, which is never used again."""
    reason: Text | None = None
    """Why, for those who read the record later."""


class Moved(Record):
    """Addresses that were moved on purpose."""

    old: Text
    """Beginning of the old addresses, which now lead to the new ones."""
    new: Text
    """Beginning of the new addresses."""
    reason: Text | None = None
    """Why, for those who read the record later."""


class Show(Record):
    """The show: one record for everything the channel says.

    Every field may be missing here; rules say which ones a feed needs.
    """

    format: Integer = 1
    """Version of the record format."""
    dynamic: Bool = False
    """Ads are put in per request: nothing compares the audio's bytes."""
    title: Text | None = None
    """Name of the show, nothing else."""
    description: Text | None = None
    """What the show is about, in Markdown."""
    summary: Text | None = None
    """One plain line, for `derive`."""
    link: Text | None = None
    """The show's web page."""
    base_url: Text | None = None
    """Where the built files are served; prefix of every file's address."""
    feed_url: Text | None = None
    """The feed's own address, if it is not base_url + feed.xml."""
    language: Text | None = None
    """Language of the show, such as `en` or `pt-BR`."""
    author: Text | None = None
    """Who makes the show; left out, the hosts."""
    owner: Owner | None = None
    """Contact, for directories only."""
    hosts: Annotated[tuple[Person, ...], OneOrMany()] = ()
    """The hosts."""
    credits: Annotated[tuple[Person, ...], OneOrMany()] = ()
    """Others who make the show, each with a role."""
    categories: Annotated[tuple[Text, ...], OneOrMany()] = ()
    """Apple's categories: `Top` or `Top > Sub`."""
    keywords: Keywords = ()
    """Keywords, for `derive` and audio tags."""
    artwork: Text | None = None
    """The cover: a path or a url."""
    images: Annotated[tuple[tags.Picture, ...], OneOrMany()] = ()
    """Further pictures with a purpose."""
    explicit: Bool | None = None
    """Whether the show has explicit content."""
    type: one_of("episodic", "serial") | None = None  # type: ignore[valid-type]
    """episodic: newest first; serial: to be heard in order."""
    timezone: Text | None = None
    """IANA zone of dates without an offset, such as `Europe/Berlin`."""
    guid: Text | None = None
    """The show's UUID, for ever."""
    copyright: Text | None = None
    """Who holds the rights."""
    footer: Text | None = None
    """Markdown at the end of every episode's notes."""
    people: dict[str, Person] = Field(default_factory=dict)
    """People by key."""
    sponsors: dict[str, Sponsor] = Field(default_factory=dict)
    """Sponsors by key."""
    seasons: dict[str, Text] = Field(default_factory=dict)
    """Names of seasons by number."""
    medium: Text | None = None
    """What the feed holds: podcast, music, audiobook, …"""
    locked: tags.Locked | None = None
    """Whether other hosts may import the feed."""
    funding: Annotated[tuple[tags.Funding, ...], OneOrMany()] = ()
    """Where to support the show."""
    license: tags.License | None = None
    """The licence of the show."""
    location: Annotated[tuple[tags.Place, ...], OneOrMany()] = ()
    """What the show is about, or where it is made."""
    txt: Annotated[tuple[tags.Txt, ...], OneOrMany()] = ()
    """Text for machines, such as proofs of ownership."""
    update_frequency: tags.UpdateFrequency | None = None
    """How often episodes come."""
    podping: Bool | None = None
    """Whether podping tells apps of new episodes."""
    social_interact: Annotated[tuple[tags.SocialInteract, ...], OneOrMany()] = ()
    """Where comments are."""
    chat: tags.Chat | None = None
    """The chat room."""
    podroll: Annotated[tuple[RemoteItem, ...], OneOrMany()] = ()
    """Shows that the makers recommend."""
    publisher: RemoteItem | None = None
    """The publisher's feed."""
    remote_item: Annotated[tuple[RemoteItem, ...], OneOrMany()] = ()
    """Items of other feeds, for list mediums."""
    value: Annotated[tuple[Value, ...], OneOrMany()] = ()
    """How listeners can send money."""
    trailer: Annotated[tuple[tags.Trailer, ...], OneOrMany()] = ()
    """Trailers of the show or a season."""
    block: Bool = False
    """Hide the whole show from Apple."""
    block_services: Annotated[tuple[tags.BlockService, ...], OneOrMany()] = ()
    """Services that must not list the show."""
    new_feed_url: Text | None = None
    """The new address of a feed that moves."""
    complete: Bool = False
    """No episode will ever follow."""
    managing_editor: Text | None = None
    """`mail (Name)`."""
    web_master: Text | None = None
    """`mail (Name)`."""
    ttl: Integer | None = None
    """Minutes a reader may keep the feed."""
    skip_hours: Annotated[tuple[Integer, ...], OneOrMany()] = ()
    """Hours (0-23, GMT) without new episodes."""
    skip_days: Annotated[tuple[Text, ...], OneOrMany()] = ()
    """English names of days without new episodes."""
    hub: Text | None = None
    """WebSub hub."""
    enclosure_prefix: Text | None = None
    """Statistics prefix before every audio address (OP3, Podtrac)."""
    removed: Annotated[tuple[Removed, ...], OneOrMany()] = ()
    """Episodes taken out on purpose."""
    moved: Annotated[tuple[Moved, ...], OneOrMany()] = ()
    """Addresses of audio and other files that moved on purpose."""
    derive: dict[str, Any] = Field(default_factory=dict)
    """Which further elements to write, and from what."""
    elements: Elements = ()
    """Elements written as they stand."""
    namespaces: dict[str, Text] = Field(default_factory=dict)
    """Further XML prefixes."""
