"""Station probe: raw AAC, counted frame by frame (ISO/IEC 13818-7, ADTS)."""

import re

from feedtool.probe.edge_tags import read_edge_tags
from feedtool.probe.edges import sound_span
from feedtool.probe.sound import Sound
from feedtool.probe.window import Window

_SYNC = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_HEAD = 7
_SAMPLES = 1024  # of each block; HE-AAC has half the rate in its header, so seconds come out right
_MAX_TRIES = 200_000


def measure_aac(window: Window) -> Sound:
    """Measure raw AAC; the bytes between its tags are hashed."""
    start, end = sound_span(window)
    sound = Sound("aac", "aac", "audio/aac", ranges=[(start, end)], sound_bytes=end - start)
    walk = _Walk(window, start, end)
    walk.walk()
    if not walk.blocks:
        sound.fault = "no AAC frame is in the file: it is damaged or cut off"
        return sound
    head = window.read(walk.first, _HEAD)
    sound.sample_rate = _RATES[_rate_code(head)]
    channels = (head[2] & 1) << 2 | head[3] >> 6
    sound.channels = 8 if channels == 7 else channels or None
    sound.duration = walk.blocks * _SAMPLES / sound.sample_rate
    sound.junk_bytes = walk.first - start + walk.gaps + end - walk.at
    sound.gap_bytes = walk.gaps
    sound.ending = "cut" if walk.is_cut else ""
    sound.tagging = read_edge_tags(window)
    return sound


def _rate_code(head: bytes) -> int:
    return head[2] >> 2 & 15


class _Walk:
    """Counts blocks of samples up to `at`; `gaps` are bytes between frames."""

    def __init__(self, window: Window, start: int, end: int) -> None:
        self.blocks = self.gaps = 0
        self.first, self.at, self.is_cut = start, start, False
        self._window, self._end = window, end

    def walk(self) -> None:
        """Count all frames, over what is none."""
        for _ in range(_MAX_TRIES):
            if not self.blocks:
                self.first = self.at
            self._count_run()
            length = _frame_length(self._window.read(self.at, _HEAD))
            self.is_cut = bool(length) and self.blocks > 0 and self.at + length > self._end
            following = self._find_sync(self.at + 1)
            if self.is_cut or following is None:
                return
            self.gaps += following - self.at if self.blocks else 0
            self.at = following

    def _count_run(self) -> None:
        while True:
            data, begin, stop = self._window.stretch(self.at, self._end)
            place = begin
            while place + _HEAD <= stop:
                length = _frame_length(data[place : place + _HEAD])
                if not length or place + length > stop:
                    break
                self.blocks += 1 + (data[place + 6] & 3)
                place += length
            if place == begin:
                return
            self.at += place - begin

    def _find_sync(self, at: int) -> int | None:
        while at + _HEAD <= self._end:
            data, place, stop = self._window.stretch(at, self._end)
            found = _SYNC.search(data, place, stop)
            if found:
                return at + found.start() - place
            if stop - place < _HEAD:  # the file has shrunk meanwhile
                break
            at += stop - place - 1
        return None


def _frame_length(head: bytes) -> int:
    """Return the bytes of the frame that begins so, 0 where none does."""
    if len(head) < _HEAD or not _SYNC.match(head) or _rate_code(head) >= len(_RATES):
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length >= _HEAD else 0
