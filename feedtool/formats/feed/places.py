"""From fields back to the XML they were read from: lines and columns of elements and attributes."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from feedtool.formats.feed.field_names import CHANNEL_NAMES, CHILD_NAMES, ITEM_NAMES
from feedtool.formats.feed.node import Node
from feedtool.formats.feed.tags import START, find_attribute
from feedtool.formats.feed.text_map import TextMap
from feedtool.model.place import FieldPath, Location, Source, Span
from feedtool.model.podcast_tag import camel_case

_CDATA = "<![CDATA["
_NEAR = 1000
"""Characters before a text in which the beginning of its CDATA section is looked for."""
_RENAMED = {"link": "href", "image": "img", "is_permalink": "isPermaLink", "language": "lang"}
_SAME = {"notes": ("content", "description"), "content": ("notes",)}


class LineIndex:
    """Where the lines of a text begin: a feed of 30 MB has findings by the thousand."""

    def __init__(self, text: str) -> None:
        """Keep the text; it is looked through once, for the first finding."""
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [0], self._text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self._text.find("\n", position + 1)
        return starts

    def find(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of a place in code points."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def _spellings(rest: FieldPath) -> frozenset[str]:
    """Return the names that the attribute for the last field of a path may have."""
    name = next((step for step in reversed(rest) if isinstance(step, str)), "")
    return frozenset({name, camel_case(name), _RENAMED.get(name, name)}) if name else frozenset()


def _descend(node: Node, at: FieldPath, known: int) -> tuple[Node, FieldPath]:
    """Go from the element of a field down to the elements inside that are its entries."""
    place = known
    while place < len(at):
        is_number = isinstance(at[place], int)
        field, step = (at[place - 1], 1) if is_number else (at[place], 2)
        number = at[place] if is_number else next(iter(at[place + 1 :]), 0)
        inside = [each for each in node.children if each.name == CHILD_NAMES.get(str(field))]
        if not isinstance(number, int) or number >= len(inside):
            break
        node, place = inside[number], place + step
    return node, at[place:]


def _go_in(node: Node, at: FieldPath) -> Node:
    """Go from an element to one inside it, by the numbers of a path."""
    for number in at:
        if isinstance(number, int) and number < len(node.children):
            node = node.children[number]
    return node


class FeedPlaces:
    """Finds the fields of one part of a feed in its XML."""

    def __init__(
        self, text: str, node: Node, nodes: Mapping[FieldPath, Node], rest: Sequence[Node]
    ) -> None:
        """Take the feed's text, the part, and which elements became which fields."""
        self._text, self._node, self._nodes, self._rest = text, node, nodes, rest
        self._maps: dict[Span, TextMap] = {}

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:
        """Return the span of a value, else of its element, else of the part's start tag."""
        if len(at) > 1 and at[0] == "elements" and isinstance(at[1], int):
            known = at[1] < len(self._rest)
            return (
                self._inside(_go_in(self._rest[at[1]], at[2:])) if known else self._tag(self._node)
            )
        node, rest = self._nearest(at)
        if node is None:
            return self._tag(self._node)
        attribute = self._attribute(node, rest)
        if attribute is not None:
            name, value = attribute
            return name if is_key or value.start == value.end else value
        return self._tag(node) if is_key else self._inside(node)

    def reword(self, words: str, at: FieldPath) -> str:
        """Call the field at `at` as the feed does: by its element where the words begin with it.

        Further in, names of several words are those of attributes: `feed_guid` is `feedGuid`.
        """
        last = str(at[-1]) if at else ""
        if "_" in last:
            words = words.replace(f" {last}", f" {camel_case(last)}")
        first = words.split(" ", 1)[0].rstrip(":")
        head, *steps = first.split(".")
        if not at or head != at[0]:  # it may be anything else, such as an address
            return words
        name = self._name((head, *(int(step) if step.isdecimal() else step for step in steps)))
        return name + words[len(first) :] if name else words

    def _name(self, at: FieldPath) -> str:
        if at[0] == "elements":
            place = at[1] if len(at) > 1 and isinstance(at[1], int) else len(self._rest)
            return self._rest[place].name if place < len(self._rest) else ""
        node, rest = self._nearest(at)
        if node is None:
            names = CHANNEL_NAMES if self._node.name == "channel" else ITEM_NAMES
            return names.get(str(at[0]), "")
        attribute = next((name for name in _spellings(rest) if name in node.attributes), "")
        return f"{node.name} {attribute}".rstrip()

    def narrow(self, span: Span, within: Span) -> Span:
        """Narrow the span of a text to code points of the text it stands for."""
        known = self._maps.get(span)
        if known is None:
            before = self._text[max(0, span.start - _NEAR) : span.start].rstrip()
            raw = self._text[span.start : span.end]
            known = self._maps[span] = TextMap(raw, is_literal=before.endswith(_CDATA))
        inside = known.find(within)
        return Span(span.start + inside.start, span.start + inside.end)

    def _nearest(self, at: FieldPath) -> tuple[Node | None, FieldPath]:
        for length in range(len(at), 0, -1):
            node = self._nodes.get(at[:length])
            if node is not None:
                return _descend(node, at, length)
        others = _SAME.get(str(at[0]), ()) if at else ()
        found = (self._nodes.get((other,)) for other in others)
        return next((node for node in found if node is not None), None), ()

    def _attribute(self, node: Node, rest: FieldPath) -> tuple[Span, Span] | None:
        wanted = _spellings(rest)
        return find_attribute(self._text, node.start, wanted) if wanted else None

    def _tag(self, node: Node) -> Span:
        match = START.match(self._text, node.start)
        return Span(node.start, match.end("name") if match else node.start + 1)

    def _inside(self, node: Node) -> Span:
        """Return the span of an element's text, without white space and CDATA round it."""
        match = START.match(self._text, node.start)
        if match is None or not node.plain or node.children:
            return self._tag(node)
        start, end = match.end() + 1, self._text.rfind("<", match.end(), node.end)
        start, end = self._strip(start, max(start, end))
        if self._text.startswith(_CDATA, start) and self._text.endswith("]]>", start, end):
            start, end = self._strip(start + len(_CDATA), end - len("]]>"))
        return Span(start, end) if end > start else self._tag(node)

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        text = self._text[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


@dataclass(frozen=True, slots=True)
class FeedSource(Source):
    """The text of a feed as the source of one of its parts."""

    lines: LineIndex

    def locate(self, span: Span) -> Location:
        """Turn a span into lines and columns."""
        start, end = self.lines.find(span.start), self.lines.find(max(span.end, span.start))
        return Location(self.path, *start, *end)
