"""Station probe: bytes of a file, by place. Reads only."""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

BLOCK = 1 << 20
"""Bytes of a long stretch that are kept in memory at a time."""

_GLANCE = 1 << 16  # bytes that are read for the sake of a few
_SMALL = 4 << 20  # bytes of a file that is read as a whole


class Window:
    """Reads any place of a file through one block in memory.

    A file that shrinks meanwhile gives short pieces; a memory map would end the process.
    """

    __slots__ = ("_base", "_block", "file", "size")

    def __init__(self, file: BinaryIO, size: int) -> None:
        """Take an open file and its size in bytes."""
        self.file, self.size = file, size
        self._base, self._block = 0, b""

    def read(self, start: int, count: int) -> bytes:
        """Return `count` bytes from `start`, fewer at the end of the file."""
        offset = start - self._base
        if offset < 0 or offset + count > len(self._block):
            if start < 0 or start >= self.size or count <= 0:
                return b""
            if count > BLOCK and self.size > _SMALL:
                self.file.seek(start)
                return self.file.read(count)
            self._load(start, max(count, _GLANCE))
            offset = start - self._base
        return self._block[offset : offset + count]

    def stretch(self, start: int, end: int) -> tuple[bytes, int, int]:
        """Return a block, and where in it `start` and `end` are, or how far it goes.

        Nothing is copied, unlike by `read`: this is for going through a file.
        """
        offset = start - self._base
        if offset < 0 or len(self._block) - offset < min(_GLANCE, end - start):
            self._load(start, BLOCK)
        return self._block, start - self._base, min(end - self._base, len(self._block))

    def _load(self, start: int, count: int) -> None:
        if self.size <= _SMALL:
            start, count = 0, self.size
        self.file.seek(start)
        self._base, self._block = start, self.file.read(count)

    def digest(self, ranges: Iterable[tuple[int, int]]) -> str:
        """Return the SHA-256 of the bytes in `ranges` (start, end), in this order."""
        total = hashlib.sha256()
        for start, end in ranges:
            for place in range(start, min(end, self.size), BLOCK):
                total.update(self.read(place, min(BLOCK, end - place)))
        return total.hexdigest()
