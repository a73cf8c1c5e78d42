"""What the words before a colon are: a name, a role, a heading, or part of a sentence."""

import re

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.names import drop_accents
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.labels.mark import Kind
from feedtool.formats.transcript.labels.words import (
    FALSE_FRIENDS,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    LEADING_PARTICLES,
    NUMBERED_HEADS,
    PARTICLES,
    ROLES,
    SECTIONS,
    SOUNDS,
    SUFFIXES,
    TITLES,
)

MOST_LETTERS = 40
"""Characters of a label that nobody has declared."""
_MOST_WORDS = 5
_NO_NAME = lazy_pattern(r"[!;:：=<>{}|\\@~^]|\*\*|\?.|\.\.")
_IN_BRACKETS = lazy_pattern(r"[ \t]*[(\[][^()\[\]]*[)\]]$")
_ROLE = lazy_pattern(r"(?P<role>[^\W\d_]+(?:-[^\W\d_]+)?)[ _#-]*(?:\d{1,3}|[a-z])", re.IGNORECASE)
_UNKNOWN = lazy_pattern(
    r"un(?:known|identified)|"
    r"(?:un(?:known|identified)|(?:fe)?male|multiple) \w+(?: (?:\w|#?\d{1,3}))?"
)
_NUMBER = lazy_pattern(
    r"#?\d{1,4}|[ivxl]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|[a-e]"
)
_DATE = lazy_pattern(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,|(?:mon|tue|wed|thu|fri|sat|sun),|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:,|$| \d{4}))"
)
_CONTRACTION = lazy_pattern(r"['’](?:s|re|ll|ve|d|m|t)$", re.IGNORECASE)
_LOW_PREFIX = lazy_pattern(r"[^\W\d_]{1,3}['’-](?=(?P<letter>\w))")
_AROUND = "\"'“”‘’«»(),&+/#*_.…\u200e\u200f"


class Classifier:
    """Says what labels are; most labels of a file are one of a few."""

    def __init__(self, known: Known) -> None:
        """Take the people of the episode."""
        self._known = known
        self._kinds: dict[str, Kind] = {}

    def kind_of(self, name: str) -> Kind:
        """Say what the words before a colon are."""
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = self._classify(name)
        return kind

    def is_part(self, folded: str) -> bool:
        """Tell whether a word is the first or last one of a name that is declared."""
        return folded in self._known.words

    def _classify(self, name: str) -> Kind:
        if self._known.names and self._known.has(_IN_BRACKETS.sub("", name)):
            return Kind.KNOWN
        if not name or len(name) > MOST_LETTERS or _NO_NAME.search(name):
            return Kind.NEVER
        folded = drop_accents(name.casefold()).strip(_AROUND + " ")
        if folded in FALSE_FRIENDS:
            return Kind.NEVER
        if folded in SECTIONS or folded.rpartition(" ")[2] in SOUNDS:
            return Kind.SECTION
        return _special(folded) or _kind_of_words(name)


def _special(folded: str) -> Kind | None:
    """Recognise `Speaker 1` and `Unknown Speaker`, dates, and headings such as `Part 2`."""
    if _DATE.match(folded):
        return Kind.NEVER
    role = _ROLE.fullmatch(folded)
    if (role is not None and role["role"] in ROLES) or _UNKNOWN.fullmatch(folded):
        return Kind.ROLE
    first, _, rest = folded.partition(" ")
    return Kind.NEVER if first in NUMBERED_HEADS and _NUMBER.fullmatch(rest) else None


def _kind_of_words(name: str) -> Kind:
    base = _IN_BRACKETS.sub("", name).partition(",")[0]
    words = [word for word in (each.strip(_AROUND) for each in base.split()) if word]
    if not any(char.isalpha() for word in words for char in word):
        return Kind.NEVER
    if any(_ends_sentence(word) for word in base.split()[:-1]):
        return Kind.NEVER
    folded = [drop_accents(word.casefold()) for word in words]
    if not _is_capitalised(words, folded):
        return Kind.LOWER if len(words) == 1 else Kind.NEVER
    if _CONTRACTION.search(words[-1]) and len(words[-1]) > 2:  # noqa: PLR2004 - not O' alone
        return Kind.NEVER
    first, *others = folded
    named = [word for word in others if word not in PARTICLES]
    named += [first] if first not in PARTICLES or first in GIVEN_NAMES else []
    own = [word for word in named if word not in SUFFIXES] or folded
    is_title = any(_CONTRACTION.search(word) for word in words[:-1])  # Murphy's Machine Learning
    if is_title or folded[0] in FUNCTION_WORDS or not FUNCTION_WORDS.isdisjoint(own):
        return Kind.DOUBTFUL
    has_title = len(own) > 1 and first in TITLES
    is_surely_name = has_title or (len(words) > 1 and words[0].islower())  # van der Berg
    return _kind_by_count(len(own) - has_title, words, is_surely_name=is_surely_name)


def _ends_sentence(word: str) -> bool:
    """Tell `Ok.` from the full stop of a title, of initials and of `Jr.`."""
    bare = word.rstrip(".").casefold()
    return (
        word.endswith(".")
        and len(bare) > 1
        and "." not in bare
        and not (bare in TITLES or bare in SUFFIXES)
    )


def _kind_by_count(count: int, words: list[str], *, is_surely_name: bool) -> Kind:
    if count == 0 or count > _MOST_WORDS:
        return Kind.NEVER
    if not any(word[0].isupper() for word in words if word[0].isalpha()):
        return Kind.WORD  # a script without capitals: nothing tells a name from other words
    if count == 1:
        return Kind.NAME if is_surely_name else Kind.WORD
    return Kind.LONG if count == _MOST_WORDS else Kind.NAME


def _is_capitalised(words: list[str], folded: list[str]) -> bool:
    """Tell whether all words are written as names are; particles inside may be small."""
    last = len(words) - 1
    for index, word in enumerate(words):
        if is_capital(word) or (index and word[0].isdigit()):
            continue
        small = PARTICLES if index else LEADING_PARTICLES
        if index == last or folded[index] not in small:
            return False
    return True


def is_capital(word: str) -> bool:
    """Tell whether a word begins as a name does; letters without case always do."""
    first = word[0]
    if first.isupper() or first.istitle():
        return True
    if first.isalpha() and first.lower() == first.upper():
        return True
    prefix = _LOW_PREFIX.match(word)
    return prefix is not None and prefix["letter"].isupper()
