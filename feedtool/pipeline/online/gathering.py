"""Asks many addresses: few at once, two at most of one host, none twice, within a time."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedtool.formats.plural import count
from feedtool.formats.web_address import host_of
from feedtool.model.exchange import UNKNOWN_HOST, Address, Kind, Reply
from feedtool.net.answer import Reason
from feedtool.pipeline.online.asking import Asker
from feedtool.pipeline.online.memory import Memory

Key = tuple[Kind, str]
LookAtEnd = Callable[[str], datetime | None]
"""Tells when the certificate of an address's host ends."""
Progress = Callable[[int, int], None]
"""Is told how many addresses were asked, of how many."""
_AT_ONCE = 8
_LANES = 2
"""How many requests one host gets at the same time."""
_PATIENCE = 3
"""Requests in a row without an answer, after which a host is asked no more."""
_SILENCE = frozenset({Reason.TIMEOUT, Reason.REFUSED})
_DAY = 86_400
_FILES = frozenset({Kind.FEED, Kind.AUDIO, Kind.ARTWORK, Kind.TRANSCRIPT, Kind.CHAPTERS})
"""What the podcaster's own hosts serve: their certificates are looked at."""


@dataclass(slots=True)
class Gatherer:
    """Asks addresses over one asker; `seconds` is the time for all of them together."""

    asker: Asker
    memory: Memory
    look_at_end: LookAtEnd
    now: datetime
    seconds: float
    progress: Progress = lambda _done, _all: None
    asked: int = 0
    known: int = 0
    unasked: int = 0
    _hosts: set[str] = field(default_factory=set)
    _end: float | None = None
    _done: int = 0
    _all: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, addresses: Iterable[Address]) -> dict[Key, Reply]:
        """Ask what is not known already."""
        if self._end is None:
            self._end = time.monotonic() + self.seconds
        replies: dict[Key, Reply] = {}
        wanted: dict[Key, Address] = {}
        for address in addresses:
            key = (address.kind, address.url)
            remembered = self.memory.recall(key)
            if remembered is not None:
                replies[key] = remembered
            else:
                wanted.setdefault(key, address)
        self.known += len(replies)
        self._done, self._all = 0, len(wanted)
        answered = self._ask_all(wanted.values())
        self.progress(self._all, self._all)  # also where some were not asked
        self.asked += len(answered)
        self.unasked += len(wanted) - len(answered)
        return replies | answered

    def _ask_all(self, addresses: Iterable[Address]) -> dict[Key, Reply]:
        pool = ThreadPoolExecutor(_AT_ONCE, "feedtool-ask")
        try:
            lanes = list(pool.map(self._walk, self._lanes(addresses)))
        except BaseException:  # Ctrl-C, too: nobody waits for what is still on its way
            self._end = 0.0
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        pool.shutdown()
        return {key: reply for lane in lanes for key, reply in lane.items()}

    def keep(self, key: Key, reply: Reply) -> None:
        """Remember an answer without a fault for the next run."""
        self.memory.keep(key, reply)

    def summary(self) -> str:
        """Say how many addresses were asked, and how many were not."""
        parts = [f"asked {count(self.asked, 'address', 'addresses')}"]
        if self.known:
            parts.append(f"{self.known:,} had answered well a short while ago")
        if self.unasked:
            why = f"{self.seconds:g} seconds were over, or their host had not answered before"
            parts.append(f"{self.unasked:,} WERE NOT ASKED: {why}")
        return ", ".join(parts)

    def _lanes(self, addresses: Iterable[Address]) -> Iterator[list[tuple[Address, bool]]]:
        """Sort addresses by host, each into two rows that are walked one after the other.

        Of the first of a host's addresses the certificate is looked at, too.
        """
        by_host: dict[str, list[tuple[Address, bool]]] = {}
        for address in addresses:
            host = host_of(address.url)
            is_ours = address.kind in _FILES and address.url[:6].lower() == "https:"
            is_first = is_ours and host not in self._hosts
            if is_first:
                self._hosts.add(host)
            by_host.setdefault(host, []).append((address, is_first))
        for row in by_host.values():
            yield from (lane for n in range(_LANES) if (lane := row[n::_LANES]))

    def _walk(self, lane: list[tuple[Address, bool]]) -> dict[Key, Reply]:
        """Ask one address after the other; a host that stays silent is left alone."""
        replies: dict[Key, Reply] = {}
        reply, silent = Reply(), 0
        for address, is_first in lane:
            is_late = self._end is not None and time.monotonic() > self._end
            if is_late or silent == _PATIENCE:
                break
            if reply.failure != UNKNOWN_HOST:  # what is true of the host is true of the next, too
                reply = self.asker.ask(address)
            silent = silent + 1 if reply.failure in _SILENCE else 0
            if is_first and not reply.failure:
                reply = replace(reply, certificate_days=self._days_left(address))
            replies[(address.kind, address.url)] = reply
            with self._lock:
                self._done += 1
                self.progress(self._done, self._all)
        return replies

    def _days_left(self, address: Address) -> float | None:
        end = self.look_at_end(address.url)
        return None if end is None else (end - self.now).total_seconds() / _DAY
