"""The elements of an item that its record's fields stand for, apart from those of RSS itself."""

from dataclasses import dataclass

from feedtool.compose import media
from feedtool.compose.chapters import ChapterParts
from feedtool.compose.media import Ground
from feedtool.compose.persons import person_element
from feedtool.compose.tags import tag_elements
from feedtool.compose.texts import Texts
from feedtool.compose.transcripts import TranscriptParts
from feedtool.formats.numbers import plain_number
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Enclosure
from feedtool.model.person import Person

_PLAIN_TAGS = (
    "soundbite",
    "location",
    "license",
    "funding",
    "txt",
    "social_interact",
    "chat",
    "content_link",
    "remote_item",
    "value",
)


@dataclass(slots=True, unsafe_hash=True)
class Parts:
    """What is worked out of an episode once; `other` holds the texts of `derive` by source."""

    texts: Texts
    other: dict[str, str]
    content: str | None
    persons: tuple[Person, ...]
    audio: Enclosure | None
    is_dynamic: bool
    duration: float | None
    artwork: str | None
    chapters: ChapterParts
    transcripts: TranscriptParts


def field_elements(episode: Episode, parts: Parts, ground: Ground) -> list[Element]:
    """List the itunes: and podcast: elements that fields stand for, in feed order."""
    found: list[Element] = []
    add = found.append
    if parts.duration is not None:
        add(Element("itunes:duration", str(max(1, round(parts.duration)))))
    if episode.explicit is not None:
        add(Element("itunes:explicit", "true" if episode.explicit else "false"))
    _add_numbers(episode, ground.show.seasons, found)
    if episode.episode_type != "full":
        add(Element("itunes:episodeType", episode.episode_type))
    if episode.author:
        add(Element("itunes:author", episode.author))
    if parts.artwork:
        add(Element("itunes:image", None, (("href", parts.artwork),)))
    if episode.block:
        add(Element("itunes:block", "Yes"))
    found += [person_element(person, ground.base_url) for person in parts.persons]
    found += parts.transcripts.elements
    found += parts.chapters.elements
    found += _seldom_elements(episode, ground)
    return found


def _seldom_elements(episode: Episode, ground: Ground) -> list[Element]:
    found = [media.alternate_element(each, ground) for each in episode.alternate_enclosure]
    found += [media.picture_element(each, ground) for each in episode.images]
    found += tag_elements(episode, _PLAIN_TAGS)
    if episode.video:
        found.append(Element("podcast:contentLink", "Video", (("href", episode.video),)))
    return found


def _add_numbers(episode: Episode, seasons: dict[str, str], found: list[Element]) -> None:
    """Add season and episode twice: whole numbers for Apple, all that is known for podcast:."""
    season, number = episode.season, episode.episode
    if season and season.number:
        if season.number.isdecimal():
            found.append(Element("itunes:season", plain_number(season.number)))
        name = season.name or seasons.get(season.number) or seasons.get(plain_number(season.number))
        attributes = (("name", name),) if name else ()
        found.append(Element("podcast:season", plain_number(season.number), attributes))
    if number and number.number:
        if number.number.isdecimal():
            found.append(Element("itunes:episode", plain_number(number.number)))
        shown = (("display", number.display),) if number.display else ()
        found.append(Element("podcast:episode", plain_number(number.number), shown))
