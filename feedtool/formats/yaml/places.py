"""Where the values of a YAML text stand."""

from typing import Any, Protocol

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from feedtool.formats.yaml.tree import Tree
from feedtool.model.place import FieldPath, Span


class YamlPlaces:
    """Finds values of a YAML text again; reads it once, however many are asked for."""

    def __init__(self, text: str, offset: int = 0) -> None:
        """Places count from `offset`."""
        self._tree, self._offset = Tree(text, offset), offset
        self._entries: dict[int, dict[str, tuple[Node, Node]]] = {}

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:
        """Return the span of the value (or name) at `at`, or of its nearest known ancestor."""
        node = self._tree.root
        span = Span(self._offset, self._offset)
        for number, step in enumerate(at, start=1):
            if step == 0 and not isinstance(node, SequenceNode):
                continue  # one bare value stands for a list of one
            entry = self._step_into(node, step, is_key=is_key and number == len(at))
            if entry is None:
                break
            node, start, end = entry
            span = self._tree.mended.place(start, end)
        return span

    def _step_into(
        self, node: Node | None, step: str | int, *, is_key: bool
    ) -> tuple[Node, int, int] | None:
        """Go one step down: the child node and its span (of the key, where the value is empty)."""
        if isinstance(node, MappingNode) and isinstance(step, str):
            entry = self._entries_of(node).get(step)
            if entry is not None:
                key, value = entry
                return value, *_span(key, key if is_key else value)
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
            start, end = _span(child, child)
            if end == start:  # nothing stands behind the dash
                start, end = self._tree.mended.text.rfind("-", 0, start + 1), start
            return child, start, end
        return None

    def _entries_of(self, node: MappingNode) -> dict[str, tuple[Node, Node]]:
        """Index a mapping by its names; of two that are the same the first counts."""
        if id(node) not in self._entries:
            texts = ((key, value) for key, value in node.value if isinstance(key, ScalarNode))
            entries: dict[str, tuple[Node, Node]] = {}
            for key, value in texts:
                entries.setdefault(key.value, (key, value))
            self._entries[id(node)] = entries
        return self._entries[id(node)]


class _Marked(Protocol):
    start_mark: Any
    end_mark: Any


def _span(key: _Marked, value: _Marked) -> tuple[int, int]:
    start, end = value.start_mark.index, value.end_mark.index
    return (start, end) if end > start else (key.start_mark.index, key.end_mark.index)
