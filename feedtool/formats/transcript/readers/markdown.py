"""Markdown that writes labels and times in other ways: each becomes the usual one.

It stays as long as it was, so that every place in the text stays where it is.
"""

import re

from feedtool.formats.lazy_pattern import lazy_pattern

_LINKED_TIME = lazy_pattern(
    r"(?P<open>[(\[])?\[\(?(?P<time>\d{1,3}(?::\d\d){1,2})\)?\]"
    r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)(?P<close>(?(open)[)\]]?):?)"
)
"""A time that leads to its place in a recording: `Name ([00:12](https://…)):`, `[[00:12](https://…)]`."""
_CODE = r"`\[?(\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?)\]?`"
_CODED_TIME = lazy_pattern(rf"^([ \t]*(?:[-*+>]+[ \t]+)?){_CODE}|{_CODE}(?=[ \t]*$)", re.MULTILINE)
"""A time as code, `00:12`, with which a line begins or ends."""
_LINKED_NAME = lazy_pattern(
    r"^([ \t]*(?:[-*+>][ \t]+)?(?:\*{2,3}|__)?)\[([^\[\]\n]{1,40})\]\([^()\s]*\)"
    r"((?:\*{2,3}|__)?:(?:\*{2,3}|__)?)",
    re.MULTILINE,
)
"""A name that leads to a page of the person: `**[Ada Lovelace](https://…):**`."""
_BREAK = lazy_pattern(r"<br[ \t]*/?>", re.IGNORECASE)
_EMPHASIS_TAGS = lazy_pattern(
    r"^([ \t]*)<(b|em|i|strong|u)>([^\n]*?)</\2>", re.MULTILINE | re.IGNORECASE
)
"""Emphasis at the beginning of a line, written as HTML."""

_TAG = r"</?[a-z][a-z\d-]*(?=[\s/>])[^<>\n]{0,999}>"
_HIDDEN = lazy_pattern(
    rf"<!--(?:(?!-->|<!--).)*+-->|^[ \t]*{_TAG}(?:[ \t]*{_TAG})*+[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Comments, and lines that hold nothing but tags."""
_VISIBLE = re.compile(r"[^\n]")


def hide_markup(plain: str) -> str:
    """Put blanks for what no reader of the page sees."""
    return _HIDDEN.sub(_blank, plain) if "<" in plain else plain


def _blank(match: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", match[0])


def even_out(plain: str) -> str:
    """Write links and code as the times and names they are, and tags as what they stand for."""
    if "](" in plain:
        plain = _LINKED_TIME.sub(_without_link, plain)
        plain = _LINKED_NAME.sub(_without_page, plain)
    if "`" in plain:
        plain = _CODED_TIME.sub(_without_ticks, plain)
    if "<br" in plain:
        plain = _BREAK.sub(_as_line, plain)
    return _EMPHASIS_TAGS.sub(_with_stars, plain) if "</" in plain else plain


def _without_link(match: re.Match[str]) -> str:
    begin, end = (match["open"], "") if match["open"] else ("[", "]")
    return f"{begin}{match['time']}{end}{match['close']}".ljust(len(match[0]))


def _without_page(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2]}{match[3]}".ljust(len(match[0]))


def _as_line(match: re.Match[str]) -> str:
    return "\n".ljust(len(match[0]))


def _without_ticks(match: re.Match[str]) -> str:
    return f"{match[1] or ''}[{match[2] or match[3]}]".ljust(len(match[0]))


def _with_stars(match: re.Match[str]) -> str:
    rest = " " * len(match[2])
    return f"{match[1]}**{rest}{match[3]}**{rest} "
