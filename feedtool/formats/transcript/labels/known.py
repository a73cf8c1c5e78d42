"""The people an episode names, in the form in which labels are looked up."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedtool.formats.names import HONORIFICS, fold_words


@dataclass(frozen=True, slots=True)
class Known:
    """Folded names and aliases, and the words of which they consist."""

    names: frozenset[tuple[str, ...]] = frozenset()
    words: frozenset[str] = frozenset()

    def has(self, label: str) -> bool:
        """Tell whether a label is a name of the episode, or a first or last name alone."""
        words = _bare_words(label)
        return words in self.names or (len(words) == 1 and words[0] in self.words)


def make_known(names: Iterable[str]) -> Known:
    """Fold the names of people; case, accents, marks and titles do not count."""
    folded = frozenset(words for words in map(_bare_words, names) if words)
    return Known(folded, frozenset(words[i] for words in folded for i in (0, -1)))


def _bare_words(name: str) -> tuple[str, ...]:
    return tuple(word for word in fold_words(name) if word not in HONORIFICS)
