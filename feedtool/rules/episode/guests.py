"""Guests of whom only the words of an episode know."""

from collections.abc import Iterable

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.formats.names import HONORIFICS, fold_words, full_name
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show

_WITH = frozenset("with feat ft featuring guest mit avec con com med z ze kanssa".split())
"""What stands before the name of a guest in a title, in languages with Latin letters."""

Words = tuple[str, ...]


@rule("EP25", Level.WARNING)
def guest_in_words_alone(index: Index, show: Show) -> Iterable[Problem]:
    """A title says with whom the talk is, and the record names no guest.

    Apps that list people do not show the guest, nor this episode on the guest's page, and a wrong
    name in the transcript is not found. Add `guests`.

    A title alone is a guess, so it must say `with Grace Hopper` (`mit`, `avec`, `con`, `feat.` and
    the like), and the whole name must be known as a guest of another episode, or from `people`.
    Drafts, trailers, bonuses and the show's own people are let alone. Of guests whom no words name
    PE08 speaks.

    Bad:
        # 002.md
        title: The cost of clarity, with Grace Hopper
        guests: null

    Good:
        # 002.md
        title: The cost of clarity, with Grace Hopper
        guests: Grace Hopper
    """
    silent = [
        digest
        for digest in index.digests
        if not digest.guests and digest.episode_type == "full" and not _is_unjudged(digest)
    ]
    known = _list_known(index, show) if silent else {}
    lengths = sorted({len(words) for words in known}, reverse=True)
    for digest in silent:
        name = _find_guest(fold_words(digest.title), known, lengths)
        if name and name not in digest.naming.people:
            yield Problem(
                ("title",),
                f"the title says that {name!r} is the guest, and nobody is named as one",
                f"add a line such as 'guests: {name}'",
                file=digest.path,
                feed_hint=f'add <podcast:person role="guest">{name}</podcast:person>',
            )


def _is_unjudged(digest: Digest) -> bool:
    return digest.is_draft or digest.is_broken or "guests" in digest.dropped


def _list_known(index: Index, show: Show) -> dict[Words, str]:
    """List the people who are sure to be guests when a title is with them, by folded words."""
    names = [name for digest in index.digests for name in digest.guests]
    names += [person.name for person in show.people.values() if person.name]
    own = {fold_words(person.name or "") for person in (*show.hosts, *show.credits)}
    found = {fold_words(" ".join(full_name(name))): name for name in names}
    return {words: name for words, name in found.items() if words and words not in own}


def _find_guest(title: Words, known: dict[Words, str], lengths: list[int]) -> str:
    """Return the name of whom a title is with, or ""."""
    for at, word in enumerate(title, start=1):
        if word in _WITH:
            start = at + 1 if title[at : at + 1] and title[at] in HONORIFICS else at
            found = (known.get(title[start : start + length]) for length in lengths)
            name = next(filter(None, found), "")
            if name:
                return name
    return ""
