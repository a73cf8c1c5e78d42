"""What the feed will say: the channel, its items, and the files they point to."""

from dataclasses import dataclass
from datetime import datetime

from feedtool.model.element import Element
from feedtool.model.episode import Chapter
from feedtool.model.media import AudioFacts
from feedtool.model.person import Person
from feedtool.model.transcript import Form, Transcript


@dataclass(slots=True, unsafe_hash=True)
class PubDate:
    """A date of the record.

    `text` is what the feed says (RFC 2822, in the offset the record has, or the author's words
    where they cannot be read); `instant` is None for those. `code` and `fault` tell what is wrong.
    `is_local` says that the record gives no offset.
    """

    text: str
    instant: datetime | None = None
    code: str = ""
    fault: str = ""
    is_local: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Enclosure:
    """The item's audio: address, size in bytes, media type.

    `bare_url` is the address without a statistics prefix; `file` the path in the show folder;
    `facts` what was measured, where the file or its lock is at hand.
    """

    url: str
    length: int | None
    type: str
    bare_url: str = ""
    file: str = ""
    facts: AudioFacts | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """A public file that the feed points to.

    `name` is its path under base_url. Its bytes are `content`, or those of `source`, a path in
    the show folder.
    """

    name: str
    type: str
    source: str = ""
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class TranscriptCopy:
    """A form of a transcript that a build writes: its public name, and what it is made of.

    `source` is the author's file, `transcript` what was read of it. `end` is the length of the
    episode in seconds, for last words whose end the file does not tell.
    """

    name: str
    form: Form
    source: str
    transcript: Transcript
    end: float | None = None


@dataclass(slots=True, unsafe_hash=True)
class Item:
    """One item of the feed. Fields that an episode's record has too keep its names.

    `elements` is everything that RSS 2.0 itself does not name, in order; `urls` lists each address
    with the field it comes from; `notes` is the HTML of notes, links, sponsors and footer.
    `audio_files` are the local files of the enclosure and its alternates;
    `alternates` are the facts of each alternate enclosure's file. `is_dynamic` says that ads are
    put in per request, so that nothing compares the audio's bytes. `chapters` is the one list
    that every form of them is written from; an address instead of a list leaves it empty.
    `transcripts` are the forms of its transcripts that are written beside the author's files.
    `summary` and `author` are those of the record, or what stands for them.
    """

    path: str
    slug: str
    title: str
    guid: str
    is_permalink: bool
    published: PubDate | None
    link: str | None
    description: str
    notes: str
    content: str | None
    audio: Enclosure | None
    duration: float | None
    artwork: str | None
    persons: tuple[Person, ...]
    categories: tuple[tuple[str, str | None], ...]
    elements: tuple[Element, ...]
    urls: tuple[tuple[str, str], ...]
    assets: tuple[Asset, ...] = ()
    is_draft: bool = False
    live: tuple[tuple[str, str], ...] | None = None
    explicit: bool | None = None
    alternates: tuple[AudioFacts | None, ...] = ()
    audio_files: tuple[str, ...] = ()
    is_dynamic: bool = False
    chapters: tuple[Chapter, ...] = ()
    transcripts: tuple[TranscriptCopy, ...] = ()
    summary: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The channel: RSS core fields, and every other element in order.

    `urls` lists each address with the field it comes from.
    """

    title: str
    link: str
    description: str
    language: str | None
    feed_url: str
    base_url: str
    copyright: str | None
    artwork: str | None
    elements: tuple[Element, ...]
    persons: tuple[Person, ...]
    namespaces: tuple[tuple[str, str], ...]
    urls: tuple[tuple[str, str], ...]
    assets: tuple[Asset, ...] = ()
    author: str = ""


RECORD_FIELDS: dict[str, tuple[str, ...]] = {
    "persons": ("hosts", "guests", "credits"),
    "description": ("description", "summary", "notes", "notes_format", "links", "sponsors"),
    "content": ("notes", "notes_format", "links", "sponsors", "footer"),
    "duration": ("audio",),
    "is_dynamic": ("audio",),
    "alternates": ("alternate_enclosure",),
    "is_draft": ("draft",),
    "slug": (),
}
"""The record's fields behind those of an item or feed whose name is their own."""
