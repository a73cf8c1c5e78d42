"""HTML where there should be none, and characters that were escaped once too often."""

import html
import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import NamedTuple

from feedtool.formats.markup.convert import TAGS
from feedtool.formats.placeholders import blank_code
from feedtool.model.place import Span

_NAMES = frozenset({*name2codepoint, "apos"})
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,9})\b[^<>]*>")
_LINE_BREAK = re.compile(r"<br\s{0,3}/>|\w<br>", re.IGNORECASE)
_INLINE = frozenset({*TAGS, "font", "i", "small", "span", "sub", "sup", "u", "div"} - {"br", "hr"})
_ENTITY = r"(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});"
_ONCE = re.compile(f"&(?:amp;){{0,9}}(?P<inner>{_ENTITY})")
_TWICE = re.compile(f"&(?:amp;){{1,9}}(?P<inner>{_ENTITY})")
"""However often it was escaped: one repair takes all of it back."""
_SHOWN_TAG = re.compile(
    r"&lt;(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,9})\b(?P<rest>(?:(?!&[lg]t;).){0,500})&gt;"
)


class Escape(NamedTuple):
    """A stretch of a text that readers see as code, and what was meant."""

    span: Span
    old: str
    new: str


def has_markup(text: str) -> bool:
    """Tell whether a plain text holds HTML for sure: a tag with its closing tag, or `<br/>`.

    A tag alone may be what the text is about.
    """
    opened, closed = set[str](), set[str]()
    for match in _TAG.finditer(text):
        (closed if match["close"] else opened).add(match["name"].lower())
    return not _INLINE.isdisjoint(opened & closed) or _LINE_BREAK.search(text) is not None


def strip_markup(text: str) -> str:
    """Take HTML's tags out of a line of text; what is no tag of HTML stays."""
    bare = _TAG.sub(_without, text)
    return " ".join(bare.split())


def _without(match: re.Match[str]) -> str:
    name = match["name"].lower()
    return " " if name == "br" else "" if name in _INLINE else match[0]


def find_entities(text: str) -> Iterator[Escape]:
    """List HTML's character references in a plain text, whose readers see `&amp;` as it stands."""
    for match in _ONCE.finditer(text):
        if _is_reference(f"&{match['inner']}"):
            yield _escape(match, html.unescape(f"&{match['inner']}"))


def find_double_escapes(text: str) -> Iterator[Escape]:
    """List what was escaped twice in HTML or Markdown: `&amp;nbsp;`, and tags shown as text.

    Code is left out, and a tag that stands without its other half.
    """
    bare = blank_code(text)
    for match in _TWICE.finditer(bare):
        if _is_reference(f"&{match['inner']}"):
            yield _escape(match, f"&{match['inner']}")
    shown = [match for match in _SHOWN_TAG.finditer(bare) if match["name"].lower() in TAGS]
    opened = {match["name"].lower() for match in shown if not match["close"]}
    closed = {match["name"].lower() for match in shown if match["close"]}
    for match in shown:
        if match["name"].lower() in opened & closed:
            yield _escape(match, f"<{match['close']}{match['name']}{html.unescape(match['rest'])}>")


def _is_reference(text: str) -> bool:
    """Tell a reference of HTML 4 or a number from `&or;` in a text of another kind."""
    return text[1] == "#" or text[1:-1] in _NAMES


def _escape(match: re.Match[str], new: str) -> Escape:
    return Escape(Span(*match.span()), match[0], new)
