"""A transcript file -> its text and what was read of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.model.finding import Fault, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import NoFields, Source
from feedtool.model.shapes import Record
from feedtool.model.transcript import Transcript

MAX_TRANSCRIPT = 16 * 1024 * 1024
"""Bytes of a transcript: a day of talk with the times of all its words has fewer."""


def refuse_missing(path: Path) -> None:
    """Raise FeedtoolError where no file lies."""
    if path.is_dir():
        hint = f"name the files in it, such as {path}/*"
        raise FeedtoolError(f"{path}: this is a folder, not a file", hint)
    if not path.is_file():
        raise FeedtoolError(f"{path}: there is no such file")


def load_transcript(path: Path, known: Iterable[str] = ()) -> tuple[Source, Transcript]:
    """Read a transcript of any form; raises FeedtoolError where there is no such file.

    `known` are names of people who speak in it.
    """
    try:
        data = read_bytes(path, MAX_TRANSCRIPT)
    except FileNotFoundError:
        raise FeedtoolError(f"{path}: there is no such file") from None
    except UnreadableError as error:
        raise FeedtoolError(f"{path}: {error}") from None
    transcript = _read(data, path.name, known)
    return Source(path.as_posix(), transcript.text, NoFields()), transcript


@dataclass(frozen=True, slots=True)
class OpenTranscript:
    """A transcript file as it was read: what it says, and the way back to its text.

    One that could not be opened is broken, and says nothing.
    """

    loaded: Loaded[Record]
    transcript: Transcript


def open_transcript(
    path: Path, shown: str, name: str, known: Iterable[str] = (), unsaved: str | None = None
) -> OpenTranscript:
    """Read a transcript file; what is wrong with it becomes its faults.

    `shown` is what reports print, `name` the file's name in the show folder, and `unsaved` a text
    that is read instead of the file.
    """
    reason = ""
    data: bytes | str = ""
    try:
        data = unsaved if unsaved is not None else read_bytes(path, MAX_TRANSCRIPT)
    except FileNotFoundError:
        reason = "the file is not there"
    except UnreadableError as error:
        reason = str(error)
    transcript = Transcript(()) if reason else _read(data, name, known)
    faults = [Fault("TR01", Problem((), reason))] if reason else list(transcript.faults)
    source = Source(shown, transcript.text, NoFields())
    loaded = Loaded(shown, name, Record(), source, faults, is_broken=bool(reason))
    return OpenTranscript(loaded, transcript)


def _read(data: bytes | str, name: str, known: Iterable[str]) -> Transcript:
    from feedtool.formats.transcript.read import read_transcript  # noqa: PLC0415 - many forms

    return read_transcript(data, name, known)
