"""Which episode a file belongs to: by its name, by its number, by who speaks and of what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedtool.formats.names import fold_words, full_name
from feedtool.formats.numbers import plain_number
from feedtool.formats.speakers import fold_label

_NUMBERS = re.compile(r"\d+")
_SEASON = re.compile(r"s(\d{1,3})[ ._-]{0,2}e(\d{1,4})(?!\d)", re.IGNORECASE)
_HEAD = 6000
"""Characters at the beginning in which a guest is introduced."""
_LONG_WORD = 4
_CLEARLY = 2
"""Words of a title by which one of several episodes must be ahead."""
_NOTHING = frozenset(
    "audio captions copy corrected draft edited en english ep episode final folge interview notes "
    "podcast show subtitles text transcript transcription transkript v1 v2".split()
)
"""Words of file names that say nothing of an episode."""
_SPECIAL = frozenset("bonus extra minisode preview special teaser trailer".split())
"""Words of files that have the number of another episode, if any."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of an episode may stand in a file's name or text; `stems` are names of its files."""

    path: str
    stems: tuple[str, ...]
    title: str = ""
    season: str = ""
    number: str = ""
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The episodes that a file may belong to: one if it is sure, and by what they were found."""

    candidates: tuple[Candidate, ...] = ()
    clue: str = ""


class Matcher:
    """Finds the episodes of files; what all files share is worked out once."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Make the indexes of names, numbers and guests."""
        self._all = candidates
        self._stems: dict[tuple[str, ...], list[Candidate]] = {}
        self._numbers: dict[str, list[Candidate]] = {}
        self._guests: dict[str, list[Candidate]] = {}
        self._words = [_words_of(each) for each in candidates]
        for each in candidates:
            for stem in {fold_words(stem) for stem in each.stems}:
                self._stems.setdefault(stem, []).append(each)
            if each.number:
                self._numbers.setdefault(plain_number(each.number), []).append(each)
            for name in each.guests:
                self._guests.setdefault(fold_label(name), []).append(each)
        self._phrases = [
            (f" {' '.join(fold_words(name))} ", episodes)
            for name, episodes in self._guests.items()
            if full_name(name)
        ]

    def find(self, stem: str, labels: Iterable[str], text: str) -> Found:
        """Find the episode of a file by its name without extension, its labels and its text.

        A name or number is believed unless another episode's guest speaks in the file.
        """
        heard = self._by_labels(labels)
        for clue, named in (
            ("its name", self._stems.get(fold_words(stem), [])),
            ("its number", self._by_number(stem)),
            ("words of its name", self._by_words(stem)),
        ):
            if len(named) == 1 and heard and named[0].guests and named[0] not in heard:
                return Found((*named, *heard), f"{clue} or who speaks")
            if len(named) == 1:
                return Found(tuple(named), clue)
            both = [each for each in named if each in heard]
            if len(both) == 1:
                return Found(tuple(both), f"{clue} and who speaks")
            if named:
                return Found(tuple(named), clue)
        if heard:
            return Found(tuple(_by_title(heard, text)), "who speaks")
        return Found(tuple(_by_title(self._by_mention(text), text)), "the guest it names")

    def _by_number(self, stem: str) -> list[Candidate]:
        """Take season and episode, or the only number of a name."""
        if not _SPECIAL.isdisjoint(fold_words(stem)):
            return []
        both = _SEASON.search(stem)
        numbers = _NUMBERS.findall(stem)
        if both is not None:
            found = self._numbers.get(plain_number(both[2]), [])
            return [each for each in found if plain_number(each.season) == plain_number(both[1])]
        return self._numbers.get(plain_number(numbers[0]), []) if len(numbers) == 1 else []

    def _by_words(self, stem: str) -> list[Candidate]:
        """Take a name that holds nothing but words of title and guests."""
        words = {word for word in fold_words(stem) if not word.isdigit()}
        words -= _NOTHING | _SPECIAL
        if not any(len(word) >= _LONG_WORD for word in words):
            return []
        return [
            each for each, own in zip(self._all, self._words, strict=True) if words.issubset(own)
        ]

    def _by_labels(self, labels: Iterable[str]) -> list[Candidate]:
        """List the episodes whose guests speak under their whole names."""
        found = [each for label in labels for each in self._guests.get(fold_label(label), ())]
        return list(dict.fromkeys(found))

    def _by_mention(self, text: str) -> list[Candidate]:
        """List the episodes whose guest is named in the first part, by first name and surname."""
        head = f" {' '.join(fold_words(text[:_HEAD]))} "
        found = [each for phrase, few in self._phrases if phrase in head for each in few]
        return list(dict.fromkeys(found))


def _by_title(candidates: list[Candidate], text: str) -> list[Candidate]:
    """Choose the episode of whose title most words are said; all where none is clearly ahead."""
    if len(candidates) < 2:  # noqa: PLR2004 - there is nothing to choose
        return candidates
    said = set(fold_words(text))
    scores = sorted((_score(each, said) for each in candidates), reverse=True)
    if scores[0] - scores[1] < _CLEARLY:
        return candidates
    return [each for each in candidates if _score(each, said) == scores[0]]


def _score(candidate: Candidate, said: set[str]) -> int:
    guests = {word for name in candidate.guests for word in fold_words(name)}
    words = {word for word in fold_words(candidate.title) if len(word) >= _LONG_WORD}
    return len((words - guests) & said)


def _words_of(candidate: Candidate) -> set[str]:
    texts = (candidate.title, *candidate.stems, *candidate.guests)
    return {word for text in texts for word in fold_words(text)}
