"""Station probe: Ogg, measured by its pages (RFC 3533, RFC 7845, Vorbis I section A.2)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.model.tagging import Tagging
from feedtool.probe.comments import DAMAGED, open_with, read_comments
from feedtool.probe.edges import sound_span
from feedtool.probe.ogg_packets import (
    SETUP_END,
    count_laces,
    opus_samples,
    packet_heads,
    vorbis_samples,
)
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window

_HEAD = 27
_IS_FIRST, _IS_LAST = 2, 4
_NO_PACKET_ENDS = -1
_OPUS_RATE = 48_000  # Hz, whatever was recorded
_MAX_JUNK = 1 << 16
_OPENING = 80  # bytes of a stream that tell what it is
_CHECKSUM = slice(22, 26)  # of a page
_SWAP = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""Turns the bits of each byte round: the checksum is CRC-32, read from the other end."""


@dataclass(slots=True)
class Page:
    """One page: its stream and its number in it, its position in samples, its lacing values.

    It begins at `place`, `start` is the place of its content. A page that `is_damaged` is left out
    by decoders: its checksum is wrong.
    """

    place: int
    serial: int
    number: int
    is_first: bool
    is_last: bool
    granule: int
    lacing: bytes
    start: int
    content: bytes
    is_damaged: bool = False

    @property
    def end(self) -> int:
        """Return where the page's content ends, by its own word."""
        return self.start + sum(self.lacing)


@dataclass(slots=True)
class Stream:
    """One logical stream: `headers` packets stand before the sound.

    `before` is the position at which a piece begins that was cut out of a longer recording, else 0.
    Each packet of FLAC and Speex gives `even` samples; those of Opus tell it themselves, those of
    Vorbis by its `blocks` (samples of a short and a long one) and the end of its `setup`. `heads`
    are the beginnings of those that stand beside the headers.
    Streams of one `link` play together, those of different links one after the other.
    """

    codec: str = ""
    rate: int = 0
    channels: int = 0
    skip: int = 0
    headers: int = 0
    even: int = 0
    blocks: tuple[int, int] = (0, 0)
    setup: bytes = b""
    heads: list[bytes] = field(default_factory=list)
    packets: int = 0
    granule: int = 0
    before: int = 0
    link: int = 0
    is_ended: bool = False
    number: int = 0
    has_holes: bool = False
    ranges: list[tuple[int, int]] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Return how long the sound lasts."""
        return max(self.granule - self.before - self.skip, 0) / self.rate

    def take(self, page: Page, end: int, *, is_whole: bool) -> None:
        """Add a page whose content is there up to the byte `end`."""
        self.has_holes |= page.is_damaged
        laces = size = 0
        if self.packets < self.headers:  # some programs let the sound begin on their last page
            laces = count_laces(page.lacing, self.headers - self.packets)
            size = sum(page.lacing[:laces])
            self.setup = (self.setup + page.content[:size])[-SETUP_END:]
        if laces < len(page.lacing):
            # Programs that write new tags may count their pages, but not those of the sound, anew.
            self.has_holes |= bool(self.ranges) and page.number > self.number + 1
            self.ranges.append((min(page.start + size, end), end))
        self.number = page.number
        self.packets += len(page.lacing) - page.lacing.count(255)
        self.is_ended = page.is_last and is_whole
        if is_whole and page.granule != _NO_PACKET_ENDS:
            if not self.granule:
                heads = self.heads + packet_heads(page.lacing[laces:], page.content[size:])
                self.heads = heads if laces else []
                self.before = max(page.granule - self._samples(heads, page.granule), 0)
            self.granule = page.granule

    def _samples(self, heads: list[bytes], granule: int) -> int:
        """Return how many samples the first page of the sound gives, its own word in doubt."""
        if self.codec == "opus":
            return opus_samples(heads)
        if self.codec == "vorbis":
            samples = vorbis_samples(heads, self.blocks, self.setup)
            return granule if samples is None else samples
        return self.even * len(heads)


def measure_ogg(window: Window) -> Sound:
    """Measure Ogg Vorbis, Opus, FLAC or Speex; the packets after the headers are hashed."""
    sound = Sound("ogg", type="audio/ogg")
    streams = _read_streams(window, sound)
    voices = [stream for stream in streams if stream.rate]
    sound.has_video = any(stream.codec == "theora" for stream in streams)
    if not voices:
        sound.fault = "no sound that is known (Opus, Vorbis, FLAC, Speex) is in the Ogg file"
        return sound
    first = voices[0]
    sound.codec, sound.sample_rate, sound.channels = first.codec, first.rate, first.channels
    sound.type = _type_of(first, has_video=sound.has_video)
    sound.duration = _seconds_of(voices)
    if sound.missing_bytes:
        sound.ending = "cut"
    elif not voices[-1].is_ended:
        sound.ending = "doubtful"
    elif any(voice.has_holes for voice in voices):
        sound.ending = "holed"
    sound.ranges = [part for voice in voices for part in voice.ranges]
    sound.sound_bytes = sum(end - start for start, end in sound.ranges)
    sound.tagging = _read_tags(window, first.codec)
    return sound


def _seconds_of(voices: list[Stream]) -> float:
    links: dict[int, float] = {}
    for voice in voices:
        links[voice.link] = max(links.get(voice.link, 0.0), voice.seconds)
    return sum(links.values())


def _read_streams(window: Window, sound: Sound) -> list[Stream]:
    """Return the streams, side by side or one behind the other.

    What bytes are missing, and what belong to no page, is put into `sound`.
    """
    streams: list[Stream] = []
    current: dict[int, Stream] = {}
    link = 0
    is_opening = False
    end, stop = sound_span(window)
    for page in _pages(window, end):
        stream = current.get(page.serial)
        if stream is None or page.is_first:
            stream = current[page.serial] = _open_stream(page.content[:_OPENING])
            link += not is_opening  # the first pages of streams that play together come together
            stream.link = link
            streams.append(stream)
        is_opening = page.is_first
        sound.junk_bytes += page.place - end
        end = page.end
        stream.take(page, min(end, window.size), is_whole=end <= window.size)
    sound.junk_bytes += max(stop - end, 0)
    sound.missing_bytes = max(end - window.size, 0)
    return streams


def _type_of(stream: Stream, *, has_video: bool) -> str:
    if has_video:
        return "video/ogg"
    return "audio/opus" if stream.codec == "opus" else "audio/ogg"


def _pages(window: Window, place: int) -> Iterator[Page]:
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
        granule, serial, number = struct.unpack_from("<qII", head, 6)
        lacing = head[_HEAD : _HEAD + head[26]]
        start = _HEAD + len(lacing)
        data = window.read(place, start + sum(lacing))
        page = Page(
            place,
            serial,
            number,
            bool(head[5] & _IS_FIRST),
            bool(head[5] & _IS_LAST),
            granule,
            lacing,
            place + start,
            data[start:],
        )
        page.is_damaged = page.end <= window.size and not _has_checksum(data)
        yield page
        place = page.end


def _has_checksum(page: bytes) -> bool:
    """Say whether a page is as it was written (RFC 3533, section 6, field 7)."""
    bare = page[: _CHECKSUM.start] + bytes(4) + page[_CHECKSUM.stop :]
    found = zlib.crc32(bare.translate(_SWAP), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return found.to_bytes(4, "big").translate(_SWAP) == page[_CHECKSUM]


def _open_stream(head: bytes) -> Stream:
    if head[:8] == b"OpusHead":
        channels, skip = struct.unpack_from("<BH", head, 9)
        return Stream("opus", _OPUS_RATE, channels, skip, headers=2)
    if head[:7] == b"\x01vorbis":
        channels, rate = struct.unpack_from("<BI", head, 11)
        blocks = 1 << (head[28] & 15), 1 << (head[28] >> 4)
        return Stream("vorbis", rate, channels, headers=3, blocks=blocks)
    if head[:5] == b"\x7fFLAC":
        packed = int.from_bytes(head[27:35], "big")  # STREAMINFO: rate 20 bits, channels 3
        headers = 1 + int.from_bytes(head[7:9], "big")
        rate, channels = packed >> 44, (packed >> 41 & 7) + 1
        even = int.from_bytes(head[19:21], "big")
        return Stream("flac", rate, channels, headers=max(headers, 2), even=even)
    if head[:8] == b"Speex   ":
        rate, _, _, channels = struct.unpack_from("<4I", head, 36)
        size, _, frames = struct.unpack_from("<3I", head, 56)
        return Stream("speex", rate, channels, headers=2, even=size * max(frames, 1))
    return Stream("theora" if head[:7] == b"\x80theora" else "")


def _read_tags(window: Window, codec: str) -> Tagging:
    from mutagen import oggflac, oggopus, oggspeex, oggvorbis  # noqa: PLC0415 - as in mp4

    readers = {
        "opus": oggopus.OggOpus,
        "vorbis": oggvorbis.OggVorbis,
        "flac": oggflac.OggFLAC,
        "speex": oggspeex.OggSpeex,
    }
    file = open_with(readers[codec], window)
    return read_comments(file.tags) if file is not None else DAMAGED
