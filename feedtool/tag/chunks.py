"""Station tag: files of chunks, each with its name and size: RIFF and the older IFF."""

import struct
from typing import Literal

from feedtool.pieces import Piece
from feedtool.probe.window import Window
from feedtool.tag.wish import CannotTagError

Order = Literal["little", "big"]
"""The order of the bytes of a size: RIFF has the one, IFF the other."""

Chunk = tuple[bytes, int, int]
"""A chunk: its name, and where it begins and ends, with the byte that makes it even."""

_MAX_SIZE = (1 << 32) - 1


def split_chunks(window: Window, order: Order) -> list[Chunk]:
    """List the chunks of a file; raises CannotTagError where one is none, or does not end in it.

    New ones stand at the end, where nobody would find them behind what is none.
    """
    found: list[Chunk] = []
    place = 12
    while place + 8 <= window.size:
        head = window.read(place, 8)
        size = int.from_bytes(head[4:], order)
        end = place + 8 + size
        if end > window.size or min(head[:4]) < ord(" "):
            raise CannotTagError("its chunks do not end where they should: export it again")
        end = min(end + (size & 1), window.size)
        found.append((head[:4], place, end))
        place = end
    return found


def make_chunk(name: bytes, content: bytes, order: Order) -> bytes:
    """Write a chunk."""
    size = struct.pack("<I" if order == "little" else ">I", len(content))
    return name + size + content + bytes(len(content) & 1)


def join_chunks(window: Window, kept: list[Chunk], made: bytes, order: Order) -> list[Piece]:
    """Return the pieces of a file with the chunks that stay, then new ones.

    Raises CannotTagError where it would be too large for its format.
    """
    pieces: list[Piece] = []
    total = len(made) + 4
    for _, start, end in kept:
        is_odd = (end - start) % 2 == 1  # the last chunk of many files lacks the byte
        pieces += [(start, end), bytes(1)] if is_odd else [(start, end)]
        total += end - start + is_odd
    if total > _MAX_SIZE:
        raise CannotTagError("with a tag it would have more than 4 GB")
    size = struct.pack("<I" if order == "little" else ">I", total)
    return [window.read(0, 4) + size + window.read(8, 4), *pieces, made]
