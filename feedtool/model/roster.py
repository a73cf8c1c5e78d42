"""Everyone the show knows by key: people and sponsors."""

from dataclasses import dataclass, field

from feedtool.model.person import Person, Sponsor


@dataclass(frozen=True, slots=True)
class Roster:
    """The registry of show.yaml, people/ and sponsors/.

    `names` leads from a folded name or alias to the key it belongs to.
    """

    people: dict[str, Person] = field(default_factory=dict)
    sponsors: dict[str, Sponsor] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def find_person(self, text: str) -> Person | None:
        """Find a person by key, then by name or alias."""
        person = self.people.get(text)
        if person is None:
            person = self.people.get(self.names.get(fold_name(text), ""))
        return person

    def find_sponsor(self, text: str) -> Sponsor | None:
        """Find a sponsor by key, then by name."""
        sponsor = self.sponsors.get(text)
        if sponsor is None:
            wanted = fold_name(text)
            named = (s for s in self.sponsors.values() if s.name and fold_name(s.name) == wanted)
            sponsor = next(named, None)
        return sponsor


def make_roster(people: dict[str, Person], sponsors: dict[str, Sponsor]) -> Roster:
    """Index people by their names and aliases; the first of two equal names counts.

    A person without a name is called by the key.
    """
    people = {
        key: person if person.name else person.model_copy(update={"name": key})
        for key, person in people.items()
    }
    sponsors = {
        key: sponsor if sponsor.name else sponsor.model_copy(update={"name": key})
        for key, sponsor in sponsors.items()
    }
    names: dict[str, str] = {}
    for key, person in people.items():
        for name in (person.name, *person.aliases):
            names.setdefault(fold_name(name or key), key)
    return Roster(people, sponsors, names)


def fold_name(name: str) -> str:
    """Reduce a name to what counts when two are compared: case and spaces do not."""
    return " ".join(name.casefold().split())
