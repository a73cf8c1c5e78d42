"""Attributes of HTML tags that apps take out of notes."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.markup.tags import Tag, find_attributes, find_tags
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import Passage, list_passages

_LOOKS = frozenset({"style", "bgcolor", "color", "face"})
_SIZED = frozenset({"font", "basefont", "hr"})
_EVENT = re.compile(r"on[a-z]{3,}")
_SUSPECT = re.compile(r"[\s\"'](?:style|on[a-z]{3,}|bgcolor|color|face|size)\s*=", re.IGNORECASE)


@rule("NO04", Level.WARNING, takes_all=True)
def styled_tag(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A tag in a text for the feed sets its own style, size or colour, or runs code on events.

    Apps show notes in their own letters and colours and take `style`, `color` and `onclick` out;
    the W3C's feed validator calls them a risk, since they can change the page round them. They
    come along when text is pasted from a web page or a word processor. In Markdown they are left
    out anyway. Delete them.

    Bad:
        # 001.md
        ---
        Grace Hopper tells how <b style="color: red">the first compiler</b> came to be.

    Good:
        # 001.md
        ---
        Grace Hopper tells how **the first compiler** came to be.
    """
    for passage in list_passages(record, roster):
        if "<" in passage.text and _SUSPECT.search(passage.text):
            yield from _judge(passage)


def _judge(passage: Passage) -> Iterator[Problem]:
    """Name each attribute once, where it first stands; the repair takes all of them out."""
    by_name: dict[str, list[Span]] = {}
    for tag in find_tags(passage.text, is_markdown=passage.is_markdown):
        for name, span in _find_styling(tag, passage.text):
            by_name.setdefault(name, []).append(span)
    for name, spans in by_name.items():
        times = f" ({len(spans)} times)" if len(spans) > 1 else ""
        message = f"{passage.at[0]}: attribute {name!r}{times} is taken out by apps"
        edits = passage.replace_all((span, "") for span in spans)
        first = Span(spans[0].start + 1, spans[0].end)
        yield Problem(passage.at, message, "delete it", edits, within=passage.narrow(first))


def _find_styling(tag: Tag, text: str) -> Iterator[tuple[str, Span]]:
    start = tag.span.start
    for name, span in find_attributes(text[start : tag.span.end]):
        is_size = name == "size" and tag.name in _SIZED
        if name in _LOOKS or is_size or _EVENT.fullmatch(name):
            yield name, Span(start + span.start, start + span.end)
