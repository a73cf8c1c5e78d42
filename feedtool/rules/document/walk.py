"""Goes through every address that a record gives, wherever it stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from feedtool.formats.vocabulary.elements import ELEMENTS
from feedtool.formats.web_address import judge_host
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Problem, Replace
from feedtool.model.person import Person, Sponsor
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show


class Verdict(NamedTuple):
    """What is wrong with an address, how to mend it, and the right address where it is known."""

    message: str
    hint: str
    better: str = ""


Judge = Callable[[str, str], Verdict | None]
"""Takes the dotted field and the address; gives a verdict where the address is faulty.

No judge may object to an ordinary address (`are_ordinary`): it is not asked about them.
"""
_ORDINARY = re.compile(r"https://([a-z0-9][a-z0-9.-]*\.[a-z]{2,})(?:/[A-Za-z0-9/._~%+=?,:@-]*)?")
_FROM_REGISTRY = ("hosts.", "guests.", "credits.", "sponsors.")
_ADDRESS_ATTRIBUTES = frozenset({"url", "href", "uri", "img", "feedUrl", "accountUrl"})


def judge_addresses(
    part: Feed | Item, record: Show | Episode, roster: Roster, judge: Judge
) -> Iterator[Problem]:
    """Yield a problem for each faulty address; one that the registry gives is named there.

    Another address may be another thing, so its repair is never made unasked.
    """
    for field, url in () if are_ordinary(part.urls) else part.urls:
        found = judge(field, url)
        if found is not None and not _is_registered(field, url, roster):
            yield _problem(field_path(field), url, found)
    for path, name, url in _written(record, roster):
        found = judge(name, url)
        if found is not None:
            in_record = isinstance(record, Show) and path[1] in getattr(record, str(path[0]))
            yield _problem(path, url, found if in_record else found._replace(better=""))


@lru_cache(maxsize=64)
def are_ordinary(urls: tuple[tuple[str, str], ...]) -> bool:
    """Tell addresses of which no rule can complain, as nearly all are: https, public, plain ASCII.

    The rules ask in turn about the same ones, so the last answers are kept.
    """
    for _, url in urls:
        match = _ORDINARY.fullmatch(url)
        if match is None or judge_host(match[1]):
            return False
    return True


def _problem(at: FieldPath, url: str, found: Verdict) -> Problem:
    edits = (Replace(at, url, found.better),) if found.better not in ("", url) else ()
    return Problem(at, found.message, found.hint, edits, is_unsafe=True)


def _written(record: Show | Episode, roster: Roster) -> Iterator[tuple[FieldPath, str, str]]:
    for element in record.elements:
        for name, url in addresses_of_element(element):
            yield ("elements", element.entry), name, url
    if isinstance(record, Show):
        for path, url in addresses_of_roster(roster):
            yield path, ".".join(path), url


def field_path(dotted: str) -> FieldPath:
    """Turn `guests.0.link` into the path it stands for."""
    return tuple(int(step) if step.isdecimal() else step for step in dotted.split("."))


def addresses_of_element(element: Element) -> Iterator[tuple[str, str]]:
    """List the addresses in the attributes of a written element and its children.

    What other namespaces call `uri` may be any identifier, as that of feedburner:info is.
    """
    is_ours = element.name in ELEMENTS
    for name, value in element.attributes:
        if name in _ADDRESS_ATTRIBUTES and (is_ours or name != "uri"):
            yield f"{element.name} {name}", value
    for child in element.children:
        yield from addresses_of_element(child)


def addresses_of_roster(roster: Roster) -> Iterator[tuple[tuple[str, ...], str]]:
    """List the addresses of people and sponsors the show knows by key."""
    yield from _of_registry("people", roster.people.items())
    yield from _of_registry("sponsors", roster.sponsors.items())


def _of_registry(
    kind: str, entries: Iterable[tuple[str, Person | Sponsor]]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, each in entries:
        if each.link is not None:
            yield (kind, key, "link"), each.link
        if each.image and "://" in each.image:
            yield (kind, key, "image"), each.image
        for name, url in (getattr(each, "links", None) or {}).items():
            yield (kind, key, "links", name), url


def _is_registered(field: str, url: str, roster: Roster) -> bool:
    if not field.startswith(_FROM_REGISTRY):
        return False
    known: tuple[Person | Sponsor, ...] = (*roster.people.values(), *roster.sponsors.values())
    return any(url in (each.link, each.image) for each in known)
