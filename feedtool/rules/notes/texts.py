"""Every text of a record that listeners read. No rules here."""

from feedtool.model.episode import Episode
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import list_passages

Text = tuple[FieldPath, str]


def list_texts(record: Show | Episode, roster: Roster) -> list[Text]:
    """List the texts of a record, each with its field; those of the registry belong to the show."""
    found = list_plain(record)
    if record.author:
        found.append((("author",), record.author))
    found += [(passage.at, passage.text) for passage in list_passages(record, roster)]
    if isinstance(record, Episode):
        _add_names("guests", record, roster, found)
        found += [(("links", n, "title"), link.title) for n, link in enumerate(record.links)]
        _add_chapters(record, found)
    else:
        if record.copyright:
            found.append((("copyright",), record.copyright))
        people = roster.people.items()
        found += [(("people", key, "name"), person.name or "") for key, person in people]
    _add_names("hosts", record, roster, found)
    _add_names("credits", record, roster, found)
    return found


def list_plain(record: Show | Episode) -> list[Text]:
    """List the texts that apps show without any markup."""
    found: list[Text] = []
    if record.title:
        found.append((("title",), record.title))
    if record.summary:
        found.append((("summary",), record.summary))
    return found


def _add_chapters(episode: Episode, found: list[Text]) -> None:
    for number, chapter in enumerate(episode.chapters.entries if episode.chapters else ()):
        if chapter.title:
            found.append((("chapters", number, "title"), chapter.title))


def _add_names(field: str, record: Show | Episode, roster: Roster, found: list[Text]) -> None:
    for number, person in enumerate(getattr(record, field) or ()):
        if person.name and not (roster.people and roster.find_person(person.name)):
            found.append(((field, number, "name"), person.name))
