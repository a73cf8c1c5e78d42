"""Station probe: how many samples packets of Ogg give, by their first bytes.

Sources: RFC 6716, section 3.1 (Opus); Vorbis I, sections 1.3.2, 4.2.4 and 4.3.1.
"""

from collections.abc import Iterator
from itertools import pairwise

SETUP_END = 400
"""Bytes at the end of Vorbis' third header that hold all its modes."""

_SILK = (480, 960, 1920, 2880)  # samples at 48 kHz of one frame
_HYBRID = (480, 960)
_CELT = (120, 240, 480, 960)
_MODE, _MODE_COUNT = 41, 6  # bits
_MAX_MODES = 64


def count_laces(lacing: bytes, packets: int) -> int:
    """Count the lacing values of a page that belong to its first packets; all if it has fewer."""
    for at, lace in enumerate(lacing):
        if not packets:
            return at
        packets -= lace < 255
    return len(lacing)


def packet_heads(lacing: bytes, content: bytes) -> list[bytes]:
    """List the first two bytes of the packets that end on a page, by its lacing values."""
    heads: list[bytes] = []
    start = size = 0
    for lace in lacing:
        size += lace
        if lace < 255:
            heads.append(content[start : start + min(size, 2)])
            start, size = start + size, 0
    return heads


def opus_samples(heads: list[bytes]) -> int:
    """Return the samples of Opus packets, at 48 kHz."""
    return sum(_opus_packet(head) for head in heads if head)


def _opus_packet(head: bytes) -> int:
    config, code = head[0] >> 3, head[0] & 3
    if config < 12:
        frame = _SILK[config & 3]
    else:
        frame = _HYBRID[config & 1] if config < 16 else _CELT[config & 3]
    if code == 3:
        return frame * (head[1] & 63) if len(head) > 1 else 0
    return frame * (2 if code else 1)


def vorbis_samples(heads: list[bytes], blocks: tuple[int, int], setup: bytes) -> int | None:
    """Return the samples of Vorbis packets, of which the first only opens the second.

    `blocks` are the sizes of a short and a long one, `setup` is the end of the third header. None
    where its modes are not found.
    """
    modes = _read_modes(setup)
    if not modes:
        return None
    mask = (1 << (len(modes) - 1).bit_length()) - 1
    numbers = (head[0] >> 1 & mask for head in heads if head)
    sizes = [blocks[modes[number]] for number in numbers if number < len(modes)]
    return sum((before + size) // 4 for before, size in pairwise(sizes))


def _read_modes(setup: bytes) -> list[bool]:
    """Tell of each mode whether its blocks are long.

    They end the header, before its last bit that is set. How many there are stands before them:
    it is read from the end, since all that precedes would have to be decoded.
    """
    bits = int.from_bytes(setup, "little")
    found: list[bool] = []
    for number, flags in enumerate(_modes_from_end(bits), start=1):
        start = bits.bit_length() - 1 - number * _MODE - _MODE_COUNT
        if start >= 0 and (bits >> start) % (1 << _MODE_COUNT) == number - 1:
            found = flags
    return found


def _modes_from_end(bits: int) -> Iterator[list[bool]]:
    """Give the last mode, the last two and so on, while they are some: window and transform 0."""
    flags: list[bool] = []
    place = bits.bit_length() - 1 - _MODE
    while place >= 0 and len(flags) < _MAX_MODES:
        mode = bits >> place
        if mode >> 1 & 0xFFFFFFFF or mode >> 33 & 0xFF >= _MAX_MODES:
            return
        flags.insert(0, bool(mode & 1))
        yield flags.copy()
        place -= _MODE
