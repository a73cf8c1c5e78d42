"""Transcripts of two episodes that are the same, or exchanged."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.facts import Digest, Index, Said
from feedtool.check.rule import rule
from feedtool.model.finding import Problem

_NUMBER = re.compile(r"\d+")
_ALIKE = 0.5
_FEW_PASSAGES = 5


@rule("TR23")
def same_transcript(index: Index) -> Iterable[Problem]:
    """Two episodes have the same transcript, or nearly the same.

    One of them shows the words of the other: a file was copied, or named in two records. Attach the
    episode's own transcript. A rerun is let through by an ignore with its reason.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        guests: []
        transcript: 001.vtt
        # 002.md
        audio: {url: "https://feeds.compilertalk.example/audio/002.mp3", length: 9, dynamic: true}
        guests: []
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Machines can read what we write for them.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        guests: []
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Machines can read what we write for them.
    """
    owners: dict[int, list[tuple[Digest, Said]]] = {}
    for digest in index.digests:
        for said in digest.said:
            twin = _find_twin(digest, said, owners)
            if twin is not None:
                same = "the same as" if twin[1].sketch == said.sketch else "nearly that of"
                yield Problem(
                    ("transcript",),
                    f"transcript {said.name!r} is {same} {twin[0].path}: {twin[1].name!r}",
                    "attach this episode's own transcript",
                    file=digest.path,
                    others=(twin[0].path,),
                )
            for value in said.sketch:
                owners.setdefault(value, []).append((digest, said))


def _find_twin(
    digest: Digest, said: Said, owners: dict[int, list[tuple[Digest, Said]]]
) -> tuple[Digest, Said] | None:
    """Find an earlier transcript of another episode with most of the same passages."""
    shared: dict[str, int] = {}
    known: dict[str, tuple[Digest, Said]] = {}
    for value in said.sketch:
        for other, theirs in owners.get(value, ())[:_MOST]:
            if other is not digest:
                shared[theirs.path + other.path] = shared.get(theirs.path + other.path, 0) + 1
                known[theirs.path + other.path] = (other, theirs)
    for key, count in shared.items():
        other, theirs = known[key]
        is_same = theirs.sketch == said.sketch
        is_long = min(theirs.passages, said.passages) >= _FEW_PASSAGES
        if is_same or (is_long and count > _ALIKE * min(len(theirs.sketch), len(said.sketch))):
            return other, theirs
    return None


_MOST = 20
"""Transcripts that share a passage and are looked at: what more of them say is a show's formula."""


@rule("TR28")
def swapped_transcripts(index: Index) -> Iterable[Problem]:
    """Two episodes name each other's transcript, by the numbers in the files' names.

    Both show the words of the other. Exchange the two names. Judged are only pairs: the file of
    each has the other's episode number, and no other.

    Bad:
        # 001.md
        guests: []
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: ep2.vtt
        # 002.md
        guests: []
        audio: {url: "https://feeds.compilertalk.example/audio/002.mp3", length: 9, dynamic: true}
        transcript: ep1.vtt
        # ep1.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Machines can read what we write for them.
        # ep2.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Readers can hear what we say to them.

    Good:
        # 001.md
        guests: []
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: ep1.vtt
        # 002.md
        guests: []
        audio: {url: "https://feeds.compilertalk.example/audio/002.mp3", length: 9, dynamic: true}
        transcript: ep2.vtt
        # ep1.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Machines can read what we write for them.
        # ep2.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Readers can hear what we say to them.
    """
    named: dict[tuple[str, str, str], tuple[Digest, Said]] = {}
    for digest, said, number in _numbered(index):
        named.setdefault((digest.season, digest.episode, number), (digest, said))
    for (season, episode, number), (digest, said) in sorted(named.items()):
        other = named.get((season, number, episode))
        if other is not None and other[0] is not digest:
            yield Problem(
                ("transcript",),
                f"transcript {said.name!r} has the number of {other[0].path}, whose own is "
                f"{other[1].name!r}",
                "exchange the two",
                file=digest.path,
                others=(other[0].path,),
            )


def _numbered(index: Index) -> Iterator[tuple[Digest, Said, str]]:
    """List transcripts whose file name has one number, and not the episode's."""
    for digest in index.digests:
        for said in digest.said:
            numbers = _NUMBER.findall(said.name.rpartition("/")[2].rpartition(".")[0])
            if len(numbers) == 1 and digest.episode and digest.episode_type == "full":
                number = numbers[0].lstrip("0")
                if number and number != digest.episode.lstrip("0"):
                    yield digest, said, number
