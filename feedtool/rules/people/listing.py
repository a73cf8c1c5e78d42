"""What a record writes down about people, and where. No rules here."""

from typing import NamedTuple

from feedtool.model.episode import Episode
from feedtool.model.finding import Replace
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show


class Entry(NamedTuple):
    """A field of a person: where it stands, whose it is, and what it says.

    `is_here` says that the record itself writes it, not a file of the registry.
    """

    at: FieldPath
    person: Person
    text: str
    is_here: bool = True

    def replace(self, new: str) -> tuple[Replace, ...]:
        """Make the repair that writes another text; none where another file holds it."""
        return (Replace(self.at, self.text, new),) if self.is_here and new else ()


def list_entries(record: Show | Episode, roster: Roster, field: str) -> list[Entry]:
    """List one field of all people of a record; the registry's values belong to the show."""
    found: list[Entry] = []
    groups: tuple[str, ...] = ("hosts", "guests", "credits")
    if isinstance(record, Show):
        for key, person in roster.people.items():
            text = getattr(person, field)
            if text is not None:
                is_here = key in record.people
                found.append(Entry(("people", key, field), person, text, is_here))
        groups = ("hosts", "credits")
    for name in groups:
        people = getattr(record, name)
        for number, person in enumerate(people) if people else ():
            text = getattr(person, field)
            if text is not None and not (roster.people and _is_inherited(person, field, roster)):
                found.append(Entry((name, number, field), person, text))
    return found


def _is_inherited(person: Person, field: str, roster: Roster) -> bool:
    """Say whether a value is the registry's, where it is judged once."""
    known = roster.find_person(person.name) if person.name else None
    return known is not None and getattr(known, field) == getattr(person, field)
