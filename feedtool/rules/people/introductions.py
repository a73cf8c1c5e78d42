"""Introductions that were written for another guest."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.formats.copied_texts import COMPARED, is_copy, list_telling
from feedtool.formats.names import fold_words
from feedtool.model.finding import Level, Problem

_FEWEST = 3
"""Talks of a show from which one can tell a copy from the show's pattern."""
_SHARED = 2
"""Long words of a text that is compared."""
_FIELDS = frozenset({"summary", "notes"})


class Introduction(NamedTuple):
    """The summary of a talk, or the first paragraph of its notes; `at` is the field."""

    digest: Digest
    at: str
    text: str


@rule("PE11", Level.WARNING)
def copied_introduction(index: Index) -> Iterable[Problem]:
    """A summary says of its guest what an earlier one said of another guest.

    Most often the record was copied, the name changed and the rest forgotten: the wrong company,
    book or story goes with the guest. Write it anew.

    Found is only a text of twelve words or more that differs from one other in names, numbers and
    short words alone. What three talks share is the show's own pattern. Left alone are talks with
    the same guest, as reruns and second parts have, episodes without guests, and shows with fewer
    than three talks. Of a text that still names the other guest, PE09 speaks.

    Bad:
        # 002.md
        summary: John Backus on how a moth got into the log book, and why programs should be words.
        # 003.md
        title: Jean Bartik and the first programs
        guid: 0d3a1c7e-5b7f-4c0d-9a83-2f7f5a1c6e03
        published: 2024-01-16 09:00
        episode: 3
        guests: [Jean Bartik]
        summary: Jean Bartik on wiring a machine by hand, and on those who were not in the picture.
        audio: {url: "https://feeds.compilertalk.example/audio/003.mp3", length: 9, duration: 900}

    Good:
        # 002.md
        summary: John Backus on making formulas run fast enough that nobody missed machine code.
        # 003.md
        title: Jean Bartik and the first programs
        guid: 0d3a1c7e-5b7f-4c0d-9a83-2f7f5a1c6e03
        published: 2024-01-16 09:00
        episode: 3
        guests: [Jean Bartik]
        summary: Jean Bartik on wiring a machine by hand, and on those who were not in the picture.
        audio: {url: "https://feeds.compilertalk.example/audio/003.mp3", length: 9, duration: 900}
    """
    likely: dict[int, list[Introduction]] = {}
    count = 0
    for digest in index.digests:
        if digest.guests:
            for at, text in digest.naming.texts:
                if at in _FIELDS:
                    count += 1
                    introduction = Introduction(digest, at, text)
                    likely.setdefault(digest.naming.telling, []).append(introduction)
    if count < _FEWEST:
        return
    for words, group in _group(each for each in likely.values() if len(each) > 1):
        if len(group) == 2 and len(words) >= _SHARED and _is_copied(*group):  # noqa: PLR2004 - a pair
            yield _problem(*group)


def _group(
    likely: Iterable[list[Introduction]],
) -> Iterator[tuple[frozenset[str], list[Introduction]]]:
    """Group introductions by their long words, where the hashes of those are the same."""
    alike: dict[frozenset[str], list[Introduction]] = {}
    for each in chain.from_iterable(likely):
        alike.setdefault(list_telling(each.text), []).append(each)
    yield from alike.items()


def _is_copied(earlier: Introduction, later: Introduction) -> bool:
    ours, theirs = (_surnames(each.digest.naming.guests) for each in (earlier, later))
    if not ours.isdisjoint(theirs):
        return False
    people = (*earlier.digest.naming.people, *later.digest.naming.people)
    names = {word for name in people for word in fold_words(name)}
    words = fold_words(later.text[:COMPARED])
    if not ours.isdisjoint(words):
        return False
    first, second = (
        tuple(word for word in each if word not in names)
        for each in (fold_words(earlier.text[:COMPARED]), words)
    )
    return is_copy(first, second)


def _surnames(names: tuple[str, ...]) -> set[str]:
    return {fold_words(name)[-1] for name in names if fold_words(name)}


def _problem(earlier: Introduction, later: Introduction) -> Problem:
    guests = " and ".join(later.digest.guests)
    where = earlier.digest.path
    message = f"{later.at} says of {guests} what {where} says of another guest"
    hint = "write it anew for this episode"
    file = later.digest.path
    return Problem((later.at,), message, hint, file=file, others=(where,))
