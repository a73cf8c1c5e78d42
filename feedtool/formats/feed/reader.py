"""A feed's text to a tree, in one pass: as browsers do, it reads on where the XML is broken.

It expands nothing, fetches nothing, and keeps to limits of depth and work. `judge` says whether
the text is well-formed; the faults found here say where and why it is not.
"""

import re
from collections import Counter

from feedtool.formats.feed.entities import decode_references
from feedtool.formats.feed.node import Node
from feedtool.formats.feed.scopes import Names, Scope
from feedtool.formats.feed.tags import START, read_attributes
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

MAX_DEPTH = 100
MAX_ELEMENTS = 1_500_000
_MAX_TAG = 4 << 20
_MAX_WASTED = 16 << 20
"""Characters that may be looked at in vain: tags that never end."""
_MAX_FAULTS = 50
_CLOSE = re.compile(r"</\s*+([^\s<>]++)[^<>]*+>")
_DOCTYPE_END = re.compile(r"[\[>]")
_PARTS = frozenset({"item", "podcast:liveItem", "channel"})
"""Elements that end what is still open of another of their kind."""


class FeedReader:
    """Reads one text; `root` is None where it holds no element."""

    def __init__(self, text: str) -> None:
        """Read the whole text."""
        self.text = text
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.has_entities = False
        self.names = Names(self.report)
        self._open: list[tuple[Node, Scope, str]] = []
        self._wasted = self._count = 0
        self._counts: Counter[str] = Counter()
        self._depths: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._read()

    def report(self, code: str, place: int, message: str, hint: str = "", length: int = 1) -> None:
        """Note a fault; after many of one kind nobody reads on."""
        self._counts[code] += 1
        if self._counts[code] <= _MAX_FAULTS:
            problem = Problem(Span(place, place + length), message, hint)
            self.faults.append(Fault(code, problem))

    def _read(self) -> None:
        text, position, size = self.text, 0, len(self.text)
        while position < size:
            begin = text.find("<", position)
            if begin < 0:
                self._add_text(position, size)
                break
            if begin > position:
                self._add_text(position, begin)
            position = self._read_markup(begin)
        self._flush()
        for node, _, written in reversed(self._open):
            node.end = size
            self.report("XM01", node.start, f"<{written}> is never closed", length=len(written) + 1)

    def _read_markup(self, at: int) -> int:
        """Read what begins with `<` here; return where to go on."""
        following = self.text[at + 1 : at + 2]
        if following == "/":
            return self._close(at)
        if following == "!":
            return self._read_declaration(at)
        if following == "?":
            return self._skip(at, "?>", "this instruction never ends")
        return self._start(at)

    def _start(self, at: int) -> int:
        match = START.match(self.text, at, at + _MAX_TAG)
        end = match.end() if match else at + 1
        closing = self.text[end : end + 2]
        if match is None or not closing or closing[0] not in ">/":
            self._wasted += end - at
            if self._wasted > _MAX_WASTED:
                return self._give_up(at, "too much of this is no XML")
            self.report("XM01", at, "this '<' begins no tag", "write &lt; for the character")
            self._add_literal("<")
            return at + 1
        self._count += 1
        if len(self._open) >= MAX_DEPTH:
            return self._give_up(at, f"elements are nested more than {MAX_DEPTH} deep")
        if self._count > MAX_ELEMENTS:
            return self._give_up(at, f"the feed has more than {MAX_ELEMENTS:,} elements")
        is_empty = closing == "/>"
        stop = end + 1 + is_empty
        self._add_node(match["name"], match["rest"], at, stop, is_empty=is_empty)
        return stop

    def _add_node(self, written: str, rest: str, at: int, stop: int, *, is_empty: bool) -> None:
        scope = self._open[-1][1] if self._open else self.names.outermost
        values: dict[str, str] = {}
        if rest and not rest.isspace():
            offset = at + 1 + len(written)
            read = read_attributes(rest, offset)
            for place, message in read.wrong:
                self.report("XM01", place, message)
            self._report_references(read.references)
            scope = self.names.enter(scope, read.values, at)
            values = {self.names.attribute(scope, k, at): v for k, v in read.values.items()}
        node = Node(self.names.element(scope, written, at), at, stop, "", values)
        self._flush()
        if node.name in _PARTS:
            self._end_open(node.name, at)
        if self._open:
            self._open[-1][0].children.append(node)
        elif self.root is None:
            self.root = node
        else:
            self.report("XM22", at, f"<{written}> follows the end of the feed", "delete it")
        if not is_empty:
            self._open.append((node, scope, written))
            self._depths[written] += 1

    def _end_open(self, name: str, at: int) -> None:
        """Close an item that the next one finds still open: an end tag was lost."""
        depth = next((n for n, each in enumerate(self._open) if each[0].name == name), None)
        while depth is not None and len(self._open) > depth:
            written = self._pop(at)
            self.report("XM01", at, f"<{written}> is not closed before the next <{name}>")

    def _pop(self, end: int) -> str:
        """End the innermost element; return its name as it is written."""
        node, _, written = self._open.pop()
        node.end = end
        self._depths[written] -= 1
        return written

    def _close(self, at: int) -> int:
        match = _CLOSE.match(self.text, at, at + _MAX_TAG)
        if match is None:
            self.report("XM01", at, "this end tag is no XML")
            return at + 2
        written = match[1]
        if not self._depths[written]:
            self.report("XM01", at, f"</{written}> closes nothing", length=match.end() - at)
            return match.end()
        self._flush()
        while self._open[-1][2] != written:
            name = self._pop(at)
            self.report("XM01", at, f"<{name}> is not closed before </{written}>")
        self._pop(match.end())
        return match.end()

    def _read_declaration(self, at: int) -> int:
        text = self.text
        if text.startswith("<!--", at):
            return self._skip(at, "-->", "this comment never ends")
        if text.startswith("<![CDATA[", at):
            end = text.find("]]>", at + 9)
            if end < 0:
                self.report("XM01", at, "this CDATA section never ends", "end it with ]]>")
                end = len(text)
            self._add_literal(text[at + 9 : end])
            return end + 3
        return self._skip_doctype(at)

    def _skip_doctype(self, at: int) -> int:
        """Pass over a DOCTYPE; what it declares is never used."""
        match = _DOCTYPE_END.search(self.text, at)
        end = match.end() if match else len(self.text)
        if match and match[0] == "[":
            inner = self.text.find("]", end)
            inner = len(self.text) if inner < 0 else inner
            self.has_entities = self.has_entities or "<!ENTITY" in self.text[end:inner]
            closing = self.text.find(">", inner)
            end = len(self.text) if closing < 0 else closing + 1
        message = "a DOCTYPE: apps and validators refuse feeds with one, since it can attack them"
        self.report("XM10", at, message, "delete it; write the characters themselves", 9)
        return end

    def _skip(self, at: int, end: str, message: str) -> int:
        found = self.text.find(end, at + 2)
        if found < 0:
            self.report("XM01", at, message)
            return len(self.text)
        return found + len(end)

    def _give_up(self, at: int, message: str) -> int:
        """Stop reading: what follows costs more than it can tell."""
        self.report("XM01", at, f"{message}: the rest of the feed is not read")
        self._flush()
        while self._open:
            self._pop(at)
        self.text = self.text[:at]
        return len(self.text)

    def _add_text(self, start: int, end: int) -> None:
        text = self.text[start:end]
        if not self._open:
            if not text.isspace():
                self._report_outside(start, text)
            return
        if "&" in text:
            wrong: list[tuple[int, str]] = []
            text = decode_references(text, start, wrong)
            self._report_references(wrong)
        self._add_literal(text)

    def _add_literal(self, text: str) -> None:
        self._pieces.append(text)

    def _flush(self) -> None:
        """Give the text read so far to the element that is open, or to the last one in it."""
        pieces, self._pieces = self._pieces, []
        if not pieces or not self._open:
            return
        node = self._open[-1][0]
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if node.children:
            node.children[-1].tail += text
        else:
            node.text += text

    def _report_outside(self, start: int, text: str) -> None:
        place = start + len(text) - len(text.lstrip())
        where = "before the feed" if self.root is None else "behind the end of the feed"
        code = "XM01" if self.root is None else "XM22"
        self.report(code, place, f"text stands {where}", "delete it")

    def _report_references(self, wrong: list[tuple[int, str]]) -> None:
        for place, written in wrong:
            if written == "&":
                self.report("XM01", place, "a bare '&' is no XML", "write &amp;")
            else:
                hint = "write the character itself"
                self.report("XM01", place, f"{written!r} is no entity of XML", hint, len(written))
