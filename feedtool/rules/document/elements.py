"""Names of written elements, and elements that may stand only once."""

from collections import Counter
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.vocabulary.elements import (
    CHANNEL_ONCE,
    ELEMENTS,
    ITEM_ONCE,
    right_attribute,
    right_element,
)
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Problem
from feedtool.model.show import Show

_ALWAYS_IN_CHANNEL = ("title", "link", "description", "generator", "docs", "lastBuildDate")
_IF_IN_CHANNEL = {"language": "language", "copyright": "copyright"}
_IF_IN_ITEM = {
    "link": "link",
    "description": "description",
    "guid": "guid",
    "published": "pubDate",
    "content": "content:encoded",
}


@rule("XM11")
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
    for number, element in enumerate(record.elements):
        for message, right in _misspellings(element):
            yield Problem(("elements", number), message, f"write {right}")
    if isinstance(record, Show):
        for name in record.derive:
            right = right_element(name)
            if right:
                message = f"derive names no element {name!r}: case and hyphens count"
                yield Problem(("derive", name), message, f"write {right}")


def _misspellings(element: Element) -> Iterator[tuple[str, str]]:
    right = right_element(element.name)
    if right:
        yield f"there is no element {element.name!r}: case and hyphens count", right
    elif element.name in ELEMENTS:
        for name, _ in element.attributes:
            right = right_attribute(name)
            if right:
                yield f"{element.name} has no attribute {name!r}: case and hyphens count", right
    for child in element.children:
        yield from _misspellings(child)


@rule("XM15")
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
    is_item = isinstance(part, Item)
    names = (element.name for element in part.elements)
    counts = Counter((*_core_names(part), *names))
    once = ITEM_ONCE if is_item else CHANNEL_ONCE
    for number, element in enumerate(record.elements):
        count = counts.pop(element.name, 0)
        if count > 1 and element.name in once and not element.absent:
            where = "item" if is_item else "channel"
            message = f"{element.name} would stand {count} times in the {where}; it may stand once"
            yield Problem(
                ("elements", number), message, "keep either the record's field or the element"
            )


def _core_names(part: Feed | Item) -> list[str]:
    """List the RSS core elements that are written for the fields of the record."""
    if isinstance(part, Item):
        return ["title", *(name for key, name in _IF_IN_ITEM.items() if getattr(part, key))]
    found = [name for key, name in _IF_IN_CHANNEL.items() if getattr(part, key)]
    return [*_ALWAYS_IN_CHANNEL, *found]
