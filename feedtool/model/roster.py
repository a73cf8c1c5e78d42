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
    return Roster(_lend_names(people), sponsors, names)


def _lend_names(people: dict[str, Person]) -> dict[str, Person]:
    """Let keys that are one human, by `same_as`, answer to each other's names.

    Two that name the same key are one as well, be it known or not.
    """
    groups: dict[str, list[str]] = {}
    for key in people:
        groups.setdefault(_first_key(key, people), []).append(key)
    lent = dict(people)
    for keys in groups.values():
        if len(keys) == 1:
            continue
        names = dict.fromkeys(n for key in keys for n in (people[key].name, *people[key].aliases))
        for key in keys:
            own = (people[key].name, *people[key].aliases)
            others = (name for name in names if name and name not in own)
            aliases = (*people[key].aliases, *others)
            lent[key] = people[key].model_copy(update={"aliases": aliases})
    return lent


def _first_key(key: str, people: dict[str, Person]) -> str:
    """Follow `same_as` to its end; of a circle, to the first of its keys by the alphabet."""
    passed: dict[str, None] = {}
    while key not in passed:
        passed[key] = None
        person = people.get(key)
        if person is None or not person.same_as:
            return key
        key = person.same_as
    circle = list(passed)
    return min(circle[circle.index(key) :])


def fold_name(name: str) -> str:
    """Reduce a name to what counts when two are compared: case and spaces do not."""
    return " ".join(name.casefold().split())
