"""Station probe: MPEG audio, measured frame by frame (ISO/IEC 11172-3 and 13818-3).

What a header promises is not believed: the frames are counted.
"""

import struct
from collections import Counter

from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import sound_span
from feedtool.probe.frame_runs import SIZE_BITS
from feedtool.probe.mpeg_frames import FrameWalk
from feedtool.probe.mpeg_header import SYNC, bit_rate_of, layer_of, sample_rate_of, samples_of
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window
from feedtool.probe.xing import Promise, read_promise

_NO_ACCIDENT = (
    1.0  # seconds of frames at another sample rate: fewer are damage that looks like some
)
_CBR_SHARE = 0.99  # of the frames share one bit rate: a length by bit rate is right to 1 %
_WORD = struct.Struct(">I").unpack_from
_CODECS = {1: "mp1", 2: "mp2", 3: "mp3"}


def measure_mp3(window: Window) -> Sound:
    """Measure an MP3, or its elder layers: exact seconds, and what its first frame claims."""
    start, end = sound_span(window)
    walk = FrameWalk(window, end)
    walk.walk(start)
    if not walk.counts:
        return Sound("mp3", fault="no MPEG audio frame is in the file: it is damaged or cut off")
    first = _WORD(window.read(walk.first, 4))[0]
    promise = read_promise(window.read(walk.first, 512), samples_of(first), sample_rate_of(first))
    begin = walk.first
    if promise:
        walk.counts[first & SIZE_BITS] -= 1
        begin += walk.lengths[first & SIZE_BITS]
    codec = _CODECS[layer_of(first)]
    sound = Sound(codec, codec, "audio/mpeg", ranges=[(start, end)])
    sound.sample_rate, sound.channels = sample_rate_of(first), 1 if first >> 6 & 3 == 3 else 2
    sound.junk_bytes = walk.first - start + walk.junk + end - walk.last
    sound.gap_bytes = walk.junk
    _add_times(sound, walk, promise)
    _add_rates(sound, walk, promise)
    if promise:
        sound.missing_bytes = promise.missing(walk.counts.total(), end - walk.first)
    if walk.ends_in_frame and (sound.missing_bytes or promise is None or not promise.frames):
        sound.ending = "doubtful"  # encoders promise too much now and then, but end with a frame
    elif walk.seconds - walk.seconds_at(sound.sample_rate) >= _NO_ACCIDENT:
        sound.ending = "mixed"
    if sound.promised is None and (bit_rate := bit_rate_of(_first_word(window, begin, first))):
        sound.promised = (end - begin) / (bit_rate * 125)
    sound.tagging = read_edge_tags(window)
    return sound


def _first_word(window: Window, place: int, default: int) -> int:
    head = window.read(place, 4)
    word = _WORD(head)[0] if len(head) == 4 else default
    return word if SYNC.match(head) else default


def _add_times(sound: Sound, walk: FrameWalk, promise: Promise | None) -> None:
    seconds = walk.seconds
    sound.sound_bytes = sum(n * walk.lengths[word] for word, n in walk.counts.items())
    if promise and promise.frames:
        sound.promised = promise.seconds
        is_whole = walk.counts.total() + 1 >= promise.frames
        cut = promise.trimmed if is_whole else promise.lead
        seconds = seconds - cut if cut < seconds else seconds  # nothing is cut to nothing
    sound.duration = seconds


def _add_rates(sound: Sound, walk: FrameWalk, promise: Promise | None) -> None:
    rates: Counter[int] = Counter()
    for word, count in walk.counts.items():
        rates[bit_rate_of(word)] += count
    usual, count = rates.most_common(1)[0]
    if count >= _CBR_SHARE * rates.total():
        sound.vbr, sound.bit_rate = ("cbr", usual) if usual else ("free", None)
    elif promise and promise.frames:
        sound.vbr = "abr" if promise.is_average else "vbr"
    else:
        sound.vbr = "vbr-without-header"
