"""Names of people."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.model.episode import Episode
from feedtool.model.finding import Problem
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster, fold_name
from feedtool.model.show import Show

_LIMIT = 128
"""Characters. Source: podcast namespace, tag person."""


@rule("PE01")
def unusable_person_name(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A person has no name, or one of more than 128 characters.

    Apps show the name as it stands and look people up by it: an empty one shows as a nameless
    line, a long one is cut. Podcasting 2.0 asks for the full name, not blank, of at most 128
    characters. What is more to say about a person belongs in `bio`, in `role` or in the notes.

    Bad:
        # 001.md
        guests:
          - {name: "", link: "https://hopper.example"}

    Good:
        # 001.md
        guests:
          - {name: Grace Hopper, link: "https://hopper.example"}
    """
    if isinstance(record, Show):
        for key, person in roster.people.items():
            yield from _judge(person, ("people", key))
    fields = ("hosts", "credits") if isinstance(record, Show) else ("hosts", "guests", "credits")
    for field in fields:
        for number, person in enumerate(getattr(record, field) or ()):
            if not _is_usable(person) and not _is_registered(person, roster):
                yield from _judge(person, (field, number))


def _is_usable(person: Person) -> bool:
    name = person.name or ""
    return bool(name.strip()) and len(name) <= _LIMIT


def _is_registered(person: Person, roster: Roster) -> bool:
    """Say whether the name is the registry's, where it is reported once."""
    return person.name is not None and fold_name(person.name) in roster.names


def _judge(person: Person, at: FieldPath) -> Iterator[Problem]:
    if _is_usable(person):
        return
    name = person.name or ""
    if name.strip():
        message = f"name {name[:32]!r}… has {len(name)} characters; at most {_LIMIT} are allowed"
        hint, in_feed = "keep the name, move the rest to bio or the notes", "keep the name alone"
        yield Problem((*at, "name"), message, hint, feed_hint=in_feed)
    else:
        where = ".".join(str(step) for step in at)
        yield Problem((*at, "name"), f"{where} has no name", "write the person's full name")
