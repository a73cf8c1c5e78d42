"""What the channel will say under one name, whether a field or an entry of `elements` says it."""

from collections.abc import Iterator

from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Remove, Replace
from feedtool.model.place import FieldPath
from feedtool.model.show import Show


def elements_named(part: Feed | Item, name: str) -> Iterator[Element]:
    """List the elements of this name in the channel or an item."""
    return (element for element in part.elements if element.name == name)


def placed(part: Feed | Item, name: str, field: str) -> Iterator[tuple[FieldPath, Element]]:
    """List the elements of this name with their places: entries of `field` or of `elements`."""
    number = 0
    for element in elements_named(part, name):
        if element.entry < 0:
            yield (field, number), element
            number += 1
        else:
            yield ("elements", element.entry), element


def place_of(element: Element, field: str) -> FieldPath:
    """Return where an element of the channel comes from: its entry in `elements`, or the field."""
    return (field,) if element.entry < 0 else ("elements", element.entry)


def text_edit(element: Element, new: str) -> tuple[Replace, ...]:
    """Replace the text of an element that `elements` writes as a mapping; none for a field's."""
    return (Replace(element.text_path, element.text or "", new),) if element.entry >= 0 else ()


def removal(element: Element, record: Show | Episode, field: str = "") -> tuple[Remove, ...]:
    """Take out what writes an element: its field, or an entry of `elements` with nothing else."""
    if element.entry < 0:
        return (Remove((field,)),) if field else ()
    beside = [each for each in record.elements if each.entry == element.entry]
    return (Remove(("elements", element.entry)),) if len(beside) == 1 else ()


def attribute_of(element: Element, name: str) -> str | None:
    """Return an attribute's value, None where it is not there."""
    return next((value for key, value in element.attributes if key == name), None)
