"""How much has gone out, counted by whatever thread sends."""

import threading
from collections.abc import Callable

Show = Callable[[str, int, int], None]
"""Shows what is being done, the bytes that are done, and those of all; "" is the end of it."""


class Meter:
    """Counts bytes, and shows them."""

    def __init__(self, show: Show, total: int) -> None:
        self._show, self._total = show, total
        self._done = 0
        self._lock = threading.Lock()

    def sent(self, count: int) -> None:
        """Count bytes that went out."""
        with self._lock:
            self._done += count
            self._show("sending", self._done, self._total)

    def tell(self, what: str) -> None:
        """Show what comes next."""
        with self._lock:
            self._show(what, 0, 0)

    def end(self) -> None:
        """Show nothing any more."""
        self._show("", 0, 0)
