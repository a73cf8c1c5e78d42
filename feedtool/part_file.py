"""A file that comes in pieces: it grows under another name, and takes its own when it is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from feedtool.errors import FeedtoolError

_MAX_NOTE = 10_000


class PartFile:
    """`NAME.part` beside a file that is not whole yet, and `NAME.part.txt`, a note about it.

    The note says where the bytes come from and which version of them: who goes on later must ask
    for the same. Every method raises FeedtoolError where the disk does not serve.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(f"{path.name}.part")
        self._note = path.with_name(f"{path.name}.part.txt")

    def size_of(self, source: str) -> tuple[int, str]:
        """Return the bytes that are there from this source, and their version; else 0 and ""."""
        try:
            with self._note.open(encoding="utf-8") as file:
                found, _, version = file.read(_MAX_NOTE).partition("\n")
            size = self._part.stat().st_size
        except (OSError, UnicodeDecodeError):
            return 0, ""
        return (size, version.strip()) if found == source and version.strip() else (0, "")

    @property
    def size(self) -> int:
        """The bytes that are there."""
        with self._explained():
            return self._part.stat().st_size

    def begin(self, source: str, version: str) -> None:
        """Start anew."""
        with self._explained():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._part.write_bytes(b"")
            self._note.write_text(f"{source}\n{version}\n", encoding="utf-8")

    @contextmanager
    def appending(self) -> Iterator[BinaryIO]:
        """Open the part to write behind what is there; what came is kept whatever happens."""
        with self._explained():
            file = self._part.open("ab")
        try:
            yield file
        finally:
            with self._explained():
                file.flush()
                os.fsync(file.fileno())
                file.close()

    def write(self, file: BinaryIO, block: bytes) -> None:
        """Write one piece."""
        with self._explained():
            file.write(block)

    def finish(self) -> None:
        """Give the file its name: it is whole and on the disk."""
        with self._explained():
            self._part.replace(self.path)
            self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove what came."""
        with self._explained():
            self._part.unlink(missing_ok=True)
            self._note.unlink(missing_ok=True)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FeedtoolError(f"{self.path} cannot be written: {error.strerror}") from None
