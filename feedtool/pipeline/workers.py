"""Shares the records out: one process for a few, forked workers for many."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from feedtool.errors import FeedtoolError
from feedtool.pipeline.chunk import Worker
from feedtool.pipeline.task import ChunkResult, Task

_CHUNK = 100
_WORTH_FORKING = 1000
_worker: Worker | None = None
"""The worker of a forked process, set once when it starts: a process has no other memory."""

Progress = Callable[[int, int], None]


def count_workers(records: int, wanted: int | None) -> int:
    """Decide how many processes to use: as many as wanted, else as many as pay."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if wanted is not None:
        return max(1, wanted)
    if records < _WORTH_FORKING:
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)


def run_chunks(
    worker: Worker, task: Task, names: list[str], workers: int, progress: Progress
) -> Iterator[ChunkResult]:
    """Take all records through the stations; results come in the order of the names."""
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    done = 0
    for chunk, result in zip(chunks, _results(worker, task, chunks, workers), strict=True):
        done += len(chunk)
        progress(done, len(names))
        yield result


def _results(
    worker: Worker, task: Task, chunks: list[list[str]], workers: int
) -> Iterator[ChunkResult]:
    if workers == 1 or len(chunks) == 1:
        yield from map(worker.process, chunks)
        return
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(workers, context, _start, (task,)) as pool:
            yield from pool.map(_process, chunks)
    except BrokenProcessPool:
        message = "a worker process was ended from outside, perhaps for want of memory"
        raise FeedtoolError(message, "try again with --workers 1") from None


def _start(task: Task) -> None:
    global _worker  # noqa: PLW0603 - see its docstring
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Worker(task)


def _end_with_parent() -> None:
    """Stay no longer than the process that started us, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _process(chunk: list[str]) -> ChunkResult:
    if _worker is None:
        raise RuntimeError("the worker process was not started through _start")
    return _worker.process(chunk)
