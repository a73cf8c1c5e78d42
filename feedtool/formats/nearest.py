"""The nearest right word for a slip of the keyboard."""

from collections.abc import Iterable
from difflib import get_close_matches

_FEW_LETTERS = 5


def find_nearest(word: str, words: Iterable[str]) -> str:
    """Return the known word most like `word`, or "" if none is near."""
    by_fold = {each.casefold(): each for each in words}
    folded = word.casefold()
    if folded in by_fold:
        return by_fold[folded]
    if folded + "s" in by_fold:
        return by_fold[folded + "s"]
    matches = get_close_matches(folded.replace("-", "_"), by_fold, n=1, cutoff=0.7)
    return by_fold[matches[0]] if matches else ""


def find_sure(word: str, words: Iterable[str]) -> str:
    """Return the one known word of which `word` is surely a slip, or "".

    It differs in case, hyphens or a plural's s alone, or by one letter that is wrong, missing, too
    many or changed places with the next, in a word of five letters or more.
    """
    folded = _fold(word)
    known = {each: _fold(each) for each in words}
    same = [each for each, fold in known.items() if fold.rstrip("s") == folded.rstrip("s")]
    near = [each for each, fold in known.items() if _is_one_slip(folded, fold)]
    found = same or near
    return found[0] if len(found) == 1 else ""


def _fold(word: str) -> str:
    return word.strip().casefold().replace("-", "").replace("_", "").replace(" ", "")


def _is_one_slip(wrong: str, right: str) -> bool:
    """Tell whether one slip of the keyboard makes one word of the other."""
    if len(right) < _FEW_LETTERS or abs(len(wrong) - len(right)) > 1:
        return False
    pairs = enumerate(zip(wrong, right, strict=False))
    start = next((at for at, (one, other) in pairs if one != other), min(len(wrong), len(right)))
    first, second = wrong[start:], right[start:]
    return (
        first[1:] == second[1:]
        or first[1:] == second
        or first == second[1:]
        or (first[1::-1] + first[2:] == second and len(first) > 1)
    )
