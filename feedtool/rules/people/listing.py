"""The people whom a record writes down, and where. No rules here."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.model.episode import Episode
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show


@dataclass(frozen=True, slots=True)
class Mention:
    """A person where a record names one.

    `known` is the registry's person of that name, whose values are judged where they are written:
    at the show.
    """

    at: FieldPath
    person: Person
    known: Person | None = None

    def own(self, field: str) -> str | None:
        """Return the value of a field that this record writes; None if it is the registry's."""
        value: str | None = getattr(self.person, field)
        return None if self.known is not None and value == getattr(self.known, field) else value


def list_people(record: Show | Episode, roster: Roster) -> Iterator[Mention]:
    """List the people of a record; those of the registry belong to the show."""
    if isinstance(record, Show):
        for key, person in roster.people.items():
            yield Mention(("people", key), person)
        yield from _listed("hosts", record.hosts, roster)
    else:
        yield from _listed("hosts", record.hosts or (), roster)
        yield from _listed("guests", record.guests, roster)
    yield from _listed("credits", record.credits or (), roster)


def _listed(field: str, people: tuple[Person, ...], roster: Roster) -> Iterator[Mention]:
    for number, person in enumerate(people):
        known = roster.find_person(person.name) if roster.people and person.name else None
        yield Mention((field, number), person, known)
