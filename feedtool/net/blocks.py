"""A long body that goes up: in blocks, each of which gives its request time again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedtool.net.connection import Call

_BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Blocks:
    """Bytes to be sent. `sent` is told of each block that went; each may take `patience` seconds.

    One that goes up slowly is no fault, one that stands still is.
    """

    data: bytes
    sent: Callable[[int], None]
    patience: float

    def flow(self, call: Call) -> Iterator[memoryview]:
        """Give one block after the other to the connection."""
        view = memoryview(self.data)
        for start in range(0, len(view), _BLOCK):
            block = view[start : start + _BLOCK]
            call.extend(self.patience)
            yield block
            self.sent(len(block))
        call.extend(2 * self.patience)  # much of it still lies in buffers of the system
