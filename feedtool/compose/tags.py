"""Podcasting 2.0 models to elements: one table a class, made once."""

from functools import cache
from typing import Any

from feedtool.model.element import Element
from feedtool.model.tags import Tag


def tag_element(tag: Tag) -> Element:
    """Make the element of a podcast: tag; fields that are not set are not written."""
    cls = type(tag)
    attributes = tuple(
        (name, _attribute_text(value))
        for field, name in _attributes(cls)
        if (value := getattr(tag, field)) is not None
    )
    if tag.attributes:
        attributes += tuple(tag.attributes.items())
    children = tuple(tag_element(child) for field in cls.nested for child in _many(tag, field))
    text = _content_text(getattr(tag, cls.text)) if cls.text else None
    return Element(cls.tag, text, attributes, children)


@cache
def _attributes(cls: type[Tag]) -> tuple[tuple[str, str], ...]:
    """List (field, attribute name) of a class, in the order of its fields."""
    left_out = {cls.text, "attributes", *cls.nested, *cls.silent}
    names = [name for name in cls.model_fields if name not in left_out]
    return tuple((name, cls.renamed.get(name) or camel_case(name)) for name in names)


def camel_case(name: str) -> str:
    """Turn `account_url` into `accountUrl`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _many(tag: Tag, field: str) -> tuple[Tag, ...]:
    value = getattr(tag, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _attribute_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _content_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
