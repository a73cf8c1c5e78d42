"""Texts that were copied: found by the long words they share, then compared by all words."""

from collections import Counter

_TELLING = 6
"""Letters of a word that tells what a text is about; it is written between short ones."""
COMPARED = 1000
"""Characters of a text that are looked at."""
_SHORTEST = 12
"""Words of a text that cannot be alike by chance."""
_ALIKE = 0.8


def list_telling(text: str) -> frozenset[str]:
    """List the long words of a text that are no names: two copies (`is_copy`) have the same."""
    words = text[:COMPARED].split()
    return frozenset([word for word in words if len(word) >= _TELLING and word.islower()])


def is_copy(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Say whether two texts, given as folded words without names, say the same.

    Four of five words stand in both, and no long word stands in one alone: a text made after a
    pattern has at least its subject for itself.
    """
    if min(len(left), len(right)) < _SHORTEST:
        return False
    ours, theirs = Counter(left), Counter(right)
    differing = (ours - theirs) + (theirs - ours)
    if any(len(word) >= _TELLING and not word.isdecimal() for word in differing):
        return False
    return 2 * (ours & theirs).total() >= _ALIKE * (len(left) + len(right))
