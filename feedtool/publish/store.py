"""What publishing asks of a place that keeps files: nothing else is ever done to a target."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from feedtool.errors import FeedtoolError
from feedtool.publish.names import OWN_TYPE, UNCACHED

Sent = Callable[[int], None]
"""Told of every so many bytes that went out; of fewer than none where they were lost again."""
PART = 1 << 20
"""Bytes of a file that are read and sent at a time."""


class TakenError(Exception):
    """Something has this name already, and was left as it is."""


class ChangedError(Exception):
    """It is no longer the version that was seen, and was left as it is."""


class AlteredError(FeedtoolError):
    """A file is not the one that was checked; nothing of it has a name at the target."""


@dataclass(frozen=True, slots=True)
class Headers:
    """What a file is served with: media type and caching. `sha256` is noted beside it."""

    type: str
    cache: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Held:
    """A small file with its version, by which it can be replaced."""

    data: bytes
    version: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file that was just written is known by: in lists, and to replace it."""

    stamp: str
    version: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list tells of a file.

    `size` is bytes; `stamp` changes when the file does, and need not be its version.
    """

    size: int
    stamp: str
    modified: datetime


class Tally(Protocol):
    """Counts the bytes of a large file."""

    def sent(self, count: int) -> None:
        """Count bytes that went out; fewer than none where they were lost again."""

    def kept(self, name: str, count: int) -> None:
        """Count bytes of a file that an earlier try had brought."""


class Store(Protocol):
    """A bucket with a prefix, or a folder; names are paths below it, with `/`.

    Every method raises FeedtoolError where the store does not answer or refuses. Files appear
    whole or not at all.
    """

    where: str
    """How reports name it: without credentials."""

    def read(self, name: str) -> Held | None:
        """Read a small file; None where there is none."""

    def list(self, prefix: str = "") -> dict[str, Entry]:
        """List all files whose names begin with `prefix`."""

    def find_hash(self, name: str) -> str:
        """Return the SHA-256 of a file: as noted when it was sent, else of its bytes."""

    def create(self, name: str, data: bytes, headers: Headers) -> Placed:
        """Write a file that is not there yet. Raises TakenError."""

    def replace(self, name: str, data: bytes, headers: Headers, version: str) -> Placed:
        """Write over the version that was seen. Raises ChangedError."""

    def send(self, name: str, source: Path, headers: Headers, tally: Tally) -> Placed:
        """Bring a large file to a name that nothing has, or the rest of it. Raises TakenError.

        Raises AlteredError where its bytes are not those of `headers.sha256`.
        """

    def delete(self, name: str) -> None:
        """Take a file away, if it is there."""

    def list_begun(self) -> dict[str, datetime]:
        """List large files of which parts lie at the store, with the time of the last try."""

    def give_up(self, name: str) -> None:
        """Delete the parts of a large file that was begun."""

    def sweep(self) -> None:
        """Remove what writers that were killed left unfinished, where that has names."""


def own_headers(data: bytes) -> Headers:
    """Return what a file of feedtool's own is stored with."""
    return Headers(OWN_TYPE, UNCACHED, hashlib.sha256(data).hexdigest())


def read_parts(
    path: Path, sha256: str, sent: Sent = lambda _: None, size: int = PART
) -> Iterator[bytes]:
    """Read a file in parts; raises AlteredError before the last if it is not what it should be."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            part = file.read(size)
            while part:
                digest.update(part)
                following = file.read(size)
                if not following and digest.hexdigest() != sha256:
                    message = f"{path} is not the file that was checked: it changed since"
                    raise AlteredError(message, "run the command again")
                yield part
                sent(len(part))
                part = following
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be read: {error.strerror}") from None
