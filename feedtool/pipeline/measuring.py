"""Audio files to their facts: one after the other, or on every core where that pays."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.model.media import AudioFacts
from feedtool.probe.audio import probe_audio

_SECONDS_A_FILE, _BYTES_A_SECOND = 0.0002, 4e9
_WORTH_FORKING = 0.12
"""Seconds of work: below that, starting processes takes longer than it saves."""
_PARTS = 4
"""Parts of the work for each process, so that none waits long for another."""


def measure_files(paths: Sequence[Path], *, hashes: bool) -> list[AudioFacts]:
    """Measure files; the facts come in their order. Raises FeedtoolError."""
    probe = partial(probe_audio, hashes=hashes)
    workers = min(_count_cores(), len(paths)) if hasattr(os, "fork") else 1
    if workers == 1 or _estimate(paths) < _WORTH_FORKING:
        return list(map(probe, paths))
    return _measure_forked(paths, probe, workers)


def _estimate(paths: Sequence[Path]) -> float:
    """Estimate how many seconds it takes on one core."""
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return len(paths) * _SECONDS_A_FILE + total / _BYTES_A_SECOND


def _measure_forked(
    paths: Sequence[Path], probe: "partial[AudioFacts]", workers: int
) -> list[AudioFacts]:
    import multiprocessing  # noqa: PLC0415 - takes as long as some small files
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as above
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

    size = -(-len(paths) // (workers * _PARTS))
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(workers, context, _leave_to_parent) as pool:
            return list(pool.map(probe, paths, chunksize=size))
    except BrokenProcessPool:
        message = "a process was ended from outside, perhaps for want of memory"
        raise FeedtoolError(message, "name fewer files at once") from None


def _leave_to_parent() -> None:
    import signal  # noqa: PLC0415 - in the forked process alone

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
