"""A TCP line between a publisher and a store, which can be cut, stopped or watched."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

_REQUEST = re.compile(rb"^(GET|PUT|POST|HEAD|DELETE) (\S+) HTTP/1\.1\r\n", re.MULTILINE)
Watch = Callable[[str, str, int], None]
"""Told of every request before it goes on: method, path, how many came before it."""


class Moment(NamedTuple):
    """A request that is about to go on, or whose answer is about to come back."""

    method: str
    path: str
    is_answered: bool


class Line:
    """Passes bytes on to a server. `url` is its near end.

    `cuts` is how many connections are cut after `after` bytes of theirs went up, `stalls` how many
    are left hanging there. `up` counts the bytes that the publisher has sent. `drops` is asked at
    every moment; where it says so, neither the request nor its answer goes any further.
    """

    def __init__(self, to: str, watch: Watch = lambda *_: None) -> None:
        self._to = urlsplit(to)
        self.watch = watch
        self.drops: Callable[[Moment], bool] = lambda _: False
        self._lock = threading.Lock()
        self._count = 0
        self.cuts = self.stalls = 0
        self.after = 0
        self.hurt = 0
        self.up = 0
        self.requests: list[tuple[str, str]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._socket.close()

    def settle(self) -> None:
        """Wait until nothing goes up any more: what a dead process has sent is still on its way."""
        before = -1
        while before != self.up:
            before = self.up
            threading.Event().wait(0.3)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._socket.accept()
            except OSError:
                return
            far = socket.create_connection((self._to.hostname or "", self._to.port or 80))
            asked: list[Moment] = []
            threading.Thread(target=self._go_up, args=(near, far, asked), daemon=True).start()
            threading.Thread(target=self._go_down, args=(far, near, asked), daemon=True).start()

    def _go_up(self, near: socket.socket, far: socket.socket, asked: list[Moment]) -> None:
        """Pass on what the publisher sends, and look for the starts of requests in it."""
        gone = 0
        with near, far:
            while data := _receive(near):
                for match in _REQUEST.finditer(data):
                    moment = Moment(match[1].decode(), match[2].decode(), is_answered=False)
                    self._tell(moment.method, moment.path)
                    if self.drops(moment):
                        return
                    asked.append(moment)
                gone += len(data)
                with self._lock:
                    self.up += len(data)
                if self.after and gone > self.after and self._hurts(near):
                    return
                try:
                    far.sendall(data)
                except OSError:
                    return

    def _go_down(self, far: socket.socket, near: socket.socket, asked: list[Moment]) -> None:
        """Pass on what the server answers: one answer to each request, and none before it."""
        while data := _receive(far):
            if asked and self.drops(asked.pop()._replace(is_answered=True)):
                break
            try:
                near.sendall(data)
            except OSError:
                return
        with contextlib.suppress(OSError):
            near.shutdown(socket.SHUT_WR)

    def _tell(self, method: str, path: str) -> None:
        with self._lock:
            number, self._count = self._count, self._count + 1
            self.requests.append((method, path))
        self.watch(method, path, number)

    def _hurts(self, near: socket.socket) -> bool:
        """Cut this connection, or leave it hanging until the publisher gives it up."""
        with self._lock:
            cuts, stalls = self.cuts > 0, self.stalls > 0
            self.cuts -= cuts
            self.stalls -= stalls and not cuts
            self.hurt += cuts or stalls
        if cuts:
            near.shutdown(socket.SHUT_RDWR)
        elif stalls:
            near.settimeout(30)
            threading.Event().wait(0.1)
            while _peek(near):
                threading.Event().wait(0.1)
        return cuts or stalls


def _peek(near: socket.socket) -> bool:
    """Tell whether the other side still holds the connection; nothing is read."""
    try:
        return near.send(b"") == 0 and _is_open(near)
    except OSError:
        return False


def _is_open(near: socket.socket) -> bool:
    state = near.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)
    return state[0] == 1  # TCP_ESTABLISHED


def _receive(near: socket.socket) -> bytes:
    try:
        return near.recv(1 << 16)
    except OSError:
        return b""
