"""A file made of pieces: new bytes, and stretches of an old file that are copied, never held whole.

What was written is compared with the pieces byte by byte, so that it need not be hashed again.
"""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

_BLOCK = 1 << 20
_STRIDE = 8 << 20
"""Bytes after which the disk is told to begin."""

Piece = bytes | tuple[int, int]
"""A stretch of a new file: new bytes, or those of the old file between two places."""

Span = tuple[int, int]
"""Where a stretch of a file begins and ends."""


def count_bytes(pieces: Sequence[Piece]) -> int:
    """Return how many bytes the new file has."""
    return sum(len(each) if isinstance(each, bytes) else each[1] - each[0] for each in pieces)


def write_pieces(pieces: Sequence[Piece], old: BinaryIO, new: BinaryIO) -> None:
    """Write the new file; the kernel copies where it can. Raises OSError."""
    for piece in pieces:
        if isinstance(piece, bytes):
            new.write(piece)
        else:
            _copy(old, new, *piece)


def hash_pieces(pieces: Sequence[Piece], old: BinaryIO) -> str:
    """Return the SHA-256 of the file that they make. Raises OSError."""
    total = hashlib.sha256()
    for block in _blocks(pieces, old):
        total.update(block)
    return total.hexdigest()


def holds_pieces(pieces: Sequence[Piece], old: BinaryIO, new: BinaryIO) -> bool:
    """Read a file, and tell whether it holds just what the pieces say. Raises OSError."""
    new.seek(0)
    return all(new.read(len(block)) == block for block in _blocks(pieces, old)) and not new.read(1)


def replace_stretch(pieces: Sequence[Piece], span: Span, made: bytes) -> list[Piece]:
    """Put new bytes in the place of a stretch of the old file, where one piece has it whole."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, bytes) or not piece[0] <= span[0] <= span[1] <= piece[1]:
            found.append(piece)
        else:
            found += [(piece[0], span[0]), made, (span[1], piece[1])]
    return found


def is_moved(pieces: Sequence[Piece], before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Tell whether these stretches of the old file are those of the new one, whole and in order."""
    return [_find_moved(pieces, *span) for span in before] == list(after)


def _find_moved(pieces: Sequence[Piece], start: int, end: int) -> Span | None:
    """Return where a stretch of the old file stands in the new one, None where it is cut."""
    place = 0
    for piece in pieces:
        if isinstance(piece, bytes):
            place += len(piece)
            continue
        if piece[0] <= start and end <= piece[1]:
            return place + start - piece[0], place + end - piece[0]
        place += piece[1] - piece[0]
    return None


def _blocks(pieces: Sequence[Piece], old: BinaryIO) -> Iterator[bytes]:
    """List the bytes of the new file."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            yield from _stretch(old, *piece)


def _stretch(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end:
        block = file.read(min(_BLOCK, end - start))
        if not block:
            raise OSError(errno.EIO, "it became shorter while it was read", file.name)
        yield block
        start += len(block)


def _begin_writing(new: BinaryIO, count: int) -> None:
    """Let the disk begin with the last bytes that were written, while others are copied.

    To say that they are not needed soon begins their way to the disk; until they are there they
    stay in memory. Source: posix_fadvise(2).
    """
    if hasattr(os, "posix_fadvise"):
        end = os.lseek(new.fileno(), 0, os.SEEK_CUR)
        with contextlib.suppress(OSError):
            os.posix_fadvise(new.fileno(), end - count, count, os.POSIX_FADV_DONTNEED)


def _copy(old: BinaryIO, new: BinaryIO, start: int, end: int) -> None:
    new.flush()
    if hasattr(os, "copy_file_range"):
        with contextlib.suppress(OSError):
            while start < end:
                want = min(_STRIDE, end - start)
                count = os.copy_file_range(old.fileno(), new.fileno(), want, start)
                if not count:
                    break
                _begin_writing(new, count)
                start += count
    new.seek(0, os.SEEK_END)
    new.writelines(_stretch(old, start, end))
