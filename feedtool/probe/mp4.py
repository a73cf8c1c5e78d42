"""Station probe: MP4 and QuickTime, measured by their index, which tells what is there."""

import contextlib
import struct
from bisect import bisect_left

from feedtool.model.tagging import Tagging, join
from feedtool.probe.mp4_fragments import count_fragments
from feedtool.probe.mp4_index import Box, Movie, Track, read_movie, top_boxes
from feedtool.probe.mp4_tags import read_mp4_tags
from feedtool.probe.sound import MAX_METADATA, Sound
from feedtool.probe.window import Window
from feedtool.probe.xmp import list_packets

_PICTURE_CODECS = ("jpeg", "png ", "mjpa", "mjpb")
_CUT_OFF = "the file is cut off: its index (moov) is not whole, no app can play it"
_ID3_IN_FRONT = "an ID3 tag stands before the MP4: apps take it for an MP3 and cannot play it"
_VIDEO_TYPES = {b"qt  ": "video/quicktime", b"M4V ": "video/x-m4v"}


def measure_mp4(window: Window) -> Sound:
    """Measure an MP4, M4A or QuickTime file; its sound is hashed by the mdat boxes that hold it."""
    tops = list(top_boxes(window))
    moov = next((box for box in tops if box[0] == "moov"), None)
    sound = Sound("mp4", type="audio/x-m4a")
    if moov is None or moov[2] > window.size:
        sound.fault = _ID3_IN_FRONT if window.read(0, 3) == b"ID3" else _CUT_OFF
        return sound
    index = window.read(moov[1], min(moov[2] - moov[1], MAX_METADATA))
    movie = read_movie(index)
    media = [(start, min(end, window.size)) for kind, start, end in tops if kind == "mdat"]
    sound.ranges = _played_ranges(movie, tops, media)
    sound.has_video = _has_video(movie)
    if sound.has_video:
        sound.type = _VIDEO_TYPES.get(window.read(8, 4), "video/mp4")
    sound.missing_bytes = _missing_bytes(movie, tops, media, window.size)
    # Places are told by the index: what is lost inside spoils all that follows.
    sound.ending = "cut" if sound.missing_bytes else ""
    sound.junk_bytes = max(window.size - tops[-1][2], 0)
    _add_times(sound, movie, window.size)
    _add_fragments(sound, movie, window, tops, index)
    with contextlib.suppress(struct.error, IndexError):
        sound.tagging = Tagging(fault="the tags in the index (moov) are damaged")
        packets = tuple(frame for frame, _ in list_packets(window, tops))
        tags = read_mp4_tags(window.read, index, movie)
        sound.tagging = join([tags, Tagging(frames=packets)])
    return sound


def _played_ranges(
    movie: Movie, tops: list[Box], media: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Leave out media that only chapters have samples in, or nothing: all where none is left."""
    if len(media) < 2 or any(kind == "moof" for kind, _, _ in tops):
        return media
    chapters = {number for track in movie.tracks for number in track.chapters}
    played = (track for track in movie.tracks if track.number not in chapters)
    places = sorted(place for track in played for place in track.offsets)
    found = [(start, end) for start, end in media if _has_any(places, start, end)]
    return found or media


def _has_any(places: list[int], start: int, end: int) -> bool:
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


def _has_video(movie: Movie) -> bool:
    """Tell whether something moves: the pictures of chapters and covers are tracks too.

    A track of one sample is a picture, however it is coded.
    """
    chapters = {number for track in movie.tracks for number in track.chapters}
    return any(
        track.kind == "vide"
        and track.codec not in _PICTURE_CODECS
        and track.number not in chapters
        and sum(count for count, _ in track.times) != 1
        for track in movie.tracks
    )


def _missing_bytes(movie: Movie, tops: list[Box], media: list[tuple[int, int]], size: int) -> int:
    present = sum(max(end - start, 0) for start, end in media)
    return max(
        0,
        max((end for _, _, end in tops), default=0) - size,
        sum(sum(track.sizes) for track in movie.tracks) - present,
        max((offset for track in movie.tracks for offset in track.offsets), default=0) - size,
    )


def _audio_track(movie: Movie) -> Track | None:
    return next((track for track in movie.tracks if track.kind == "soun"), None)


def _add_times(sound: Sound, movie: Movie, size: int) -> None:
    ticks = movie.ticks or movie.fragment_ticks
    sound.promised = ticks / movie.scale if movie.scale and ticks else None
    track = _audio_track(movie)
    if track is not None:
        sound.codec, sound.sample_rate, sound.channels = track.sound
    if track is None or not track.scale or not track.times:
        sound.duration = sound.promised  # a film without sound, or one in fragments
        return
    samples = track.samples_before(size) if sound.missing_bytes and track.sizes else None
    sound.duration = track.ticks(samples) / track.scale
    if track.edited and movie.scale:
        sound.duration = min(sound.duration, track.edited / movie.scale) + track.delay / movie.scale
    sound.sound_bytes = sum(track.sizes[:samples])


def _add_fragments(
    sound: Sound, movie: Movie, window: Window, tops: list[Box], index: bytes
) -> None:
    """Add what fragments hold to the times of the index."""
    track = _audio_track(movie)
    if track is None or not track.scale:
        return
    counted = count_fragments(window, tops, index, track.number)
    if counted is None:
        return
    ticks, size = counted
    sound.duration = (track.ticks() + ticks) / track.scale
    sound.sound_bytes += size
    sound.promised = movie.fragment_ticks / movie.scale if movie.scale else None
