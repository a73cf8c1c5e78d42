"""podcast:person to the hosts, guests and credits of records."""

from typing import Any

from feedtool.formats.feed.node import Node
from feedtool.migrate.feed.mapped import Mapped
from feedtool.model.shapes import file_or_url

_FIELDS = {"role": "role", "group": "group", "img": "image", "href": "link"}
_LISTS = {"host": "hosts", "guest": "guests", "": "hosts"}


def add_person(mapped: Mapped, node: Node) -> bool:
    """Add one person to the list that the role asks for; a channel has no guests."""
    if node.children:
        return False
    role = node.attributes.get("role", "")
    field = _LISTS.get(role.lower(), "credits")
    if field == "guests" and mapped.node.name == "channel":
        field = "credits"
    person: dict[str, Any] = {"name": node.plain}
    unknown: dict[str, str] = {}
    for name, value in node.attributes.items():
        if name not in _FIELDS:
            unknown[name] = value
        elif name != "role" or _LISTS.get(value) != field:
            person[_FIELDS[name]] = value
    if file_or_url(person.get("image", "http://")) == "file":
        return False
    if unknown:
        person["attributes"] = unknown
    return mapped.add(field, person, node)
