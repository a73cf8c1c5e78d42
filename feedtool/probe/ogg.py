"""Station probe: Ogg, measured by its pages (RFC 3533, RFC 7845, Vorbis I section A.2)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.model.tagging import Tagging
from feedtool.probe.comments import open_with, read_comments
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window

_HEAD = 27
_NO_PACKET_ENDS = -1
_OPUS_RATE = 48_000  # Hz, whatever was recorded
_MAX_JUNK = 1 << 16


@dataclass(slots=True)
class Page:
    """One page: its stream, its position in samples, its lacing values, its content's place."""

    serial: int
    granule: int
    lacing: bytes
    start: int

    @property
    def end(self) -> int:
        """Return where the page's content ends, by its own word."""
        return self.start + sum(self.lacing)


@dataclass(slots=True)
class Stream:
    """One logical stream: `headers` packets stand before the sound."""

    codec: str = ""
    rate: int = 0
    channels: int = 0
    skip: int = 0
    headers: int = 0
    packets: int = 0
    granule: int = 0
    ranges: list[tuple[int, int]] = field(default_factory=list)


def measure_ogg(window: Window) -> Sound:
    """Measure Ogg Vorbis, Opus, FLAC or Speex; the packets after the headers are hashed."""
    sound = Sound("ogg", type="audio/ogg")
    streams: dict[int, Stream] = {}
    for page in _pages(window):
        stream = streams.get(page.serial)
        if stream is None:
            stream = streams[page.serial] = _open_stream(window.read(page.start, 64))
        if stream.packets >= stream.headers:
            stream.ranges.append((page.start, min(page.end, window.size)))
        stream.packets += sum(1 for value in page.lacing if value < 255)
        if page.end > window.size:
            sound.missing_bytes = page.end - window.size
        elif page.granule != _NO_PACKET_ENDS:
            stream.granule = page.granule
    voices = [stream for stream in streams.values() if stream.rate]
    sound.has_video = any(stream.codec == "theora" for stream in streams.values())
    if not voices:
        sound.fault = "no sound that is known (Opus, Vorbis, FLAC, Speex) is in the Ogg file"
        return sound
    first = voices[0]
    sound.codec, sound.sample_rate, sound.channels = first.codec, first.rate, first.channels
    sound.type = _type_of(first, has_video=sound.has_video)
    sound.duration = sum(max(voice.granule - voice.skip, 0) / voice.rate for voice in voices)
    sound.ranges = [part for voice in voices for part in voice.ranges]
    sound.sound_bytes = sum(end - start for start, end in sound.ranges)
    sound.tagging = _read_tags(window, first.codec)
    return sound


def _type_of(stream: Stream, *, has_video: bool) -> str:
    if has_video:
        return "video/ogg"
    return "audio/opus" if stream.codec == "opus" else "audio/ogg"


def _pages(window: Window) -> Iterator[Page]:
    place = 0
    while True:
        head = window.read(place, _HEAD + 255)
        if head[:4] != b"OggS":
            found = window.read(place, _MAX_JUNK).find(b"OggS")
            if found <= 0:
                return
            place += found
            continue
        if len(head) < _HEAD:
            return
        granule, serial = struct.unpack_from("<qI", head, 6)
        lacing = head[_HEAD : _HEAD + head[26]]
        page = Page(serial, granule, lacing, place + _HEAD + head[26])
        yield page
        place = page.end


def _open_stream(head: bytes) -> Stream:
    if head[:8] == b"OpusHead":
        channels, skip = struct.unpack_from("<BH", head, 9)
        return Stream("opus", _OPUS_RATE, channels, skip, headers=2)
    if head[:7] == b"\x01vorbis":
        channels, rate = struct.unpack_from("<BI", head, 11)
        return Stream("vorbis", rate, channels, headers=3)
    if head[:5] == b"\x7fFLAC":
        packed = int.from_bytes(head[27:35], "big")  # STREAMINFO: rate 20 bits, channels 3
        headers = 1 + int.from_bytes(head[7:9], "big")
        return Stream("flac", packed >> 44, (packed >> 41 & 7) + 1, headers=max(headers, 2))
    if head[:8] == b"Speex   ":
        rate, _, _, channels = struct.unpack_from("<4I", head, 36)
        return Stream("speex", rate, channels, headers=2)
    return Stream("theora" if head[:7] == b"\x80theora" else "")


def _read_tags(window: Window, codec: str) -> Tagging:
    from mutagen import oggflac, oggopus, oggspeex, oggvorbis  # noqa: PLC0415 - as in mp4

    readers = {
        "opus": oggopus.OggOpus,
        "vorbis": oggvorbis.OggVorbis,
        "flac": oggflac.OggFLAC,
        "speex": oggspeex.OggSpeex,
    }
    return read_comments(open_with(readers[codec], window).tags)
