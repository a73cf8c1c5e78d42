"""People and sponsors, as the registry or a record writes them."""

from typing import Annotated, ClassVar

from pydantic import field_validator

from feedtool.model.podcast_tag import Attributes, refuse_known
from feedtool.model.scalars import Text
from feedtool.model.shapes import OneOrMany, Record, ShortRecord

_ATTRIBUTES = (("link", "href"), ("image", "img"), ("role", "role"), ("group", "group"))
"""Fields of a person, and the attributes that they are written as."""


class Person(ShortRecord):
    """A person of the show or of one episode (podcast:person)."""

    short: ClassVar[str] = "name"

    name: Text | None = None
    """Full name, at most 128 characters."""
    link: Text | None = None
    """Web page of the person."""
    image: Text | None = None
    """Picture: a url, or a path in the show folder."""
    role: Text | None = None
    """A role of the Podcast Taxonomy; `hosts` and `guests` set it."""
    group: Text | None = None
    """A group of the Podcast Taxonomy."""
    aliases: Annotated[tuple[Text, ...], OneOrMany()] = ()
    """Other spellings and speaker labels."""
    links: dict[Text, Text] | None = None
    """Pages of the person by name: `twitter: https://…`."""
    pronouns: Text | None = None
    """Pronouns, for pages."""
    bio: Text | None = None
    """A few sentences; in a file of its own it is the body."""
    same_as: Text | None = None
    """Another key that is the same human."""
    attributes: Attributes | None = None
    """Further attributes of podcast:person, as they are."""

    @field_validator("attributes")
    @classmethod
    def _refuse_known(cls, attributes: Attributes | None) -> Attributes | None:
        refuse_known(attributes, _ATTRIBUTES)
        return attributes


class Sponsor(ShortRecord):
    """A sponsor: becomes a paragraph of the notes, since no feed tag exists."""

    short: ClassVar[str] = "name"

    name: Text | None = None
    """Name of the sponsor."""
    link: Text | None = None
    """Web page of the sponsor."""
    image: Text | None = None
    """Picture: a url, or a path in the show folder."""
    text: Text | None = None
    """What to say, in Markdown."""


class Link(Record):
    """One line of `links`: a title and a url."""

    title: Text
    """What readers see."""
    url: Text
    """Where it leads."""
