"""Markdown that readers see as it was typed: `**`, `[words](address)`, `## `, table lines.

Stars and brackets that mean something else stay: 5 * 3, C#, #hashtags, snake_case, f**k, **kwargs,
{:ok, value}.
"""

import re
from dataclasses import dataclass

import pyromark

from feedtool.formats.code_points import CodePoints
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.markup.convert import OPTIONS
from feedtool.model.place import Span

_SIGNS = {
    "*": ("**",),
    "[": ("](", "] (", "[^"),
    "#": ("## ",),
    "_": ("__",),
    "|": ("|-", "-|", "| -", "- |", "| :", ": |", "|:", ":|"),
    "`": ("```",),
    "{": ("{:", "{#", "{."),
}
"""What all left-overs hold. To look for one character is far faster than for two."""
_LETTER = r"[^\W\u3040-\u9fff\uac00-\ud7af]"
"""A letter of a script that parts its words; no star can open or close between two of them."""
_OPENS = rf"(?<![*\\])(?<!{_LETTER})\*\*(?!\*)"
_CLOSES = rf"\*\*(?!\*|{_LETTER})|(?<=[^\w\s*])\*\*(?!\*)"
_SCHEME = r"(?:https?://|mailto:|www\.|/)"
_ADDRESS = rf"{_SCHEME}[^()\s<>\"']{{0,999}}"
_SPACED = rf"{_ADDRESS}[ \t][^()\n<>\"']{{1,999}}"
_ATTRIBUTES = (
    r"\{:[ \t]?(?:[.#][\w-]+|[\w-]+=[\"'])[^{}\n]{0,200}\}"
    r"|\{[#.][a-zA-Z][\w-]{0,200}\}(?=[ \t]*$)"
)
"""Kramdown's and Pandoc's. Source: https://kramdown.gettalong.org/syntax.html, section 1.2."""
_WORDS = r"[^\[\]\n]{1,200}"
_LEFT = lazy_pattern(
    "|".join(
        (
            rf"(?P<bold>{_OPENS}[^*\n]{{1,200}}(?:{_CLOSES}))",
            r"(?P<underlined>(?<!\w)__(?=[^\W_])[^_\n]{0,100}\s[^_\n]{1,100}(?<=\S)__(?!\w))",
            rf"(?P<link>!?\[{_WORDS}\]\({_ADDRESS}\))",
            rf"(?P<spaced>!?\[{_WORDS}\]\({_SPACED}\))",
            rf"(?P<apart>\[{_WORDS}\][ \t]+\(https?://[^()\s<>\"']{{1,999}}\))",
            r"^[ \t]*(?P<heading>#{2,6}[ \t]+)(?=\S)",
            r"(?P<footnote>\[\^\d{1,3}\])",
            r"(?P<fence>```)",
            rf"(?P<attribute>{_ATTRIBUTES})",
            r"^[ \t]*(?P<table>(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[ \t|:-]*)$",
        )
    ),
    re.MULTILINE,
)
_ONLY_IN_MARKDOWN = frozenset({"apart", "footnote", "attribute"})
_HIDING = lazy_pattern(r" {0,3}<(script|style)\b", re.IGNORECASE)
"""Opens an HTML block that goes on to its end tag. Source: CommonMark, section 4.6, kind 1."""
_HTML_TAG = lazy_pattern(
    r"<(code|pre|script|style)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Markdown that is shown as it is: its kind, its words, and where it stands.

    `is_in_html` says that a tag round it keeps Markdown from being read.
    """

    kind: str
    words: str
    span: Span
    is_in_html: bool = False


def may_hold_leftovers(text: str) -> bool:
    """Tell cheaply whether it is worth while to look for one."""
    return any(
        [char in text and any(sign in text for sign in signs) for char, signs in _SIGNS.items()]  # noqa: C419 - a list is faster here
    )


def find_in_plain(text: str) -> list[Leftover]:
    """List the left-overs of a text that apps show as it is."""
    return [each for each in _find(text) if each.kind not in _ONLY_IN_MARKDOWN]


def find_in_html(text: str) -> list[Leftover]:
    """List the left-overs of HTML, outside of tags and code."""
    return find_in_plain(_HTML_TAG.sub(lambda match: " " * len(match[0]), text))


def find_in_markdown(text: str) -> list[Leftover]:
    """List what stays of Markdown when it is rendered."""
    shown, in_html = _show(text)
    return [
        Leftover(each.kind, each.words, each.span, is_in_html=in_html[each.span.start])
        for each in _find(shown)
    ]


def _find(text: str) -> list[Leftover]:
    found: list[Leftover] = []
    for match in _LEFT.finditer(text):
        kind = match.lastgroup or ""
        words = match[kind]
        if kind != "bold" or not (words[2].isspace() and words[-3].isspace()):
            found.append(Leftover(kind, words, Span(*match.span(kind))))
    return found


def _show(text: str) -> tuple[str, list[bool]]:
    """Blank everything of a Markdown text that is not shown as it is typed.

    The list says of each character whether HTML keeps it from being read as Markdown.
    """
    shown = ["\n" if char == "\n" else " " for char in text]
    in_html = [False] * len(text)
    points = CodePoints(text)
    is_code, hiding = False, ""
    for event, place in pyromark.events_with_range(text, options=OPTIONS, merge_text=False):
        if not isinstance(event, dict):
            continue
        begun = event.get("Start")
        if isinstance(begun, dict) and "CodeBlock" in begun:
            is_code = True
        elif event.get("End") == "CodeBlock":
            is_code = False
        if not ("Html" in event or ("Text" in event and not is_code)):
            continue
        start, end = points.at(place["start"]), points.at(place["end"])
        if "Text" in event:
            shown[start:end] = text[start:end]
            continue
        opened = _HIDING.match(text, start, end)
        hiding = opened[1].lower() if opened else hiding
        if hiding:  # to its last line this is no text; without the tag it is read as Markdown
            hiding = "" if f"</{hiding}" in text[start:end].lower() else hiding
        else:
            part = _HTML_TAG.sub(lambda match: " " * len(match[0]), text[start:end])
            shown[start:end] = part
            in_html[start:end] = [True] * (end - start)
    return "".join(shown), in_html
