"""HTML tags that are not balanced, cross each other, or hold nothing."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.markup.convert import TAGS
from feedtool.formats.markup.nesting import (
    Change,
    find_empty_paragraphs,
    find_misnesting,
    looks_balanced,
)
from feedtool.formats.markup.tags import find_all_tags
from feedtool.formats.vocabulary.html import FORBIDDEN
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import Passage, list_passages

_KEPT = re.compile(rf"</?(?:{'|'.join(sorted(TAGS))})\b", re.IGNORECASE)
"""A tag that Markdown notes keep."""


@rule("NO06", Level.WARNING, takes_all=True)
def unbalanced_tag(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """An HTML tag is never closed, closes nothing, crosses another, or is an empty paragraph.

    Apps mend such HTML each in its own way: the rest of the notes turns bold or into one link,
    and an empty `<p>` leaves a gap. Close every tag inside the one that it was opened in; the ends
    of `<p>` and `<li>`, which HTML lets be left out, may be missing. In Markdown, what is left
    open is closed at the end of the notes.

    Bad:
        # 001.md
        ---
        Grace Hopper tells how <b>the first compiler came to be, and what her team thought.

    Good:
        # 001.md
        ---
        Grace Hopper tells how <b>the first compiler</b> came to be, and what her team thought.
    """
    for passage in list_passages(record, roster):
        if "<" in passage.text and _is_suspect(passage):
            yield from _judge(passage)


def _is_suspect(passage: Passage) -> bool:
    """Tell quickly whether the parsers have to read a text; most are balanced."""
    if passage.is_markdown:
        return _KEPT.search(passage.text) is not None
    return not looks_balanced(passage.text) or any(find_empty_paragraphs(passage.text))


def _judge(passage: Passage) -> Iterator[Problem]:
    tags = find_all_tags(passage.text, is_markdown=passage.is_markdown)
    if passage.is_markdown:  # of tags that are taken out, another rule speaks
        tags = [tag for tag in tags if tag.name in TAGS]
    else:
        tags = [tag for tag in tags if tag.name not in FORBIDDEN]
        for span in find_empty_paragraphs(passage.text):
            yield _problem(passage, "the paragraph is empty", span, [(span, "")])
    for fault in find_misnesting(passage.text, tags):
        yield _problem(passage, fault.words, fault.span, fault.changes)


def _problem(passage: Passage, words: str, span: Span, changes: list[Change]) -> Problem:
    message = f"{passage.at[0]}: {words}"
    edits = passage.replace_all(changes)
    hint = "close every tag inside the one that it was opened in" if "tag" in words else "delete it"
    return Problem(passage.at, message, hint, edits, within=passage.narrow(span))
