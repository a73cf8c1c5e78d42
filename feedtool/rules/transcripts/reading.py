"""What reading a transcript file met: its syntax, its encoding, its labels."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem


@rule("TR01")
def unusable_transcript(faults: RecordFaults) -> Iterable[Problem]:
    """A transcript file is empty, not UTF-8, or no transcript at all.

    Apps take transcripts as UTF-8 and show anything else as broken letters, or nothing at all.
    Save the file as UTF-8. Documents of Word, PDF and captions of other programs are exported as
    WebVTT, SubRip or plain text.

    Bad:
        # 001.md
        transcript: 001.vtt
        # 001.vtt

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
    return faults.of("TR01")


@rule("TR09")
def malformed_webvtt(faults: RecordFaults) -> Iterable[Problem]:
    """A WebVTT file is not as the standard wants it.

    Players stop at the first cue they cannot read, or show none: the first line is WEBVTT, an empty
    line follows, times are `00:01.000 --> 00:04.000` with minutes and seconds up to 59, and starts
    ascend. Source: W3C, WebVTT, section 4.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01,000 --> 00:04,000
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
    return faults.of("TR09")


@rule("TR12", Level.WARNING)
def malformed_subrip(faults: RecordFaults) -> Iterable[Problem]:
    """A SubRip file does not count its cards from 1, or has times no reader knows.

    Each card is a number, a line `00:00:01,000 --> 00:00:04,000`, and its text; an empty line ends
    it. Strict readers stop at the first card that is otherwise. `feedtool transcript convert`
    writes the file anew.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.srt
        # 001.srt
        1
        00:00:01,000 --> 00:00:04,000
        Ada Lovelace: We talk about
        compilers with Grace.

        7
        00:00:04,000 --> 00:00:09,000
        Grace Hopper: Nobody touched
        mine.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.srt
        # 001.srt
        1
        00:00:01,000 --> 00:00:04,000
        Ada Lovelace: We talk about
        compilers with Grace.

        2
        00:00:04,000 --> 00:00:09,000
        Grace Hopper: Nobody touched
        mine.
    """
    return faults.of("TR12")


@rule("TR13")
def malformed_json_transcript(faults: RecordFaults) -> Iterable[Problem]:
    """A JSON transcript is not in the form of the podcast namespace.

    Apps look for `version` and `segments` with `startTime`, `body` and `speaker`, times as numbers
    of seconds. The JSON of speech recognisers (`start`, `end`, `text`) is another one;
    `feedtool transcript convert` writes the right one.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.json, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.json
        {"version": "1.0.0", "segments": [
        {"speaker": "Ada Lovelace", "startTime": "1", "endTime": 4, "body": "With Grace."},
        {"speaker": "Grace Hopper", "startTime": 4, "endTime": 9, "body": "Nobody touched mine."}]}

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.json, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.json
        {"version": "1.0.0", "segments": [
        {"speaker": "Ada Lovelace", "startTime": 1, "endTime": 4, "body": "With Grace."},
        {"speaker": "Grace Hopper", "startTime": 4, "endTime": 9, "body": "Nobody touched mine."}]}
    """
    return faults.of("TR13")


@rule("TR14", Level.WARNING)
def malformed_html_transcript(faults: RecordFaults) -> Iterable[Problem]:
    """An HTML transcript holds what apps do not show, or names no speaker.

    The form is `<cite>` for the speaker, `<time>` for the start, `<p>` for the words; scripts and
    styles are taken out by every app. `feedtool transcript convert` writes it.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [t/001.html, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # t/001.html
        <script>count()</script>
        <cite>Ada Lovelace:</cite> <p>We talk with Grace Hopper about compilers.</p>
        <cite>Grace Hopper:</cite> <p>Nobody believed in them, and so nobody touched mine.</p>

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [t/001.html, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # t/001.html
        <cite>Ada Lovelace:</cite> <p>We talk with Grace Hopper about compilers.</p>
        <cite>Grace Hopper:</cite> <p>Nobody believed in them, and so nobody touched mine.</p>
    """
    return faults.of("TR14")


@rule("TR15", Level.WARNING)
def unlabelled_text(faults: RecordFaults) -> Iterable[Problem]:
    """A plain transcript does not say who speaks, or not in one way all through.

    Without labels nobody can tell the guest from the host. Begin every turn with `Name: `, in one
    style. What stands before the first label is nobody's.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.txt, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.txt
        This text was made by a machine.

        Ada Lovelace: We talk with Grace Hopper about compilers, which are quite new.

        Grace Hopper: Nobody believed in them, and so nobody touched mine for a while.

        Ada Lovelace: And how did that change, and when did it, and who was the first?

        Grace Hopper: It changed when they saw that it worked, and that was soon enough.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: [001.txt, "https://feeds.compilertalk.example/transcripts/001.vtt"]
        # 001.txt
        Ada Lovelace: We talk with Grace Hopper about compilers, which are quite new.

        Grace Hopper: Nobody believed in them, and so nobody touched mine for a while.

        Ada Lovelace: And how did that change, and when did it, and who was the first?

        Grace Hopper: It changed when they saw that it worked, and that was soon enough.
    """
    return faults.of("TR15")
