"""How much has gone out, counted by whatever thread sends."""

import threading
from collections.abc import Callable

Show = Callable[[str, int, int, int], None]
"""Shows what is being done, the bytes that are there, those of all, and how many of the first were
there before; "" is the end of it."""


class Meter:
    """Counts bytes, and shows them. `found` says which files an earlier try had begun."""

    def __init__(self, show: Show, total: int) -> None:
        self._show, self._total = show, total
        self._done = 0
        self.found: dict[str, int] = {}
        self._lock = threading.Lock()

    def sent(self, count: int) -> None:
        """Count bytes that went out; fewer than none where they were lost again."""
        with self._lock:
            self._done += count
            self._show_bytes("sending")

    def kept(self, name: str, count: int) -> None:
        """Count bytes of a file that an earlier try had brought."""
        with self._lock:
            self._done += count
            self.found[name] = self.found.get(name, 0) + count
            self._show_bytes(f"resuming {name}")

    def _show_bytes(self, what: str) -> None:
        self._show(what, self._done, self._total, sum(self.found.values()))

    def tell(self, what: str) -> None:
        """Show what comes next."""
        with self._lock:
            self._show(what, 0, 0, 0)

    def end(self) -> None:
        """Show nothing any more."""
        self._show("", 0, 0, 0)
