"""Who speaks, and whom they speak to: people who are missing, names that give a swap away."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.facts import TranscriptFile
from feedtool.check.rule import rule
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.names import drop_accents
from feedtool.formats.speakers import Fit, Match, first_names, is_person, match_label, split_joint
from feedtool.formats.transcript.introduced import list_names
from feedtool.formats.transcript.spots import collect_labels
from feedtool.model.finding import Level, Problem
from feedtool.model.place import Span
from feedtool.model.transcript import Turn

_MANY_TURNS = 50
_SPEAKING = frozenset({"host", "co-host", "guest", "person"})
_ADDRESS = lazy_pattern(
    r"\b(?:welcome(?: back| aboard)?(?: to (?:the|this|our|my) \w+)?"
    r"|thank you(?: so much| very much)?(?: for [\w ]{1,40})?"
    r"|thanks(?: so much| a lot)?(?: for [\w ]{1,40})?"
    r"|(?:nice|good|great|lovely|pleasure) to (?:meet|see|have) you(?: here| on [\w ]{1,20})?)"
    r"[ ,]{1,2}(?P<name>\w[\w'\u2019-]*(?: \w[\w'\u2019-]*)?)",
    re.IGNORECASE,
)
_CALLED = lazy_pattern(
    r"(?:^|[.!?\u2026][\"\u201d]?\s+)(?:(?:so|well|and|now|ok|okay|hey|hi|hello|alright)[ ,]+)?"
    r"(?P<name>\w[\w'\u2019-]*(?: \w[\w'\u2019-]*)?), (?:welcome|thank you|thanks)\b",
    re.IGNORECASE,
)
_CALLING = (", welcome", ", thank")
_ADDRESSING = ("welcome", "thank", "to meet you", "to see you", "to have you")
"""One of them is in every address."""
_QUOTING = lazy_pattern(
    r"(?:\b(?:said|says|say|like|told|asked|goes|went|was)\b[ ,:]*|[\"\u201c\u2018])$"
)
_QUOTED = 12
"""Code points before an address that tell whether it is quoted."""
_HERE = lazy_pattern(r"\s*(?:,\s*)?(?:here|speaking|and|&)\b", re.IGNORECASE)


@rule("TR19", Level.WARNING)
def silent_person(speech: TranscriptFile) -> Iterable[Problem]:
    """Somebody declared for the episode never speaks in its transcript, or once in a long talk.

    Either the record names the wrong person, or the words stand under another label. Where other
    labels are nobody's, those are named instead, and this is not. A single turn among more than
    fifty is most often a label in the wrong place.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>We talk with Grace Hopper about compilers.

        00:04.000 --> 00:09.000
        <v Ada Lovelace>Nobody believed in them, and so nobody touched mine.

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
    labels = collect_labels(speech.transcript)
    if not labels or not speech.voices:
        return
    turns: dict[str, list[int]] = {}
    for label in labels.values():
        matches = _matches(speech, label.text)
        if matches is None:
            return  # the missing one may stand behind this label
        for name in [name for match in matches for name in match.names or (match.name,)]:
            turns.setdefault(name, []).extend(label.turns)
    first = next(iter(labels.values())).places[0]
    for voice in speech.voices:
        spoken = turns.get(voice.name)
        if spoken is None and voice.role.casefold() in _SPEAKING:
            message = f"{voice.role.casefold()} {voice.name!r} never speaks in {speech.file}"
            hint = f"the labels are: {', '.join(labels)}; look whose words they are"
            yield Problem(first, message, hint)
        elif spoken and len(spoken) == 1 and len(speech.transcript.turns) > _MANY_TURNS:
            yield _lone(speech, voice.name, spoken[0])


def _matches(speech: TranscriptFile, label: str) -> list[Match] | None:
    """Find whom a label means; None for somebody who is not of this episode."""
    name = speech.transcript.full_name(label)
    if not is_person(name):
        return []
    match = match_label(name, speech.voices)
    if match.fit is not Fit.STRANGE:
        return [match]
    parts = [match_label(part, speech.voices) for part in split_joint(name)]
    if len(parts) > 1 and all(part.fit is not Fit.STRANGE for part in parts):
        return parts
    return None


def _lone(speech: TranscriptFile, name: str, number: int) -> Problem:
    turn = speech.transcript.turns[number]
    count = len(speech.transcript.turns)
    message = f"{name!r} speaks once in {count} turns"
    hint = "look whether the label belongs to somebody else"
    return Problem(turn.label or turn.span, message, hint)


@rule("TR27", Level.WARNING)
def own_name_addressed(speech: TranscriptFile) -> Iterable[Problem]:
    """A turn thanks, welcomes or introduces its own speaker: the label is most likely another's.

    Nobody says "thank you, Grace" to herself, or "my guest today is Grace". Where the labels of a
    stretch are swapped, all of its words stand under the wrong name. Look who speaks, and exchange
    the labels. Words in quotes or retold (`she said: thank you, Grace`) are left alone, and so is a
    name that two people of the episode have.

    Bad:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Grace Hopper>Today we talk about compilers. Welcome to the show, Grace.

        00:04.000 --> 00:09.000
        <v Ada Lovelace>I am glad to be here.

    Good:
        # 001.md
        audio: {url: "https://feeds.compilertalk.example/audio/001.mp3", length: 9, dynamic: true}
        transcript: 001.vtt
        # 001.vtt
        WEBVTT

        00:01.000 --> 00:04.000
        <v Ada Lovelace>Today we talk about compilers. Welcome to the show, Grace.

        00:04.000 --> 00:09.000
        <v Grace Hopper>I am glad to be here.
    """
    called = first_names(speech.voices)
    if not called:
        return
    speakers: dict[str, str] = {}
    for turn in speech.transcript.turns:
        if not turn.speaker:
            continue
        if turn.speaker not in speakers:
            meant = speech.transcript.full_name(turn.speaker)
            speakers[turn.speaker] = match_label(meant, speech.voices).name
        own = speakers[turn.speaker]
        if own:
            text = speech.transcript.text[turn.span.start : turn.span.end]
            for span in (
                *_addresses(text, own, called),
                *_introductions(speech, turn, own, called),
            ):
                at = Span(turn.span.start + span.start, turn.span.start + span.end)
                name = text[span.start : span.end]
                message = f"{turn.speaker!r} speaks to or of {name!r}, who is the same person"
                yield Problem(at, message, "look who speaks here: the label may be another's")


def _addresses(text: str, own: str, called: dict[str, str]) -> Iterator[Span]:
    """Find where a text thanks or welcomes somebody by the name of its speaker."""
    folded = text.lower()
    if any(words in folded for words in _ADDRESSING):
        yield from _thanks(text, _ADDRESS, own, called)
    if any(words in folded for words in _CALLING):
        yield from _thanks(text, _CALLED, own, called)


def _introductions(
    speech: TranscriptFile, turn: Turn, own: str, called: dict[str, str]
) -> Iterator[Span]:
    """Find where a turn introduces its own speaker."""
    for span in speech.introduced:
        if turn.span.start <= span.start < turn.span.end:
            names = list_names(speech.transcript.text[span.start : span.end])
            name = next((each for each in names if called.get(_folded(each)) == own), "")
            start = span.start - turn.span.start
            yield from [Span(start, start + len(name))] if name else ()


def _folded(name: str) -> str:
    return drop_accents(name.casefold())


def _thanks(
    text: str, pattern: re.Pattern[str], own: str, called: dict[str, str]
) -> Iterator[Span]:
    """Find where a pattern has the name of the speaker."""
    for match in pattern.finditer(text):
        words = drop_accents(match["name"].casefold()).split()
        who = called.get(" ".join(words)) or called.get(words[0])
        if who != own or _HERE.match(text, match.end("name")):
            continue
        if _QUOTING.search(text, max(0, match.start() - _QUOTED), match.start()):
            continue
        if len(words) > 1 and words[1] in ("here", "speaking", "and"):
            continue
        yield Span(match.start("name"), match.end("name"))
