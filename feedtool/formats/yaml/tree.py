"""YAML text to plain data, in which every scalar stays the text its author wrote.

Only a plain `null`, `~` or nothing becomes None; what a text means is the field's to say.
libyaml's composer keeps the place of every value; the places are looked up again only for what
is reported. Aliases, cycles and depth are bounded.
"""

from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode

from feedtool.formats.xml_text import ILLEGAL, strip_illegal
from feedtool.formats.yaml.comments import find_cut_texts
from feedtool.formats.yaml.depth import MAX_DEPTH, find_excess
from feedtool.formats.yaml.entries import LINES, mark_entries
from feedtool.formats.yaml.lines import list_swallowed
from feedtool.formats.yaml.plain import NULLS
from feedtool.formats.yaml.repair import Mended
from feedtool.formats.yaml.text import quote_scalar
from feedtool.model.finding import Edit, Fault, Problem

MAX_NODES = 20_000
_MAX_MENDED = 20


class _Composer(CParser):
    """libyaml without tag resolution: a tag is None unless the author wrote one."""

    def resolve(self, *_: Any) -> None:
        """Leave the type open."""

    def descend_resolver(self, *_: Any) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


class _ExpandsTooMuchError(Exception):
    """More values than a record may hold."""


class Tree:
    """What one YAML text holds: `value`, and the `faults` met on the way.

    `root` is the node the value was made of, with the places in the mended text. `is_padded` says
    that a text begins or ends with white space.
    """

    __slots__ = (
        *("_budget", "_has_anchors", "_open"),
        *("faults", "is_padded", "mended", "root", "value"),
    )

    def __init__(self, text: str, offset: int = 0) -> None:
        """Read `text`; places count from `offset`."""
        self.faults: list[Fault] = []
        self.value: Any = None
        self.is_padded = False
        self.mended = Mended(text, offset)
        self._has_anchors = "&" in text
        self._budget, self._open = MAX_NODES, set[int]()
        self.root = self._compose()
        try:
            self.value = None if self.root is None else self._construct(self.root)
        except _ExpandsTooMuchError:
            words = f"it holds more than {MAX_NODES:,} values, counted again for each alias"
            self._fault(0, 1, words)
        if " #" in self.mended.text or "\t#" in self.mended.text:
            cut = find_cut_texts(self.root, self.mended.text, self.mended.place)
            self.faults += [Fault("RC06", problem) for problem in cut]
        if self.faults:
            self.faults = [*dict.fromkeys(self.faults)]  # an alias meets its fault once more

    def _compose(self) -> Node | None:
        """Compose the text, mending what a quote can mend so that the rest is still read."""
        for _ in range(_MAX_MENDED):
            try:
                excess = find_excess(self.mended.text)
                if excess is None:
                    return compose(self.mended.text)
            except yaml.YAMLError as error:
                fault, is_mended = self.mended.mend(error)
                place, message = fault.problem.at, fault.problem.message
                known = {(each.problem.at, each.problem.message) for each in self.faults}
                if (place, message) in known:
                    return None  # no repair of it helps
                self.faults.append(fault)
                if not is_mended:
                    return None
            else:
                self._fault(excess, excess + 1, f"values are nested more than {MAX_DEPTH} deep")
                return None
        return None

    def _construct(self, node: Node) -> Any:
        self._budget -= 1
        if self._budget < 0:
            raise _ExpandsTooMuchError
        if node.tag is not None:
            message = f"YAML tag {node.tag!r} has no meaning here: quote the text"
            if node.__class__ is ScalarNode and not node.style:
                return self._mark_text(node, message)
            self._fault_at(node, message)
        if node.__class__ is ScalarNode:
            return self._scalar(node)
        if id(node) in self._open:
            self._fault_at(node, "an alias inside its own anchor never ends")
            return None
        self._open.add(id(node))
        result = (
            self._mapping(node)
            if isinstance(node, MappingNode)
            else [self._list_item(item) for item in node.value]
        )
        self._open.discard(id(node))
        return result

    def _scalar(self, node: ScalarNode) -> str | None:
        """Read one text, without the line end that closes a block text (`|`, `>`)."""
        value: str = node.value
        if not node.style:
            if self._has_anchors and self._is_anchored(node):
                message = "a text that begins with '&' is taken for an anchor: quote it"
                return self._mark_text(node, message)
            if value in NULLS:
                return None
        elif node.style == '"':
            if ILLEGAL.search(value):
                value = self._strip_escapes(node)
        elif node.style != "'":
            value = value.removesuffix("\n")
        if value != value.strip():
            self.is_padded = True
        return value

    def _is_anchored(self, node: ScalarNode) -> bool:
        """Tell a text that begins like an anchor, and that no alias refers to."""
        text = self.mended.text[node.start_mark.index : node.end_mark.index]
        return text[:1] == "&" and f"*{text[1:].split()[0]}" not in self.mended.text

    def _mark_text(self, node: ScalarNode, message: str) -> str:
        """Name a text that YAML takes a part of for its own; all of it is what was meant."""
        start, end = node.start_mark.index, node.end_mark.index
        words = " ".join(self.mended.text[start:end].split())
        span = self.mended.place(start, end)
        edit = Edit(span, quote_scalar(words))
        problem = Problem(span, message, f"write it as {edit.text}", (edit,))
        self.faults.append(Fault("RC01", problem))
        return words

    def _strip_escapes(self, node: ScalarNode) -> str:
        value = strip_illegal(node.value)
        span = self.mended.place(node.start_mark.index, node.end_mark.index)
        message = "an escape in this text makes a character no feed allows"
        edit = Edit(span, quote_scalar(value))
        self.faults.append(Fault("XM09", Problem(span, message, "delete it", (edit,))))
        return value

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key_node.__class__ is not ScalarNode:
                self._fault_at(key_node, "a field's name is a list or mapping; it must be text")
            elif key in result:
                message = f"field '{key}' stands twice: the first one counts"
                self._fault_at(key_node, message, "RC04")
            elif value_node.__class__ is ScalarNode and value_node.tag is None:
                self._budget -= 1
                is_list = key in LINES and _is_folded(value_node)
                result[key] = self._unmarked(value_node) if is_list else self._scalar(value_node)
            else:
                result[key] = self._construct(value_node)
        return result

    def _unmarked(self, node: ScalarNode) -> list[str]:
        """Read the lines of a text as the list that they are meant for."""
        entries, edits = mark_entries(self.mended.text, node.start_mark.index, node.end_mark.index)
        span = self.mended.place(node.start_mark.index, node.end_mark.index)
        message = "these lines are one text: a list has '- ' before each entry"
        moved = (Edit(self.mended.place(e.span.start, e.span.end), e.text) for e in edits)
        hint = f"write each on a line of its own, as in '- {entries[0]}'"
        self.faults.append(Fault("RC03", Problem(span, message, hint, tuple(moved))))
        return entries

    def _list_item(self, node: Node) -> Any:
        """Read `- 00:00 Intro: how` as the text it is, not as a mapping."""
        if node.__class__ is MappingNode and not node.flow_style and is_timed(node):
            start, end = node.start_mark.index, node.value[-1][1].end_mark.index
            return self.mended.text[start:end].rstrip()
        if node.__class__ is ScalarNode and not node.style:
            self._name_swallowed(node)
        return self._construct(node)

    def _name_swallowed(self, node: Node) -> None:
        """Name entries of a list that stand too far right, and so are read as a part of another."""
        start, end = node.start_mark.index, node.end_mark.index
        is_on_one_line = end - start == len(node.value)
        for each in () if is_on_one_line else list_swallowed(self.mended.text, start, end):
            lead = each.edit.span
            moved = Edit(self.mended.place(lead.start, lead.end), each.edit.text)
            span = self.mended.place(each.line.start, each.line.end)
            self.faults.append(Fault("RC01", Problem(span, each.message, each.hint, (moved,))))

    def _fault_at(self, node: Node, message: str, code: str = "RC01") -> None:
        self._fault(node.start_mark.index, node.end_mark.index, message, code)

    def _fault(self, start: int, end: int, message: str, code: str = "RC01") -> None:
        self.faults.append(Fault(code, Problem(self.mended.place(start, end), message)))


def compose(text: str) -> Node | None:
    """Compose one document; raises yaml.YAMLError."""
    node: Node | None = _Composer(text).get_single_node()
    return node


def _is_folded(node: ScalarNode) -> bool:
    """Tell a plain text of several lines."""
    return not node.style and bool(node.end_mark.line > node.start_mark.line)


def is_timed(node: MappingNode) -> bool:
    """Tell a line such as `00:00 Intro: how`, which YAML takes for a mapping."""
    if not node.value:
        return False
    name = node.value[0][0]
    key: str = name.value if name.__class__ is ScalarNode and not name.style else ""
    return key[:1].isdigit() and ":" in key[1:4] and len(node.value) == 1
