"""Text that was read as Windows-1252 or Latin-1 and is not: `Ã©` for é, `Ïðèâåò` for Привет.

Of UTF-8 only what no language writes counts: a lead such as Ã before a sign such as ©, the
beginnings of typographic signs (â€) and of emoji (ðŸ), and several such sequences in a row, as
words of Cyrillic or Chinese become. Signs that may follow a capital, such as quotation marks,
count only inside a word. Cyrillic of Windows-1251 becomes words of nothing but letters with
accents. Sources: RFC 3629 (UTF-8), the WHATWG's Encoding Standard (windows-1251, windows-1252).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.place import Span

LOST = "\ufffd"
"""Stands where a program could not read a character; which one it was, nobody can tell."""


_BYTES = {chr(number): number for number in range(0x80, 0xA0)} | {
    bytes([number]).decode("cp1252"): number
    for number in range(0x80, 0x100)
    if number not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # Windows-1252 has no character there
}
"""The characters of Windows-1252, and the controls of Latin-1, by what they were as bytes."""
_NEXT = "".join(char for char, number in _BYTES.items() if number & 0xC0 == 0x80)  # noqa: PLR2004 - 10xxxxxx
"""What the second and further bytes of UTF-8 become."""
_TYPOGRAPHY = "‘’“”«»‹›–—…•·\xa0"
_MARKS = "™²³¹"
_BROKEN = lazy_pattern(
    "|".join(
        (
            f"Ã[{_NEXT}](?<![{_TYPOGRAPHY}])",
            f"Ã[{_NEXT}](?<!’)(?=[a-z])",
            f"[ÄÅ][{_NEXT}](?<![{_TYPOGRAPHY}{_MARKS}])",
            f"(?<=[a-z])[ÃÄÅ][{_NEXT}]",
            f"Â[\xa0-¿](?<![{_TYPOGRAPHY}])",
            r"(?<=[a-z0-9.,;:!?)])Â[\xa0-¿]",
            f"â€[{_NEXT}]",
            f"â[„†‡ˆ‰Š‹Œ˜™š›œžŸ\x80-\x9f][{_NEXT}]",
            f"ðŸ[{_NEXT}][{_NEXT}]",
            f"[Â-ô][{_NEXT}]?[\x80-\x84\x86-\x9f]",
            f"(?:[à-ï][{_NEXT}]{{2}}){{2,}}",
            f"(?:[Â-ß][{_NEXT}]|[à-ï][{_NEXT}]{{2}}){{3,}}",
        )
    )
)
_SEQUENCES = lazy_pattern(f"(?:[Â-ß][{_NEXT}]|[à-ï][{_NEXT}]{{2}}|[ð-ô][{_NEXT}]{{3}})+")
_CUT = lazy_pattern(f"â€(?![{_NEXT}])")
"""A quotation mark whose last byte Windows-1252 has no character for."""
_LIKELY = re.compile(rb"\xc3[\x82-\xb4](?:[\xc2\xc5\xc6\xcb]|\xe2[\x80\x82\x84])")
"""How a lead and what follows it begin in UTF-8: bytes are searched far faster than characters."""
_LIKELY_CYRILLIC = re.compile(rb"\xc3[\x80-\xbf]" * 4)  # written out: a repeat is far slower
_CYRILLIC = lazy_pattern(r"[À-ÿ]{4,}(?:[ .,!?:;«»\"-]+[À-ÿ]+)*")
_VOWELS = frozenset("аеиоуыэюя")
_FEWEST = 5
_LEAST_VOWELS, _MOST_VOWELS = 0.25, 0.65
"""The part of vowels in words of Cyrillic; in a list of umlauts it is another."""
_DOUBTFUL = "ÂÃÄÅâ"
_ROUNDS = 3
"""Times that a text may have been read wrongly, one after the other."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch that was read wrongly, and what it was; "" where that cannot be told.

    `encoding` is what its bytes were.
    """

    span: Span
    words: str
    right: str
    encoding: str = "UTF-8"


def find_broken(text: str) -> list[Broken]:
    """List what was read wrongly in a text, in its order.

    Where one stretch is sure, those that could be typography in another text count too.
    """
    if text.isascii():
        return []
    data = text.encode("utf-8", "replace")
    if _LIKELY_CYRILLIC.search(data):
        cyrillic = list(_find_cyrillic(text))
        if cyrillic:
            return cyrillic
    return _find_utf_8(text) if _LIKELY.search(data) else []


def _find_cyrillic(text: str) -> Iterator[Broken]:
    for match in _CYRILLIC.finditer(text):
        right = match[0].encode("latin-1").decode("cp1251")
        if _is_cyrillic(right):
            yield Broken(Span(*match.span()), match[0], right, "Windows-1251")


def _is_cyrillic(text: str) -> bool:
    """Tell words from a list of letters: by their vowels, and by where capitals stand."""
    letters = [char for char in text.lower() if char.isalpha()]
    vowels = sum(char in _VOWELS for char in letters) / len(letters)
    is_cased = all(word.islower() or word.isupper() or word.istitle() for word in _words(text))
    return len(letters) >= _FEWEST and _LEAST_VOWELS <= vowels <= _MOST_VOWELS and is_cased


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text) if word]


def _find_utf_8(text: str) -> list[Broken]:
    found = [Broken(Span(*match.span()), match[0], "") for match in _CUT.finditer(text)]
    doubtful: list[Broken] = []
    for run in _SEQUENCES.finditer(text):
        is_sure = _BROKEN.search(text, run.start(), run.end() + 1) is not None
        broken = Broken(Span(*run.span()), run[0], _read_again(run[0]))
        if is_sure or run[0][0] in _DOUBTFUL:
            (found if is_sure else doubtful).append(broken)
    return sorted((*found, *doubtful), key=lambda each: each.span.start) if found else []


def _read_again(words: str) -> str:
    """Read the characters as the bytes that they were; "" if these are no UTF-8."""
    right = ""
    for _ in range(_ROUNDS):
        try:
            words = bytes([_BYTES[char] for char in words]).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            break
        right = words
        if not _BROKEN.search(words):
            break
    return right if right.isprintable() or right.isspace() else ""
