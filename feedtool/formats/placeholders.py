"""Placeholders that somebody or a site meant to replace: `TODO`, `{{ title }}`, `{% include %}`."""

import re

from feedtool.model.place import Span

_LIKELY = ("TODO", "TBD", "Lorem ipsum")
"""What every placeholder begins with, but braces and FIXME: most texts are passed by this alone."""
_WHOLE = re.compile(r"\W*(?:TODO|FIXME|TBD)\W*", re.ASCII)
_INSIDE = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}"
    r"|^[ \t>*+-]*(?:TODO|FIXME):"
    r"|[\[<({](?:TODO|FIXME|TBD)\b"
    r"|Lorem ipsum dolor",
    re.MULTILINE | re.ASCII,
)
_CODE = re.compile(
    r"^(?P<fence>```|~~~).*?(?:^(?P=fence)|\Z)|(?P<ticks>`+).+?(?P=ticks)"
    r"|<(?P<tag>code|pre)\b.*?(?:</(?P=tag)>|\Z)",
    re.MULTILINE | re.DOTALL,
)


def may_hold_placeholder(text: str) -> bool:
    """Tell cheaply whether it is worth while to look for one."""
    if ("{" in text and ("{{" in text or "{%" in text)) or ("X" in text and "FIXME" in text):
        return True  # one character is found far faster than two
    return any([word in text for word in _LIKELY])  # noqa: C419 - a list is faster here


def find_placeholder(text: str) -> Span | None:
    """Find what is still to be filled in, in a text of one line or many; code is left out.

    A word such as TODO counts only where it stands alone, opens a line as `TODO:`, or follows a
    bracket: in Spanish it is an ordinary word.
    """
    if not may_hold_placeholder(text):
        return None
    if _WHOLE.fullmatch(text):
        return Span(0, len(text))
    match = _INSIDE.search(blank_code(text))
    return Span(match.start(), match.end()) if match else None


def blank_code(text: str) -> str:
    """Replace code in Markdown or HTML by spaces: nothing in it is meant as it stands."""
    if "`" not in text and "~~~" not in text and "<code" not in text and "<pre" not in text:
        return text
    return _CODE.sub(lambda match: " " * len(match[0]), text)
