"""Texts of one episode that name another episode's guest."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.formats.names import fold_words, full_name, split_words
from feedtool.model.finding import Problem
from feedtool.model.show import Show

_FIXTURE = 2
"""Episodes of other guests that may name one person; whom more of them name is no left-over."""
_COPIED = 8
"""Words that a text must share with another from its start to be a copy of it."""
_COMPARED = 20
"""Episodes of one guest that a text is compared with."""

Words = tuple[str, ...]


@dataclass(slots=True)
class Mention:
    """A text of an episode that names the guest of another: `at` counts words."""

    digest: Digest
    field: str
    words: Words
    at: int


@dataclass(slots=True)
class Guest:
    """A guest of the show: the name as written, its words, and the episodes with this guest."""

    name: str
    words: Words
    episodes: list[Digest] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@rule("PE09")
def wrong_guest(index: Index, show: Show) -> Iterable[Problem]:
    """A title, summary or audio file name is about the guest of another episode.

    Most often it is left over from the record that was copied. Listeners see the wrong name, and
    search finds the wrong episode. Write it anew, or add the person to `guests`.

    Past guests may be spoken of, so a full name alone proves nothing. It counts only where the
    text names none of the episode's own guests, and (a) the text begins as one of the other
    guest's own episode does, a title in all its words, or (b) another of these texts names the
    same person while title, summary and notes never name the episode's guest, or (c) the audio
    file is called after a person of whom title and summary say nothing. Left alone are hosts,
    people after whom the show is called, people with the same surname as one of the episode's
    own, and whoever is named by more than two episodes of other guests.

    Bad:
        # 002.md
        summary: Grace Hopper on how a moth got into the log book, and why programs are words.

    Good:
        # 002.md
        summary: John Backus on the moth that Grace Hopper found, and why programs are words.
    """
    guests = _list_guests(index, show)
    if len(guests) < 2:  # noqa: PLR2004 - nobody to be mistaken for
        return
    by_pair: dict[Words, list[Guest]] = {}
    for guest in guests:
        by_pair.setdefault(fold_words(" ".join(guest.words))[:2], []).append(guest)
    firsts = frozenset(pair[0] for pair in by_pair)
    if not any(_is_suspect(digest, firsts, by_pair) for digest in index.digests):
        return
    for digest in index.digests:
        _collect(digest, by_pair)
    files = Counter(digest.enclosure for digest in index.digests)
    for guest in guests:
        yield from _judge(guest, files)


def _judge(guest: Guest, files: Counter[str]) -> Iterator[Problem]:
    if len({mention.digest.path for mention in guest.mentions}) <= _FIXTURE:
        for mention in guest.mentions:
            if _is_left_over(mention, guest, files):
                yield _problem(mention, guest)


def _is_suspect(digest: Digest, firsts: frozenset[str], by_pair: dict[Words, list[Guest]]) -> bool:
    """Tell quickly whether a text that lacks the whole name of a guest holds one of others."""
    naming = digest.naming
    for place, text in naming.texts:
        if place not in naming.closed:
            words = fold_words(text)
            if not (firsts.isdisjoint(words) or by_pair.keys().isdisjoint(pairwise(words))):
                return True
    return False


def _list_guests(index: Index, show: Show) -> list[Guest]:
    """List the guests whose names are sure to mean one person, apart from the show's own people."""
    own = [person.name or "" for person in (*show.hosts, *show.credits)]
    show_words = " ".join(fold_words(" ".join([show.title or "", show.author or "", *own])))
    found: dict[Words, Guest] = {}
    by_name: dict[str, Guest | None] = {}
    for digest in index.digests:
        for name in digest.guests:
            if name not in by_name:
                words = full_name(name)
                key = tuple(word.casefold() for word in words)
                is_other = words and " ".join(key) not in show_words
                by_name[name] = found.setdefault(key, Guest(name, words)) if is_other else None
            guest = by_name[name]
            if guest is not None:
                guest.episodes.append(digest)
    return list(found.values())


def _collect(digest: Digest, by_pair: dict[Words, list[Guest]]) -> None:
    """Note where an episode's texts name guests of others, each text and guest once."""
    own = {fold_words(" ".join(full_name(name)))[:2] for name in digest.guests}
    for place, text in digest.naming.texts:
        folded = fold_words(text)
        pairs = tuple(pairwise(folded))
        for pair in sorted((by_pair.keys() & pairs) - own):
            at = pairs.index(pair)
            for guest in by_pair[pair]:
                found = split_words(text)[at : at + len(guest.words)]
                is_same = _is_same(guest.words, found, is_file=place == "audio")
                if is_same and not _is_own(guest, digest):
                    guest.mentions.append(Mention(digest, place, folded, at))


def _is_same(name: Words, found: list[str], *, is_file: bool) -> bool:
    """Compare a name with words of a text; but in file names, capitals must be capitals."""
    return len(name) == len(found) and all(
        own.casefold() == other.casefold()
        and (is_file or own[0].islower() or not other[0].islower())
        for own, other in zip(name, found, strict=True)
    )


def _is_own(guest: Guest, digest: Digest) -> bool:
    """Say whether the episode has a person of this surname, who may be the same one."""
    surname = guest.words[-1].casefold()
    return any(surname in fold_words(name) for name in digest.naming.people)


def _is_left_over(mention: Mention, guest: Guest, files: Counter[str]) -> bool:
    digest = mention.digest
    if not digest.naming.guests or _names_own_guest(mention, len(guest.words)):
        return False
    fields = {each.field for each in guest.mentions if each.digest is digest}
    if len(fields) > 1 and not digest.naming.names_guest:
        return True
    if mention.field == "audio":
        return files[digest.enclosure] == 1 and not _speaks_of(digest, guest)
    return any(_is_copied(mention, guest, other) for other in guest.episodes[:_COMPARED])


def _names_own_guest(mention: Mention, length: int) -> bool:
    rest = {*mention.words[: mention.at], *mention.words[mention.at + length :]}
    return any(not rest.isdisjoint(fold_words(name)) for name in mention.digest.naming.guests)


def _speaks_of(digest: Digest, guest: Guest) -> bool:
    """Say whether title or summary hold any word of a guest's name."""
    own = {word.casefold() for word in guest.words}
    texts = (text for place, text in digest.naming.texts if place != "audio")
    return any(not own.isdisjoint(fold_words(text)) for text in texts)


def _is_copied(mention: Mention, guest: Guest, other: Digest) -> bool:
    """Say whether a text is one of another episode's, or begins as it does, the name included."""
    is_title = mention.field == "title"
    for place, text in other.naming.texts:
        if place == "audio" or (place == "title") is not is_title:
            continue
        words = fold_words(text)
        shared = _count_shared(mention.words, words)
        is_beginning = not is_title and shared >= max(_COPIED, mention.at + len(guest.words))
        if is_beginning or words == mention.words:
            return True
    return False


def _count_shared(left: Words, right: Words) -> int:
    """Count the words that two texts have in common from the start."""
    pairs = zip(left, right, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(left), len(right))
    )


def _problem(mention: Mention, guest: Guest) -> Problem:
    digest = mention.digest
    where = "the audio file's name" if mention.field == "audio" else mention.field
    own = " and ".join(digest.guests)
    message = f"{where} names {guest.name!r}, the guest of {guest.episodes[0].path}, not {own}"
    hint = f"write it anew for this episode, or add {guest.name} to guests"
    others = tuple(other.path for other in guest.episodes[:1])
    return Problem(
        (mention.field,),
        message,
        hint,
        file=digest.path,
        others=others,
        feed_hint=f"write it anew for this episode, or name {guest.name} as podcast:person too",
    )
