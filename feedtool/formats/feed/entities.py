"""Character references: XML's five names and numbers, and HTML's names where feeds misuse them.

Nothing is expanded that a DOCTYPE declares: what a name stands for is never taken from a feed.
"""

import re
from html.entities import html5

from feedtool.formats.xml_text import ILLEGAL

_REFERENCE = re.compile(r"&(?:#(?P<number>[0-9]{1,8}|[xX][0-9A-Fa-f]{1,8});|(?P<name>\w{1,40});)?")
_XML = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LAST = 0x10FFFF
_MOST = 100
"""Wrong references that are noted of one text."""


def decode_references(text: str, start: int, wrong: list[tuple[int, str]]) -> str:
    """Replace the references of a text that stands at `start`.

    What XML does not allow is added to `wrong`, with its place; HTML's names are read, all others
    stay as they are written.
    """
    if "&" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        name, number = match["name"], match["number"]
        known = _XML.get(name or "")
        if known:
            return known
        char = _by_number(number) if number else html5.get(f"{name};", "") if name else ""
        if (not number or not char) and len(wrong) < _MOST:
            wrong.append((start + match.start(), match[0]))
        return char or match[0]

    return _REFERENCE.sub(replace, text)


def _by_number(number: str) -> str:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    if code > _LAST:
        return ""
    char = chr(code)
    return "" if ILLEGAL.match(char) else char
