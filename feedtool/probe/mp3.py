"""Station probe: MPEG audio, measured frame by frame (ISO/IEC 11172-3 and 13818-3).

What a header promises is not believed: the frames are counted.
"""

import re
import struct
from collections import Counter
from functools import cache

from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import skip_leading, sound_span
from feedtool.probe.frame_runs import PADDING, SIZE_BITS, Lengths, count_singly, runs_of
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window
from feedtool.probe.xing import Promise, read_promise

_STREAM_BITS = 0xFFFE0C00  # what stays the same within a stream
_NEAR = 1 << 14  # bytes of a run that are looked at frame by frame
_CONFIRM = 3  # frames in a row that prove a sync word inside an MP3
_MIN_FREE_FRAME, _MAX_FREE_FRAME = 24, 8192  # bytes of a frame whose bit rate is not given
_MAX_TRIES = 200_000  # false sync words after which the rest is junk
_NO_ACCIDENT = (
    1.0  # seconds of frames at another sample rate: fewer are damage that looks like some
)
_CBR_SHARE = 0.99  # of the frames share one bit rate: a length by bit rate is right to 1 %

_SECOND_BYTES = bytes(b for b in range(0xE0, 0x100) if b >> 3 & 3 != 1 and b >> 1 & 3)
_THIRD_BYTES = bytes(b for b in range(0xF0) if b >> 2 & 3 != 3)
_SYNC = re.compile(
    b"\xff[" + re.escape(_SECOND_BYTES) + b"][" + re.escape(_THIRD_BYTES) + b"]", re.DOTALL
)
_WORD = struct.Struct(">I").unpack_from

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LOW_KBITS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_KBITS = {  # by MPEG 1 or not, and layer
    (True, 1): tuple(range(32, 449, 32)),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): _LOW_KBITS,
    (False, 3): _LOW_KBITS,
}
_CODECS = {1: "mp1", 2: "mp2", 3: "mp3"}


def layer_of(word: int) -> int:
    """Return 1, 2 or 3."""
    return 4 - (word >> 17 & 3)


def sample_rate_of(word: int) -> int:
    """Return samples a second."""
    return _RATES[word >> 19 & 3][word >> 10 & 3]


def samples_of(word: int) -> int:
    """Return the samples one frame gives per channel."""
    layer = layer_of(word)
    if layer == 1:
        return 384
    return 1152 if layer == 2 or word >> 19 & 3 == 3 else 576


def bit_rate_of(word: int) -> int:
    """Return kbit/s, 0 for free format."""
    index = word >> 12 & 15
    return _KBITS[word >> 19 & 3 == 3, layer_of(word)][index - 1] if index else 0


def _slot(word: int) -> int:
    return 4 if layer_of(word) == 1 else 1


@cache
def _stream_lengths(stream: int) -> Lengths:
    lengths = {}
    for index in range(1, 15):
        word = stream | index << 12
        slots = samples_of(word) * bit_rate_of(word) * 125 // sample_rate_of(word) // _slot(word)
        lengths[word] = slots * _slot(word)
        lengths[word | PADDING] = (slots + 1) * _slot(word)
    return lengths


class FrameWalk:
    """Counts the frames of a stretch of bytes, over junk and changes of the stream.

    `counts` are frames by the size bits of their header, `lengths` their bytes, `first` the place
    of the first, `last` where the last whole one ends, `junk` bytes between.
    """

    def __init__(self, window: Window, end: int, confirm: int = _CONFIRM) -> None:
        """Look at bytes before `end`; `confirm` frames must follow a sync word to be believed."""
        self.counts: Counter[int] = Counter()
        self.lengths: dict[int, int] = {}
        self.first = self.last = self.junk = 0
        self._window, self._end, self._confirm_by, self._tries = window, end, confirm, 0

    def walk(self, start: int) -> None:
        """Count the frames from `start` to the end."""
        found = self.find_frame(start)
        self.first = self.last = found[0] if found else self._end
        while found:
            self.junk += found[0] - self.last
            self.lengths.update(found[1])
            self.last = self._count_run(*found)
            found = self.find_frame(skip_leading(self._window, self.last))

    @property
    def ends_in_frame(self) -> bool:
        """Say whether the bytes after the last whole frame are a part of another."""
        return self.last + 4 <= self._end and self._word(self.last) in self.lengths

    @property
    def seconds(self) -> float:
        """Return how long the frames last that were counted."""
        return sum(map(self.seconds_at, {sample_rate_of(word) for word in self.counts}))

    def seconds_at(self, rate: int) -> float:
        """Return how long those last that have a sample rate."""
        counts = ((w, count) for w, count in self.counts.items() if sample_rate_of(w) == rate)
        return sum(count * samples_of(word) for word, count in counts) / rate

    def find_frame(self, at: int) -> tuple[int, Lengths] | None:
        """Return the next place where frames follow each other, and their possible lengths."""
        while at + 4 <= self._end and self._tries < _MAX_TRIES:
            block, begin, end = self._window.stretch(at, self._end)
            for match in _SYNC.finditer(block, begin, end):
                self._tries += 1
                place = at + match.start() - begin
                lengths = self._confirm(place)
                if lengths:
                    return place, lengths
                if self._tries >= _MAX_TRIES:
                    break
            if end - begin < 4:
                break
            at += end - begin - 2
        return None

    def _word(self, place: int) -> int | None:
        head = self._window.read(place, 4)
        return _WORD(head)[0] & SIZE_BITS if len(head) == 4 and place + 4 <= self._end else None

    def _confirm(self, place: int) -> Lengths | None:
        word = self._word(place)
        if word is None:
            return None
        is_free = bit_rate_of(word) == 0
        lengths = (
            self._free_lengths(place, word) if is_free else _stream_lengths(word & _STREAM_BITS)
        )
        for step in range(self._confirm_by):
            if word not in lengths:
                return None
            place += lengths[word]
            word = self._word(place)
            if word is None:
                return lengths if step or place == self._end else None
        return lengths if word in lengths else None

    def _free_lengths(self, place: int, word: int) -> Lengths:
        block = self._window.read(place, min(_MAX_FREE_FRAME, self._end - place))
        bare = word & ~PADDING
        for match in _SYNC.finditer(block, _MIN_FREE_FRAME):
            distance = match.start()
            if (
                distance + 4 > len(block)
                or _WORD(block, distance)[0] & SIZE_BITS & ~PADDING != bare
            ):
                continue
            base = distance - (_slot(word) if word & PADDING else 0)
            lengths = {bare: base, bare | PADDING: base + _slot(word)}
            following = self._word(place + distance)
            after = self._word(place + distance + lengths[following or bare])
            if after is None or after in lengths:
                return lengths
        return {}

    def _count_run(self, at: int, lengths: Lengths) -> int:
        """Count frames that follow each other from `at`; return where the last whole one ends.

        The first are looked at one by one: patterns are made only where many follow.
        """
        block, place, end = self._window.stretch(at, min(at + _NEAR, self._end))
        at += count_singly(block, place, end, lengths, self.counts) - place
        if at + 4 > self._end or self._word(at) not in lengths:
            return at
        runs = runs_of(tuple(lengths.items()))
        while True:
            block, place, end = self._window.stretch(at, self._end)
            used = runs.count(block, place, end, self.counts) - place
            if not used:
                return at
            at += used


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
    return word if _SYNC.match(head) else default


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
