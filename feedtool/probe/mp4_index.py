"""Station probe: the index of an MP4 or QuickTime file, without judgement (ISO/IEC 14496-12)."""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat

from feedtool.probe.mp4_entry import SoundEntry, read_sound_entry
from feedtool.probe.window import Window

_NESTED = ("mdia", "minf", "stbl", "edts", "mvex", "tref")
_OF_FILES = frozenset(
    "ftyp styp pdin moov moof mfra mdat imda free skip wide meta udta uuid sidx ssix prft emsg "
    "pnot PICT".split()
)
"""Boxes on the top level of files (ISO/IEC 14496-12, QuickTime File Format)."""
_MAX_BOXES = 100_000
_MAX_RUNS = 6_000_000

Box = tuple[str, int, int]
"""A box: its kind, and where its content begins and ends by its own word."""


@dataclass(slots=True)
class Track:
    """One track's tables: `kind` is its handler, `scale` ticks a second."""

    number: int = 0
    kind: str = ""
    codec: str = ""
    sound: SoundEntry = field(default_factory=SoundEntry)  # of a track that is one
    scale: int = 0
    edited: int = 0  # ticks of the movie that the edit list plays
    delay: int = 0  # ticks of the movie before, in which it plays nothing
    times: list[tuple[int, int]] = field(default_factory=list)  # samples, ticks of each
    sizes: Sequence[int] = ()
    even: int = 0  # bytes of each sample where all have the same, and no table
    chunks: list[tuple[int, int]] = field(default_factory=list)  # first of a run, samples in each
    offsets: Sequence[int] = ()
    chapters: tuple[int, ...] = ()  # tracks that hold this one's chapters

    def ticks(self, samples: int | None = None) -> int:
        """Return how long the first `samples` last, all where it is not said."""
        total = 0
        for count, each in self.times:
            used = count if samples is None else min(count, samples)
            total += used * each
            samples = None if samples is None else samples - used
        return total

    def samples_before(self, end: int) -> int:
        """Count the samples that lie whole before the byte `end`."""
        index = 0
        for offset, count in zip(self.offsets, self._chunk_counts(), strict=False):
            inside = self.sizes[index : index + count]
            if offset + sum(inside) > end:
                ends = list(accumulate(inside, initial=offset))
                return index + bisect_right(ends, end) - 1 if offset < end else index
            index += count
        return index

    def places(self) -> Iterator[tuple[int, int]]:
        """List where each sample stands and how many bytes it has."""
        index = 0
        for offset, count in zip(self.offsets, self._chunk_counts(), strict=False):
            even = repeat(self.even, count if self.even else 0)
            for size in self.sizes[index : index + count] or even:
                yield offset, size
                offset += size  # noqa: PLW2901 - samples of a chunk stand side by side
            index += count

    def chunk_spans(self) -> Iterator[tuple[int, int]]:
        """List where each chunk begins and ends; one byte where its samples have no table."""
        index = 0
        for offset, count in zip(self.offsets, self._chunk_counts(), strict=False):
            size = sum(self.sizes[index : index + count]) if self.sizes else 1
            if size:
                yield offset, offset + size
            index += count

    def _chunk_counts(self) -> Iterator[int]:
        starts = [first for first, _ in self.chunks[1:]] + [len(self.offsets) + 1]
        for (first, count), following in zip(self.chunks, starts, strict=True):
            yield from (count for _ in range(following - first))


@dataclass(slots=True)
class Movie:
    """The index of a file: `scale` ticks a second, `ticks` its claimed length."""

    scale: int = 0
    ticks: int = 0
    fragment_ticks: int = 0
    tracks: list[Track] = field(default_factory=list)


def top_boxes(window: Window) -> Iterator[Box]:
    """List the boxes of a file; the last may claim to end behind it.

    What claims so and is no box of files, such as an ID3v1 tag behind them, ends the list.
    """
    place = 0
    for _ in range(_MAX_BOXES):
        head = window.read(place, 16)
        if len(head) < 8:
            return
        size, begin = int.from_bytes(head[:4], "big"), place + 8
        if size == 1:
            size, begin = int.from_bytes(head[8:], "big"), place + 16
        size = size or window.size - place
        kind = head[4:8].decode("latin-1")
        is_none = place + size > window.size and kind not in _OF_FILES
        if size < begin - place or is_none:
            return
        yield kind, begin, place + size
        place += size


def sub_boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """List the boxes of one level in a stretch of bytes, up to what is none.

    Raises struct.error where there are more than any index has: each costs memory.
    """
    for _ in range(_MAX_BOXES):
        if start + 8 > end:
            return
        size = int.from_bytes(data[start : start + 4], "big") or end - start
        if size < 8 or start + size > end:
            return
        yield data[start + 4 : start + 8].decode("latin-1"), start + 8, start + size
        start += size
    raise struct.error("an index has too many boxes")


def _leaves(data: bytes, start: int, end: int) -> Iterator[Box]:
    for box in sub_boxes(data, start, end):
        if box[0] in _NESTED:
            yield from _leaves(data, box[1], box[2])
        else:
            yield box


def read_movie(data: bytes) -> Movie:
    """Read the content of a moov box. Raises struct.error, IndexError on damaged bytes."""
    movie = Movie()
    for kind, start, end in _leaves(data, 0, len(data)):
        if kind == "mvhd":
            movie.scale, movie.ticks = _scale_and_ticks(data, start)
        elif kind == "mehd":
            movie.fragment_ticks = int.from_bytes(data[start + 4 : end], "big")
        elif kind == "trak":
            movie.tracks.append(_read_track(data, start, end))
    return movie


def _scale_and_ticks(data: bytes, start: int) -> tuple[int, int]:
    form, place = (">IQ", start + 20) if data[start] == 1 else (">II", start + 12)
    scale, ticks = struct.unpack_from(form, data, place)
    return scale, ticks


def _read_track(data: bytes, start: int, end: int) -> Track:
    track = Track()
    for kind, begin, stop in _leaves(data, start, end):
        if kind == "tkhd":
            track.number = int.from_bytes(_word(data, begin + (20 if data[begin] else 12)), "big")
        elif kind == "mdhd":
            track.scale, _ = _scale_and_ticks(data, begin)
        elif kind == "hdlr" and not track.kind:
            track.kind = _word(data, begin + 8).decode("latin-1")
        elif kind == "elst":
            track.edited, track.delay = _edited_ticks(data, begin)
        elif kind == "stsd":
            track.codec = _word(data, begin + 12).decode("latin-1")
            track.sound = read_sound_entry(data[begin:stop])
        elif kind == "chap":
            track.chapters = tuple(_numbers(data, begin, (stop - begin) // 4))
        else:
            _read_table(track, kind, data, begin)
    return track


def _read_table(track: Track, kind: str, data: bytes, begin: int) -> None:
    count = int.from_bytes(_word(data, begin + 4), "big")
    if kind == "stts":
        track.times = _pairs(_numbers(data, begin + 8, 2 * count), 2)
    elif kind == "stsc":
        track.chunks = _pairs(_numbers(data, begin + 8, 3 * count), 3)
    elif kind == "stsz":
        samples = int.from_bytes(_word(data, begin + 8), "big")
        track.even = count
        track.sizes = () if count else _numbers(data, begin + 12, samples)
    elif kind == "stco":
        track.offsets = _numbers(data, begin + 8, count)
    elif kind == "co64":
        track.offsets = struct.unpack_from(f">{count}Q", data, begin + 8)


def _word(data: bytes, start: int) -> bytes:
    return data[start : start + 4]


def _numbers(data: bytes, start: int, count: int) -> Sequence[int]:
    """Read numbers of four bytes, as an array: there may be millions."""
    if start + 4 * count > len(data):
        raise struct.error("a table is longer than its box")
    numbers = array("I", data[start : start + 4 * count])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _pairs(numbers: Sequence[int], step: int) -> list[tuple[int, int]]:
    if len(numbers) > _MAX_RUNS:
        raise struct.error("a table has more runs than a day of sound")
    return list(zip(numbers[::step], numbers[1::step], strict=True))


def _edited_ticks(data: bytes, start: int) -> tuple[int, int]:
    """Return the ticks of the edits that play something, and of those that are empty."""
    count = int.from_bytes(data[start + 4 : start + 8], "big")
    form = ">Qqi" if data[start] == 1 else ">Iii"
    size = struct.calcsize(form)
    edits = list(struct.iter_unpack(form, data[start + 8 : start + 8 + size * count]))
    played = sum(length for length, begin, _ in edits if begin >= 0)
    return played, sum(length for length, _, _ in edits) - played
