"""Texts: short where they must be, plain where nothing renders them, escaped once."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from feedtool.check.rule import rule
from feedtool.formats.markup.escapes import (
    find_double_escapes,
    find_entities,
    has_markup,
    strip_markup,
)
from feedtool.formats.plural import count
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import FieldPath, dotted
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.document.plain import find_plain_texts, replace_text
from feedtool.rules.document.walk import Verdict, judge_addresses

_MAX = 255
"""Characters of a value that has no limit of its own. Sources: Apple's guide, PSP-1."""
_FIELDS = {
    "itunes:author": "author",
    "itunes:keywords": "keywords",
    "itunes:subtitle": "summary",
    "itunes:title": "title",
}
"""Short elements, and the field that says what is derived for them."""
_RENDERED = ("notes", "description", "footer")
_ESCAPED = re.compile("&(?:amp|lt);")
_AMPERSANDS = re.compile("&(?:amp;)+")
"""However often one was escaped."""


@rule("XM14", Level.WARNING, supersedes=("EP03",))
def long_value(part: Feed | Item, record: Show | Episode) -> Iterable[Problem]:
    """A title, an author, a name, a copyright or keywords are longer than 255 characters.

    Apple and PSP-1 set this limit for every value that has none of its own; apps cut what is
    longer, in the middle of a word. Write less, or move the rest to the notes. Of the show's own
    title and author other rules speak.

    Bad:
        # 001.md
        title: <256 characters>

    Good:
        # 001.md
        author: <254 characters>
    """
    for at, text in _short_fields(record):
        if text and len(text) > _MAX:
            yield _too_long(at, dotted(at), text)
    for element in part.elements:
        field = _FIELDS.get(element.name)
        if field is None or element.text is None or len(element.text) <= _MAX:
            continue
        if element.entry >= 0:
            yield _too_long(("elements", element.entry), element.name, element.text)
        elif element.text != record.title and _is_own(field, record):
            yield _too_long((field,), element.name, element.text)


def _short_fields(record: Show | Episode) -> Iterator[tuple[FieldPath, str | None]]:
    if isinstance(record, Episode):
        yield ("title",), record.title
        return
    yield ("copyright",), record.copyright
    yield ("managing_editor",), record.managing_editor
    yield ("web_master",), record.web_master
    if record.owner is not None:
        yield ("owner", "name"), record.owner.name


def _is_own(field: str, record: Show | Episode) -> bool:
    """Tell what this record says from what it inherits; of the show's author SH13 speaks."""
    return bool(getattr(record, field)) and not (field == "author" and isinstance(record, Show))


def _too_long(at: FieldPath, name: str, text: str) -> Problem:
    message = f"{name} has {len(text)} characters; at most {_MAX} are allowed"
    return Problem(at, message, f"cut {count(len(text) - _MAX, 'character')}")


@rule("XM17", Level.WARNING, takes_all=True)
def markup_in_plain_text(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A title, a name or another plain text holds HTML.

    RSS knows markup in descriptions only; apps show `<b>` in a title as it stands. Only a tag with
    its closing tag, or `<br/>`, is named: a tag alone may be what the episode is about. Take the
    tags out.

    Bad:
        # 001.md
        title: Grace Hopper and the <em>first</em> compiler

    Good:
        # 001.md
        title: Grace Hopper and the <em> tag
    """
    for at, text in find_plain_texts("<", record, roster):
        if has_markup(text):
            field, plain = dotted(at), strip_markup(text)
            edits = replace_text(at, text, plain, record)
            yield Problem(at, f"{field} {text!r} holds HTML", f"write {plain}", edits)


@rule("XM21", Level.WARNING, takes_all=True)
def double_escape(part: Feed | Item, record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A character is escaped once too often: readers see `&amp;` or `<p>` instead of what it means.

    It comes with text that was copied from the source of a page or a feed. Write titles, names and
    addresses with the characters themselves, they are escaped when the feed is written; in notes
    write `&amp;` once at most. What stands in code is left alone.

    Bad:
        # 001.md
        title: Grace Hopper &amp; the first compiler

    Good:
        # 001.md
        title: Grace Hopper & the first compiler
    """
    for at, text in find_plain_texts("&", record, roster):
        found = list(find_entities(text))
        if found:
            plain = text
            for each in reversed(found):
                plain = plain[: each.span.start] + each.new + plain[each.span.end :]
            plain = strip_markup(plain) if has_markup(plain) else plain  # else XM17 comes next
            message = f"{'.'.join(map(str, at))} shows {found[0].old!r} to its readers"
            edits = replace_text(at, text, plain, record)
            in_feed = f"escape it once: {escape(plain, quote=False)}"
            yield Problem(at, message, f"write {plain}", edits, feed_hint=in_feed)
    for name in _RENDERED:
        source: str | None = getattr(record, name, None)
        if source and "&" in source and _ESCAPED.search(source):
            yield from _judge_rendered((name,), source)
    yield from judge_addresses(part, record, roster, _judge_address)


def _judge_rendered(at: FieldPath, text: str) -> Iterator[Problem]:
    found = list(find_double_escapes(text))
    if found:
        first = found[0]
        # The last first, so that places before stay true.
        edits = tuple(Replace(at, each.old, each.new, each.span) for each in reversed(found))
        message = f"{at[0]} has {first.old!r}, which readers see as code"
        within = first.span if at == ("notes",) else None
        yield Problem(at, message, f"write {first.new!r}", edits, within)


def _judge_address(field: str, url: str) -> Verdict | None:
    if "&amp;" not in url:
        return None
    better = _AMPERSANDS.sub("&", url)
    return Verdict(f"{field} {url!r} is escaped as in HTML", f"write {better}", better)
