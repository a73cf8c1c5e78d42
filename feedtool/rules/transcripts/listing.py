"""What the record and the feed say of a transcript: its type, its language, its purpose."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.media_types import plain_type, type_of
from feedtool.formats.vocabulary.languages import is_language
from feedtool.model.episode import Episode, TranscriptLink
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Remove, Replace
from feedtool.model.show import Show
from feedtool.model.transcript import Form

_SUBRIP = frozenset(
    "application/srt text/srt application/x-srt text/x-srt text/x-subrip application/subrip "
    "text/subrip application/octet-stream+srt".split()
)
_TIMED = frozenset({Form.VTT.value, Form.SRT.value})
_TYPES = frozenset(form.value for form in Form)


@rule("TR02", fields=("transcript",))
def unknown_transcript_type(episode: Episode) -> Iterable[Problem]:
    """A transcript has a type that the podcast namespace does not know.

    Apps skip it. The types are text/vtt, application/x-subrip, application/json, text/html and
    text/plain. Leave the type out: it follows from the file, or from the address's extension.

    Bad:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/001.vtt", type: text/webvtt}

    Good:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/001.vtt", type: text/vtt}
    """
    for number, link, declared in _declared(episode):
        if declared not in _TYPES and declared not in _SUBRIP:
            known = ", ".join(sorted(_TYPES))
            message = f"transcript type {link.type!r} is not known; expected one of: {known}"
            at = ("transcript", number, "type")
            sure = type_of(link.url or link.file or "") in _TYPES
            edits = (Remove(at),) if sure else ()
            hint = "leave it out where the extension tells it"
            yield Problem(at, message, hint, edits, feed_hint="write the one that fits the file")


@rule("TR03", fields=("transcript",))
def outdated_subrip_type(episode: Episode) -> Iterable[Problem]:
    """A SubRip transcript has one of the types that were used before application/x-subrip.

    Apps that read the specification look for application/x-subrip and do not show the others.
    Leave the type out, or write application/x-subrip.

    Bad:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/transcripts/001.srt", type: text/srt}

    Good:
        # 001.md
        transcript: "https://feeds.compilertalk.example/transcripts/001.srt"
    """
    for number, link, declared in _declared(episode):
        if declared in _SUBRIP:
            at = ("transcript", number, "type")
            message = f"transcript type {link.type!r} is outdated; expected {Form.SRT.value}"
            edits = (Replace(at, link.type or "", Form.SRT.value),)
            right = f"write {Form.SRT.value}"
            yield Problem(at, message, f"{right}, or leave it out", edits, feed_hint=right)


def _declared(episode: Episode) -> Iterator[tuple[int, TranscriptLink, str]]:
    for number, link in enumerate(episode.transcript):
        if link.type:
            yield number, link, plain_type(link.type)


@rule("TR04")
def disguised_transcript(part: TranscriptFile | Episode) -> Iterable[Problem]:
    """A transcript is of another form than its extension or its type says, or those two differ.

    A server tells apps the type by the extension, and they read WebVTT as plain text, times and
    all. Rename the file, or convert it: `feedtool transcript convert`.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.txt, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.txt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

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
    """
    if isinstance(part, TranscriptFile):
        yield from _compare_content(part)
        return
    for number, link, declared in _declared(part):
        extension = type_of(link.url or "")
        if declared in _TYPES and extension in _TYPES and declared != extension:
            message = (
                f"the transcript's type is {declared}, but its address ends as {extension} does"
            )
            yield Problem(("transcript", number, "type"), message, "write the one it is")


def _compare_content(speech: TranscriptFile) -> Iterable[Problem]:
    real = speech.transcript.form
    stated = speech.link.type if speech.link and speech.link.type else type_of(speech.file)
    if stated and speech.transcript.turns and plain_type(stated) in _TYPES - {real.value}:
        span = speech.transcript.turns[0].span
        message = f"{speech.file} holds {real.value}, but says it is {plain_type(stated)}"
        yield Problem(span, message, "rename it after what it holds")


@rule("TR05", Level.ADVICE, by_platform={"apple": Level.WARNING}, fields=("transcript",))
def untimed_transcript(episode: Episode, item: Item) -> Iterable[Problem]:
    """An episode has transcripts, but none with times that Apple takes.

    Apple reads WebVTT and SubRip, best WebVTT, and highlights the words as they are heard; plain
    text, HTML and JSON are not taken in. Of a file with times a build makes both; where none has
    times, only a new transcription can.

    Bad:
        # 001.md
        transcript: "https://feeds.compilertalk.example/transcripts/001.txt"

    Good:
        # 001.md
        transcript:
          - https://feeds.compilertalk.example/transcripts/001.vtt
          - https://feeds.compilertalk.example/transcripts/001.txt
    """
    if not episode.transcript:
        return
    types = [
        plain_type(dict(element.attributes).get("type", ""))
        for element in item.elements
        if element.name == "podcast:transcript"
    ]
    if types and all(kind in _TYPES - _TIMED for kind in types):
        message = "no transcript has times that Apple takes: expected WebVTT or SubRip"
        yield Problem(("transcript",), message, "add a .vtt file")


@rule("TR06", Level.WARNING, fields=("transcript",))
def wrong_transcript_language(episode: Episode, show: Show) -> Iterable[Problem]:
    """A transcript's language is no language code, or two transcripts say the same of themselves.

    Players offer transcripts by type and language: of two that are alike they show one. Give each
    its BCP 47 code (`en`, `pt-BR`), or leave one out.

    Bad:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/001.vtt", language: english}

    Good:
        # 001.md
        transcript: {url: "https://feeds.compilertalk.example/001.vtt", language: en}
    """
    seen: set[tuple[str, str, str]] = set()
    for number, link in enumerate(episode.transcript):
        if link.language and not is_language(link.language):
            message = f"transcript language {link.language!r} is not valid; expected a code like en"
            yield Problem(("transcript", number, "language"), message)
        kind = plain_type(link.type or type_of(link.url or link.file or ""))
        key = (kind, (link.language or show.language or "").casefold(), link.rel or "")
        if kind and key in seen:
            message = f"two transcripts are {kind} in the same language"
            yield Problem(("transcript", number), message, "leave one of them out")
        seen.add(key)


@rule("TR07", Level.WARNING, fields=("transcript",))
def captions_without_times(episode: Episode) -> Iterable[Problem]:
    """A transcript without times is said to be captions.

    `rel: captions` is for files with time codes, to be shown word by word while one listens. Leave
    `rel` out.

    Bad:
        # 001.md
        transcript:
          - https://feeds.compilertalk.example/transcripts/001.vtt
          - {url: "https://feeds.compilertalk.example/transcripts/001.txt", rel: captions}

    Good:
        # 001.md
        transcript:
          - {url: "https://feeds.compilertalk.example/transcripts/001.vtt", rel: captions}
          - https://feeds.compilertalk.example/transcripts/001.txt
    """
    for number, link in enumerate(episode.transcript):
        kind = plain_type(link.type or type_of(link.url or link.file or ""))
        if link.rel == "captions" and kind == Form.TEXT.value:
            at = ("transcript", number, "rel")
            message = "rel is captions, but plain text has no times"
            yield Problem(at, message, "leave rel out", (Remove(at),))
