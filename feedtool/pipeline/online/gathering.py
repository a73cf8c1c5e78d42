"""Asks many addresses: few at once, two at most of one host, none twice, within a time."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedtool.formats.web_address import host_of
from feedtool.model.exchange import Address, Kind, Reply
from feedtool.pipeline.online.asking import Asker
from feedtool.pipeline.online.memory import Memory

Key = tuple[Kind, str]
LookAtEnd = Callable[[str], datetime | None]
"""Tells when the certificate of an address's host ends."""
_AT_ONCE = 8
_LANES = 2
"""How many requests one host gets at the same time."""
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
    asked: int = 0
    known: int = 0
    unasked: int = 0
    _hosts: set[str] = field(default_factory=set)
    _end: float | None = None

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
        with ThreadPoolExecutor(_AT_ONCE, "feedtool-ask") as pool:
            lanes = list(pool.map(self._walk, self._lanes(wanted.values())))
        replies |= {key: reply for lane in lanes for key, reply in lane.items()}
        self.asked += sum(map(len, lanes))
        self.unasked += len(wanted) - sum(map(len, lanes))
        return replies

    def keep(self, key: Key, reply: Reply) -> None:
        """Remember an answer without a fault for the next run."""
        self.memory.keep(key, reply)

    def summary(self) -> str:
        """Say how many addresses were asked, and how many were not."""
        parts = [f"asked {self.asked:,} addresses"]
        if self.known:
            parts.append(f"{self.known:,} had answered well a short while ago")
        if self.unasked:
            parts.append(f"{self.unasked:,} WERE NOT ASKED: {self.seconds:g} seconds were over")
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
        replies: dict[Key, Reply] = {}
        for address, is_first in lane:
            if self._end is not None and time.monotonic() > self._end:
                break
            reply = self.asker.ask(address)
            if is_first and not reply.failure:
                reply = replace(reply, certificate_days=self._days_left(address))
            replies[(address.kind, address.url)] = reply
        return replies

    def _days_left(self, address: Address) -> float | None:
        end = self.look_at_end(address.url)
        return None if end is None else (end - self.now).total_seconds() / _DAY
