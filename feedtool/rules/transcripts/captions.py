"""Captions: who speaks by tags, and lines that fit a screen."""

from collections.abc import Iterable

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.width import display_width
from feedtool.model.finding import Level, Problem
from feedtool.model.transcript import Cue, Form

_COLUMNS = 65
_FEW_CUES = 20


@rule("TR10", Level.WARNING)
def unvoiced_webvtt(speech: TranscriptFile) -> Iterable[Problem]:
    """A WebVTT file names its speakers in the text, or not at all, instead of by `<v Name>`.

    Apple shows names only from `<v Name>` tags, each time the speaker changes. Where the text says
    `Name: …`, `feedtool transcript convert IN.vtt -o OUT.vtt` writes the tags. An episode with one
    person needs none.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        Ada Lovelace: We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        Grace Hopper: Nobody believed in them, so nobody touched mine.

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
    transcript = speech.transcript
    if transcript.form is not Form.VTT or "<v" in transcript.text or not transcript.turns:
        return
    first = transcript.turns[0]
    if first.label is not None or any(turn.speaker for turn in transcript.turns):
        at = next(turn for turn in transcript.turns if turn.speaker)
        message = "speakers are named in the text; Apple reads names from <v Name> only"
        yield Problem(at.label or at.span, message, "feedtool transcript convert writes the tags")
    elif len(speech.voices) > 1 and len(transcript.cues()) >= _FEW_CUES:
        message = "no caption says who speaks"
        yield Problem(first.span, message, "write <v Name> where the speaker changes")


@rule("TR11", Level.ADVICE)
def wide_caption(speech: TranscriptFile) -> Iterable[Problem]:
    """Captions have lines of more than 65 columns.

    Phones break them at odd places or cut them. `feedtool transcript convert IN.vtt -o OUT.vtt`
    wraps them. Named once a file.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers, and why nobody believed in them.

        00:04.000 --> 00:09.000
        <v Grace Hopper>And so nobody touched mine.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers,
        and why nobody believed in them.

        00:04.000 --> 00:09.000
        <v Grace Hopper>And so nobody touched mine.
    """
    if speech.transcript.form is Form.VTT:
        text = speech.transcript.text
        wide = [cue for cue in speech.transcript.cues() if _is_wide(text, cue)]
        if wide:
            count = f"{len(wide):,} captions have" if len(wide) > 1 else "a caption has"
            message = f"{count} lines of more than {_COLUMNS} columns"
            yield Problem(wide[0].span, message, "feedtool transcript convert wraps them")


def _is_wide(text: str, cue: Cue) -> bool:
    """Tell whether a line of a caption, its tags taken off, is too long."""
    if cue.span.end - cue.span.start <= _COLUMNS // 2:
        return False
    from feedtool.formats.transcript.voices import strip_markup  # noqa: PLC0415 - with its readers

    lines = text[cue.span.start : cue.span.end].split("\n")
    return any(
        2 * len(line) > _COLUMNS and display_width(strip_markup(line).strip()) > _COLUMNS
        for line in lines
    )
