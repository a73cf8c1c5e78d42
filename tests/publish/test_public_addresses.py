"""A file is seen at its public address: what a server does with it there, and what is said."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import Request, Respond, WebServer, serving

from feedtool.errors import FeedtoolError
from feedtool.net.client import Client
from feedtool.net.reach import reach_of
from feedtool.publish.public import Public
from feedtool.publish.steps import Wanted

SOUND = b"ID3 and some sound " * 100


@pytest.fixture
def server() -> Iterator[WebServer]:
    """Serve nothing yet."""
    with serving({}) as started:
        yield started


def look(server: WebServer, page: Respond, folder: Path) -> Public:
    """Look at a file that a page gives; raises FeedtoolError."""
    server.pages["/a.mp3"] = page
    path = folder / "a.mp3"
    path.write_bytes(SOUND)
    wanted = Wanted(
        "a.mp3", "audio/mpeg", hashlib.sha256(SOUND).hexdigest(), len(SOUND), path, is_named=True
    )
    with Client(reach_of(server.url)) as client:
        public = Public(client, lambda _: None)
        public.verify(f"{server.url}/a.mp3", wanted, is_replaced=False)
    return public


def give(request: Request) -> None:
    """Give the first bytes, as a good server does."""
    where = f"bytes 0-511/{len(SOUND)}"
    request.give(SOUND[:512], status=206, kind="audio/mpeg", Content_Range=where)


def test_a_busy_server_is_given_the_time_that_it_asks_for(
    server: WebServer, tmp_path: Path
) -> None:
    """Nobody knocks again before; in the end the file is there."""

    def page(request: Request) -> None:
        is_first = len(server.asked) == 1
        request.give(b"", status=429, Retry_After="1") if is_first else give(request)

    public = look(server, page, tmp_path)

    assert len(server.asked) == 2
    assert public.lags[0][1] >= 1.0


def test_a_server_that_stays_busy_is_called_so(
    server: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is right: nothing but time helps."""
    monkeypatch.setattr("feedtool.publish.public._PAUSES", (0.01, 0.01))
    with pytest.raises(FeedtoolError, match="it answers 503") as caught:
        look(server, lambda request: request.give(b"", status=503), tmp_path)

    assert "less busy" in caught.value.hint
    assert "public" not in caught.value.hint


def test_a_bucket_that_nobody_may_read_is_opened_by_the_cure(
    server: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New buckets are private: the address may well be right."""
    monkeypatch.setattr("feedtool.publish.public._PAUSES", (0.01, 0.01))
    with pytest.raises(FeedtoolError, match="it answers 403") as caught:
        look(server, lambda request: request.give(b"", status=403), tmp_path)

    assert "let everybody read the files there" in caught.value.hint


def test_a_file_that_comes_compressed_unasked_is_called_so(
    server: WebServer, tmp_path: Path
) -> None:
    """Its bytes are not wrong: a cache before the store packs them for everybody."""
    packed = gzip.compress(SOUND)

    def page(request: Request) -> None:
        assert request.headers["Accept-Encoding"] == "identity"
        request.give(packed, kind="audio/mpeg", Content_Encoding="gzip")

    with pytest.raises(FeedtoolError, match="it comes compressed \\('gzip'\\)"):
        look(server, page, tmp_path)
