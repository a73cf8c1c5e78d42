"""This process and forked helpers take jobs from one heap until none is left.

A helper has the memory of the moment it was forked and sends back pickled results. This process
works too, so that as many are busy as there are cores, and only a part of the results is sent.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from feedtool.errors import FeedtoolError

Job = TypeVar("Job")
Result = TypeVar("Result")
_TICKET = 4
"""Bytes of a number."""
_PIPE = 1 << 20
"""Bytes that a helper can send while this process is busy; Linux allows as many."""


def share_out(
    work: Callable[[Job], Result], jobs: Sequence[Job], processes: int
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each job and its result, in any order.

    Raises what `work` raises, and FeedtoolError where a helper was ended.
    """
    tickets = _Tickets(len(jobs))
    helpers = [_Helper(work, jobs, tickets) for _ in range(processes - 1)]
    try:
        for number in tickets:
            yield number, work(jobs[number])
            for each in helpers:
                yield from each.results(waits=False)
        for each in helpers:
            yield from each.results(waits=True)
    finally:
        for each in helpers:
            each.end()
        tickets.close()


class _Tickets:
    """The numbers of all jobs in a pipe: each is drawn once, by whichever process is first."""

    def __init__(self, count: int) -> None:
        """Write them all at once: a pipe holds thousands."""
        self._drawn_from, into = os.pipe()
        with os.fdopen(into, "wb") as pipe:
            pipe.write(b"".join(number.to_bytes(_TICKET, "little") for number in range(count)))

    def __iter__(self) -> Iterator[int]:
        """Draw until none is left."""
        while ticket := os.read(self._drawn_from, _TICKET):
            yield int.from_bytes(ticket, "little")

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._drawn_from)


class _Helper(Generic[Job, Result]):
    """A forked process, and the pipe that its results come through."""

    def __init__(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], tickets: _Tickets
    ) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        _widen(self._pipe)
        self._process = context.Process(target=_serve, args=(work, jobs, tickets, theirs))
        self._process.start()
        theirs.close()
        self._is_over = False

    def results(self, *, waits: bool) -> Iterator[tuple[int, Result]]:
        """Yield what has come, and with `waits` all that is to come.

        It is fetched between two jobs: a thread would wait for its turn while one runs.
        """
        while not self._is_over and (waits or self._pipe.poll()):
            try:
                number, result = pickle.loads(self._pipe.recv_bytes())  # noqa: S301 - our own
            except (EOFError, OSError):
                self._is_over = True
                self._join()
                return
            if isinstance(result, Exception):
                raise result
            yield number, result

    def _join(self) -> None:
        self._process.join()
        if self._process.exitcode:
            message = "a worker process was ended from outside, perhaps for want of memory"
            raise FeedtoolError(message, "try again with --workers 1")

    def end(self) -> None:
        """End the process, if it has not ended by itself."""
        self._process.kill()
        self._process.join()


def _widen(pipe: Connection) -> None:
    """Let a pipe hold more, where the system can: a helper then seldom waits."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 - Windows has none

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _serve(
    work: Callable[[Job], Result], jobs: Sequence[Job], tickets: _Tickets, results: Connection
) -> None:
    """Do jobs in a helper until none is left; an exception is a result too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for number in tickets:
        try:
            result: Result | Exception = work(jobs[number])
        except Exception as error:  # noqa: BLE001 - it is raised again where the job came from
            result = error
        results.send_bytes(pickle.dumps((number, result), pickle.HIGHEST_PROTOCOL))


def _end_with_parent() -> None:
    """Stay no longer than the process that started us, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
