"""Station tag: a track of an MP4 that shows texts one after the other, and is not played.

Sources: QuickTime File Format (text media), ISO/IEC 14496-12. AVFoundation wants one entry of time
for each sample, and ffmpeg takes the texts as UTF-8, as their samples say too.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise

from feedtool.formats.vocabulary.language_codes import track_language
from feedtool.tag.mp4_boxes import make_box

SCALE = 1000
"""Ticks a second."""

_IN_MOVIE = 2  # a flag of the track's header, without the one that lets it play
_MATRIX = struct.pack(">9I", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
_IS_UTF8 = make_box(b"encd", struct.pack(">I", 0x100))
_LONGEST = (1 << 32) - 1
_UNKNOWN = "und"


@dataclass(frozen=True, slots=True)
class TextTrack:
    """Texts, when each begins and the last one ends (ticks), and their language (ISO 639-2)."""

    texts: tuple[bytes, ...]
    starts: tuple[int, ...]
    end: int
    language: str

    @property
    def samples(self) -> list[bytes]:
        """The samples: the length of the text, the text in UTF-8, the name of its encoding."""
        return [struct.pack(">H", len(each)) + each + _IS_UTF8 for each in self.texts]

    @property
    def lengths(self) -> list[int]:
        """The ticks that each text is shown."""
        return [end - start for start, end in pairwise((*self.starts, self.end))]


def make_text_track(track: TextTrack, scale: int, number: int, place: int) -> bytes:
    """Write the content of a trak box, for a movie of `scale` ticks a second.

    `place` is where the samples stand, one behind the other; the size does not depend on it.
    """
    first, last = (min(each * scale // SCALE, _LONGEST) for each in (track.starts[0], track.end))
    header = (0, 0, number, 0, last, _MATRIX)
    edits = [(last - first, 0)] if not first else [(first, -1), (last - first, 0)]
    table = b"".join(struct.pack(">IiI", ticks, begin, 1 << 16) for ticks, begin in edits)
    return (
        _full(b"tkhd", struct.pack(">5I16x36s8x", *header), flags=_IN_MOVIE)
        + make_box(b"edts", _full(b"elst", struct.pack(">I", len(edits)) + table))
        + make_box(b"mdia", _make_media(track, place))
    )


def _make_media(track: TextTrack, place: int) -> bytes:
    length = track.end - track.starts[0]
    header = struct.pack(">4IHH", 0, 0, SCALE, length, _pack_language(track.language), 0)
    graphics = struct.pack(">5H2x", 0x40, 0x8000, 0x8000, 0x8000, 0)
    same_file = _full(b"url ", b"", flags=1)
    parts = (
        make_box(b"gmhd", _full(b"gmin", graphics) + make_box(b"text", _MATRIX)),
        make_box(b"dinf", _full(b"dref", struct.pack(">I", 1) + same_file)),
        make_box(b"stbl", _make_tables(track, place)),
    )
    return (
        _full(b"mdhd", header)
        + _full(b"hdlr", struct.pack(">4x4s12x", b"text") + b"Chapters\0")
        + make_box(b"minf", b"".join(parts))
    )


def _make_tables(track: TextTrack, place: int) -> bytes:
    """Write what tells the samples, which are one chunk."""
    count = len(track.texts)
    entry = struct.pack(">6xH43x", 1)  # black text of the usual font, in no box
    times = b"".join(struct.pack(">II", 1, length) for length in track.lengths)
    sizes = struct.pack(f">{count}I", *map(len, track.samples))
    return (
        _full(b"stsd", struct.pack(">I", 1) + make_box(b"text", entry))
        + _full(b"stts", struct.pack(">I", count) + times)
        + _full(b"stsc", struct.pack(">4I", 1, 1, count, 1))
        + _full(b"stsz", struct.pack(">II", 0, count) + sizes)
        + _full(b"co64", struct.pack(">IQ", 1, place))
    )


def _full(kind: bytes, content: bytes, *, flags: int = 0) -> bytes:
    """Write a box of version 0 with flags."""
    return make_box(kind, struct.pack(">I", flags) + content)


def _pack_language(code: str) -> int:
    """Pack three letters of ISO 639-2/T into five bits each (ISO/IEC 14496-12, 8.4.2)."""
    code = track_language(code)
    is_code = len(code) == len(_UNKNOWN) and code.isascii() and code.islower()
    letters = (ord(letter) - 0x60 for letter in (code if is_code else _UNKNOWN))
    first, second, third = letters
    return first << 10 | second << 5 | third
