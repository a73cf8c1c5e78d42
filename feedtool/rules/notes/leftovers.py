"""Markdown that listeners see as it was typed."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from feedtool.check.rule import rule
from feedtool.formats.markup.convert import escape_text, link_tag
from feedtool.formats.markup.leftovers import (
    Leftover,
    find_in_html,
    find_in_markdown,
    find_in_plain,
    may_hold_leftovers,
)
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import MOST_CHANGES, Passage, list_passages
from feedtool.rules.notes.texts import list_plain

_LINK = re.compile(r"!?\[(?P<words>.*)\][ \t]*\((?P<url>.*)\)")
_HINTS = {
    "markdown": "write **words**, [words](https://…) and lists without tags round them",
    "html": "write <strong> and <a href> in HTML",
    "plain": "write plain words here; the notes may hold Markdown",
}
_SPACE_HINT = "write %20 for each space in the address"


class Found(NamedTuple):
    """A left-over in a text of one of three forms: `markdown`, `html` or `plain`."""

    at: FieldPath
    text: str
    form: str
    left: Leftover


@rule("NO07", Level.WARNING, takes_all=True)
def leftover_markdown(
    part: Feed | Item, record: Show | Episode, roster: Roster
) -> Iterable[Problem]:
    """Markdown is shown to listeners as it was typed: `**words**`, `[words](address)`, `## `.

    Title and summary are plain texts, and HTML notes hold HTML: nothing reads Markdown there. In
    Markdown notes it fails where spaces stand inside the stars, in an address or between the two
    brackets of a link, and inside HTML blocks; tables, footnotes and attributes (`{#id}`,
    `{:target="_blank"}`) are no part of it. Write what the text can hold. Code, and stars and
    brackets that mean something else, are left alone.

    Bad:
        # 001.md
        summary: Grace Hopper on **the first compiler**, and why programs should be words.

    Good:
        # 001.md
        summary: Grace Hopper on the first compiler, and why programs should be words.
    """
    for at, text in list_plain(record):
        if may_hold_leftovers(text):
            found = [Found(at, text, "plain", left) for left in find_in_plain(text)]
            yield from _judge(found)
    is_suspect = not isinstance(part, Item) or may_hold_leftovers(part.notes)
    for passage in list_passages(record, roster):
        if (is_suspect or not passage.is_markdown) and may_hold_leftovers(passage.text):
            yield from _judge(list(_find(passage)))


def _find(passage: Passage) -> Iterator[Found]:
    at, text = passage.at, passage.text
    if passage.is_markdown:
        for left in find_in_markdown(text):
            yield Found(at, text, "html" if left.is_in_html else "markdown", left)
    elif "<" in text:
        for left in find_in_html(text):
            yield Found(at, text, "html", left)
    else:
        for left in find_in_plain(text):
            yield Found(at, text, "plain", left)


def _judge(found: list[Found]) -> Iterator[Problem]:
    """Name each kind once for a text, where it first stands."""
    for (kind, form), group in groupby(sorted(found, key=_kind), key=_kind):
        alike = list(group)
        at, _, _, first = alike[0]
        words = f"{first.words.strip()[:60]!r}"
        shown = f"{words} is shown as it was typed"
        if len(alike) > 1:
            shown = f"{words} and {len(alike) - 1} more are shown as they were typed"
        message = f"{at[0]}: {shown}"
        hint = _HINTS[form]
        if kind in ("table", "footnote", "attribute"):
            message += f", for Markdown has no {kind}s"
            hint = "delete it" if kind == "attribute" else hint
        elif kind == "spaced":
            message, hint = f"{message}, for its address holds a space", _SPACE_HINT
        within = first.span if at == ("notes",) else None
        yield Problem(at, message, hint, _mend_all(alike), within=within)


def _kind(each: Found) -> tuple[str, str]:
    return each.left.kind, each.form


def _mend_all(alike: list[Found]) -> tuple[Replace, ...]:
    """Make one repair of all left-overs of one kind; none where it would leave some."""
    text = alike[0].text
    edits: list[Replace] = []
    if len(alike) > MOST_CHANGES:
        return ()
    for each in reversed(alike):
        new = _mend(each)
        if new is None:
            return ()
        span = each.left.span
        edits.append(Replace(each.at, each.left.words, new, span))
        text = text[: span.start] + new + text[span.end :]
    if alike[0].form == "markdown" and find_in_markdown(text):
        return ()
    return tuple(edits)


def _mend(each: Found) -> str | None:
    """Write a left-over as its text can hold it; None where that takes an author."""
    kind, words = each.left.kind, each.left.words
    if kind in ("bold", "underlined"):
        inner = words[2:-2].strip()
        after = each.text[each.left.span.end : each.left.span.end + 1]
        space = " " if after.isalnum() and kind == "bold" else ""
        forms = {"plain": inner, "html": f"<strong>{inner}</strong>"}
        return forms.get(each.form, f"**{inner}**{space}")
    match = _LINK.fullmatch(words)
    if match and kind in ("link", "apart"):
        return _mend_link(match["words"], match["url"], each)
    is_idle = kind == "attribute" or (kind == "heading" and each.form == "plain")
    return "" if is_idle else None


def _mend_link(words: str, url: str, each: Found) -> str | None:
    if each.form == "markdown":
        return f"[{words}]({url})"
    if each.form == "html":
        return link_tag(url, words) if url == escape_text(url) else None
    return words if each.at == ("title",) else f"{words} ({url})"
