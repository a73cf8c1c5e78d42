"""The nearest right word for a slip of the keyboard."""

from collections.abc import Iterable
from difflib import get_close_matches


def find_nearest(word: str, words: Iterable[str]) -> str:
    """Return the known word most like `word`, or "" if none is near."""
    by_fold = {each.casefold(): each for each in words}
    folded = word.casefold()
    if folded in by_fold:
        return by_fold[folded]
    if folded + "s" in by_fold:
        return by_fold[folded + "s"]
    matches = get_close_matches(folded.replace("-", "_"), by_fold, n=1, cutoff=0.66)
    return by_fold[matches[0]] if matches else ""
