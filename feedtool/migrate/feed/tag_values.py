"""podcast: elements to the mappings that records write for them."""

from functools import cache
from typing import Any

from feedtool.formats.feed.node import Node
from feedtool.formats.record.unknown_field import inner_model
from feedtool.model.podcast_tag import Tag, tag_attributes


def tag_values(cls: type[Tag], node: Node) -> Any:
    """Return what a record writes for an element; None where its fields cannot say it.

    One value that has the short form is returned bare.
    """
    values = _read_attributes(cls, node)
    text = node.plain
    if text and not cls.text:
        return None
    if cls.text and text:
        values[_written_name(cls, cls.text)] = text
    if not _read_children(cls, node, values):
        return None
    return _shorten(cls, values)


def _read_attributes(cls: type[Tag], node: Node) -> dict[str, Any]:
    fields = _fields_of(cls)
    values: dict[str, Any] = {}
    unknown: dict[str, str] = {}
    for name, value in node.attributes.items():
        if name in fields:
            values[fields[name]] = value
        else:
            unknown[name] = value
    if unknown:
        values["attributes"] = unknown
    return values


@cache
def _fields_of(cls: type[Tag]) -> dict[str, str]:
    return {attribute: field for field, attribute in tag_attributes(cls)}


def _written_name(cls: type[Tag], field: str) -> str:
    return cls.model_fields[field].alias or field


def _read_children(cls: type[Tag], node: Node, values: dict[str, Any]) -> bool:
    """Add the nested elements; say whether fields can hold them all."""
    nested = _nested_of(cls)
    for child in node.children:
        known = nested.get(child.name)
        if known is None or child.tail.strip():
            return False
        field, inner = known
        value = tag_values(inner, child)
        if value is None:
            return False
        values.setdefault(field, []).append(value)
    for name in [name for name in values if isinstance(values[name], list)]:
        values[name] = values[name][0] if len(values[name]) == 1 else values[name]
    return True


@cache
def _nested_of(cls: type[Tag]) -> dict[str, tuple[str, type[Tag]]]:
    found: dict[str, tuple[str, type[Tag]]] = {}
    for field in cls.nested:
        inner = inner_model(cls.model_fields[field].annotation)
        if inner is not None and issubclass(inner, Tag):
            found[inner.tag] = (field, inner)
    return found


def _shorten(cls: type[Tag], values: dict[str, Any]) -> Any:
    if len(values) != 1 or not cls.short:
        return values
    value = next(iter(values.values()))
    if not isinstance(value, str):
        return values
    long_form = {_written_name(cls, name): text for name, text in cls.lengthen(value).items()}
    return value if long_form == values else values
