"""Station probe: WAV, measured by its chunks (RIFF 1991; EBU Tech 3306 for RF64)."""

import struct

from feedtool.model.tagging import Tagging, join
from feedtool.probe.chunks import is_streamed, list_chunks
from feedtool.probe.id3_values import read_id3
from feedtool.probe.mpeg_frames import FrameWalk
from feedtool.probe.riff_info import KIND, read_info
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window
from feedtool.probe.xmp import CHUNK, read_packets

_PCM, _FLOAT, _ADPCM, _MPEG, _EXTENSIBLE = 1, 3, 2, 0x55, 0xFFFE
_CODECS = {_PCM: "pcm", _FLOAT: "pcm", _ADPCM: "adpcm", 0x11: "adpcm", 6: "pcm", 7: "pcm"}
_UNKNOWN_SIZE = 0xFFFFFFFF  # of a stream whose length was not known when it began
_MAX_LIST = 1 << 20  # bytes of texts that are read
_MOST_LISTS = 16


def measure_wav(window: Window) -> Sound:
    """Measure a WAV; the content of its data chunk is hashed."""
    sound = Sound("wav", type="audio/wav")
    found = list(list_chunks(window, "little"))
    chunks = dict(reversed(found))
    form, data = chunks.get(b"fmt "), chunks.get(b"data")
    if form is None or data is None:
        sound.fault = "the WAV file is cut off or damaged: it holds no sound"
        return sound
    tag, channels, rate, byte_rate, align = struct.unpack("<HHIIH", window.read(form[0], 14))
    if tag == _EXTENSIBLE:
        tag = int.from_bytes(window.read(form[0] + 24, 2), "little")
    start, size = data
    end = window.size if is_streamed(size, window.size) else start + size
    sound.missing_bytes = max(end - window.size, 0)
    end = min(end, window.size)
    sound.codec = "mp3" if tag == _MPEG else _CODECS.get(tag, f"wav-{tag:04x}")
    sound.sample_rate, sound.channels = rate or None, channels or None
    sound.ranges, sound.sound_bytes = [(start, end)], end - start
    total = _read_fact(window, chunks) if sound.codec != "pcm" else 0
    if sound.codec == "mp3":
        _count_frames(sound, window, start, end)
    elif total and rate:
        sound.promised = total / rate
        sound.duration = sound.promised * (end - start) / (end - start + sound.missing_bytes or 1)
    elif sound.codec == "pcm" and align and rate:
        sound.duration = (end - start) // align / rate
        sound.promised = (end - start + sound.missing_bytes) // align / rate
    elif byte_rate:
        sound.duration = (end - start) / byte_rate
    sound.tagging = _read_tags(window, found)
    return sound


def _read_tags(window: Window, chunks: list[tuple[bytes, tuple[int, int]]]) -> Tagging:
    """Read the ID3 tag, the texts of RIFF and what else gives somebody away."""
    tags = [place for name, (place, _) in chunks if name in (b"id3 ", b"ID3 ")]
    parts = [read_id3(window, tags[0])] if tags else []
    lists = [place for name, place in chunks if name == b"LIST"]
    parts += [read_info(window.read(at, min(size, _MAX_LIST))) for at, size in lists[:_MOST_LISTS]]
    packets = [(at, at + size) for name, (at, size) in chunks if name == CHUNK]
    return join([*parts, read_packets(window, KIND, packets)])


def _read_fact(window: Window, chunks: dict[bytes, tuple[int, int]]) -> int:
    """Return the samples per channel that the header names, 0 where it does not."""
    place, size = chunks.get(b"fact", (0, 0))
    count = int.from_bytes(window.read(place, 4), "little") if size >= 4 else 0
    return 0 if count == _UNKNOWN_SIZE else count


def _count_frames(sound: Sound, window: Window, start: int, end: int) -> None:
    walk = FrameWalk(window, end)
    walk.walk(start)
    sound.duration = walk.seconds
    sound.junk_bytes, sound.gap_bytes = walk.junk + end - walk.last, walk.junk
