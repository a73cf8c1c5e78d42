"""Every text of a record that listeners read. No rules here."""

from collections.abc import Iterator

from feedtool.model.episode import Episode
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import list_passages

Text = tuple[FieldPath, str]


def list_texts(record: Show | Episode, roster: Roster) -> Iterator[Text]:
    """List the texts of a record, each with its field; those of the registry belong to the show."""
    yield from list_plain(record)
    if record.author:
        yield ("author",), record.author
    for passage in list_passages(record, roster):
        yield passage.at, passage.text
    if isinstance(record, Show):
        yield from _of_show(record, roster)
    else:
        yield from _of_episode(record, roster)


def list_plain(record: Show | Episode) -> Iterator[Text]:
    """List the texts that apps show without any markup."""
    if record.title:
        yield ("title",), record.title
    if record.summary:
        yield ("summary",), record.summary


def _of_show(show: Show, roster: Roster) -> Iterator[Text]:
    if show.copyright:
        yield ("copyright",), show.copyright
    for key, person in roster.people.items():
        yield ("people", key, "name"), person.name or ""
    for field in ("hosts", "credits"):
        yield from _names(field, show, roster)


def _of_episode(episode: Episode, roster: Roster) -> Iterator[Text]:
    for field in ("hosts", "guests", "credits"):
        yield from _names(field, episode, roster)
    for number, link in enumerate(episode.links):
        yield ("links", number, "title"), link.title
    for number, chapter in enumerate(episode.chapters.entries if episode.chapters else ()):
        if chapter.title:
            yield ("chapters", number, "title"), chapter.title


def _names(field: str, record: Show | Episode, roster: Roster) -> Iterator[Text]:
    for number, person in enumerate(getattr(record, field) or ()):
        if person.name and not (roster.people and roster.find_person(person.name)):
            yield (field, number, "name"), person.name
