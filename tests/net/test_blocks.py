"""Long bodies go up in blocks: slowly if need be, but into no server that stands still."""

import socket
import threading

import pytest
from web_server import Request, Respond, WebServer, serving

from feedtool.net.answer import Limits, NetworkError, Reason
from feedtool.net.blocks import Blocks
from feedtool.net.client import Client
from feedtool.net.reach import reach_of

DATA = bytes(range(256)) * 64 * 1024
"""16 MB: more than the buffers of a connection hold."""
PATIENCE = 1.0
LIMITS = Limits(connect=PATIENCE, read=2 * PATIENCE, total=PATIENCE)


def test_a_body_arrives_whole_and_is_counted() -> None:
    """Twice over one connection: the second time it is there already."""
    came: list[bytes] = []
    gone: list[int] = []

    def take(request: Request) -> None:
        came.append(request.read_body())
        request.give(b"")

    with serving({"/": take}) as server, Client(reach_of(server.url), LIMITS) as client:
        for _ in range(2):
            with client.open("PUT", server.url, {}, Blocks(DATA, gone.append, 5.0)) as opened:
                assert opened.answer.is_ok

    assert came == [DATA, DATA]
    assert sum(gone) == 2 * len(DATA)


def test_a_slow_server_is_waited_for_as_long_as_it_moves() -> None:
    """It takes longer than any single block may."""
    pause = threading.Event()

    def take(request: Request) -> None:
        for _ in range(32):
            request.rfile.read(len(DATA) // 32)
            pause.wait(PATIENCE / 10)
        request.give(b"")

    def narrow(pages: dict[str, Respond]) -> WebServer:
        server = WebServer(pages)
        server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        return server

    with serving({"/": take}, narrow) as server, Client(reach_of(server.url), LIMITS) as client:
        blocks = Blocks(DATA, lambda _: None, PATIENCE)
        with client.open("PUT", server.url, {}, blocks) as opened:
            assert opened.answer.is_ok


@pytest.mark.parametrize("is_second", [False, True])
def test_a_server_that_stands_still_is_given_up(is_second: bool) -> None:  # noqa: FBT001
    """On a new connection, and on one that has served before."""

    def take(request: Request) -> None:
        if is_second and len(request.server.asked) == 1:
            request.read_body()
            request.give(b"")
        else:
            request.server.stopping.wait(20)

    with serving({"/": take}) as server, Client(reach_of(server.url), LIMITS) as client:
        if is_second:
            with client.open("PUT", server.url, {}, b"small") as opened:
                assert opened.read_all(LIMITS).is_ok
        blocks = Blocks(DATA, lambda _: None, PATIENCE)
        with pytest.raises(NetworkError) as caught, client.open("PUT", server.url, {}, blocks):
            pass

    assert caught.value.reason is Reason.TIMEOUT
