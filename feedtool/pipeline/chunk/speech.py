"""The transcripts of one episode: read, and made into what rules ask for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from feedtool.check.facts import Said, Stranger, TranscriptFile
from feedtool.formats.markup.tags import find_targets
from feedtool.formats.names import names_any, split_people
from feedtool.formats.speakers import (
    Fit,
    Voice,
    is_person,
    match_label,
    split_joint,
)
from feedtool.formats.transcript.introduced import find_introduced
from feedtool.formats.transcript.spots import Label, collect_labels, write_label
from feedtool.load.transcript import OpenTranscript
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.loaded import Loaded
from feedtool.model.person import Person
from feedtool.model.place import Span
from feedtool.model.shapes import Record
from feedtool.model.show import Show
from feedtool.model.transcript import Transcript, Turn

_SKETCH = 16
_PASSAGE = 240
"""Characters of a passage, for texts of few turns."""
_SHORT = 40
_HEAD = 4000
"""Characters in which a guest is introduced, in a text of any length."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A transcript with the way back to its text, and what rules ask for."""

    loaded: Loaded[Record]
    fact: TranscriptFile
    said: Said


def make_speech(opened: OpenTranscript, fact: TranscriptFile) -> Speech:
    """Make what rules ask for of a transcript; `fact` says all about it but what it says."""
    loaded, transcript = opened.loaded, opened.transcript
    introduced = tuple(find_introduced(_head(transcript))) if fact.voices else ()
    fact = replace(fact, transcript=transcript, introduced=introduced)
    sketch, passages = _sketch(transcript)
    said = Said(
        loaded.path,
        fact.file,
        tuple(_strangers(loaded.path, fact)),
        sketch,
        passages,
        tuple((transcript.text[span.start : span.end], span) for span in introduced),
        tuple(_unnamed_guests(fact)),
    )
    return Speech(loaded, fact, said)


def list_speeches(
    episode: Episode,
    item: Item,
    show: Show,
    voices: tuple[Voice, ...],
    opened: Mapping[str, OpenTranscript],
) -> list[Speech]:
    """List the transcripts of an episode that are at hand; `voices` are its people."""
    if not opened:
        return []
    links = _count_links(item, episode.footer if episode.footer is not None else show.footer)
    return [
        make_speech(
            opened[link.file],
            TranscriptFile(
                at=("transcript", number),
                file=link.file,
                transcript=Transcript(()),
                voices=voices,
                duration=None if item.is_dynamic else item.duration,
                links=links,
                link=link,
                is_full=episode.episode_type == "full",
            ),
        )
        for number, link in enumerate(episode.transcript)
        if link.file and link.file in opened
    ]


def names_of(voices: tuple[Voice, ...]) -> list[str]:
    """List all names that may be labels."""
    return [name for voice in voices for name in (voice.name, *voice.aliases)]


def voices_of(persons: tuple[Person, ...]) -> tuple[Voice, ...]:
    """Make voices of the people of an episode; who has several roles is one voice."""
    found: dict[str, Voice] = {}
    for person in persons:
        if person.name:
            labels = (*person.aliases, *split_people(person.name))
            voice = Voice(person.name, labels, (person.role or "host").casefold())
            found.setdefault(person.name, voice)
    return tuple(found.values())


def _count_links(item: Item, footer: str | None) -> int:
    """Count the different links of an item's notes that are not those of the footer."""
    everywhere = {target.url for target in find_targets(footer or "", is_markdown=True)}
    own = {target.url for target in find_targets(item.notes, is_markdown=False)}
    return len(own - everywhere)


def _strangers(path: str, fact: TranscriptFile) -> Iterator[Stranger]:
    """List the labels that are nobody's in the episode."""
    if not fact.voices:
        return
    transcript = fact.transcript
    expected = tuple(voice.name for voice in fact.voices)
    strange = [each for each in collect_labels(transcript).values() if _is_strange(each.text, fact)]
    speaking = _speaking(transcript.turns, fact) if strange else []
    for label in strange:
        likely = _find_likely(label, fact, speaking)
        written = write_label(likely, transcript.form) if likely else ""
        yield Stranger(
            label.text, path, label.places[0], len(label.places), likely, expected, written
        )


def _unnamed_guests(fact: TranscriptFile) -> Iterator[tuple[str, Span]]:
    """List guests whom the first part does not name; who never speaks is named elsewhere."""
    transcript = fact.transcript
    guests = [voice for voice in fact.voices if voice.role.casefold() == "guest"]
    if not guests or not fact.is_full or not transcript.turns:
        return
    spoken = set(_speaking(transcript.turns, fact))
    is_labelled = any(turn.speaker for turn in transcript.turns)
    head = _head(transcript)
    for voice in guests:
        is_silent = is_labelled and voice.name not in spoken
        if not is_silent and not names_any(head, (voice.name, *voice.aliases)):
            yield voice.name, transcript.turns[0].span


def _head(transcript: Transcript) -> str:
    return transcript.text[: max(_HEAD, len(transcript.text) // 10)]


def _is_strange(label: str, fact: TranscriptFile) -> bool:
    meant = fact.transcript.full_name(label)
    return is_person(meant) and not _is_somebody(meant, fact.voices)


def _is_somebody(label: str, voices: tuple[Voice, ...]) -> bool:
    if match_label(label, voices).fit is not Fit.STRANGE:
        return True
    parts = split_joint(label)
    return len(parts) > 1 and all(
        match_label(part, voices).fit is not Fit.STRANGE or not is_person(part) for part in parts
    )


def _find_likely(label: Label, fact: TranscriptFile, speaking: list[str]) -> str:
    """Name the one of those `speaking` who does so neither before nor after a label's only turn."""
    if len(label.places) != 1:
        return ""
    number, turns = label.turns[0], fact.transcript.turns
    before = (turn.speaker for turn in reversed(turns[:number]) if turn.speaker)
    after = (turn.speaker for turn in turns[number:] if turn.speaker not in ("", label.text))
    beside = {
        match_label(fact.transcript.full_name(speaker), fact.voices).name
        for speaker in (next(before, ""), next(after, ""))
    }
    rest = [name for name in speaking if name not in beside]
    return rest[0] if len(rest) == 1 else ""


def _speaking(turns: tuple[Turn, ...], fact: TranscriptFile) -> list[str]:
    """List the people of the episode who speak in it at all."""
    labels = dict.fromkeys(turn.speaker for turn in turns)
    names = (match_label(fact.transcript.full_name(label), fact.voices).name for label in labels)
    return [name for name in dict.fromkeys(names) if name]


def _sketch(transcript: Transcript) -> tuple[tuple[int, ...], int]:
    """Make the smallest hashes of the passages: two texts that share most, share most of these."""
    passages = [turn.text for turn in transcript.turns if len(turn.text) > _SHORT]
    if len(passages) < _SKETCH:
        words = " ".join(turn.text for turn in transcript.turns)
        passages = [words[at : at + _PASSAGE] for at in range(0, len(words), _PASSAGE)]
    hashes = {crc32(" ".join(text.casefold().split()).encode()) for text in passages}
    return tuple(sorted(hashes)[:_SKETCH]), len(hashes)
