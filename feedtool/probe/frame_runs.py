"""Station probe: MPEG frames that follow each other, counted by regular expressions.

A loop in Python looks at every frame of an hour for a tenth of a second; `re` steps over runs of
them several times as fast.
"""

import re
import struct
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

SIZE_BITS = 0xFFFEFE00
"""What decides the bytes of a frame: sync, version, layer, bit rate, sample rate, padding."""

PADDING = 0x200
"""The bit of a header that makes its frame one slot longer."""

_RATE_SHIFT = 12
_RUN = 200  # frames that one match takes at most
_WORD = struct.Struct(">I").unpack_from

Lengths = Mapping[int, int]
"""Bytes of a frame by the size bits of its header: what one stream may hold."""

Counts = Counter[int]
"""Frames by the size bits of their header."""


def count_singly(block: bytes, place: int, end: int, lengths: Lengths, counts: Counts) -> int:
    """Count the whole frames that follow each other from `place`; return where they stop."""
    while place + 4 <= end:
        word = _WORD(block, place)[0] & SIZE_BITS
        length = lengths.get(word)
        if length is None or place + length > end:
            break
        counts[word] += 1
        place += length
    return place


class FrameRuns:
    """Counts the frames of one stream, as `count_singly` does, over long stretches."""

    def __init__(self, lengths: Lengths) -> None:
        """Take the lengths of the frames that the stream may hold."""
        self._lengths = lengths
        self._word_of = {word >> 8 & 0xFF: word for word in lengths}
        self._run = cache(self._make_run)
        self._cut: Callable[[bytes], list[bytes]] | None = None

    def count(self, block: bytes, place: int, end: int, counts: Counts) -> int:
        """Count the whole frames that follow each other from `place`; return where they stop."""
        word = self._whole_frame(block, place, end)
        if word is None:
            return place
        bare = word & ~PADDING
        place = self._count_alike(block, place, end, bare, counts)
        if self._whole_frame(block, place, end) is None:
            return place
        if self._cut is None:
            self._cut = self._make_cut(bare)
        return place + self._count_any(self._cut(block[place:end]), counts)

    def _whole_frame(self, block: bytes, place: int, end: int) -> int | None:
        """Return the size bits of the frame at `place`, if it is one that ends before `end`."""
        if place + 4 > end:
            return None
        word: int = _WORD(block, place)[0] & SIZE_BITS
        length = self._lengths.get(word)
        return word if length is not None and place + length <= end else None

    def _count_alike(self, block: bytes, place: int, end: int, bare: int, counts: Counts) -> int:
        """Count frames of one bit rate: from the bytes of a run follows how many are padded."""
        match = self._run(bare)
        length = self._lengths[bare]
        slot = self._lengths[bare | PADDING] - length
        while found := match(block, place, end):
            frames, rest = divmod(found.end() - place, length)
            counts[bare] += frames - rest // slot
            counts[bare | PADDING] += rest // slot
            place = found.end()
        return place

    def _make_run(self, bare: int) -> Callable[[bytes, int, int], "re.Match[bytes] | None"]:
        length = self._lengths[bare]
        slot = self._lengths[bare | PADDING] - length
        most = max(1, min(_RUN, (length - 1) // slot))  # so that padding never fills a frame
        either = self._frame(bare) + b"|" + self._frame(bare | PADDING)
        pattern = b"(?:%s(?:%s)){1,%d}+" % (_sync(bare), either, most)
        return re.compile(pattern, re.DOTALL).match

    def _count_any(self, pieces: list[bytes], counts: Counts) -> int:
        """Count frames of all bit rates by the third byte of each, which stands at odd places."""
        thirds = pieces[1::2]
        if thirds[-1] is None:  # what is no frame
            thirds.pop()
        found = Counter(b"".join(thirds))
        place = 0
        for third, count in found.items():
            word = self._word_of[third & 0xFE]
            counts[word] += count
            place += count * self._lengths[word]
        return place

    def _make_cut(self, bare: int) -> Callable[[bytes], list[bytes]]:
        """Make what cuts bytes into frames; rates near that of `bare` are tried first."""
        index = bare >> _RATE_SHIFT & 15
        near = sorted(self._lengths, key=lambda word: abs((word >> _RATE_SHIFT & 15) - index))
        frames = b"|".join(self._frame(word) for word in near)
        # The last branch ends the search at what is no frame: nothing behind it is looked at.
        pattern = b"(?=..(.))%s(?:%s)|.+" % (_sync(bare), frames)
        return re.compile(pattern, re.DOTALL).split

    def _frame(self, word: int) -> bytes:
        """Match a frame from its third byte on; that byte's last bit is anybody's."""
        third = word >> 8 & 0xFF
        return b"%s.{%d}" % (_either(third), self._lengths[word] - 3)


def _sync(word: int) -> bytes:
    return b"\xff" + _either(word >> 16 & 0xFF)


def _either(byte: int) -> bytes:
    """Match a byte whose last bit does not count."""
    return b"[%s%s]" % (re.escape(bytes([byte & 0xFE])), re.escape(bytes([byte | 1])))


@lru_cache(maxsize=64)
def runs_of(lengths: tuple[tuple[int, int], ...]) -> FrameRuns:
    """Return the counter for a stream, made once: its patterns take a millisecond."""
    return FrameRuns(dict(lengths))
