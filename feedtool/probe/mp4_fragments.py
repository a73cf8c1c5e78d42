"""Station probe: an MP4 in fragments, its index spread over the file (ISO/IEC 14496-12, 8.8)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from feedtool.probe.mp4_index import Box, sub_boxes
from feedtool.probe.window import Window

_MAX_FRAGMENT = 4 << 20  # bytes of one fragment's index
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
        for begin, stop, of_run in _runs(data, track, defaults):
            lasts, used = _measure_run(data[begin:stop], of_run, present)
            ticks += lasts
            size += used
            present -= used
    return ticks, size


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


def _runs(data: bytes, track: int, of_file: _Defaults) -> Iterator[tuple[int, int, _Defaults]]:
    """List the runs of samples of a track: where each begins and ends, and its defaults."""
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
                yield begin, stop, defaults


def _read_header(data: bytes, begin: int, of_file: _Defaults) -> _Defaults:
    flags = int.from_bytes(data[begin + 1 : begin + 4], "big")
    place = begin + 8 + (8 if flags & _HAS_BASE else 0) + (4 if flags & _HAS_DESCRIPTION else 0)
    found = _Defaults(of_file.duration, of_file.size)
    if flags & _HAS_DURATION:
        found.duration, place = struct.unpack_from(">I", data, place)[0], place + 4
    if flags & _HAS_SIZE:
        found.size = struct.unpack_from(">I", data, place)[0]
    return found


def _measure_run(run: bytes, defaults: _Defaults, present: int) -> tuple[int, int]:
    """Return ticks and bytes of the samples of a run that are whole in `present` bytes.

    A run may claim billions of samples in a few bytes: those that are all alike are not listed.
    """
    flags = int.from_bytes(run[1:4], "big")
    (count,) = struct.unpack_from(">I", run, 4)
    fields = [f for f in (_DURATION, _SIZE, _FLAGS, _COMPOSITION) if flags & f]
    if not fields:
        whole = min(count, present // defaults.size) if defaults.size else 0
        return whole * defaults.duration, whole * defaults.size
    place = 8 + sum(4 for flag in (_OFFSET, _FIRST_FLAGS) if flags & flag)
    width = len(fields)
    if place + 4 * width * count > len(run):
        raise struct.error("a run of samples is longer than its box")
    numbers = struct.unpack_from(f">{width * count}I", run, place)
    columns = {flag: numbers[at::width] for at, flag in enumerate(fields)}
    sizes = columns.get(_SIZE, (defaults.size,) * count)
    whole = bisect_right(list(accumulate(sizes)), present)
    return sum(columns.get(_DURATION, (defaults.duration,) * count)[:whole]), sum(sizes[:whole])
