"""Labels that are nobody's in this episode."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import Digest, Index, Stranger
from feedtool.check.rule import rule
from feedtool.formats.speakers import fold_label, is_unresolved
from feedtool.model.finding import Edit, Problem
from feedtool.model.show import Show


@rule("TR16")
def unknown_speaker(index: Index, show: Show) -> Iterable[Problem]:
    """A speaker's label in a transcript belongs to nobody in this episode.

    Somebody's words stand under another name, or under a number: in the transcript for years, and
    in every app that shows it. Write the name of who speaks, or name the person in the record:
    `guests`, `credits`, or `aliases` of somebody who is there. Where the turns before and after
    leave only one person, `--fix --unsafe` writes that name.

    Labels of what is no person (music, a break, the audience) are left alone, and so is a
    transcript of an episode that names nobody.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

        00:09.000 --> 00:11.000
        <v Alan Kay>How did that change?

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

        00:09.000 --> 00:11.000
        <v Ada Lovelace>How did that change?
    """
    for stranger, owner in _strangers(index, show):
        if owner is None:
            kind = "names nobody" if is_unresolved(stranger.label) else "is not on this episode"
            yield _problem(stranger, f"speaker {stranger.label!r} {kind}")


@rule("TR17")
def foreign_speaker(index: Index, show: Show) -> Iterable[Problem]:
    """A speaker's label in a transcript is the name of another episode's guest.

    The words of one guest stand under the name of another: most often a slip of whoever wrote the
    label, or the transcript of the other episode. Write the name of who speaks; where the turns
    before and after leave only one person, `--fix --unsafe` writes that name. A guest who really
    is in this episode, too, goes into its `guests`.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v John Backus>Nobody believed in them, and so nobody touched mine.

        00:09.000 --> 00:11.000
        <v Grace Hopper>That changed.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

        00:09.000 --> 00:11.000
        <v Grace Hopper>That changed.
    """
    for stranger, owner in _strangers(index, show):
        if owner is not None:
            words = f"speaker {stranger.label!r} is a guest of {owner.path}, not of this episode"
            yield _problem(stranger, words, owner.path)


def _strangers(index: Index, show: Show) -> Iterator[tuple[Stranger, Digest | None]]:
    """List the strange labels, each with the first other episode that has such a guest."""
    strange = [
        (digest, stranger)
        for digest in index.digests
        for said in digest.said
        for stranger in said.strangers
    ]
    if not strange:
        return
    aliases = {
        fold_label(alias): fold_label(person.name or "")
        for person in show.people.values()
        for alias in person.aliases
    }
    owners: dict[str, Digest] = {}
    for digest in index.digests:
        for name in digest.guests:
            owners.setdefault(fold_label(name), digest)
    for digest, stranger in strange:
        label = fold_label(stranger.label)
        owner = owners.get(label) or owners.get(aliases.get(label, ""))
        yield stranger, None if owner is digest else owner


def _problem(stranger: Stranger, words: str, other: str = "") -> Problem:
    times = f", {stranger.count} times" if stranger.count > 1 else ""
    expected = ", ".join(stranger.expected)
    edits = (Edit(stranger.span, stranger.written),) if stranger.written else ()
    hint = (
        f"most likely {stranger.likely} speaks here"
        if stranger.likely
        else ("write who speaks, or name the person in the record: guests, credits or aliases")
    )
    return Problem(
        stranger.span,
        f"{words}{times}; expected one of: {expected}",
        hint,
        edits,
        file=stranger.path,
        is_unsafe=True,
        others=(other,) if other else (),
    )
