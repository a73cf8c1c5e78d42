"""HTML tags that are not balanced or cross each other, and the smallest changes that mend them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedtool.formats.markup.tags import Tag
from feedtool.model.place import Span

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_MAY_STAY_OPEN = frozenset(
    "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th "
    "thead tr".split()
)
"""Tags whose end HTML lets be left out. Source: HTML Living Standard, 13.1.2.4."""
_EMPTY = re.compile(r"<p(?:\s[^<>]*)?>(?:\s|&nbsp;|&#160;|&#xa0;)*</p\s*>", re.IGNORECASE)
_UNFINISHED = re.compile(r"<[a-zA-Z/!?]")
_ANY = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
Change = tuple[Span, str]


@dataclass(slots=True)
class Misnesting:
    """A tag that is not closed, or closes nothing: `changes` mend it."""

    span: Span
    words: str
    changes: list[Change] = field(default_factory=list)


def looks_balanced(text: str) -> bool:
    """Tell quickly that every tag is closed in its turn; if not, it takes `find_misnesting`."""
    tags = _ANY.findall(text)
    if len(tags) != text.count("<"):
        return False
    is_open: list[str] = []
    for slash, name in tags:
        lowered = name.lower()
        if not slash:
            if lowered not in _VOID:
                is_open.append(lowered)
        elif not is_open or is_open.pop() != lowered:
            return False
    return not is_open


def find_misnesting(text: str, tags: Sequence[Tag]) -> list[Misnesting]:
    """List the faults of a text's tags, in the order in which they are met."""
    return _Nesting(text).read(tags)


def find_empty_paragraphs(text: str) -> Iterator[Span]:
    """List the paragraphs that hold nothing but spaces, in a text that holds more than those."""
    if _EMPTY.search(text) and _EMPTY.sub("", text).strip():
        for match in _EMPTY.finditer(text):
            yield Span(*match.span())


class _Nesting:
    """Follows the tags of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Tag] = []
        self._counts: Counter[str] = Counter()
        self._early: dict[str, list[Misnesting]] = {}
        self._found: list[Misnesting] = []

    def read(self, tags: Sequence[Tag]) -> list[Misnesting]:
        """Meet every tag, then close what is left open."""
        for tag in tags:
            if tag.name in _VOID or tag.is_whole:
                if tag.closes:
                    self._drop(tag)
            elif tag.closes:
                self._close(tag)
            else:
                self._open.append(tag)
                self._counts[tag.name] += 1
        if self._open:
            unfinished = _UNFINISHED.search(self._text, self._text.rfind(">") + 1)
            end = len(self._text[: unfinished.start() if unfinished else None].rstrip())
            self._close_early(self._open, "the end", Span(end - 1, end), before=False)
        return self._found

    def _close(self, tag: Tag) -> None:
        if not self._counts[tag.name]:
            self._drop(tag)
            return
        crossed: list[Tag] = []
        while self._open[-1].name != tag.name:
            crossed.append(self._open.pop())
        self._open.pop()
        self._counts.subtract([tag.name, *(each.name for each in crossed)])
        self._close_early(crossed[::-1], f"</{tag.name}>", tag.span, before=True)

    def _close_early(self, tags: list[Tag], where: str, at: Span, *, before: bool) -> None:
        """Close tags that are open where another one ends, or the text."""
        tags = [tag for tag in tags if tag.name not in _MAY_STAY_OPEN]
        if not tags:
            return
        first = tags[0]
        fault = Misnesting(first.span, f"tag <{first.name}> is not closed before {where}")
        ends = "".join(f"</{tag.name}>" for tag in reversed(tags))
        there = self._text[at.start : at.end]
        fault.changes.append((at, ends + there if before else there + ends))
        self._found.append(fault)
        for tag in tags:
            self._early.setdefault(tag.name, []).append(fault)

    def _drop(self, tag: Tag) -> None:
        """Take out an end tag; one that comes late belongs to the fault named before."""
        known = self._early.get(tag.name)
        if known:
            known.pop().changes.append((tag.span, ""))
            return
        words = f"tag </{tag.name}> closes nothing"
        self._found.append(Misnesting(tag.span, words, [(tag.span, "")]))
