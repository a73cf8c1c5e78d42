"""Station probe: AIFF and AIFF-C, measured by their chunks (Apple, AIFF 1.3; AIFF-C draft 1991)."""

from feedtool.probe.chunks import is_streamed, list_chunks
from feedtool.probe.id3_values import read_id3
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window

_PCM = (b"NONE", b"twos", b"sowt", b"raw ", b"in24", b"in32", b"fl32", b"FL32", b"fl64", b"FL64")
_EXPONENT, _FRACTION = 16383, 63  # of a number of 80 bits (IEEE 754)


def measure_aiff(window: Window) -> Sound:
    """Measure an AIFF; the content of its SSND chunk is hashed."""
    sound = Sound("aiff", type="audio/aiff")
    chunks = dict(reversed(list(list_chunks(window, "big"))))
    form, data = chunks.get(b"COMM"), chunks.get(b"SSND")
    if form is None or data is None or data[1] <= 8 or data[0] + 8 >= window.size:
        sound.fault = "the AIFF file is cut off or damaged: it holds no sound"
        return sound
    head = window.read(form[0], 22)
    coding = head[18:22] if window.read(8, 4) == b"AIFC" else b"NONE"
    sound.codec = "pcm" if coding in _PCM else coding.decode("latin-1").strip().lower()
    channels, bits = (int.from_bytes(head[at : at + 2], "big") for at in (0, 6))
    count, rate = int.from_bytes(head[2:6], "big"), _read_rate(head[8:18])
    sound.channels, sound.sample_rate = channels or None, rate or None
    start, end = data[0] + 8, data[0] + data[1]  # behind an offset and the size of a block
    has_length = not is_streamed(data[1], window.size)
    sound.missing_bytes = max(end - window.size, 0) if has_length else 0
    end = min(end, window.size)
    sound.ranges, sound.sound_bytes = [(start, end)], end - start
    if rate:
        width = channels * -(-bits // 8) if sound.codec == "pcm" else 0
        present = min(count, sound.sound_bytes // width) if width else count
        sound.duration, sound.promised = present / rate, (count if has_length else present) / rate
    if b"ID3 " in chunks:
        sound.tagging = read_id3(window, chunks[b"ID3 "][0])
    return sound


def _read_rate(data: bytes) -> int:
    """Read a number of 80 bits as a whole one; 0 where it is no rate."""
    exponent = int.from_bytes(data[:2], "big") - _EXPONENT
    mantissa = int.from_bytes(data[2:10], "big")
    return mantissa >> (_FRACTION - exponent) if 0 <= exponent <= 31 else 0
