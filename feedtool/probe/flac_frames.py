"""Station probe: the frames of a FLAC file, counted by their headers, which number them.

Source: RFC 9639, sections 9.1 and 9.3. Nothing else of the frames is read, but for the last one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from feedtool.probe.window import BLOCK, Window

_SYNC = re.compile(rb"\xff[\xf8\xf9]")
_MAX_HEADER = 16
_MAX_FALSE = 200_000  # sync words in a row that begin no frame, or one by itself: the rest is junk
_IS_VARIABLE = 1
_CRC8, _CRC16 = 0x07, 0x8005


@dataclass(frozen=True, slots=True)
class FlacFrame:
    """A frame: its place, and the samples that are before it and behind it."""

    place: int
    start: int
    end: int


@dataclass(slots=True)
class FlacCount:
    """What frames give: `samples` in all that are whole, which are those from `start` to `end`.

    A piece that was cut out of another file keeps its numbers. `has_holes` says that frames are
    missing between, `is_whole` that the last one is there to its end; `junk` bytes are behind it.
    """

    samples: int = 0
    start: int = 0
    end: int = 0
    has_holes: bool = False
    is_whole: bool = True
    junk: int = 0


class _Walk:
    """Takes frames in their order: `last` is the last that was believed, `false` others since."""

    def __init__(self, first: int) -> None:
        """Begin at a byte."""
        self.count, self.false = FlacCount(), 0
        self.last: FlacFrame | None = None
        self._first = first
        self._lone: dict[int, FlacFrame] = {}  # by where they end

    def take(self, frame: FlacFrame) -> None:
        """Count a frame that follows the last, or the first of two that follow each other."""
        before = self._lone.get(frame.start)
        opens = frame.place == self._first or frame.start == 0
        follows = frame.start == self.last.end if self.last else opens
        if not follows and before is None:
            self._lone[frame.end] = frame
            return
        if before is not None and not follows:
            self.count.samples += before.end - before.start
            self.count.has_holes = True
        elif self.last is None:
            self.count.start = frame.start
        self.count.samples += frame.end - frame.start
        self.last, self.false = frame, 0
        self._lone.clear()


def count_frames(
    window: Window, first: int, end: int, block_size: int, total: int = 0
) -> FlacCount | None:
    """Count the frames from the byte `first` to `end`; None where there are none.

    `block_size` is that of a stream whose frames are numbered, `total` how many samples it should
    have; 0 where it is not known.
    """
    walk = _Walk(first)
    for frame in _find_headers(window, first, end, block_size):
        walk.false += 1
        if frame is not None:
            walk.take(frame)
        if walk.false > _MAX_FALSE:
            break
    if walk.last is None:
        return None
    _end(walk.count, walk.last, window, end, total)
    return walk.count


def _end(count: FlacCount, last: FlacFrame, window: Window, end: int, total: int) -> None:
    """Leave out the last frame where it is not whole.

    Where all samples are there that should be, it may end before the file does.
    """
    size = end - last.place
    rest = window.read(last.place, min(size, BLOCK))
    is_full = 0 < total <= last.end - count.start
    is_exact = size < BLOCK and _has_checksum(rest)
    length = size if is_exact else _find_end(rest) if is_full else 0
    count.is_whole = length > 0
    count.junk = size - length if count.is_whole else 0
    count.end = last.end if count.is_whole else last.start
    if not count.is_whole:
        count.samples -= last.end - last.start


def _find_headers(
    window: Window, first: int, end: int, block_size: int
) -> Iterator[FlacFrame | None]:
    """List what looks like the header of a frame; None for what has not its checksum."""
    opening = _read_header(window.read(first, _MAX_HEADER), 0, block_size)
    if opening is not None:
        block_size = block_size or opening.end - opening.start
    at = first
    while at < end:
        block, begin, stop = window.stretch(at, end)
        limit = stop if at + stop - begin >= end else stop - _MAX_HEADER
        if limit <= begin:
            return
        for match in _SYNC.finditer(block, begin, stop):
            if match.start() >= limit:
                break
            frame = _read_header(block, match.start(), block_size)
            yield frame and replace(frame, place=at + frame.place - begin)
        at += limit - begin


def _read_header(data: bytes, place: int, block_size: int) -> FlacFrame | None:
    """Read the header of a frame, None where its checksum says that it is none."""
    head = data[place : place + _MAX_HEADER]
    if len(head) < 6 or head[3] & 1 or head[2] >> 4 == 0 or head[2] & 15 == 15 or head[3] >> 4 > 10:
        return None
    coded = _read_number(head, 4)
    if coded is None:
        return None
    number, at = coded
    size_code, rate_code = head[2] >> 4, head[2] & 15
    samples, at = _read_block_size(head, at, size_code)
    at += {12: 1, 13: 2, 14: 2}.get(rate_code, 0)
    if at >= len(head) or not samples or _checksum(head[:at], _CRC8, 8) != head[at]:
        return None
    start = number if head[1] & _IS_VARIABLE else number * (block_size or samples)
    return FlacFrame(place, start, start + samples)


def _read_number(head: bytes, at: int) -> tuple[int, int] | None:
    """Read a number that is coded as UTF-8 codes characters, up to 36 bits."""
    lead = head[at]
    if lead < 0x80:
        return lead, at + 1
    more = 7 - (lead ^ 0xFF).bit_length()
    if more < 1 or at + 1 + more > len(head):
        return None
    number = lead & (0x3F >> more)
    for byte in head[at + 1 : at + 1 + more]:
        if byte >> 6 != 2:
            return None
        number = number << 6 | byte & 0x3F
    return number, at + 1 + more


def _read_block_size(head: bytes, at: int, code: int) -> tuple[int, int]:
    if code in (6, 7):
        width = code - 5
        return int.from_bytes(head[at : at + width], "big") + 1, at + width
    if code == 1:
        return 192, at
    return (576 << (code - 2) if code <= 5 else 256 << (code - 8)), at


def _has_checksum(frame: bytes) -> bool:
    return len(frame) > 2 and _checksum(frame[:-2], _CRC16, 16) == int.from_bytes(frame[-2:], "big")


def _find_end(data: bytes) -> int:
    """Return where a frame ends that `data` begins with: its checksum makes that of it all 0."""
    table, total = _table(_CRC16, 16), 0
    for place, byte in enumerate(data):
        total = table[(total >> 8) ^ byte] ^ (total << 8 & 0xFFFF)
        if total == 0:
            return place + 1
    return 0


def _checksum(data: bytes, polynomial: int, bits: int) -> int:
    table, mask = _table(polynomial, bits), (1 << bits) - 1
    total = 0
    for byte in data:
        total = table[(total >> (bits - 8)) ^ byte] ^ (total << 8 & mask)
    return total


@cache
def _table(polynomial: int, bits: int) -> tuple[int, ...]:
    top, mask = 1 << (bits - 1), (1 << bits) - 1
    rows = []
    for byte in range(256):
        total = byte << (bits - 8)
        for _ in range(8):
            total = (total << 1 ^ (polynomial if total & top else 0)) & mask
        rows.append(total)
    return tuple(rows)
