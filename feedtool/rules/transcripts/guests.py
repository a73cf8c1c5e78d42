"""Who is introduced at the start of a transcript."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import Digest, Index, Said
from feedtool.check.rule import rule
from feedtool.formats.names import full_name
from feedtool.formats.transcript.introduced import list_names
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span


@rule("TR24", Level.WARNING)
def unannounced_guest(index: Index) -> Iterable[Problem]:
    """The first part of the transcript does not name the guest, or introduces another episode's.

    Interviews introduce the guest; where nobody does, or somebody else is introduced, the
    transcript is often that of another episode, or the intro was copied. Looked at is the first
    tenth, at least 4,000 characters, for words such as `my guest today is`. A guest who never
    speaks is named by TR19 instead, and a trailer or bonus needs no introduction.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.json, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.json
        {"version": "1.0.0", "segments": [
        {"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4, "body": "<4200 characters>"},
        {"speaker": "Grace Hopper", "startTime": 4, "endTime": 9, "body": "Nobody touched mine."}]}

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.json, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.json
        {"version": "1.0.0", "segments": [
        {"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4, "body": "With Grace: compilers."},
        {"speaker": "Grace Hopper", "startTime": 4, "endTime": 9, "body": "Nobody touched mine."}]}
    """
    spoken = [digest for digest in index.digests if digest.said]
    owners = _list_owners(index) if spoken else {}
    for digest in spoken:
        for said in digest.said:
            yield from _unnamed(said)
            yield from _foreign(digest, said, owners)


def _list_owners(index: Index) -> dict[tuple[str, ...], Digest]:
    """List the guests of all episodes, each with the first that has this guest."""
    owners: dict[tuple[str, ...], Digest] = {}
    for digest in index.digests:
        for name in filter(_fold, digest.guests):
            owners.setdefault(_fold(name), digest)
    return owners


def _unnamed(said: Said) -> Iterator[Problem]:
    for name, span in said.unnamed:
        message = f"guest {name!r} is not named in the first part of {said.name}"
        yield Problem(span, message, "look whether it is the right one", file=said.path)


def _foreign(
    digest: Digest, said: Said, owners: dict[tuple[str, ...], Digest]
) -> Iterator[Problem]:
    """Find guests of other episodes who are introduced as that of this one."""
    own = {_fold(name) for name in digest.naming.people}
    own |= {_fold(stranger.label) for stranger in said.strangers}  # TR17 names them
    for text, span in said.introduced:
        for name in list_names(text):
            owner = owners.get(_fold(name))
            if owner is None:
                continue
            if owner is not digest and _fold(name) not in own:
                yield Problem(
                    Span(span.start, span.start + len(name)),
                    f"{name!r} is introduced, a guest of {owner.path} and not of this episode",
                    "look whether it is the right transcript, or name the guest in the record",
                    file=said.path,
                    others=(owner.path,),
                )
            break


def _fold(name: str) -> tuple[str, ...]:
    """Reduce a whole name to what counts; one that may mean anybody to nothing."""
    return tuple(word.casefold() for word in full_name(name))
