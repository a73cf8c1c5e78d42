"""Station probe: FLAC and raw AAC, where mutagen knows all that is wanted."""

from feedtool.model.tagging import join
from feedtool.probe.comments import open_with, read_comments
from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import skip_leading, sound_span
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window

_IS_LAST = 0x80
_MAX_BLOCKS = 1000


def measure_flac(window: Window) -> Sound:
    """Measure a FLAC file; the frames after its metadata blocks are hashed."""
    from mutagen.flac import FLAC  # noqa: PLC0415 - mutagen only where needed

    file = open_with(FLAC, window)
    start, end = _first_frame(window), sound_span(window)[1]
    sound = Sound("flac", "flac", "audio/flac", ranges=[(start, end)], sound_bytes=end - start)
    sound.duration = file.info.length
    sound.sample_rate, sound.channels = file.info.sample_rate, file.info.channels
    sound.tagging = join([read_edge_tags(window), read_comments(file.tags, file.pictures)])
    return sound


def _first_frame(window: Window) -> int:
    place = skip_leading(window, 0) + 4
    for _ in range(_MAX_BLOCKS):
        head = window.read(place, 4)
        place += 4 + int.from_bytes(head[1:], "big")
        if len(head) < 4 or head[0] & _IS_LAST:
            break
    return min(place, window.size)


def measure_aac(window: Window) -> Sound:
    """Measure raw AAC (ADTS); the bytes between its tags are hashed."""
    from mutagen.aac import AAC  # noqa: PLC0415 - mutagen only where needed

    info = open_with(AAC, window).info
    start, end = sound_span(window)
    sound = Sound("aac", "aac", "audio/aac", ranges=[(start, end)], sound_bytes=end - start)
    sound.duration = info.length
    sound.sample_rate, sound.channels = info.sample_rate, info.channels
    sound.tagging = read_edge_tags(window)
    return sound
