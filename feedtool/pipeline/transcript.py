"""Transcripts on their own: one form to others, and who speaks how much."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import has_bytes, write_text
from feedtool.formats.media_types import type_of
from feedtool.formats.transcript.talk import measure_talk
from feedtool.formats.transcript.write import Layout, write_transcript
from feedtool.formats.transcript.writers.timing import UntimedError, untimed_text
from feedtool.load.transcript import load_transcript
from feedtool.model.finding import Fault
from feedtool.model.place import Location, Source, Span
from feedtool.model.transcript import TIMED_FORMS, Form, Transcript
from feedtool.report.talk import MeasuredFile

_EXTENSIONS = "expected one of: .vtt, .srt, .json, .html, .txt"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What to convert. `people` are names that need no other proof to be labels.

    Files that are there are replaced only with `overwrites`.
    """

    source: Path
    outputs: tuple[Path, ...]
    layout: Layout = field(default_factory=Layout)
    people: tuple[str, ...] = ()
    overwrites: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of a transcript, with its place; `code` is the rule that speaks of it."""

    location: Location
    message: str
    code: str = ""
    hint: str = ""


@dataclass(slots=True)
class Converted:
    """What came of it. `is_whole` says that the outputs hold all that the source says.

    `written` are outputs and whether their bytes changed; `refused` say which form cannot be made.
    """

    notes: list[Note] = field(default_factory=list)
    written: list[tuple[str, bool]] = field(default_factory=list)
    refused: list[Note] = field(default_factory=list)
    is_whole: bool = True


def convert_transcript(conversion: Conversion) -> Converted:
    """Read a transcript and write it in other forms; raises FeedtoolError.

    All is read, made and checked before the first file is written.
    """
    forms = [(path, form_of(path)) for path in dict.fromkeys(conversion.outputs)]
    source, transcript = load_transcript(conversion.source, conversion.people)
    converted = Converted([_note(source, fault) for fault in transcript.faults])
    made = _make(source, transcript, forms, conversion.layout, converted)
    for path, text in made:
        _refuse_loss(path, text, conversion)
    for path, text in made:
        converted.written.append((path.as_posix(), write_text(path, text)))
    lost = any(fault.drops for fault in transcript.faults)
    converted.is_whole = not lost and not converted.refused
    return converted


def form_of(path: Path) -> Form:
    """Return the form that an output's extension asks for; raises FeedtoolError."""
    named = type_of(path.name)
    for form in Form:
        if form.value == named:
            return form
    raise FeedtoolError(f"the name {path} does not tell the form", _EXTENSIONS)


def _make(
    source: Source,
    transcript: Transcript,
    forms: Sequence[tuple[Path, Form]],
    layout: Layout,
    converted: Converted,
) -> list[tuple[Path, str]]:
    """Make the text of every output; note what a form cannot hold."""
    made: list[tuple[Path, str]] = []
    for path, form in forms:
        try:
            made.append((path, write_transcript(transcript, form, layout)))
        except UntimedError as error:
            location = source.locate(error.span)
            message = f"{path} is not written: {error}"
            converted.refused.append(Note(location, message, hint=error.hint))
            continue
        left_out = untimed_text(transcript) if form in TIMED_FORMS else ()
        for turn in left_out:
            message = f"{path} leaves this out: it has no time, and nobody says it"
            converted.notes.append(Note(source.locate(turn.span), message))
    return made


def _refuse_loss(path: Path, text: str, conversion: Conversion) -> None:
    """Raise FeedtoolError where writing would take something away that is there."""
    try:
        if not path.exists():
            return
        if path.samefile(conversion.source):
            message = f"{path} is the transcript that is read"
            raise FeedtoolError(message, "write to another name, and replace it yourself")
        if not path.is_file():
            raise FeedtoolError(f"{path} is there, and is no file")
        if not conversion.overwrites and not has_bytes(path, [text.encode()]):
            raise FeedtoolError(f"{path} is there already", "replace it with --force")
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be written: {error.strerror}") from None


def _note(source: Source, fault: Fault) -> Note:
    at = fault.problem.at
    location = source.locate(at if isinstance(at, Span) else Span(0, 1))
    return Note(location, fault.problem.message, fault.code, fault.problem.hint)


def measure_transcripts(
    paths: Sequence[Path], people: tuple[str, ...] = ()
) -> tuple[list[MeasuredFile], list[Note]]:
    """Say who speaks how much in each file; raises FeedtoolError."""
    measured: list[MeasuredFile] = []
    notes: list[Note] = []
    for path in paths:
        source, transcript = load_transcript(path, people)
        notes += [_note(source, fault) for fault in transcript.faults]
        measured.append(MeasuredFile(source.path, transcript.form, measure_talk(transcript)))
    return measured, notes
