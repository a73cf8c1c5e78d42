"""Station probe: the last frame of a FLAC file, which tells how much of it is there.

Source: RFC 9639, sections 9.1 and 9.3. Nothing else of the frames is read.
"""

import re
from dataclasses import dataclass
from functools import cache

from feedtool.probe.window import Window

_SYNC = re.compile(rb"\xff[\xf8\xf9]")
_TAIL = 1 << 20  # bytes at the end in which the last frame is looked for
_MAX_HEADER = 16
_MAX_CANDIDATES = 100_000
_IS_VARIABLE = 1
_CRC8, _CRC16 = 0x07, 0x8005


@dataclass(frozen=True, slots=True)
class FlacFrame:
    """A frame: its place in the tail, and the samples that are before it and behind it."""

    place: int
    start: int
    end: int


def last_sample(window: Window, first: int, end: int, block_size: int) -> tuple[int, bool] | None:
    """Return how many samples the whole frames before `end` hold, and whether the last is whole.

    `first` is where the frames begin, `block_size` that of a stream whose frames are numbered: a
    piece that was cut out of another keeps its numbers. None where no two frames follow each
    other: then nothing is known.
    """
    opening = _read_header(window.read(first, _MAX_HEADER), 0, block_size)
    skipped = opening.start if opening is not None else 0
    tail_start = max(first, end - _TAIL)
    tail = window.read(tail_start, end - tail_start)
    known: dict[int, int] = {}
    last: FlacFrame | None = None
    for number, match in enumerate(_SYNC.finditer(tail)):
        frame = _read_header(tail, match.start(), block_size)
        if number > _MAX_CANDIDATES:
            break
        if frame is None:
            continue
        if frame.start == skipped or frame.start in known:
            last = frame
        known[frame.end] = frame.place
    if last is None:
        return None
    is_whole = _has_checksum(tail[last.place :])
    return (last.end if is_whole else last.start) - skipped, is_whole


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
