"""Audio files to their facts: one after the other, or on every core where that pays."""

import os
import pickle
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from feedtool.model.media import AudioFacts
from feedtool.probe.audio import probe_audio

_SECONDS_A_FILE, _BYTES_A_SECOND = 0.0002, 4e9
_WORTH_FORKING = 0.03
"""Seconds of work; a process is started in a tenth of that."""

Probe = Callable[[Path], AudioFacts]


def measure_files(paths: Sequence[Path], *, hashes: bool) -> list[AudioFacts]:
    """Measure files; the facts come in their order."""
    probe = partial(probe_audio, hashes=hashes)
    shares = min(count_cores(), len(paths)) if hasattr(os, "fork") else 1
    if shares <= 1 or _estimate(paths) < _WORTH_FORKING:
        return list(map(probe, paths))
    started = [_Helper(paths[number::shares], probe) for number in range(1, shares)]
    done = [list(map(probe, paths[::shares])), *(helper.collect() for helper in started)]
    return [done[number % shares][number // shares] for number in range(len(paths))]


class _Helper:
    """A process that measures a share of the files.

    The pools of the standard library do more, and take longer to load than many files to measure.
    """

    def __init__(self, paths: Sequence[Path], probe: Probe) -> None:
        """Start the process."""
        self._paths, self._probe = paths, probe
        self._reader, writer = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            self._work(writer)
        os.close(writer)

    def _work(self, writer: int) -> None:
        """Measure, hand the facts over, and end without what a process does at its end."""
        try:
            with os.fdopen(writer, "wb") as file:
                pickle.dump(list(map(self._probe, self._paths)), file)
        finally:
            os._exit(0)

    def collect(self) -> list[AudioFacts]:
        """Wait for the facts; measure the files again if the process was ended from outside."""
        with os.fdopen(self._reader, "rb") as file:
            data = file.read()
        os.waitpid(self._process, 0)
        try:
            facts: list[AudioFacts] = pickle.loads(data)  # noqa: S301 - our own process wrote it
        except (EOFError, pickle.UnpicklingError):
            return list(map(self._probe, self._paths))
        return facts


def _estimate(paths: Sequence[Path]) -> float:
    """Estimate how many seconds it takes on one core."""
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return len(paths) * _SECONDS_A_FILE + total / _BYTES_A_SECOND


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
