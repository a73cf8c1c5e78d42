"""Two spellings of one name: which differences are slips, and which are other people.

Names are given as words without case, accents and honorifics (`fold_person`).
"""

import unicodedata
from collections.abc import Iterator

from feedtool.formats.names import full_name

Words = tuple[str, ...]
_LONG_WORD = 6
"""Letters the longer of two words has, where one letter makes no other name of it."""
_LONG_NAME = 10
"""Letters of a whole name that is sure to be rare."""
_WITH_EVIDENCE = 5
"""Letters that do for the longer word where something else says that both are one person."""
_TWO_SLIPS = 8
"""Letters of a word that may have two slips, with evidence."""
_MOST_WORDS = 8
_LONGEST = 40
"""Letters after which a word is none of a name."""


def fold_person(name: str) -> Words:
    """Return the words that two spellings of one full name share; () where it is no full name."""
    words = full_name(name)
    return tuple(word.casefold() for word in words) if len(words) <= _MOST_WORDS else ()


def accents_agree(left: str, right: str) -> bool:
    """Say whether two spellings never put different accents on one letter.

    An accent may be left out; Hùng and Hưng are two names.
    """
    pairs = zip(reversed(_letters(left)), reversed(_letters(right)), strict=False)
    return all(not one or not other or one == other for (_, one), (_, other) in pairs)


def _letters(text: str) -> list[tuple[str, str]]:
    """Cut a text into letters and their accents."""
    found: list[tuple[str, str]] = []
    for char in unicodedata.normalize("NFD", text.casefold()):
        if unicodedata.combining(char) and found:
            letter, marks = found[-1]
            found[-1] = (letter, marks + char)
        elif char.isalnum():
            found.append((char, ""))
    return found


def is_slip(left: Words, right: Words) -> bool:
    """Say whether two long names differ by a slip of the keyboard in one word.

    That is a letter left out or two letters swapped, inside the word: Raschka and Rashka. Another
    letter (Larsen, Larson), another ending (Daniel, Daniela) or a short word (Jon, John) may be
    another person.
    """
    words = _differing(left, right)
    if words is None or sum(map(len, left)) < _LONG_NAME:
        return False
    one, other = words
    if max(len(one), len(other)) < _LONG_WORD or one[0] != other[0] or one[-1] != other[-1]:
        return False
    if len(one) == len(other):
        return _is_swap(one, other)
    shorter, longer = sorted(words, key=len)
    return shorter in _shortened(longer)


def is_variant(left: Words, right: Words) -> bool:
    """Say whether two names mean one person, where the same page stands behind both.

    They differ by slips in one word, or by words between the first and the last.
    """
    if left[0] == right[0] and left[-1] == right[-1]:
        return True
    words = _differing(left, right)
    if words is None:
        return False
    one, other = words
    longest = max(len(one), len(other))
    if not _WITH_EVIDENCE <= longest <= _LONGEST or one[0] != other[0]:
        return False
    is_surname = left[-1] == one
    if not is_surname and one[-1] != other[-1]:
        return False
    return _count_slips(one, other) <= (2 if longest >= _TWO_SLIPS else 1)


def slip_keys(words: Words) -> Iterator[Words]:
    """Yield keys of which two names that differ by one slip share one."""
    yield words
    for place, word in enumerate(words):
        if len(word) + 1 >= _LONG_WORD and len(word) <= _LONGEST:
            for shorter in _shortened(word):
                yield (*words[:place], shorter, *words[place + 1 :])


def outline(words: Words) -> str:
    """Return what a slip inside a word leaves: the first and last letter of each word."""
    return " ".join(word[0] + word[-1] for word in words)


def _differing(left: Words, right: Words) -> tuple[str, str] | None:
    """Return the one pair of words in which two names differ; None if there is not just one."""
    if len(left) != len(right):
        return None
    pairs = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 else None


def _shortened(word: str) -> set[str]:
    """Leave out each letter but the first and the last."""
    return {word[:at] + word[at + 1 :] for at in range(1, len(word) - 1)}


def _is_swap(one: str, other: str) -> bool:
    """Say whether two words of one length differ by two neighbours that changed places."""
    at = next(n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    swapped = one[:at] + one[at : at + 2][::-1] + one[at + 2 :]
    return swapped == other


def _count_slips(one: str, other: str) -> int:
    """Count letters put in, left out or changed, and neighbours swapped (Damerau)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            is_swap = row > 1 and column > 1 and letter == other[column - 2]
            if is_swap and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
