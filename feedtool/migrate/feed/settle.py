"""Makes sure that nothing is lost: what fields do not give back goes through `elements`.

The fields are composed as a build would, and compared with the feed; every element that would not
come out the same is taken out of its field and written as it stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from feedtool.formats.element_sameness import Same, spell
from feedtool.formats.feed.node import Node, to_element
from feedtool.migrate.feed.element_values import element_value
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.written import is_empty, wanted_nodes
from feedtool.model.element import Element

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Composed:
    """What a build makes of some fields: its elements, and the fields it could not read."""

    elements: tuple[Element, ...]
    dropped: frozenset[str]


Compose = Callable[[dict[str, Any]], Composed]


def settle(mapped: Mapped, compose: Compose, derived: Iterable[str]) -> Composed:
    """Change the fields of a channel or item until they give back every element.

    `derived` are the elements that show.yaml's `derive` writes: those that the feed does not have
    are taken out again.
    """
    wanted = wanted_nodes(mapped.node)
    for _ in range(_ROUNDS):
        _write_elements(mapped, ())
        composed = compose(mapped.values)
        known = composed.dropped & {str(path[0]) for path in mapped.nodes}
        for field in known:
            _carry(mapped, field)
        missing = [] if known else list(_find_missing(wanted, composed.elements))
        if not known and not missing:
            break
        for node in missing:
            _rescue(mapped, node)
    names = {element.name for _, element in wanted}
    extra = {element.name for element in composed.elements} - names
    unwanted = [name for name in derived if name in extra and name != "description"]
    if unwanted:
        _write_elements(mapped, unwanted)
    return composed


def _write_elements(mapped: Mapped, unwanted: Iterable[str]) -> None:
    elements = [to_element(node) for node in sorted(mapped.rest, key=lambda node: node.start)]
    found = [element_value(element) for element in elements if not is_empty(element)]
    found += [{name: None} for name in unwanted]
    mapped.values.pop("elements", None)
    if found:
        mapped.values["elements"] = found


def _find_missing(
    wanted: Iterable[tuple[Node, Element]], composed: Iterable[Element]
) -> Iterable[Node]:
    counts: Counter[Same] = Counter(same for element in composed for same in spell(element))
    for node, element in wanted:
        spelt = list(spell(element))
        if all(counts[same] > 0 for same in spelt):
            counts.subtract(spelt)
        elif not _is_self_link(node):
            yield node


def _is_self_link(node: Node) -> bool:
    """Tell whether this is the feed's own link, which every build writes anew."""
    return node.name == "atom:link" and node.attributes.get("rel") == "self"


def _rescue(mapped: Mapped, node: Node) -> None:
    """Write one element as it stands, and no field that says it otherwise."""
    if node.name == "description" and mapped.node.name != "channel" and not node.children:
        mapped.values["description"] = node.plain
        return
    if mapped.nodes.get(_DURATION) is node:
        mapped.carry_part(*_DURATION)
        return
    if any(each is node for each in mapped.rest):  # it takes the place of others of its name
        twins = [each for each in mapped.node.children if each.name == node.name]
    else:
        twins = [node]
    for twin in twins:
        _carry_node(mapped, twin)


def _carry_node(mapped: Mapped, node: Node) -> None:
    for field in {str(path[0]) for path, each in mapped.nodes.items() if each is node}:
        if field in mapped.values:
            _carry(mapped, field)
    if all(each is not node for each in mapped.rest):
        mapped.rest.append(node)


_DURATION = ("audio", "duration")
_PEOPLE = ("hosts", "guests", "credits")


def _carry(mapped: Mapped, field: str) -> None:
    """Take a field back; people together, since naming some restates the show's others."""
    for name in _PEOPLE if field in _PEOPLE else (field,):
        mapped.carry(name)
