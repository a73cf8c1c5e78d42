"""Shares the records out: one process for a few, forked ones beside it for many."""

import os
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import TypeVar

from feedtool.check.engine import Share
from feedtool.model.finding import Problem

_CHUNK = 50
_MOST_CHUNKS = 2000
_WORTH_FORKING = 300

Progress = Callable[[int, int], None]
Result = TypeVar("Result")


def count_workers(records: int, wanted: int | None) -> int:
    """Decide how many processes to use: as many as wanted, else as many as pay."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return max(1, wanted)
    if records < _WORTH_FORKING:
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)


def run_chunks(
    process: Callable[[list[str]], Result], names: list[str], workers: int, progress: Progress
) -> Iterator[Result]:
    """Let `process` take all records, some at a time; results come in the order of the names."""
    size = max(_CHUNK, -(-len(names) // _MOST_CHUNKS))
    chunks = [names[start : start + size] for start in range(0, len(names), size)]
    early: dict[int, Result] = {}
    done = following = 0
    for number, result in _results(process, chunks, workers):
        done += len(chunks[number])
        progress(done, len(names))
        early[number] = result
        while following in early:
            yield early.pop(following)
            following += 1


def _results(
    process: Callable[[list[str]], Result], chunks: list[list[str]], workers: int
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each chunk and its result, in any order."""
    workers = min(workers, len(chunks))
    if workers <= 1:
        return enumerate(map(process, chunks))
    from feedtool.pipeline.crew import share_out  # noqa: PLC0415 - only for many records

    return share_out(process, chunks, workers)


def choose_share(workers: int) -> Share:
    """Choose how to run the rules over the whole show: one after the other, or side by side."""
    if workers <= 1:
        return map
    from feedtool.pipeline.crew import share_out  # noqa: PLC0415 - only for many records

    def share(work: Callable[[int], list[Problem]], numbers: range) -> list[list[Problem]]:
        return [found for _, found in sorted(share_out(work, numbers, workers), key=itemgetter(0))]

    return share
