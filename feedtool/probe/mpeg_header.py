"""Station probe: the header of an MPEG audio frame (ISO/IEC 11172-3 and 13818-3, 2.4.1.3)."""

import re
from functools import cache

from feedtool.probe.frame_runs import PADDING, Lengths

_SECOND_BYTES = bytes(b for b in range(0xE0, 0x100) if b >> 3 & 3 != 1 and b >> 1 & 3)
_THIRD_BYTES = bytes(b for b in range(0xF0) if b >> 2 & 3 != 3)
SYNC = re.compile(
    b"\xff[" + re.escape(_SECOND_BYTES) + b"][" + re.escape(_THIRD_BYTES) + b"]", re.DOTALL
)
"""The first bytes of a header that may be one."""

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LOW_KBITS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_KBITS = {  # by MPEG 1 or not, and layer
    (True, 1): tuple(range(32, 449, 32)),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): _LOW_KBITS,
    (False, 3): _LOW_KBITS,
}


def layer_of(word: int) -> int:
    """Return 1, 2 or 3."""
    return 4 - (word >> 17 & 3)


def sample_rate_of(word: int) -> int:
    """Return samples a second."""
    return _RATES[word >> 19 & 3][word >> 10 & 3]


def samples_of(word: int) -> int:
    """Return the samples one frame gives per channel."""
    layer = layer_of(word)
    if layer == 1:
        return 384
    return 1152 if layer == 2 or word >> 19 & 3 == 3 else 576


def bit_rate_of(word: int) -> int:
    """Return kbit/s, 0 for free format."""
    index = word >> 12 & 15
    return _KBITS[word >> 19 & 3 == 3, layer_of(word)][index - 1] if index else 0


def slot_of(word: int) -> int:
    """Return the bytes by which padding makes a frame longer."""
    return 4 if layer_of(word) == 1 else 1


@cache
def stream_lengths(stream: int) -> Lengths:
    """Return the bytes of the frames of a stream, which is a header without its size bits."""
    lengths = {}
    for index in range(1, 15):
        word = stream | index << 12
        slots = samples_of(word) * bit_rate_of(word) * 125 // sample_rate_of(word) // slot_of(word)
        lengths[word] = slots * slot_of(word)
        lengths[word | PADDING] = (slots + 1) * slot_of(word)
    return lengths
