"""By what a user may call an episode: its file, slug, GUID or number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from feedtool.formats.numbers import plain_number

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Called:
    """What an episode is called: the first of its names is the path that reports print."""

    names: tuple[str, ...]
    number: str = ""

    def has_name(self, word: str) -> bool:
        """Tell whether a word is one of its names."""
        return bool(word) and word in self.names

    def has_number(self, word: str) -> bool:
        """Tell whether a word is its number; leading zeros do not count."""
        return bool(self.number) and plain_number(word) == plain_number(self.number)


def find_called(word: str, known: Sequence[tuple[T, Called]]) -> list[T]:
    """Return the episodes that a word means: a name is surer than a number.

    All that share a number are meant, as a trailer or a bonus has that of what it belongs to:
    what is published, tagged or deleted must not be a guess.
    """
    named = [each for each, called in known if called.has_name(word)]
    return named or [each for each, called in known if called.has_number(word)]


def list_words(known: Iterable[Called]) -> list[str]:
    """List all words that mean an episode."""
    return [word for each in known for word in (*each.names, each.number) if word]
