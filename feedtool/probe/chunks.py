"""The chunks of RIFF (WAV, RF64) and of AIFF: a name of four bytes, a size, the content.

Sources: EA IFF 85, Standard for Interchange Format Files; EBU Tech 3306 (RF64).
"""

from collections.abc import Iterator
from typing import Literal

from feedtool.probe.window import Window

_MOST = 10_000
_UNKNOWN_SIZE = 0xFFFFFFFF
_NEVER_MET = 0x7F000000
"""Bytes of sound, three hours and more of it, as which a length that is not known is written."""


def is_streamed(size: int, length: int) -> bool:
    """Say whether the size of a sound is none, in a file of so many bytes.

    Programs that write to a pipe cannot come back to tell it: they leave 0, or as much as there may
    be, which is another number in each.
    """
    return size == 0 or (size >= _NEVER_MET and size > 2 * length)


def list_chunks(
    window: Window, order: Literal["big", "little"]
) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """List the chunks: name, where the content begins, its size by its own word.

    `order` is that of the bytes of a size. In RF64 the size of the sound stands in ds64.
    """
    place = 12
    long_size = 0
    for _ in range(_MOST):
        head = window.read(place, 8)
        if len(head) < 8:
            return
        size = int.from_bytes(head[4:], order)
        if head[:4] == b"ds64":
            long_size = int.from_bytes(window.read(place + 16, 8), order)
        if head[:4] == b"data" and size == _UNKNOWN_SIZE and long_size:
            size = long_size
        yield head[:4], (place + 8, size)
        place += 8 + size + (size & 1)
