"""Goes through the plain texts of a record: those that nothing renders as HTML or Markdown."""

from collections.abc import Iterator

from feedtool.model.episode import Episode
from feedtool.model.finding import Replace
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show

_OF_EPISODE = (
    ("hosts", "name"),
    ("guests", "name"),
    ("credits", "name"),
    ("links", "title"),
    ("categories", "name"),
)
_OF_SHOW = (("hosts", "name"), ("credits", "name"))
"""Fields that hold several parts, and which part of each is a plain text."""
_PEOPLE = ("hosts", "guests", "credits")
_ELEMENTS = frozenset(
    "category itunes:author itunes:keywords itunes:name itunes:subtitle itunes:title".split()
)
Text = tuple[FieldPath, str | None]


def find_plain_texts(
    sign: str, record: Show | Episode, roster: Roster
) -> Iterator[tuple[FieldPath, str]]:
    """Yield the plain texts that hold `sign`, each with its field; the registry's in the show."""
    for name in ("title", "summary", "author"):
        text = getattr(record, name)
        if text and sign in text:
            yield (name,), text
    is_show = isinstance(record, Show)
    for at, text in _in_lists(sign, record, _OF_SHOW if is_show else _OF_EPISODE):
        if at[0] not in _PEOPLE or roster.find_person(text) is None:
            yield at, text
    for at, value in _of_show(record, roster) if isinstance(record, Show) else _of_episode(record):
        if value and sign in value:
            yield at, value


def replace_text(at: FieldPath, old: str, new: str, record: Show | Episode) -> tuple[Replace, ...]:
    """Replace a text, unless a file of people/ holds it."""
    is_elsewhere = at[0] == "people" and isinstance(record, Show) and at[1] not in record.people
    return () if is_elsewhere or not new else (Replace(at, old, new),)


def _in_lists(
    sign: str, record: Show | Episode, lists: tuple[tuple[str, str], ...]
) -> Iterator[tuple[FieldPath, str]]:
    for field, part in lists:
        entries = getattr(record, field)
        for number, each in enumerate(entries) if entries else ():  # nearly all are empty
            text = getattr(each, part)
            if text and sign in text:
                yield (field, number, part), text


def _of_episode(episode: Episode) -> list[Text]:
    """List the plain texts of seldom fields; an episode without them costs next to nothing."""
    found: list[Text] = []
    if episode.chapters is not None:
        entries = enumerate(episode.chapters.entries)
        found += [(("chapters", number, "title"), each.title) for number, each in entries]
    if episode.season is not None:
        found.append((("season", "name"), episode.season.name))
    return found + _of_elements(episode) if episode.elements else found


def _of_elements(record: Show | Episode) -> list[Text]:
    chosen = (element for element in record.elements if element.name in _ELEMENTS)
    return [(element.text_path, element.text) for element in chosen]


def _of_show(show: Show, roster: Roster) -> list[Text]:
    found: list[Text] = [(("copyright",), show.copyright)]
    if show.owner is not None:
        found.append((("owner", "name"), show.owner.name))
    found += [(("people", key, "name"), person.name) for key, person in roster.people.items()]
    found += [(("seasons", number), name) for number, name in show.seasons.items()]
    found += [(("funding", n, "text"), each.label) for n, each in enumerate(show.funding)]
    return found + _of_elements(show)
