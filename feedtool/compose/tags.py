"""Podcasting 2.0 models to elements: one table a class, made once."""

from collections.abc import Iterable

from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.podcast_tag import Tag, tag_attributes
from feedtool.model.show import Show


def tag_element(tag: Tag) -> Element:
    """Make the element of a podcast: tag; fields that are not set are not written."""
    cls = type(tag)
    attributes = tuple(
        (name, _attribute_text(value))
        for field, name in tag_attributes(cls)
        if (value := getattr(tag, field)) is not None
    )
    if tag.attributes:
        attributes += tuple(tag.attributes.items())
    children = tuple(tag_element(child) for field in cls.nested for child in _many(tag, field))
    text = _content_text(getattr(tag, cls.text)) if cls.text else None
    return Element(cls.tag, text, attributes, children)


def tag_elements(record: Show | Episode, names: Iterable[str]) -> list[Element]:
    """Make the elements of the fields that hold podcast: tags, one or many, in this order."""
    return [tag_element(tag) for name in names for tag in _many(record, name)]


def _many(record: Show | Episode | Tag, field: str) -> tuple[Tag, ...]:
    value = getattr(record, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _attribute_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _content_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
