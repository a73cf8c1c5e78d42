"""Tags that were left from another episode."""

from collections.abc import Iterable

from feedtool.check.facts import Digest, Index, TaggedFile
from feedtool.check.rule import rule
from feedtool.formats.names import fold_words, full_name
from feedtool.model.finding import Problem
from feedtool.rules.tags.texts import CURE

_FEWEST = 2
"""Words of a title that cannot be another one's by chance."""

Words = tuple[str, ...]


@rule("TG10", supersedes=("TG02",))
def left_over_tag(index: Index) -> Iterable[Problem]:
    """The title in the audio's tags is another episode's, or names another episode's guest.

    Most often the project of an earlier episode was copied, tags and all: or the wrong file was
    exported, and the sound is another episode's too. Listen to it; if it is the right one,
    `feedtool tag` writes the right words.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TIT2 = John Backus and the cost of clarity

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TIT2 = 1: Grace Hopper and the first compiler
    """
    suspects = [
        (digest, file, fold_words(file.title))
        for digest in index.digests
        for file in digest.tagged
        if file.title and not _holds(fold_words(file.title), fold_words(digest.title))
    ]
    if not suspects:
        return
    titles = {fold_words(each.title): each for each in index.digests if each.title}
    guests = {
        fold_words(" ".join(name)): each
        for each in index.digests
        for name in map(full_name, each.guests)
        if name
    }
    for digest, file, words in suspects:
        other = titles.get(words) if len(words) >= _FEWEST else None
        if other is not None and other.path != digest.path:
            yield _problem(digest, file, other, "the title")
            continue
        named = _guest_in(words, guests, digest)
        if named is not None:
            yield _problem(digest, file, named, "a guest")


def _guest_in(words: Words, guests: dict[Words, Digest], digest: Digest) -> Digest | None:
    """Find an episode whose guest a title names that names none of its own people."""
    own = {word for name in digest.naming.people for word in fold_words(name)}
    if own & set(words):
        return None
    return next(
        (each for name, each in guests.items() if each.path != digest.path and _holds(words, name)),
        None,
    )


def _holds(words: Words, part: Words) -> bool:
    return bool(part) and f" {' '.join(part)} " in f" {' '.join(words)} "


def _problem(digest: Digest, file: TaggedFile, other: Digest, what: str) -> Problem:
    return Problem(
        (file.frame,),
        f"{file.frame} says {file.title!r}, {what} of {other.path}, not of {digest.path}",
        f"listen to it; if it is the right recording, {CURE}",
        file=file.path,
        others=(digest.path, other.path),
    )
