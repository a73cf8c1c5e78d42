"""What counts the bytes of a large file, as the meter of a command does."""

import threading


class Counter:
    """Counts what went out, and what was there."""

    def __init__(self) -> None:
        self.gone = self.there = 0
        self._lock = threading.Lock()

    def sent(self, count: int) -> None:
        """Count bytes that went out; fewer than none were lost."""
        with self._lock:
            self.gone += count

    def kept(self, name: str, count: int) -> None:
        """Count bytes that were there."""
        assert name
        with self._lock:
            self.there += count
