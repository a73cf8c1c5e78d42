"""Station probe: the first frame of an MP3 that describes the others.

Sources: the Xing and VBRI headers as encoders write them; LAME's tag, revision 1.
"""

import struct
from dataclasses import dataclass

_HAS_FRAMES, _HAS_BYTES, _HAS_TOC, _HAS_QUALITY = 1, 2, 4, 8
_AVERAGE_METHODS = (2, 9)
_ENCODERS = (b"LAME", b"Lavf", b"Lavc", b"L3.9", b"GOGO")
_VBRI_OFFSET = 36
_DECODER_DELAY = 529  # samples, of every layer III decoder


@dataclass(frozen=True, slots=True)
class Promise:
    """What the first frame claims of the sound: frames and bytes, 0 where it does not say.

    `seconds` is the length that players show; `lead` is the silence in front that players cut,
    `trimmed` that at both ends, in seconds. `size` counts from the first byte of this frame.
    """

    frames: int = 0
    size: int = 0
    seconds: float = 0.0
    lead: float = 0.0
    trimmed: float = 0.0
    is_average: bool = False

    def missing(self, frames: int, size: int) -> int:
        """Return the bytes that were promised and are not among `size`, after `frames` frames."""
        if self.frames and frames + 1 >= self.frames:
            return 0  # all are there; some encoders count this frame, or the tags in front
        return max(self.size - size, 0)


def read_promise(frame: bytes, samples: int, sample_rate: int) -> Promise | None:
    """Read the start of a first frame: None where it is ordinary sound.

    `samples` is what a frame gives per channel, `sample_rate` Hz.
    """
    if frame[_VBRI_OFFSET : _VBRI_OFFSET + 4] == b"VBRI" and len(frame) >= _VBRI_OFFSET + 18:
        size, frames = struct.unpack_from(">II", frame, _VBRI_OFFSET + 10)
        return Promise(frames, size, frames * samples / sample_rate)
    is_mono = len(frame) > 3 and frame[3] >> 6 == 3
    is_mpeg1 = len(frame) > 1 and frame[1] >> 3 & 3 == 3
    side = (17 if is_mono else 32) if is_mpeg1 else (9 if is_mono else 17)
    for place in (4 + side, 6 + side):  # 6: some encoders leave room for a checksum
        if frame[place : place + 4] in (b"Xing", b"Info"):
            return _read_xing(frame[place:], samples, sample_rate)
    return None


def _read_xing(data: bytes, samples: int, sample_rate: int) -> Promise:
    flags = int.from_bytes(data[4:8], "big")
    place, frames, size = 8, 0, 0
    if flags & _HAS_FRAMES:
        frames, place = int.from_bytes(data[place : place + 4], "big"), place + 4
    if flags & _HAS_BYTES:
        size, place = int.from_bytes(data[place : place + 4], "big"), place + 4
    place += (100 if flags & _HAS_TOC else 0) + (4 if flags & _HAS_QUALITY else 0)
    lame = data[place : place + 24]
    is_lame = len(lame) == 24 and lame[:4] in _ENCODERS
    delays = int.from_bytes(lame[21:24], "big") if is_lame else 0
    delay, padding = delays >> 12, delays & 0xFFF
    trimmed = (delay + padding) / sample_rate
    return Promise(
        frames,
        size,
        seconds=max(frames * samples / sample_rate - trimmed, 0.0),
        lead=(delay + _DECODER_DELAY) / sample_rate if delays else 0.0,
        trimmed=trimmed,
        is_average=is_lame and lame[9] & 15 in _AVERAGE_METHODS,
    )
