"""Names and places of written elements, and elements that may stand only once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest, find_sure
from feedtool.formats.vocabulary.elements import (
    CHANNEL_ONCE,
    CHILDREN,
    ELEMENTS,
    ITEM_ONCE,
    OTHER_ELEMENTS,
    parents_of,
    right_attribute,
    right_element,
)
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem, Remove, Rename
from feedtool.model.place import FieldPath
from feedtool.model.show import Show

_ALWAYS_IN_CHANNEL = ("title", "link", "description", "generator", "docs", "lastBuildDate")
_IF_IN_CHANNEL = {"language": "language", "copyright": "copyright"}
_IF_IN_ITEM = {
    "title": "title",
    "link": "link",
    "description": "description",
    "guid": "guid",
    "published": "pubDate",
    "content": "content:encoded",
}


@rule("XM11", fields=("elements", "derive"))
def misspelt_element(record: Show | Episode) -> Iterable[Problem]:
    """An element or attribute is written in the wrong case, or with a wrong hyphen.

    XML tells `itunes:episodetype` from `itunes:episodeType`, and so do Apple and all apps: they
    do not see the element at all. Write the name exactly as its norm does, or use the record's
    field for it.

    Bad:
        # 001.md
        elements:
          - itunes:episodetype: bonus

    Good:
        # 001.md
        elements:
          - itunes:episodeType: bonus
    """
    for element in record.elements:
        for slip in _misspellings(element, ("elements", element.entry, element.name)):
            yield Problem(
                ("elements", element.entry),
                slip.message,
                f"write {slip.right}",
                () if slip.at is None else (Rename(slip.at, slip.right),),
            )
    if isinstance(record, Show):
        for name in record.derive:
            right = right_element(name)
            if right:
                at = ("derive", name)
                message = f"derive names no element {name!r}: case and hyphens count"
                yield Problem(at, message, f"write {right}", (Rename(at, right),))


class _Slip(NamedTuple):
    """A wrong name, the right one, and the path that a record written as a mapping has for it."""

    message: str
    right: str
    at: FieldPath | None


def _misspellings(element: Element, at: FieldPath | None) -> Iterator[_Slip]:
    right = right_element(element.name)
    if right:
        yield _Slip(f"there is no element {element.name!r}: case and hyphens count", right, at)
    elif element.name in ELEMENTS:
        for name, _ in element.attributes:
            right = right_attribute(name)
            if right:
                message = f"{element.name} has no attribute {name!r}: case and hyphens count"
                yield _Slip(message, right, (*at, "attributes", name) if at else None)
    for child in element.children:
        yield from _misspellings(child, None)


@rule("XM12", Level.WARNING, fields=("elements", "derive"))
def misplaced_element(record: Show | Episode) -> Iterable[Problem]:
    """An element stands where it means nothing, or has a name that no norm knows.

    Readers look for each element below its parent only: an `itunes:category` in an episode sorts
    nothing, and a name without prefix that RSS 2.0 does not define is no extension but a mistake.
    Take it out, or write it where it belongs; an element of your own gets a prefix and a
    namespace. Elements of other namespaces are not judged.

    Bad:
        # 001.md
        elements:
          - itunes:category: {attributes: {text: Technology}}

    Good:
        # 001.md
        categories: [Technology]
        elements:
          - itunes:isClosedCaptioned: "Yes"
    """
    parent = "channel" if isinstance(record, Show) else "item"
    for element in record.elements:
        if not element.absent:
            yield from _judge_place(element, parent, ("elements", element.entry))
    if isinstance(record, Show):
        for name in record.derive:
            yield from _judge_derived(name)


def _judge_derived(name: str) -> Iterator[Problem]:
    """Judge a name under `derive`; one of another namespace is wrong only by a plain slip."""
    is_unknown = _is_ours(name) and not right_element(name) and not parents_of(name)
    head = name[: name.rfind(":") + 1]
    alike = {each.removeprefix(head): each for each in ELEMENTS if each.startswith(head)}
    meant = alike.get(find_nearest(name.removeprefix(head), alike), "") if is_unknown else ""
    if not _is_ours(name) and name not in OTHER_ELEMENTS:
        meant = find_sure(name, OTHER_ELEMENTS)
    if is_unknown or meant:
        hint = f"did you mean {meant}?" if meant else "delete the line, or give it your own prefix"
        message = f"derive writes {name!r}, which no norm knows"
        yield Problem(("derive", name), message, hint)


def _judge_place(element: Element, parent: str, at: FieldPath) -> Iterator[Problem]:
    name = element.name
    if name == "item" and parent == "channel":
        message = "an item is written by hand: no rule sees it, and no date holds it back"
        yield Problem(at, message, "write a record of its own for the episode")
    elif _is_ours(name) and name not in CHILDREN[parent] and not right_element(name):
        right = parents_of(name)
        message = f"{name} means nothing in {parent}: it stands in {' or '.join(right)}"
        if not right:
            message = f"{name!r} in {parent} is an element that no norm knows"
        yield Problem(at, message, "delete it, or write it where it belongs")
    for child in element.children if name in CHILDREN else ():
        yield from _judge_place(child, name, at)


def _is_ours(name: str) -> bool:
    """Tell names of RSS 2.0, Apple and the podcast namespace, whose lists are known."""
    return ":" not in name or name.startswith(("itunes:", "podcast:"))


@rule("XM15", fields=("elements",))
def repeated_element(part: Feed | Item, record: Show | Episode) -> Iterable[Problem]:
    """An element stands twice where only one may stand.

    Some apps take the first, others the last, and the W3C validator refuses the feed. What a
    field of the record says is written already: an entry of `elements` adds to it. Keep one of
    the two. Of a second enclosure another rule speaks.

    Bad:
        # 001.md
        explicit: false
        elements:
          - itunes:explicit: "true"

    Good:
        # 001.md
        explicit: true
    """
    if not record.elements:
        return
    once = ITEM_ONCE if isinstance(part, Item) else CHANNEL_ONCE
    entries = Counter(element.entry for element in record.elements)
    counts = Counter((*_core_names(part), *(element.name for element in part.elements)))
    for name, count in counts.items():
        if count > 1 and name in once:
            written = [each for each in record.elements if each.name == name and not each.absent]
            surplus = written if count > len(written) else written[1:]
            alone = [each for each in surplus if entries[each.entry] == 1]
            where = "item" if isinstance(part, Item) else "channel"
            yield Problem(
                ("elements", surplus[0].entry),
                f"{name} stands {count} times in the {where}; it may stand once",
                "keep either the record's field or the element",
                tuple(Remove(("elements", each.entry)) for each in alone),
                is_unsafe=True,
                feed_hint="keep one of them",
            )


def _core_names(part: Feed | Item) -> list[str]:
    """List the RSS core elements that are written for the fields of the record."""
    if isinstance(part, Item):
        return [name for key, name in _IF_IN_ITEM.items() if getattr(part, key)]
    found = [name for key, name in _IF_IN_CHANNEL.items() if getattr(part, key)]
    return [*_ALWAYS_IN_CHANNEL, *found]
