"""Connections that go only where they may, and end when their time is over."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.exceptions import TimeoutError as SilenceError
from urllib3.response import HTTPResponse
from urllib3.util.connection import create_connection

from feedtool.net.answer import NetworkError, Reason
from feedtool.net.reach import Reach, resolve

_LEAST = 0.001
"""Seconds of a time-out that is over: none at all would mean not to wait for anything."""


@dataclass(slots=True)
class Call:
    """One request of a thread: where it may go, and when it must be over.

    Time-outs of sockets count each read alone, so a server that sends one byte a second would
    hold us for ever: at the deadline the socket is shut, whoever waits for it. `reach` is None
    behind a proxy, which looks names up itself.
    """

    reach: Reach | None
    seconds: float
    is_over: bool = False
    _end: float = 0.0
    _socket: socket.socket | None = None
    _done: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, sock: socket.socket | None) -> None:
        """Remember the socket that is in use."""
        with self._lock:
            self._socket = sock

    def remaining(self) -> float:
        """Return the seconds that are left."""
        return max(0.0, self._end - time.monotonic())

    def extend(self, seconds: float) -> None:
        """Give the call this long from now on: a long file comes in many pieces."""
        self.seconds = seconds
        self._end = max(self._end, time.monotonic() + seconds)

    def check(self) -> None:
        """Raise TimeoutError of urllib3 where the socket was shut: what came is cut off."""
        if self.is_over:
            raise SilenceError("time is over")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run, for this thread's connections."""
        self._end = time.monotonic() + self.seconds
        threading.Thread(target=self._watch, daemon=True).start()
        token = _CALL.set(self)
        try:
            yield
        finally:
            _CALL.reset(token)
            self.hold(None)
            self._done.set()

    def _watch(self) -> None:
        while (left := self.remaining()) > 0:
            if self._done.wait(left):
                return
        with self._lock, contextlib.suppress(OSError):
            self.is_over = True
            if self._socket is not None:
                # An SSLSocket's own shutdown would hand on bytes that are still encrypted.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


_CALL: ContextVar[Call] = ContextVar("feedtool.net.call")


class _Guarded(HTTPConnection):
    """Looks the name up itself, and connects only to addresses that are allowed."""

    def _new_conn(self) -> socket.socket:
        """Connect; urllib3 documents no other place between looking up and connecting."""
        call = _CALL.get()
        if call.reach is None:
            sock = super()._new_conn()
        else:
            try:
                found = resolve(self._dns_host, self.port)
            except socket.gaierror as error:
                raise NameResolutionError(self.host, self, error) from error
            sock = self._connect(call, _keep_allowed(self.host, found, call.reach))
        call.hold(sock)
        return sock

    def _connect(self, call: Call, addresses: list[str]) -> socket.socket:
        """Try one address after the other, as long as there is time."""
        problem: OSError = OSError("no address")
        for ip in addresses:
            seconds = min(float(self.timeout or call.seconds), call.remaining())
            if seconds <= 0:
                break
            try:
                return create_connection(
                    (ip, self.port), seconds, socket_options=self.socket_options
                )
            except OSError as error:
                problem = error
        raise NewConnectionError(self, str(problem.strerror or problem)) from problem

    def send(self, data: Any) -> None:  # noqa: ANN401 - as http.client has it
        """Hold the socket that a body goes into, and give it the time that the call has.

        It still has that of connecting, or of the answer before, which a slow line exceeds.
        """
        if self.sock is not None:
            call = _CALL.get()
            call.hold(self.sock)
            self.sock.settimeout(max(call.remaining(), _LEAST))
        super().send(data)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as urllib3 does
        """Hold the socket that the answer is read from: it outlives the connection."""
        _CALL.get().hold(self.sock)
        return super().getresponse()


class _GuardedTls(_Guarded, HTTPSConnection):
    """The same behind TLS."""


class GuardedPool(HTTPConnectionPool):
    """Keeps guarded connections."""

    ConnectionCls = _Guarded


class GuardedTlsPool(HTTPSConnectionPool):
    """Keeps guarded connections behind TLS."""

    ConnectionCls = _GuardedTls


def _keep_allowed(host: str, found: list[str], reach: Reach) -> list[str]:
    """Return the addresses that may be connected to; raises NetworkError if none may."""
    allowed = [ip for ip in found if reach.allows(ip)]
    if found and not allowed:
        where = host if host == found[0] else f"{host} leads to {found[0]}, which"
        message = f"{where} is a private address: what a feed names must be public"
        raise NetworkError(Reason.PRIVATE, message)
    return allowed
