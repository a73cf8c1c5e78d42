"""A feed's address, its file, or the standard input, to a feed that was read."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.feed.document import MAX_FEED, read_feed
from feedtool.formats.feed.node import FeedDocument
from feedtool.formats.feed.packed import is_packed, unpack
from feedtool.formats.web_address import is_web
from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

if TYPE_CHECKING:
    from feedtool.net.answer import Hop
    from feedtool.net.client import Client

_STDIN = "<stdin>"
_FOR_EVER = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class FeedAtHand:
    """A feed that was read: `shown` is what reports print.

    `url` is the address that gave it in the end, "" for a file; `hops` are those that led there.
    """

    document: FeedDocument
    shown: str
    url: str = ""
    hops: "tuple[Hop, ...]" = ()

    @property
    def address(self) -> str:
        """Return the address that subscribers should have: behind moves that are for ever."""
        is_moved = all(hop.status in _FOR_EVER for hop in self.hops)
        return self.url if is_moved else self.hops[0].url

    @property
    def source(self) -> str:
        """Name the feed as committed files may: its address, or its file without folders."""
        return self.shown if self.url else Path(self.shown).name


def open_feed(name: str) -> FeedAtHand:
    """Read a feed from an address, a file, or `-`, the standard input; raises FeedtoolError."""
    if is_web(name):
        with feed_client(name) as client:
            return fetch_feed(name, client)
    if "://" in name:
        message = f"{name} is no address of the web"
        raise FeedtoolError(message, "write http:// or https://, or the name of a file")
    try:
        data = _read_input() if name == "-" else read_bytes(Path(name), MAX_FEED)
    except FileNotFoundError:
        raise FeedtoolError(f"{name}: there is no such file or folder") from None
    except UnreadableError as error:
        raise FeedtoolError(f"{name}: {error}") from None
    return FeedAtHand(read_feed(_unpacked(data, name)), _STDIN if name == "-" else name)


def feed_client(*typed: str) -> "Client":
    """Return a client for addresses that the user typed, and what their feeds lead to.

    Without any, only public addresses are asked.
    """
    from feedtool.net.answer import Limits  # noqa: PLC0415 - heavy, and only for addresses
    from feedtool.net.client import Client  # noqa: PLC0415
    from feedtool.net.reach import reach_of  # noqa: PLC0415

    return Client(reach_of(*typed), Limits(wire=MAX_FEED, body=MAX_FEED))


def fetch_feed(url: str, client: "Client") -> FeedAtHand:
    """Fetch a feed and read it; raises FeedtoolError where no document comes."""
    from feedtool.net.answer import shown_address  # noqa: PLC0415 - heavy, and only for addresses

    answer = client.get(url).require_ok()
    shown = shown_address(url)
    document = read_feed(_unpacked(answer.body, shown), answer.charset, answer.url)
    if is_packed(answer.body):
        document = replace(document, faults=(_PACKED, *document.faults))
    return FeedAtHand(document, shown, answer.url, answer.hops)


_PACKED = Fault(
    "XM03",
    Problem(
        Span(0, 1),
        "the feed is packed with gzip and the server does not say so: apps see no XML",
        "let the server say Content-Encoding: gzip",
    ),
)


def _unpacked(data: bytes, shown: str) -> bytes:
    if not is_packed(data):
        return data
    found = unpack(data, MAX_FEED)
    if found is None:
        raise FeedtoolError(f"{shown}: this gzip is broken, or unpacks to more than is read")
    return found


def _read_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_FEED + 1)
    if len(data) > MAX_FEED:
        raise UnreadableError(f"more than {MAX_FEED:,} bytes are not read")
    return data
