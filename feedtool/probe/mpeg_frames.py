"""Station probe: the frames of MPEG audio, found one behind the other and counted."""

import struct
from collections import Counter

from feedtool.probe.edges import skip_leading
from feedtool.probe.frame_runs import PADDING, SIZE_BITS, Lengths, count_singly, runs_of
from feedtool.probe.mpeg_header import (
    SYNC,
    bit_rate_of,
    sample_rate_of,
    samples_of,
    slot_of,
    stream_lengths,
)
from feedtool.probe.window import Window

_STREAM_BITS = 0xFFFE0C00  # what stays the same within a stream
_NEAR = 1 << 14  # bytes of a run that are looked at frame by frame
_CONFIRM = 3  # frames in a row that prove a sync word inside an MP3
_MIN_FREE_FRAME, _MAX_FREE_FRAME = 24, 8192  # bytes of a frame whose bit rate is not given
_MAX_TRIES = 200_000  # false sync words after which the rest is junk
_WORD = struct.Struct(">I").unpack_from


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
            for match in SYNC.finditer(block, begin, end):
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
            self._free_lengths(place, word) if is_free else stream_lengths(word & _STREAM_BITS)
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
        for match in SYNC.finditer(block, _MIN_FREE_FRAME):
            distance = match.start()
            if (
                distance + 4 > len(block)
                or _WORD(block, distance)[0] & SIZE_BITS & ~PADDING != bare
            ):
                continue
            base = distance - (slot_of(word) if word & PADDING else 0)
            lengths = {bare: base, bare | PADDING: base + slot_of(word)}
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
