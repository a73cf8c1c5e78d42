"""Links that are promised on air."""

from collections.abc import Iterable

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.promises import list_promises
from feedtool.model.finding import Level, Problem


@rule("PE10", Level.WARNING)
def broken_promise(speech: TranscriptFile) -> Iterable[Problem]:
    """The talk promises links "in the description", and the notes hold fewer than it promises.

    Listeners look for them, and find nothing. Every promise is named with its place, as long as
    the notes have fewer links of their own than there are promises; those of the footer do not
    count. What is put in the notes without a word of a link (`we'll drop those in the show notes`)
    counts where they hold none at all. Add the links: under `links`, or in the notes.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        ---
        Grace Hopper tells how the first compiler came to be.
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Your paper is linked in the description.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in it.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        ---
        Grace Hopper tells how [the first compiler](https://hopper.example/paper) came to be.
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Your paper is linked in the description.

        00:04.000 --> 00:09.000
        <v Grace Hopper>Nobody believed in it.
    """
    if speech.links >= _MANY:
        return
    promises = list_promises(speech.transcript, names_link=speech.links > 0)
    if len(promises) <= speech.links:
        return
    for span, said in promises:
        words = " ".join(said.split())
        message = f"{words!r}: {len(promises)} promised, {speech.links} in the notes"
        yield Problem(span, message, "add the link under links, or in the notes")


_MANY = 50
"""Links of notes that no talk promises more of."""
