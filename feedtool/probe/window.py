"""Station probe: bytes of a file, by place. Reads only."""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

BLOCK = 1 << 20
"""Bytes kept in memory at a time."""


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
        if offset >= 0 and offset + count <= len(self._block):
            return self._block[offset : offset + count]
        if start < 0 or start >= self.size or count <= 0:
            return b""
        self.file.seek(start)
        if count > BLOCK:
            return self.file.read(count)
        self._base, self._block = start, self.file.read(BLOCK)
        return self._block[:count]

    def digest(self, ranges: Iterable[tuple[int, int]]) -> str:
        """Return the SHA-256 of the bytes in `ranges` (start, end), in this order."""
        total = hashlib.sha256()
        for start, end in ranges:
            for place in range(start, min(end, self.size), BLOCK):
                total.update(self.read(place, min(BLOCK, end - place)))
        return total.hexdigest()
