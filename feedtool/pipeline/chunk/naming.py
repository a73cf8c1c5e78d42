"""Whom an episode names: what rules over the whole show compare."""

from urllib.parse import unquote

from feedtool.check.facts import NamedPerson, Naming
from feedtool.formats.copied_texts import list_telling
from feedtool.formats.markup.convert import first_paragraph
from feedtool.formats.names import names_any
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster


def naming_of(episode: Episode, item: Item) -> Naming:
    """Collect the people of an episode and the short texts that name people."""
    guests = _names(episode.guests)
    texts, telling = [("title", item.title)], 0
    if episode.summary is not None:
        texts.append(("summary", episode.summary))
    elif episode.notes:
        texts.append(("notes", first_paragraph(item.notes)))
    if guests and len(texts) > 1:
        telling = hash(list_telling(texts[1][1]))
    if item.audio is not None:
        texts.append(("audio", _file_stem(item.audio.bare_url)))
    closed = frozenset([place for place, text in texts if _holds_any(text, guests)])
    return Naming(
        closed=closed,
        people=_names(item.persons),
        guests=guests,
        telling=telling,
        texts=tuple(texts),
        names_guest=any([place in closed for place, _ in texts[:2]])  # noqa: C419 - two of them
        or names_any("\n".join([text for _, text in texts[:2]]), guests)
        or names_any(item.notes, guests),
    )


def persons_of(episode: Episode, roster: Roster) -> tuple[NamedPerson, ...]:
    """List the people whom a record itself names, each with the field."""
    named = (
        ("hosts", "host", episode.hosts),
        ("guests", "guest", episode.guests),
        ("credits", "host", episode.credits),
    )
    return tuple(
        _named((field, number), person, role, roster)
        for field, role, persons in named
        for number, person in enumerate(persons or ())
        if person.name
    )


def _named(at: FieldPath, person: Person, role: str, roster: Roster) -> NamedPerson:
    name = person.name or ""
    known = roster.find_person(name) if roster.people else None
    is_known = known is not None and known.name == name
    return NamedPerson(at, name, person.link or "", person.role or role, is_known)


def _names(persons: tuple[Person, ...]) -> tuple[str, ...]:
    return tuple(name for each in persons for name in (each.name, *each.aliases) if name)


def _holds_any(text: str, names: tuple[str, ...]) -> bool:
    """Say whether a text holds a whole name, in any case."""
    if any([name in text for name in names]):  # noqa: C419 - as it is written, nearly always
        return True
    folded = text.casefold()
    return any(name.casefold() in folded for name in names)


def _file_stem(url: str) -> str:
    name = unquote(url.partition("?")[0].partition("#")[0].rpartition("/")[2])
    return name.rpartition(".")[0] or name
