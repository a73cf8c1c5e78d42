"""What the feed must say of an episode's transcripts, worked out without the compose station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referees.wanted import Wanted, address, el, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.model.episode import Episode, TranscriptLink
    from feedtool.model.show import Show

FORMS = {
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "application/json": "json",
    "text/html": "html",
    "text/plain": "txt",
}
TIMED = frozenset(list(FORMS)[:3])


def transcripts(show: Show, slug: str, episode: Episode) -> Iterator[Wanted]:
    """List transcripts, language by language; the local files of these shows have times."""
    languages = dict.fromkeys(link.language for link in episode.transcript)
    for language in languages:
        links = [link for link in episode.transcript if link.language == language]
        offered = [(transcript_type(link), own_transcript(show, link)) for link in links]
        if any(link.file for link in links):
            given = {kind for kind, _ in offered}
            offered += [made_transcript(show, slug, k, language) for k in FORMS if k not in given]
            offered.sort(key=lambda each: list(FORMS).index(each[0]))
        yield from (element for _, element in offered)


def made_transcript(show: Show, slug: str, kind: str, language: str | None) -> tuple[str, Wanted]:
    """Give the element of a form that the build makes; another language is in its name."""
    infix = f".{language}" if language else ""
    url = address(show, f"transcripts/{slug}{infix}.{FORMS[kind]}")
    rel = "captions" if kind in TIMED else None
    return kind, el("podcast:transcript", url=url, type=kind, language=language, rel=rel)


def transcript_type(link: TranscriptLink) -> str:
    """Tell the type of a transcript that a record names."""
    return link.type or type_of(link.file or link.url)


def own_transcript(show: Show, link: TranscriptLink) -> Wanted:
    """Give the element of a transcript that a record names."""
    kind = transcript_type(link)
    url = link.url or address(show, link.file)
    rel = link.rel or ("captions" if link.file and kind in TIMED else None)
    return el("podcast:transcript", url=url, type=kind, language=link.language, rel=rel)
