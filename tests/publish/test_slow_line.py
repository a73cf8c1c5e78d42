"""A slow line: all that is on its way at once must be through before the store's time-out."""

import hashlib
import threading
from pathlib import Path

from obstore.store import MemoryStore

from feedtool.model.target import Target
from feedtool.publish.cloud import CloudStore
from feedtool.publish.meter import Meter
from feedtool.publish.send import LARGE, Sender
from feedtool.publish.steps import Act, Step, Wanted
from feedtool.publish.store import Headers, Placed


class Watched(CloudStore):
    """A store that knows how many bytes and files were on their way at once."""

    def __init__(self) -> None:
        super().__init__(MemoryStore(), "memory://")
        self._lock = threading.Lock()
        self.under_way: list[int] = []
        self.most_bytes = self.most_files = 0

    def create(self, name: str, data: bytes, headers: Headers) -> Placed:
        """Take a file, which takes a moment."""
        with self._lock:
            self.under_way.append(len(data))
            self.most_bytes = max(self.most_bytes, sum(self.under_way))
            self.most_files = max(self.most_files, len(self.under_way))
        threading.Event().wait(0.05)
        placed = super().create(name, data, headers)
        with self._lock:
            self.under_way.remove(len(data))
        return placed


def send(folder: Path, sizes: list[int]) -> tuple[Watched, list[str]]:
    """Send audio of so many bytes each; return the store, and the names that were sent."""
    wanted = {}
    for number, size in enumerate(sizes):
        path = folder / f"{number:02}.mp3"
        path.write_bytes(bytes([number]) * size)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        wanted[path.name] = Wanted(path.name, "audio/mpeg", digest, size, path)
    store = Watched()
    sender = Sender(store, Target(url="s3://box"), Meter(lambda *_: None, sum(sizes)))
    done = sender.send_all([Step(Act.SEND, name) for name in wanted], wanted)
    return store, list(done)


def test_files_under_way_have_no_more_bytes_than_one_may_have(tmp_path: Path) -> None:
    """Eight of seven megabytes at once were given up after two minutes, again and again."""
    store, done = send(tmp_path, [7_000_000, 3_000_000, 3_000_000, 1_000_000, LARGE, 5_000_000, 1])

    assert store.most_bytes <= LARGE
    assert done == sorted(store.list()) == [f"{number:02}.mp3" for number in range(7)]


def test_files_that_are_tiny_go_several_at_once(tmp_path: Path) -> None:
    """A round trip each would be most of the time of a first release."""
    store, done = send(tmp_path, [1000] * 24)

    assert 1 < store.most_files <= 8
    assert len(done) == 24
