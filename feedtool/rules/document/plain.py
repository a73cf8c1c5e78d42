"""Goes through the plain texts of a record: those that nothing renders as HTML or Markdown."""

from collections.abc import Iterator
from itertools import chain

from feedtool.model.episode import Episode
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show

_PEOPLE = ("hosts", "guests", "credits")
_ELEMENTS = frozenset(
    "category itunes:author itunes:keywords itunes:name itunes:subtitle itunes:title".split()
)


def find_plain_texts(
    sign: str, record: Show | Episode, roster: Roster
) -> Iterator[tuple[FieldPath, str]]:
    """Yield the plain texts that hold `sign`, each with its field; the registry's in the show."""
    own = _of_episode(record) if isinstance(record, Episode) else _of_show(record)
    for at, text in chain(_of_both(record), own):
        if text and sign in text and not _is_registered(at, text, roster):
            yield at, text


def _is_registered(at: FieldPath, text: str, roster: Roster) -> bool:
    return at[0] in _PEOPLE and roster.find_person(text) is not None


def _of_both(record: Show | Episode) -> Iterator[tuple[FieldPath, str | None]]:
    yield ("title",), record.title
    yield ("summary",), record.summary
    yield ("author",), record.author
    for name in _PEOPLE:
        for number, person in enumerate(getattr(record, name, None) or ()):
            yield (name, number, "name"), person.name
    for element in record.elements:
        if element.name in _ELEMENTS:
            yield element.text_path, element.text


def _of_episode(episode: Episode) -> Iterator[tuple[FieldPath, str | None]]:
    for number, link in enumerate(episode.links):
        yield ("links", number, "title"), link.title
    for number, category in enumerate(episode.categories):
        yield ("categories", number, "name"), category.name
    for number, chapter in enumerate(episode.chapters.entries if episode.chapters else ()):
        yield ("chapters", number, "title"), chapter.title
    if episode.season is not None:
        yield ("season", "name"), episode.season.name


def _of_show(show: Show) -> Iterator[tuple[FieldPath, str | None]]:
    yield ("copyright",), show.copyright
    if show.owner is not None:
        yield ("owner", "name"), show.owner.name
    for key, person in show.people.items():
        yield ("people", key, "name"), person.name
    for number, name in show.seasons.items():
        yield ("seasons", number), name
    for place, funding in enumerate(show.funding):
        yield ("funding", place, "text"), funding.label
