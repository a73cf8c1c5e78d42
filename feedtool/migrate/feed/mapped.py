"""The fields that one part of a feed becomes, and the elements each of them comes from."""

from dataclasses import dataclass, field
from typing import Any

from feedtool.formats.feed.node import Node
from feedtool.model.place import FieldPath


@dataclass(slots=True)
class Mapped:
    """Fields as YAML would give them; `rest` are the elements that no field says.

    `nodes` leads from fields, and from entries of lists, to their elements. `node` is the channel
    or the item itself.
    """

    node: Node
    values: dict[str, Any] = field(default_factory=dict)
    nodes: dict[FieldPath, Node] = field(default_factory=dict)
    rest: list[Node] = field(default_factory=list)
    dropped: list[Node] = field(default_factory=list)

    def put(self, name: str, value: Any, node: Node) -> bool:
        """Set a field; a second element that would say it again is refused."""
        if name in self.values:
            return False
        self.values[name] = value
        self.nodes[(name,)] = node
        return True

    def add(self, name: str, value: Any, node: Node) -> bool:
        """Add to a field that is a list."""
        entries = self.values.setdefault(name, [])
        self.nodes.setdefault((name,), node)
        self.nodes[(name, len(entries))] = node
        entries.append(value)
        return True

    def put_part(self, name: str, part: str, value: Any, node: Node) -> bool:
        """Set one part of a field that is a mapping."""
        entry = self.values.setdefault(name, {})
        if part in entry:
            return False
        entry[part] = value
        self.nodes.setdefault((name,), node)
        self.nodes[(name, part)] = node
        return True

    def sources(self, name: str) -> list[Node]:
        """List the elements that a field comes from, in the feed's order."""
        found = {id(node): node for path, node in self.nodes.items() if path[0] == name}
        return sorted(found.values(), key=lambda node: node.start)

    def carry_part(self, name: str, part: str) -> None:
        """Take one part of a field back."""
        self.rest.append(self.nodes.pop((name, part)))
        entry = {key: value for key, value in self.values[name].items() if key != part}
        self.values[name] = entry
        if not entry:
            self.carry(name)

    def carry(self, name: str) -> None:
        """Take a field back: its elements are written as they stand."""
        carried = {id(node) for node in self.rest}
        self.rest += [node for node in self.sources(name) if id(node) not in carried]
        self.values.pop(name, None)
        self.nodes = {path: node for path, node in self.nodes.items() if path[0] != name}


def is_bare(node: Node) -> bool:
    """Tell whether an element holds text and nothing else."""
    return not node.attributes and not node.children
