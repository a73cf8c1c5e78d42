"""Calls that wait for the network, in a thread of their own: Ctrl-C ends the command at once."""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_LOOK = 0.5
"""Seconds between two looks, for systems where a wait without an end cannot be interrupted."""


def call_interruptibly(call: Callable[[], T]) -> T:
    """Return what a call returns, or raise what it raises; a Ctrl-C leaves it behind.

    Libraries that are not written in Python hear nothing of a signal before they are done.
    """
    return begin_call(call)()


def begin_call(call: Callable[[], T]) -> Callable[[], T]:
    """Begin a call beside whatever follows; return what waits for its end, as above."""
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(call())
        except BaseException as error:  # noqa: BLE001 - it is raised again where it belongs
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def wait() -> T:
        while thread.is_alive():
            thread.join(_LOOK)
        if errors:
            raise errors[0]
        return results[0]

    return wait
