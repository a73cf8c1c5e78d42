"""A transcript file -> its text and what was read of it."""

from collections.abc import Iterable
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.transcript.read import read_transcript
from feedtool.model.place import NoFields, Source
from feedtool.model.transcript import Transcript

MAX_TRANSCRIPT = 16 * 1024 * 1024
"""Bytes of a transcript: a day of talk with the times of all its words has fewer."""


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
    transcript = read_transcript(data, path.name, known)
    return Source(path.as_posix(), transcript.text, NoFields()), transcript
