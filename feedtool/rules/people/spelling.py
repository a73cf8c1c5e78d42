"""One person, one spelling, across the whole show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from feedtool.check.facts import Digest, Index, NamedPerson
from feedtool.check.rule import rule
from feedtool.formats.spelling import (
    Words,
    accents_agree,
    fold_person,
    is_slip,
    is_variant,
    outline,
    slip_keys,
)
from feedtool.formats.web_address import split_address
from feedtool.model.finding import Level, Problem, Remove, Replace
from feedtool.model.person import Person
from feedtool.model.place import FieldPath, dotted
from feedtool.model.roster import fold_name
from feedtool.model.show import Show

_SHARED_PAGE = 3
"""Different names that may stand behind one page; more, and it is the page of a group."""


@dataclass(slots=True)
class Spelling:
    """A name as it is written, the records that write it, and the pages it leads to.

    `is_known` says that the show itself writes it so: the registry, or its own hosts.
    """

    name: str
    words: Words
    order: int
    is_known: bool = False
    places: list[tuple[Digest, FieldPath]] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)


def _rank(each: Spelling) -> tuple[bool, int, int]:
    """Order spellings: the show's own is right, then the more frequent, then the first."""
    return each.is_known, len(each.paths), -each.order


@rule("PE07", Level.WARNING)
def divided_person(index: Index, show: Show) -> Iterable[Problem]:
    """One person is spelt in two ways, or stands twice among the people of one episode or the show.

    Apps and directories know people by their names: with two spellings there are two people, each
    with half of the episodes. Write the name everywhere as it is written most often; a person who
    comes often is written once, under `people`.

    Sure are: a difference in case, accents or an honorific; one letter left out or two swapped
    inside a long word, where the other spelling comes twice as often or is the show's own; and,
    where both have the same page, other slips and middle names. Two names are left alone if both
    stand in one episode or each has pages of its own: then they are two people. That one name
    leads to several pages is no fault: people move.

    Bad:
        # 002.md
        guests:
          - {name: Dr. Grace Hoper, link: "https://hopper.example"}
          - {name: John Backus, link: "https://backus.example"}

    Good:
        # 002.md
        guests:
          - {name: Grace Hopper, link: "https://hopper.example"}
          - {name: John Backus, link: "https://backus.example"}
    """
    yield from _repeated(_list_own(show), "")
    for digest in index.digests:
        if len(digest.persons) > 1:
            yield from _repeated(digest.persons, digest.path)
    spellings = _collect(index, show)
    found: set[tuple[str, str]] = set()
    for left, right in _pairs(list(spellings.values())):
        wrong, better = sorted((left, right), key=_rank)
        if (wrong.name, better.name) not in found and not wrong.is_known:
            found.add((wrong.name, better.name))
            yield from _problems(wrong, better)


def _list_own(show: Show) -> list[NamedPerson]:
    """List the people of the show itself."""
    hosts = [(("hosts", number), each, "host") for number, each in enumerate(show.hosts)]
    others = [(("credits", n), each, each.role or "host") for n, each in enumerate(show.credits)]
    return [
        NamedPerson(at, each.name or "", each.link or "", role, is_known=True)
        for at, each, role in (*hosts, *others)
        if each.name
    ]


def _repeated(persons: Sequence[NamedPerson], file: str) -> Iterator[Problem]:
    first: dict[tuple[str, str], NamedPerson] = {}
    for person in persons:
        known = first.setdefault((fold_name(person.name), person.role.casefold()), person)
        if known is person:
            continue
        where = dotted(person.at)
        message = f"{where}: {person.name!r} stands twice as {person.role}"
        edits = (Remove(person.at),)
        has_own_page = person.link not in ("", known.link)
        yield Problem(
            person.at,
            message,
            "delete one of the two",
            edits,
            file=file,
            is_unsafe=has_own_page,
        )


def _collect(index: Index, show: Show) -> dict[str, Spelling]:
    """Collect every spelling of a full name, by the spelling."""
    found: dict[str, Spelling] = {}
    for person in (*show.people.values(), *show.hosts, *show.credits):
        _note_own(person, found)
    for digest in index.digests:
        for each in digest.persons:
            spelling = _spelling(each.name, found)
            spelling.paths.add(digest.path)
            if each.is_known:
                spelling.is_known = True
            else:
                spelling.places.append((digest, each.at))
            if each.link:
                spelling.pages.add(each.link)
    return {name: each for name, each in found.items() if each.words}


def _spelling(name: str, found: dict[str, Spelling]) -> Spelling:
    known = found.get(name)
    if known is None:
        known = found[name] = Spelling(name, fold_person(name), len(found))
    return known


def _note_own(person: Person, found: dict[str, Spelling]) -> None:
    if person.name:
        spelling = _spelling(person.name, found)
        spelling.is_known = True
        if person.link:
            spelling.pages.add(person.link)


def _pairs(spellings: list[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield the pairs that are sure to be one person, without comparing all with all."""
    by_words: dict[Words, list[Spelling]] = {}
    for each in spellings:
        by_words.setdefault(each.words, []).append(each)
    for alike in by_words.values():
        for left, right in combinations(alike[: _SHARED_PAGE + 1], 2):
            if accents_agree(left.name, right.name) and _may_be_one(left, right):
                yield left, right
    yield from _same_page(spellings)
    yield from _slips(spellings)


def _same_page(spellings: list[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    by_page: dict[str, list[Spelling]] = {}
    for each in spellings:
        for page in {_bare(page) for page in each.pages}:
            by_page.setdefault(page, []).append(each)
    for group in by_page.values():
        if 1 < len(group) <= _SHARED_PAGE:
            for left, right in combinations(group, 2):
                is_other = left.words != right.words and is_variant(left.words, right.words)
                if is_other and left.paths.isdisjoint(right.paths):
                    yield left, right


def _bare(url: str) -> str:
    """Reduce an address to what tells two pages apart."""
    parts = split_address(url)
    return parts.host.removeprefix("www.") + parts.rest.rstrip("/")


def _slips(spellings: list[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield pairs that differ by a slip, one of them far more frequent or the show's own."""
    by_outline: dict[str, list[Spelling]] = {}
    for each in spellings:
        by_outline.setdefault(outline(each.words), []).append(each)
    for group in by_outline.values():
        if len(group) > 1 and any(each.is_known or len(each.paths) > 1 for each in group):
            yield from _slips_among(group)


def _slips_among(group: list[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    by_key: dict[Words, list[Spelling]] = {}
    for each in group:
        for key in slip_keys(each.words):
            others = by_key.setdefault(key, [])
            for other in others[:_SHARED_PAGE]:
                is_one = is_slip(each.words, other.words) and _may_be_one(each, other)
                if is_one and _outweighs(*sorted((each, other), key=_rank)):
                    yield each, other
            others.append(each)


def _may_be_one(left: Spelling, right: Spelling) -> bool:
    """Say that nothing speaks against it: no common episode, no pages of their own."""
    if not left.paths.isdisjoint(right.paths):
        return False
    ours, theirs = ({_bare(page) for page in each.pages} for each in (left, right))
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _outweighs(wrong: Spelling, right: Spelling) -> bool:
    return right.is_known or len(right.paths) >= 2 * len(wrong.paths)


def _problems(wrong: Spelling, right: Spelling) -> Iterator[Problem]:
    path = min(right.paths, default="")
    where = path.rpartition("/")[2] or "show.yaml"
    for digest, at in wrong.places:
        message = f"{wrong.name!r} is spelt {right.name!r} in {where}"
        yield Problem(
            (*at, "name"),
            message,
            f"write {right.name}, or give each of them a page of their own",
            (Replace((*at, "name"), wrong.name, right.name),),
            file=digest.path,
            is_unsafe=True,
            others=(path,) if path else (),
        )
