"""A feed as subscribers' apps see it: one that is out, or one that would be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from feedtool.model.element import Element

Said = Mapping[str, tuple[Element, ...]]
"""The child elements of an item or channel by their names in records (`itunes:image`)."""


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One item as its feed has it.

    `guid`, `title`, `published` and `link` are the texts in it, "" where they are missing; `url`,
    `length` and `type` those of its enclosure. `xml` is the whole item as it is
    written: two that are equal say the same. `context` is the tag that binds the prefixes in it.
    `is_live` marks a podcast:liveItem.
    """

    guid: str
    title: str
    published: str
    url: str
    length: str
    type: str
    xml: bytes
    context: bytes = b"<context>"
    is_live: bool = False

    @property
    def identity(self) -> str:
        """By what apps know it again: the GUID, else the audio's address, else the title."""
        return self.guid or self.url or self.title


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """One feed: its items in their order, and its channel in canonical form without them.

    `said` is what the channel says, less what every build may change: lastBuildDate, generator.
    `sha256` and `length` are those of its bytes.
    """

    sha256: str
    length: int
    channel: bytes = b""
    said: Said = field(default_factory=dict)
    items: tuple[PublishedItem, ...] = ()

    @property
    def episode_count(self) -> int:
        """The number of items that are no live ones."""
        return sum(not item.is_live for item in self.items)
