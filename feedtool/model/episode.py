"""One episode's record: its front matter, and the notes that follow it."""

from typing import Annotated, ClassVar

from feedtool.model import tags
from feedtool.model.person import Link, Person
from feedtool.model.scalars import Bool, Duration, Length, Number, Seconds, Text, one_of
from feedtool.model.shapes import OneOrMany, Record, ShortRecord, file_or_url
from feedtool.model.show import Elements, Keywords
from feedtool.model.value import RemoteItem, Value


class Guid(ShortRecord):
    """The item's identity, for ever the same."""

    short: ClassVar[str] = "value"

    value: Text
    """Any text that no other episode has; kept letter by letter."""
    is_permalink: Bool = False
    """Whether the GUID is the address of the episode's page."""


class Season(ShortRecord):
    """Number and name of a season."""

    short: ClassVar[str] = "number"

    number: Number | None = None
    """Number, from 1 on."""
    name: Text | None = None
    """Name; left out, that of the show's `seasons`."""


class EpisodeNumber(ShortRecord):
    """Number of an episode, and how to show it."""

    short: ClassVar[str] = "number"

    number: Number | None = None
    """Number; a decimal one is for podcast:episode only."""
    display: Text | None = None
    """What to show instead, such as `Ch. 3`."""


class Media(ShortRecord):
    """A file of the show folder, or an address, or a file whose address is pinned."""

    short: ClassVar[str] = "file"

    file: Text | None = None
    """Path in the show folder."""
    url: Text | None = None
    """Address; with `file`, it is pinned and does not follow from the path."""
    type: Text | None = None
    """Media type, only where the extension does not tell it."""

    @classmethod
    def lengthen(cls, text: str) -> dict[str, str]:
        """Tell a url from a file by how it starts."""
        return {file_or_url(text): text}


class Audio(Media):
    """The episode's audio: the first enclosure."""

    length: Length | None = None
    """Bytes; measured for a file, as imported for a url."""
    duration: Duration | None = None
    """Seconds; measured for a file, as imported for a url."""
    dynamic: Bool | None = None
    """Ads are put in per request: nothing compares the bytes."""


class TranscriptLink(Media):
    """A transcript that the feed points to."""

    language: Text | None = None
    """Language, where it is not the show's."""
    rel: Text | None = None
    """`captions`, for files with times; left out, it follows from a file."""


class Chapter(Record):
    """A chapter of the episode: `MM:SS Title`, or a mapping."""

    start: Seconds | None = None
    """When it starts."""
    end: Seconds | None = None
    """When it ends; left out, where the next one starts."""
    title: Text | None = None
    """What it is called."""
    image: Text | None = None
    """Picture: a path or a url."""
    link: Text | None = None
    """Web page."""
    toc: Bool = True
    """Whether the list of chapters shows it."""
    location: tags.Place | None = None
    """Where it takes place."""


class Chapters(ShortRecord):
    """The chapters: a list in the record, or a file, or an address."""

    short: ClassVar[str] = "file"

    entries: tuple[Chapter, ...] = ()
    """The list as the record writes it."""
    file: Text | None = None
    """Path of a chapters file."""
    url: Text | None = None
    """Address of a chapters file."""

    @classmethod
    def lengthen(cls, text: str) -> dict[str, str]:
        """Tell a url from a file by how it starts."""
        return {file_or_url(text): text}


class Category(ShortRecord):
    """An RSS category of the item (not Apple's)."""

    short: ClassVar[str] = "name"

    name: Text | None = None
    """Name of the category."""
    domain: Text | None = None
    """Address of the scheme that the name belongs to."""


class Live(Record):
    """A live item: an episode that is announced or on air."""

    status: one_of("pending", "live", "ended") | None = None  # type: ignore[valid-type]
    """Whether it is announced, on air or over: written, never taken from a clock."""
    start: Text | None = None
    """When it starts, written as `published` is."""
    end: Text | None = None
    """When it is to end."""


class SponsorMention(ShortRecord):
    """A sponsor of this episode: a key of the registry, or written out."""

    short: ClassVar[str] = "name"

    name: Text | None = None
    """Name, or a key of `sponsors` in show.yaml."""
    link: Text | None = None
    """Web page."""
    image: Text | None = None
    """Picture: a path or a url."""
    text: Text | None = None
    """What to say, in Markdown."""


class Episode(Record):
    """One episode: one file. Every field may be missing here; rules say which ones are needed."""

    title: Text | None = None
    """Title without number and show name."""
    guid: Guid | None = None
    """Identity, minted once by `feedtool new`."""
    published: Text | None = None
    """`2020-05-07 09:00`, with seconds and offset if you like, or RFC 3339."""
    season: Season | None = None
    """Season: a number, or number and name."""
    episode: EpisodeNumber | None = None
    """Episode: a number, or number and display."""
    episode_type: one_of("full", "trailer", "bonus") = "full"  # type: ignore[valid-type]
    """full, trailer or bonus."""
    draft: Bool = False
    """Held back from the feed."""
    hosts: Annotated[tuple[Person, ...] | None, OneOrMany()] = None
    """Hosts of this episode; left out, the show's; `[]`, none."""
    guests: Annotated[tuple[Person, ...], OneOrMany()] = ()
    """The guests."""
    credits: Annotated[tuple[Person, ...] | None, OneOrMany()] = None
    """Others who worked on it, each with a role; left out, the show's."""
    summary: Text | None = None
    """One to three plain sentences."""
    notes: Text | None = None
    """The show notes: the body of .md and .html records."""
    notes_format: one_of("markdown", "html") = "markdown"  # type: ignore[valid-type]
    """What `notes` is written in: markdown or html."""
    description: Text | None = None
    """The item's description, where it must differ from what is derived."""
    footer: Text | None = None
    """End of the notes; `false` for none; left out, the show's."""
    audio: Audio | None = None
    """The audio file."""
    alternate_enclosure: Annotated[tuple[tags.AlternateEnclosure, ...], OneOrMany()] = ()
    """The episode in other encodings or as video."""
    artwork: Text | None = None
    """The episode's own cover."""
    images: Annotated[tuple[tags.Picture, ...], OneOrMany()] = ()
    """Further pictures with a purpose."""
    link: Text | None = None
    """The episode's web page."""
    video: Text | None = None
    """Page of the episode's video."""
    content_link: Annotated[tuple[tags.ContentLink, ...], OneOrMany()] = ()
    """The content at other places."""
    transcript: Annotated[tuple[TranscriptLink, ...], OneOrMany()] = ()
    """Transcripts."""
    chapters: Chapters | None = None
    """A list of `MM:SS Title`, or a file, or a url."""
    links: tuple[Link, ...] = ()
    """Links of the notes: `Title: url`, or a url."""
    explicit: Bool | None = None
    """Whether this episode is explicit; left out, as the show."""
    author: Text | None = None
    """Author, where it is not the show's."""
    keywords: Keywords = ()
    """Keywords, for `derive` and audio tags."""
    categories: Annotated[tuple[Category, ...], OneOrMany()] = ()
    """RSS categories."""
    sponsors: Annotated[tuple[SponsorMention, ...], OneOrMany()] = ()
    """Sponsors of this episode."""
    block: Bool = False
    """Hide this episode from Apple."""
    live: Live | None = None
    """Turns the item into a live item."""
    value: Annotated[tuple[Value, ...], OneOrMany()] = ()
    """How listeners can send money."""
    funding: Annotated[tuple[tags.Funding, ...], OneOrMany()] = ()
    """Where to support it."""
    license: tags.License | None = None
    """Licence of the episode."""
    location: Annotated[tuple[tags.Place, ...], OneOrMany()] = ()
    """What the episode is about, or where it was made."""
    txt: Annotated[tuple[tags.Txt, ...], OneOrMany()] = ()
    """Text for machines."""
    social_interact: Annotated[tuple[tags.SocialInteract, ...], OneOrMany()] = ()
    """Where comments are."""
    chat: tags.Chat | None = None
    """The chat room."""
    soundbite: Annotated[tuple[tags.Soundbite, ...], OneOrMany()] = ()
    """Stretches worth sharing."""
    remote_item: Annotated[tuple[RemoteItem, ...], OneOrMany()] = ()
    """Items of other feeds."""
    elements: Elements = ()
    """Elements written as they stand."""
