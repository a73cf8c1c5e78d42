"""Labels that mean one of the episode's people, but not as the name is written."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.speakers import Fit, Match, is_person, match_label, split_joint
from feedtool.formats.transcript.spots import Label, collect_labels, write_label
from feedtool.model.finding import Edit, Level, Problem


@rule("TR18", Level.WARNING)
def inexact_speaker(speech: TranscriptFile) -> Iterable[Problem]:
    """A speaker's label is a slip or a short form of the name of somebody in this episode.

    Apps show the label as the speaker's name, and search looks for the whole name. Write the name
    as the record does, which `--fix` does everywhere, or add the label to the person's `aliases`.

    A slip is up to two wrong letters in a long name; short are first names, initials and the like.
    One that fits two people of the episode tells nobody who speaks.
    Initials that the transcript itself explains are no fault.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Welcome to the show. Today we talk about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hoper>Nobody believed in them, and so nobody touched mine.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Welcome to the show. Today we talk about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.
    """
    for label, name, fit in _inexact(speech):
        if fit in (Fit.NEAR, Fit.SHORT):
            kind = "a slip for" if fit is Fit.NEAR else "short for"
            if fit is Fit.SHORT and len(label.text) > len(name):
                kind = "a longer form of"
            yield _problem(speech, label, name, f"is {kind}")
    for label, match in _matched(speech):
        if match.names and match.fit is Fit.SHORT and len(split_joint(label.text)) == 1:
            message = f"speaker {label.text!r} may be {' or '.join(map(repr, match.names))}"
            yield Problem(label.places[0], message, "write the whole name in each place")


@rule("TR26", Level.WARNING)
def misspelt_speaker(speech: TranscriptFile) -> Iterable[Problem]:
    """A speaker's label differs from the person's name in case, accents or punctuation.

    The feed names the person in podcast:person, and apps compare letter by letter. Write the name
    as the record does; `--fix` does it everywhere.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v ADA LOVELACE>Welcome to the show. Today we talk about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Welcome to the show. Today we talk about compilers.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in them, and so nobody touched mine.
    """
    for label, name, fit in _inexact(speech):
        if fit is Fit.SPELLING:
            yield _problem(speech, label, name, "is another spelling of")


def _inexact(speech: TranscriptFile) -> Iterator[tuple[Label, str, Fit]]:
    """List the labels that mean somebody, but are not the name, its alias or in the legend."""
    for label, match in _matched(speech):
        if match.name and match.fit is not Fit.EXACT:
            yield label, match.name, match.fit


def _matched(speech: TranscriptFile) -> Iterator[tuple[Label, Match]]:
    """List the labels of people, each with whom it means."""
    if not speech.voices:
        return
    for label in collect_labels(speech.transcript).values():
        meant = speech.transcript.full_name(label.text)
        if is_person(meant):
            yield label, match_label(meant, speech.voices)


def _problem(speech: TranscriptFile, label: Label, name: str, words: str) -> Problem:
    count = len(label.places)
    times = f", {count} times" if count > 1 else ""
    message = f"speaker {label.text!r} {words} {name!r}{times}"
    written = write_label(name, speech.transcript.form)
    edits = tuple(Edit(place, written) for place in label.places)
    hint = f"write {name}, or add {label.text!r} to the person's aliases"
    return Problem(label.places[0], message, hint, edits)
