"""Names of people."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.names import split_people
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.person import Person
from feedtool.model.place import FieldPath, dotted
from feedtool.model.roster import Roster, fold_name
from feedtool.model.show import Show

_LIMIT = 128
"""Characters. Source: podcast namespace, tag person."""
_QUOTED = re.compile(r"[\"'“”„‟«»‘’‚‹›](.+)[\"'“”‟«»‘’‹›]")


@rule("PE01")
def unusable_person_name(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A person has no name, one of more than 128 characters, one in quotes, or that of two people.

    Apps show the name as it stands and look people up by it: an empty one shows as a nameless
    line, a long one is cut, and behind `Ada Lovelace, Mary Allen` nobody is found. Podcasting 2.0
    asks for the full name, not blank, of at most 128 characters. Two people are two entries; what
    is more to say about a person belongs in `bio`, in `role` or in the notes. Quotes (a warning)
    are most often those of a word processor; that a name seems to be two is advice.

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
            found = _judge(person, (field, number))
            yield from (each for each in found if not _is_registered(person, roster))


def _is_registered(person: Person, roster: Roster) -> bool:
    """Say whether the name is the registry's, where it is reported once."""
    return person.name is not None and fold_name(person.name) in roster.names


def _judge(person: Person, at: FieldPath) -> Iterator[Problem]:
    name, at_name = person.name or "", (*at, "name")
    if not name.strip():
        where = dotted(at)
        yield Problem(at_name, f"{where} has no name", "write the person's full name")
    elif len(name) > _LIMIT:
        message = f"name {name[:32]!r}… has {len(name)} characters; at most {_LIMIT} are allowed"
        hint, in_feed = "keep the name, move the rest to bio or the notes", "keep the name alone"
        yield Problem(at_name, message, hint, feed_hint=in_feed)
    elif quoted := _QUOTED.fullmatch(name):
        message = f"name {name!r} stands in quotation marks"
        yield Problem(at_name, message, f"write {quoted[1]}", level=Level.WARNING)
    elif people := split_people(name):
        message = f"name {name!r} seems to be that of {len(people)} people"
        hint = f"give each a place: [{', '.join(people)}]; a firm or an office goes into bio"
        in_feed = "give each a podcast:person"
        yield Problem(at_name, message, hint, feed_hint=in_feed, level=Level.ADVICE)
