"""What the channel will say under one name, whether a field or an entry of `elements` says it."""

from collections.abc import Iterator

from feedtool.model.element import Element
from feedtool.model.feed import Feed
from feedtool.model.place import FieldPath
from feedtool.model.show import Show


def elements_named(feed: Feed, name: str) -> Iterator[Element]:
    """List the channel's elements of this name."""
    return (element for element in feed.elements if element.name == name)


def place_of(element: Element, show: Show, field: str) -> FieldPath:
    """Return where an element of the channel comes from: its entry in `elements`, or the field."""
    for number, written in enumerate(show.elements):
        if written is element:
            return ("elements", number)
    return (field,)


def attribute_of(element: Element, name: str) -> str | None:
    """Return an attribute's value, None where it is not there."""
    return next((value for key, value in element.attributes if key == name), None)
