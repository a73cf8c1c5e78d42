"""Names of people in running text: words folded so that case, accents and marks do not count."""

import re
import unicodedata
from collections.abc import Sequence

_BETWEEN = re.compile(
    "[\\s!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    "\u2000-\u206f\u3000-\u303f\uff01-\uff0f]+"
)
"""White space and punctuation. `\\w` would cut words of scripts that write vowels as marks."""
_ASCII_SIGNS = b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ASCII_BETWEEN = bytes.maketrans(_ASCII_SIGNS, b" " * len(_ASCII_SIGNS))
"""The same for ASCII, where no pattern is needed, as bytes, which are translated far faster."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
HONORIFICS = frozenset(
    "dr prof professor mr mrs ms mx sir dame lord lady rev reverend hon herr frau".split()
)
_JOINED = re.compile(r"\s*[,;&/]\s+|\s+(?:and|und|et)\s+")
_OF_NO_PERSON = frozenset("of the at for".split())
"""Words of offices, firms and bands: `Chair of Mathematics`, `The Bad Seeds`."""
_MANY_LETTERS = 5
_LONG_WORD = 3
_ENDING = 2
"""Letters at the end of a name that grammar may change."""
_AFTER_LATIN = "\u0250"


def drop_accents(text: str) -> str:
    """Take the accents of Latin, Greek and Cyrillic letters off; ASCII stays as it is."""
    if text.isascii():
        return text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare)


def split_words(text: str) -> list[str]:
    """Cut a text into words, accents taken off, case kept."""
    if text.isascii():
        return text.encode().translate(_ASCII_BETWEEN).decode().split()
    return [word for word in _BETWEEN.split(drop_accents(text)) if word]


def fold_words(text: str) -> tuple[str, ...]:
    """Cut a text into words without case and accents."""
    return tuple(split_words(text.casefold()))


def full_name(name: str) -> tuple[str, ...]:
    """Return the words of a name that is sure to mean one person, honorifics left out; else ().

    It has at least two words that white space parts, and five letters.
    """
    words = split_words(name)
    while words and words[0].casefold() in HONORIFICS:
        del words[0]
    is_sure = len(words) > 1 and " " in name.strip() and sum(map(len, words)) >= _MANY_LETTERS
    return tuple(words) if is_sure else ()


def split_people(name: str) -> tuple[str, ...]:
    """Cut a name that seems to be those of several people into theirs; else ().

    Each of them has two words, of which the first and the last are no particles, nor degrees:
    `King, Jr.`, `Hopper, Ph. D.` and `von und zu Guttenberg` are one person.
    """
    if not _JOINED.search(name):
        return ()
    people = tuple(_JOINED.split(name))
    return people if all(_is_full(person.split()) for person in people) else ()


def _is_full(words: list[str]) -> bool:
    if len(words) < 2 or not _OF_NO_PERSON.isdisjoint(map(str.casefold, words)):  # noqa: PLR2004 - a first name alone is none
        return False
    first, last = words[0], words[-1]
    return not (first[0].islower() or last[0].islower() or last.endswith("."))


def names_any(text: str, names: Sequence[str]) -> bool:
    """Say whether a text holds a part of any of these names: a word of three letters or more."""
    if any(_is_ordinary(word) and word in text for name in names for word in name.split()):
        return True  # as it is written: nothing has to be folded
    folded = drop_accents(text.casefold())
    words = (word for name in names for word in fold_words(name))
    return any(word in folded for word in words if len(word) >= _LONG_WORD or not word.isascii())


def _is_ordinary(word: str) -> bool:
    return len(word) >= _LONG_WORD and word.isascii() and word.isalpha()


def may_name(text: str, name: str) -> bool:
    """Say whether a text may speak of a person: a part of the name, inflected or not, is enough.

    In scripts without spaces two characters are a part. Where name and text are written in
    different scripts nobody can tell, so it may.
    """
    words = fold_words(name)
    folded = " ".join(("", *fold_words(text), ""))
    if is_latin(name) != is_latin(text) or f" {' '.join(words)} " in folded:
        return True
    return any(part in folded for word in words for part in _parts(word))


def _parts(word: str) -> list[str]:
    """List what is sure to be left of a word of a name where a text speaks of the person."""
    if not word.isascii() and word.isalpha() and word == word.upper():  # a script without case
        return [word[at : at + 2] for at in range(len(word) - 1)]
    return (
        [f" {word[: max(_LONG_WORD + 1, len(word) - _ENDING)]}"] if len(word) >= _LONG_WORD else []
    )


def is_latin(text: str) -> bool:
    """Say whether most letters of a text are Latin."""
    if text.isascii():
        return True
    letters = [char for char in text if char.isalpha()]
    latin = sum(char < _AFTER_LATIN or "\u1e00" <= char <= "\u1eff" for char in letters)
    return 2 * latin >= len(letters)
