"""The transcripts of one episode: read, and made into what rules ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from feedtool.check.facts import Said, Stranger, TranscriptFile
from feedtool.compose.persons import show_persons
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.hypertext import find_targets
from feedtool.formats.speakers import (
    Fit,
    Voice,
    is_person,
    match_label,
    split_joint,
)
from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.spots import Label, collect_labels, write_label
from feedtool.load.transcript import MAX_TRANSCRIPT
from feedtool.model.catalog import Loaded
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Fault, Problem
from feedtool.model.person import Person
from feedtool.model.place import NoFields, Source
from feedtool.model.shapes import Record
from feedtool.model.show import Show
from feedtool.model.transcript import Transcript, Turn

_SKETCH = 16
_PASSAGE = 240
"""Characters of a passage, for texts of few turns."""
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Speech:
    """A transcript with the way back to its text, and what rules ask for."""

    loaded: Loaded[Record]
    fact: TranscriptFile
    said: Said


def read_speech(path: Path, shown: str, fact: TranscriptFile, unsaved: str | None) -> Speech:
    """Read a transcript file; `fact` says all about it but the transcript itself."""
    known = [name for voice in fact.voices for name in (voice.name, *voice.aliases)]
    data: bytes | str = ""
    faults: list[Fault] = []
    try:
        data = unsaved if unsaved is not None else read_bytes(path, MAX_TRANSCRIPT)
    except (FileNotFoundError, UnreadableError) as error:
        is_gone = isinstance(error, FileNotFoundError)
        faults.append(
            Fault("TR01", Problem((), "the file is not there" if is_gone else str(error)))
        )
    transcript = read_transcript(data, fact.file, known) if not faults else Transcript(())
    loaded: Loaded[Record] = Loaded(
        shown,
        fact.file,
        Record(),
        Source(shown, transcript.text, NoFields()),
        [*faults, *transcript.faults],
        is_broken=bool(faults),
    )
    fact = replace(fact, transcript=transcript)
    sketch, passages = _sketch(transcript)
    said = Said(shown, fact.file, tuple(_strangers(shown, fact)), sketch, passages)
    return Speech(loaded, fact, said)


def voices_of(persons: tuple[Person, ...]) -> tuple[Voice, ...]:
    """Make voices of the people of an episode; who has several roles is one voice."""
    found: dict[str, Voice] = {}
    for person in persons:
        if person.name:
            found.setdefault(
                person.name, Voice(person.name, person.aliases, (person.role or "host").casefold())
            )
    return tuple(found.values())


def list_transcripts(episode: Episode, item: Item, show: Show) -> Iterator[TranscriptFile]:
    """List the local transcripts of an episode, still unread."""
    files = [(n, link) for n, link in enumerate(episode.transcript) if link.file]
    if not files:
        return
    voices = voices_of(item.persons or show_persons(show))
    links = _count_links(item, episode.footer if episode.footer is not None else show.footer)
    for number, link in files:
        yield TranscriptFile(
            at=("transcript", number),
            file=link.file or "",
            transcript=Transcript(()),
            voices=voices,
            duration=None if item.is_dynamic else item.duration,
            links=links,
            link=link,
            is_full=episode.episode_type == "full",
        )


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
    for label in collect_labels(transcript).values():
        meant = transcript.full_name(label.text)
        if is_person(meant) and not _is_somebody(meant, fact.voices):
            likely = _find_likely(label, fact)
            written = write_label(likely, transcript.form) if likely else ""
            yield Stranger(
                label.text, path, label.places[0], len(label.turns), likely, expected, written
            )


def _is_somebody(label: str, voices: tuple[Voice, ...]) -> bool:
    if match_label(label, voices).fit is not Fit.STRANGE:
        return True
    parts = split_joint(label)
    return len(parts) > 1 and all(
        match_label(part, voices).fit is not Fit.STRANGE or not is_person(part) for part in parts
    )


def _find_likely(label: Label, fact: TranscriptFile) -> str:
    """Name the one person who speaks neither before nor after the only turn of a label."""
    if len(label.turns) != 1 or len(label.places) != 1:
        return ""
    number, turns = label.turns[0], fact.transcript.turns
    beside = {
        match_label(fact.transcript.full_name(turn.speaker), fact.voices).name
        for turn in (*turns[max(0, number - 1) : number], *turns[number + 1 : number + 2])
    }
    speaking = _speaking(turns, fact)
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
