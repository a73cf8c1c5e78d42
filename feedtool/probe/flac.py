"""Station probe: FLAC, measured by its frames (RFC 9639)."""

from feedtool.model.tagging import Tagging, join
from feedtool.probe.comments import DAMAGED, open_with, read_comments
from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import skip_leading, sound_span
from feedtool.probe.flac_frames import FlacCount, count_frames
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window

_IS_LAST = 0x80
_MAX_BLOCKS = 1000
_STREAMINFO = 34


def measure_flac(window: Window) -> Sound:
    """Measure a FLAC file; the frames after its metadata blocks are hashed."""
    head = skip_leading(window, 0) + 4
    info = window.read(head + 4, _STREAMINFO)
    if len(info) < _STREAMINFO or window.read(head, 1)[0] & 0x7F:
        return Sound(
            "flac", fault="the FLAC file is cut off or damaged: its first block is missing"
        )
    start, end = _first_frame(window, head), sound_span(window)[1]
    sound = Sound("flac", "flac", "audio/flac", ranges=[(start, end)], sound_bytes=end - start)
    packed = int.from_bytes(info[10:18], "big")  # rate 20 bits, channels 3, bits 5, samples 36
    sound.sample_rate, sound.channels = packed >> 44, (packed >> 41 & 7) + 1
    total = packed & (1 << 36) - 1
    least, most = (int.from_bytes(info[at : at + 2], "big") for at in (0, 2))
    if start >= end:
        return Sound("flac", fault="the FLAC file is cut off or damaged: no sound is in it")
    if not sound.sample_rate:
        return Sound("flac", fault="the FLAC file is damaged: it has no sample rate")
    _add_times(sound, total, count_frames(window, start, end, least if least == most else 0, total))
    sound.tagging = _read_tags(window)
    return sound


def _add_times(sound: Sound, total: int, count: FlacCount | None) -> None:
    """Believe the frames: what has none holds no sound, whatever its header says."""
    rate = sound.sample_rate or 1
    sound.promised = total / rate if total else None
    if count is None:
        return
    sound.duration = count.samples / rate
    sound.junk_bytes = count.junk
    if not count.is_whole or count.end - count.start < total:
        sound.ending = "cut"
    elif count.has_holes:
        sound.ending = "holed"


def _read_tags(window: Window) -> Tagging:
    from mutagen.flac import FLAC  # noqa: PLC0415 - mutagen only where needed

    file = open_with(FLAC, window)
    own = read_comments(file.tags, file.pictures) if file is not None else DAMAGED
    return join([read_edge_tags(window), own])


def _first_frame(window: Window, place: int) -> int:
    for _ in range(_MAX_BLOCKS):
        head = window.read(place, 4)
        place += 4 + int.from_bytes(head[1:], "big")
        if len(head) < 4 or head[0] & _IS_LAST:
            return min(place, window.size)
    return window.size  # each block costs memory: no file has so many
