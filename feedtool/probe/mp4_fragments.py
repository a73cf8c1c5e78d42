"""Station probe: an MP4 in fragments, its index spread over the file (ISO/IEC 14496-12, 8.8)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from feedtool.probe.mp4_index import Box, sub_boxes
from feedtool.probe.window import Window

_MAX_FRAGMENT = 4 << 20  # bytes of one fragment's index
_MAX_SAMPLES = 1_000_000
_OFFSET, _FIRST_FLAGS = 1, 4  # flags of a run: fields before its samples
_DURATION, _SIZE, _FLAGS, _COMPOSITION = 0x100, 0x200, 0x400, 0x800  # fields of each sample
_HAS_BASE, _HAS_DESCRIPTION, _HAS_DURATION, _HAS_SIZE = 1, 2, 8, 0x10  # flags of a track's header


@dataclass(slots=True)
class _Defaults:
    duration: int = 0
    size: int = 0


def count_fragments(
    window: Window, tops: list[Box], moov: bytes, track: int
) -> tuple[int, int] | None:
    """Return ticks and bytes of the samples of a track that are whole in the file.

    None where the file is not in fragments. `moov` is the content of that box. Raises struct.error
    on damaged bytes.
    """
    if not any(kind == "moof" for kind, _, _ in tops):
        return None
    defaults = _track_defaults(moov, track)
    ticks = size = 0
    for (kind, start, end), following in zip(tops, [*tops[1:], ("", 0, 0)], strict=True):
        if kind != "moof" or end > window.size:
            continue
        data = window.read(start, min(end - start, _MAX_FRAGMENT))
        present = max(0, min(following[2], window.size) - following[1])
        for durations, sizes in _runs(data, track, defaults):
            whole = _whole_samples(sizes, present)
            ticks += sum(durations[:whole])
            size += sum(sizes[:whole])
            present -= sum(sizes[:whole])
    return ticks, size


def _whole_samples(sizes: list[int], present: int) -> int:
    return bisect_right(list(accumulate(sizes)), present)


def _track_defaults(moov: bytes, track: int) -> _Defaults:
    for kind, start, end in sub_boxes(moov, 0, len(moov)):
        if kind != "mvex":
            continue
        for inner, begin, _ in sub_boxes(moov, start, end):
            if inner == "trex":
                number, _, duration, size = struct.unpack_from(">4I", moov, begin + 4)
                if number == track:
                    return _Defaults(duration, size)
    return _Defaults()


def _runs(data: bytes, track: int, of_file: _Defaults) -> Iterator[tuple[list[int], list[int]]]:
    """List the runs of samples of a track: durations, and sizes."""
    for kind, start, end in sub_boxes(data, 0, len(data)):
        if kind != "traf":
            continue
        defaults = of_file
        for inner, begin, stop in sub_boxes(data, start, end):
            if inner == "tfhd":
                if struct.unpack_from(">I", data, begin + 4)[0] != track:
                    break
                defaults = _read_header(data, begin, of_file)
            elif inner == "trun":
                yield _read_run(data, begin, stop, defaults)


def _read_header(data: bytes, begin: int, of_file: _Defaults) -> _Defaults:
    flags = int.from_bytes(data[begin + 1 : begin + 4], "big")
    place = begin + 8 + (8 if flags & _HAS_BASE else 0) + (4 if flags & _HAS_DESCRIPTION else 0)
    found = _Defaults(of_file.duration, of_file.size)
    if flags & _HAS_DURATION:
        found.duration, place = struct.unpack_from(">I", data, place)[0], place + 4
    if flags & _HAS_SIZE:
        found.size = struct.unpack_from(">I", data, place)[0]
    return found


def _read_run(
    data: bytes, begin: int, stop: int, defaults: _Defaults
) -> tuple[list[int], list[int]]:
    flags, count = int.from_bytes(data[begin + 1 : begin + 4], "big"), 0
    (count,) = struct.unpack_from(">I", data, begin + 4)
    place = begin + 8 + sum(4 for flag in (_OFFSET, _FIRST_FLAGS) if flags & flag)
    fields = [f for f in (_DURATION, _SIZE, _FLAGS, _COMPOSITION) if flags & f]
    if not fields:
        count = min(count, _MAX_SAMPLES)
        return [defaults.duration] * count, [defaults.size] * count
    width = len(fields)
    if place + 4 * width * count > stop:
        raise struct.error("a run of samples is longer than its box")
    numbers = struct.unpack_from(f">{width * count}I", data, place)
    columns = {flag: list(numbers[at::width]) for at, flag in enumerate(fields)}
    return (
        columns.get(_DURATION, [defaults.duration] * count),
        columns.get(_SIZE, [defaults.size] * count),
    )
