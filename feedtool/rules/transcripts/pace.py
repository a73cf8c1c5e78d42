"""Times of a transcript against the audio: its end, its gaps, its speed."""

from collections.abc import Iterable
from itertools import pairwise

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.finding import Level, Problem

_PAST = 1.0
_COVERED = 0.8
_OVERLAP = 0.5
_GAP = 60.0
_SLOW, _FAST = 60, 260
_SPOKEN = 120.0
"""Seconds of audio below which a speed says nothing."""
_FEW_WORDS = 50
_UNSPACED = lazy_pattern("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f\uac00-\ud7af]")
_SAMPLE = 5000


@rule("TR20")
def wrong_coverage(speech: TranscriptFile) -> Iterable[Problem]:
    """The last words of a transcript come after the end of the audio, or long before it.

    It is the transcript of another recording, of one that was cut since, or a part of it. Words
    after the end are an error: all others stand at the wrong time, too. Less than 80 % of the
    audio covered is a warning. Transcribe the audio that goes out. With `dynamic: true` nothing is
    compared.

    Bad:
        # 001.md
        episode_type: bonus
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 90000, duration: 9}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:14.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

    Good:
        # 001.md
        episode_type: bonus
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 90000, duration: 9}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.
    """
    cues = [cue for cue in speech.transcript.cues() if (cue.start, cue.end) != (None, None)]
    if not cues or not speech.duration:
        return
    last = max(cues, key=lambda cue: cue.end or cue.start or 0.0)
    end = last.end or last.start or 0.0
    lasts = write_clock(speech.duration)
    hint = "look whether it is the transcript of this audio"
    if end > speech.duration + _PAST:
        message = f"words end at {write_clock(end)}, but the audio lasts {lasts}"
        yield Problem(last.span, message, hint)
    elif end < speech.duration * _COVERED:
        message = f"words end at {write_clock(end)} of {lasts}: less than 80 % is covered"
        yield Problem(last.span, message, hint, level=Level.WARNING)


@rule("TR21", Level.ADVICE)
def uneven_times(speech: TranscriptFile) -> Iterable[Problem]:
    """Two captions stand over each other for more than half a second, or a minute has none.

    Players show one caption or both, and nobody knows which; a long gap is most often a stretch
    that was not transcribed. Mend the times, or transcribe the stretch. Each is named once, with
    how many more there are.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:08.000
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
    over, gaps = [], []
    for before, cue in pairwise(speech.transcript.cues()):
        if before.end is None or cue.start is None or before.start == cue.start:
            continue  # cues that start together are one caption of two speakers
        if before.end - cue.start > _OVERLAP:
            over.append(cue)
        elif cue.start - before.end > _GAP:
            gaps.append(cue)
    kinds = (
        (over, "starts while the one before still stands"),
        (gaps, "follows more than a minute without words"),
    )
    for found, words in kinds:
        if found:
            more = f" ({len(found) - 1:,} more like this)" if len(found) > 1 else ""
            yield Problem(found[0].span, f"this caption {words}{more}")


@rule("TR22", Level.WARNING)
def unlikely_speed(speech: TranscriptFile) -> Iterable[Problem]:
    """A transcript has too few or too many words for the length of the audio.

    People speak 60 to 260 words a minute over a whole episode; anything else is most often the
    transcript of another recording, or half of one. Languages without spaces are not counted, nor
    is audio of less than two minutes. With `dynamic: true` nothing is compared.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, duration: 1800}
        transcript: [001.json, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.json
        {"version": "1.0.0", "segments": [
        {"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4, "body": "Grace is here."},
        {"speaker": "Grace Hopper", "startTime": 4, "endTime": 1700, "body": "<4200 characters>"}]}

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, duration: 420}
        transcript: [001.json, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.json
        {"version": "1.0.0", "segments": [
        {"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4, "body": "Grace is here."},
        {"speaker": "Grace Hopper", "startTime": 4, "endTime": 400, "body": "<4200 characters>"}]}
    """
    transcript = speech.transcript
    if not speech.duration or speech.duration < _SPOKEN or not transcript.turns:
        return
    sample = transcript.text[:_SAMPLE]
    if len(_UNSPACED.findall(sample)) > len(sample) // 10:
        return
    words = sum(len(turn.text.split()) for turn in transcript.turns)
    speed = words * 60 / speech.duration
    if words >= _FEW_WORDS and not _SLOW <= speed <= _FAST:
        lasts = write_clock(speech.duration)
        message = f"{words:,} words in {lasts} are {speed:.0f} a minute; people speak 60 to 260"
        yield Problem(
            transcript.turns[0].span, message, "look whether it is the transcript of this audio"
        )
