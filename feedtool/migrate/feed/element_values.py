"""Elements to what a record writes under `elements`."""

from html import escape
from typing import Any

from feedtool.model.element import Element


def element_value(element: Element) -> Any:
    """Write an element as `name: text`, or as a mapping of its parts.

    Where text is mixed, or elements are nested deeper than records may be, it is written as XML.
    """
    if _is_mixed(element) or _is_deep(element, _MOST_DEPTH):
        return _xml(element)
    if not element.attributes and not element.children:
        return {element.name: element.text or ""}
    parts: dict[str, Any] = {}
    if element.attributes:
        parts["attributes"] = dict(element.attributes)
    if element.text:
        parts["text"] = element.text
    if element.children:
        parts["elements"] = [element_value(child) for child in element.children]
    return {element.name: parts}


_MOST_DEPTH = 6
"""Levels that people can still read as a mapping."""


def _is_deep(element: Element, most: int) -> bool:
    return most == 0 or any(_is_deep(child, most - 1) for child in element.children)


def _is_mixed(element: Element) -> bool:
    has_both = bool(element.text and element.children)
    return has_both or any(child.tail or _is_mixed(child) for child in element.children)


def _xml(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
    inner = escape(element.text or "", quote=False) + "".join(map(_xml, element.children))
    tail = escape(element.tail or "", quote=False)
    return f"<{element.name}{attributes}>{inner}</{element.name}>{tail}"
