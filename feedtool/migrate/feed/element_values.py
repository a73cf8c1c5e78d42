"""Elements to what a record writes under `elements`."""

from html import escape
from typing import Any

from feedtool.model.element import Element


def element_value(element: Element) -> Any:
    """Write an element as `name: text`, as a mapping of its parts, or as XML where text is mixed."""
    if _is_mixed(element):
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


def _is_mixed(element: Element) -> bool:
    return any(child.tail or _is_mixed(child) for child in element.children)


def _xml(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
    inner = escape(element.text or "", quote=False) + "".join(map(_xml, element.children))
    tail = escape(element.tail or "", quote=False)
    return f"<{element.name}{attributes}>{inner}</{element.name}>{tail}"
