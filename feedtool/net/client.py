"""Requests: one client, safe to be used by several threads, with limits on all it may take."""

import contextlib
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from urllib3 import PoolManager, ProxyManager
from urllib3.exceptions import ClosedPoolError, HTTPError, ProtocolError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout

from feedtool import __version__
from feedtool.log import tell
from feedtool.net.address import Address, join_address, parse_address
from feedtool.net.answer import (
    Answer,
    Hop,
    Known,
    Limits,
    NetworkError,
    Reason,
    bare_address,
    shown_address,
)
from feedtool.net.blocks import Blocks
from feedtool.net.body import read_body
from feedtool.net.connection import Call, GuardedPool, GuardedTlsPool
from feedtool.net.explain import explain
from feedtool.net.proxies import find_proxy
from feedtool.net.reach import Reach

USER_AGENT = f"feedtool/{__version__} (+podcast feeds: check, import, publish)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEPS_METHOD = frozenset({307, 308})
_SPARE = 64 * 1024
"""Bytes of a redirect's page that are read, so that its connection can be used again."""
_HOSTS = 200
"""Hosts whose connections are kept: those of one whom a thread still asks must not go."""
_POOLS = {"http": GuardedPool, "https": GuardedTlsPool}


@dataclass(slots=True)
class Trail:
    """The way of a request: where it is now, what it sends, and the hops behind it."""

    address: Address
    method: str
    content: bytes | Blocks | None
    hops: list[Hop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer whose body is still to be read."""

    answer: Answer
    response: BaseHTTPResponse
    call: Call

    def read(self, count: int) -> bytes:
        """Read up to `count` bytes as they come; none at the end."""
        block = self.response.read(count, decode_content=False)
        self.call.check()
        return block

    def read_all(self, limits: Limits) -> Answer:
        """Read the whole body, unpacked; raises NetworkError where it is too large."""
        body = read_body(self.response, self.answer.url, limits)
        self.call.check()
        return replace(self.answer, body=body)

    def read_start(self, count: int) -> Answer:
        """Read the first `count` bytes, or all there are."""
        found = b""
        while len(found) < count and (block := self.read(count - len(found))):
            found += block
        return replace(self.answer, body=found)


class Client:
    """Talks to web servers; close it, or use it in a `with`.

    Every method raises NetworkError where no answer came; any status is an answer. Only http and
    https are spoken, certificates are checked against the system's own list, and each hop of a
    redirect must be within `reach`.
    """

    def __init__(self, reach: Reach, limits: Limits | None = None, *, connections: int = 8) -> None:
        self._reach = reach
        self._limits = limits or Limits()
        self._connections = connections
        self._managers: dict[str, PoolManager] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for manager in self._managers.values():
            manager.clear()

    def get(self, url: str, known: Known | None = None) -> Answer:
        """Fetch a whole document; with `known` the answer may be 304, and has no body then."""
        asked = {"Accept-Encoding": "gzip", **(known or Known()).headers()}
        with self.open("GET", url, asked) as opened:
            return opened.read_all(self._limits)

    def peek(self, url: str, count: int = 512) -> Answer:
        """Fetch the first `count` bytes as they lie on the server: `bytes=0-N`, no compression.

        A server that knows no ranges answers 200; the rest is not read then.
        """
        asked = {"Accept-Encoding": "identity", "Range": f"bytes=0-{count - 1}"}
        with self.open("GET", url, asked) as opened:
            return opened.read_start(count)

    def head(self, url: str) -> Answer:
        """Ask for the headers alone, without compression, so that `size` is that of the file."""
        with self.open("HEAD", url, {"Accept-Encoding": "identity"}) as opened:
            return opened.answer

    def post_form(self, url: str, fields: Mapping[str, str]) -> Answer:
        """Send a form, as WebSub hubs take it."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip"}
        with self.open("POST", url, kind, urlencode(fields).encode()) as opened:
            return opened.read_all(self._limits)

    @contextlib.contextmanager
    def open(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | Blocks | None = None,
    ) -> Iterator["Opened"]:
        """Follow redirects to the last answer, whose body is read inside the `with`.

        Everything together, the body too, must be over in the limits' `total`; `Blocks` that are
        sent have their own time.
        """
        call = Call(self._reach, self._limits.total)
        trail = Trail(parse_address(url), method, content)
        try:
            with call.running():
                response = self._send(call, trail, headers)
                while self._follow(trail, response):
                    response = self._send(call, trail, headers)
                try:
                    yield Opened(_answer_of(trail, response), response, call)
                finally:
                    response.close()  # one that was read to its end has given its connection back
        except NetworkError as error:
            error.hops = error.hops or tuple(trail.hops)
            raise
        except (HTTPError, OSError) as error:
            seconds = call.seconds if call.is_over else None
            raise explain(error, trail.address, tuple(trail.hops), seconds) from None

    def _send(self, call: Call, trail: Trail, headers: Mapping[str, str]) -> BaseHTTPResponse:
        """Send one request; a connection that the server had given up is replaced once."""
        try:
            return self._send_once(call, trail, headers)
        except (ProtocolError, ClosedPoolError):
            if call.is_over or trail.method == "POST" or isinstance(trail.content, Blocks):
                raise
            return self._send_once(call, trail, headers)

    def _send_once(self, call: Call, trail: Trail, headers: Mapping[str, str]) -> BaseHTTPResponse:
        shown = f"{trail.method} {bare_address(trail.address.url)}"
        try:
            response = self._ask(call, trail, headers)
        except (HTTPError, OSError) as error:
            tell("%s: no answer (%s)", shown, type(error).__name__)
            raise
        tell("%s: %d", shown, response.status)
        return response

    def _ask(self, call: Call, trail: Trail, headers: Mapping[str, str]) -> BaseHTTPResponse:
        address = trail.address
        proxy = find_proxy(address)
        call.reach = None if proxy else self._reach
        sent = {"User-Agent": USER_AGENT, "Accept": "*/*", **headers}
        content: bytes | Iterator[memoryview] | None
        if isinstance(trail.content, Blocks):
            sent["Content-Length"] = str(len(trail.content.data))
            content = trail.content.flow(call)
        else:
            content = trail.content
        if address.login:
            sent["Authorization"] = f"Basic {b64encode(address.login.encode()).decode()}"
        response = self._manager(proxy).urlopen(
            trail.method,
            address.url,
            body=content,
            headers=sent,
            timeout=Timeout(connect=self._limits.connect, read=self._limits.read),
            redirect=False,
            retries=False,
            preload_content=False,
        )
        if call.is_over:  # headers that were cut off look whole
            response.close()
        call.check()
        return response

    def _manager(self, proxy: str) -> PoolManager:
        with self._lock:
            if proxy not in self._managers:
                size = self._connections
                made = (
                    ProxyManager(proxy, num_pools=_HOSTS, maxsize=size)
                    if proxy
                    else PoolManager(num_pools=_HOSTS, maxsize=size)
                )
                made.pool_classes_by_scheme = _POOLS
                self._managers[proxy] = made
            return self._managers[proxy]

    def _follow(self, trail: Trail, response: BaseHTTPResponse) -> bool:
        """Take the way that a redirect shows; say whether the answer is one."""
        location = response.headers.get("Location")
        if response.status not in _REDIRECTS or not location:
            return False
        trail.hops.append(Hop(trail.address.url, response.status))
        _finish(response)
        trail.address = join_address(trail.address, location)
        shown = shown_address(trail.hops[0].url)
        if any(hop.url == trail.address.url for hop in trail.hops):
            raise NetworkError(Reason.REDIRECTS, f"{shown} is redirected in a circle")
        if len(trail.hops) > self._limits.redirects:
            message = f"{shown} is redirected more than {self._limits.redirects} times"
            raise NetworkError(Reason.REDIRECTS, message)
        if trail.method == "POST" and response.status not in _KEEPS_METHOD:
            trail.method, trail.content = "GET", None
        return True


def _answer_of(trail: Trail, response: BaseHTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(trail.address.url, response.status, headers, b"", tuple(trail.hops))


def _finish(response: BaseHTTPResponse) -> None:
    """Keep the connection of a redirect where little is left to read, else close it."""
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) <= _SPARE:
        response.read(decode_content=False)
    response.close()
