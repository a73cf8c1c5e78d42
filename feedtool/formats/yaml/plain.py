"""The YAML that most records are written in, read without building a tree: far faster.

It has block mappings and lists, and values on one line: plain, quoted without an escape, or short
lists and mappings in brackets. Of such a text `read_plain` gives what `tree.Tree` gives, to
the letter, and Tree has no fault to name. Anything else, right or wrong, makes it decline, and
Tree reads the text.
"""

import re
from typing import Any

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain texts that mean nothing."""
_LONGEST = 16_000
"""Code points: so few cannot hold more values than a record may."""
_DEEPEST = 8
_KEY = r"[^\W_][^:\n]{0,200}+(?::(?! |$)[^:\n]{1,100}+){0,2}+(?<! )"
_LINE = re.compile(rf"^( *)(- )?(?:({_KEY}):(?: +|$))?(.*)\n*", re.MULTILINE)
"""Indent, dash, key, and what follows, with the empty lines behind it."""
_MARKED = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""What may begin something else than a plain text. Source: YAML 1.1, section 9.1.3."""
_WORDS = r"\w(?:[\w .'()/&+@>-]*[\w.')])?"
_FLOW_TEXT = rf"(?:\"([^\"\\]*)\"|'([^']*)'|(https?://[\w./~%=&+-]*[\w/]|{_WORDS}))"
_FLOW_LIST = re.compile(rf"\[{_WORDS}(?:, {_WORDS})*\]")
_FLOW_PAIR = re.compile(rf"(\w+(?:[ -]\w+)*): {_FLOW_TEXT}(?:, |$)")
_PRINTABLE = bytes([ord("\n"), *range(32, 127)])
Line = tuple[str, str, str, str]
_END: Line = ("", "", "", "")


class _OtherwiseError(Exception):
    """The text is of another kind."""


def read_plain(text: str) -> dict[str, Any] | None:
    """Read a mapping; None where the text is of another kind, or has a fault."""
    if len(text) > _LONGEST or " #" in text or not _is_printable(text):
        return None  # what is printable has no tab, and one kind of line end
    reader = _Reader([*_LINE.findall(text), _END])
    try:
        value = reader.mapping(0, 1)
    except _OtherwiseError:
        return None
    return value if value and reader.is_done else None


def _is_printable(text: str) -> bool:
    """Tell whether a text has line feeds and printable characters alone.

    ASCII is passed over as bytes, which is far faster; of other characters there are few.
    """
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE)
    return not rest or rest.decode("utf-8", "surrogatepass").isprintable()


class _Reader:
    """Goes through lines once; behind the last of them is _END."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines, self._at = lines, 0

    @property
    def is_done(self) -> bool:
        """Say whether every line was read."""
        return self._lines[self._at] == _END

    def mapping(self, width: int, depth: int) -> dict[str, Any]:
        """Read the fields that stand `width` columns from the left."""
        found: dict[str, Any] = {}
        lines = self._lines
        while True:
            indent, dash, key, rest = lines[self._at]
            if len(indent) != width or dash or not key:
                return found
            if key in found:
                raise _OtherwiseError
            self._at += 1
            found[key] = self._scalar(rest, width) if rest else self._block(width, depth)

    def _block(self, width: int, depth: int) -> Any:
        """Read the lines under a name: a mapping, a list, or none."""
        indent, dash, key, _ = self._lines[self._at]
        inner = len(indent)
        if inner < width or (inner == width and not dash):
            return None
        if depth == _DEEPEST or not (dash or key):
            raise _OtherwiseError
        value = self._list(inner, depth) if dash else self.mapping(inner, depth + 1)
        if len(self._lines[self._at][0]) > width:  # between the columns of both
            raise _OtherwiseError
        return value

    def _list(self, width: int, depth: int) -> list[Any]:
        found: list[Any] = []
        while True:
            indent, dash, key, rest = self._lines[self._at]
            if len(indent) != width or not dash:
                return found
            if key:
                if key[0].isdigit():  # a time is the beginning of a text
                    raise _OtherwiseError
                self._lines[self._at] = (f"{indent}  ", "", key, rest)
                found.append(self.mapping(width + 2, depth + 1))
            elif rest:
                self._at += 1
                found.append(self._scalar(rest, width))
            else:
                raise _OtherwiseError

    def _scalar(self, text: str, width: int) -> Any:
        """Read a value that ends with its line: nothing may stand under it."""
        if len(self._lines[self._at][0]) > width:
            raise _OtherwiseError
        if text[0] not in _MARKED:
            if ": " in text or text[-1] in ": ":
                raise _OtherwiseError
            return None if text in NULLS else text
        return _read_marked(text)


def _read_marked(text: str) -> Any:
    """Read a text in quotes, or a list or mapping in brackets."""
    sign, inner = text[0], text[1:-1]
    if sign == text[-1] and sign in "\"'" and len(text) > 1:
        if sign in inner or "\\" in inner or inner != inner.strip():
            raise _OtherwiseError
        return inner
    if sign == "[" and _FLOW_LIST.fullmatch(text):
        return [None if item in NULLS else item for item in inner.split(", ")]
    if sign == "{" and text[-1] == "}":
        return _read_pairs(inner)
    raise _OtherwiseError


def _read_pairs(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    end = 0
    while match := _FLOW_PAIR.match(text, end):
        key, double, single, plain = match.groups()
        value = plain or double or single or ""
        if key in found or value != value.strip():
            raise _OtherwiseError
        found[key] = None if plain in NULLS else value
        end = match.end()
    if end < len(text) or text.endswith(", "):
        raise _OtherwiseError
    return found
