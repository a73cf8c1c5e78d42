"""Long files arrive whole or not at all, and go on where they broke off."""

from pathlib import Path

import pytest
from web_server import Request, Respond, giving, serving, serving_ranges

from feedtool.errors import FeedtoolError
from feedtool.net.answer import NetworkError, Reason
from feedtool.net.client import Client
from feedtool.net.download import download
from feedtool.net.reach import reach_of

AUDIO = bytes(range(256)) * 4000


def break_off_after(count: int, etag: str) -> Respond:
    """Send the first bytes of the file, and close."""

    def respond(request: Request) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(AUDIO)}\r\nETag: {etag}\r\n\r\n"
        request.wfile.write(head.encode() + AUDIO[:count])
        request.close_connection = True

    return respond


def test_a_file_comes_whole(tmp_path: Path) -> None:
    """Its bytes are those of the server; nothing is left beside it."""
    steps: list[tuple[int, int | None]] = []
    path = tmp_path / "audio" / "1.mp3"
    pages = {"/1": serving_ranges(AUDIO, '"1"')}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        found = download(client, f"{server.url}/1", path, lambda *step: steps.append(step))

    assert path.read_bytes() == AUDIO
    assert (found.size, found.resumed) == (len(AUDIO), 0)
    assert [each.name for each in path.parent.iterdir()] == ["1.mp3"]
    assert steps[-1] == (len(AUDIO), len(AUDIO))


@pytest.mark.parametrize("is_same", [True, False])
def test_what_broke_off_goes_on(tmp_path: Path, *, is_same: bool) -> None:
    """The rest is asked for; of another version the whole."""
    path = tmp_path / "1.mp3"
    pages = {"/1": break_off_after(300_000, '"1"')}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        with pytest.raises(NetworkError) as caught:
            download(client, f"{server.url}/1", path)
        assert caught.value.reason is Reason.BROKEN
        assert not path.exists()

        server.pages["/1"] = serving_ranges(AUDIO, '"1"' if is_same else '"2"')
        found = download(client, f"{server.url}/1", path)

        assert server.asked[1][2]["Range"] == "bytes=300000-"
        assert server.asked[1][2]["If-Range"] == '"1"'

    assert path.read_bytes() == AUDIO
    assert found.resumed == (300_000 if is_same else 0)


def test_a_part_of_another_address_is_not_used(tmp_path: Path) -> None:
    """What came from elsewhere is no beginning of this file."""
    path = tmp_path / "1.mp3"
    pages = {"/1": break_off_after(1000, '"1"'), "/2": serving_ranges(AUDIO, '"1"')}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        with pytest.raises(NetworkError):
            download(client, f"{server.url}/1", path)
        download(client, f"{server.url}/2", path)

        assert "Range" not in server.asked[1][2]
    assert path.read_bytes() == AUDIO


def test_a_part_that_was_all_is_taken(tmp_path: Path) -> None:
    """A try that ended just before the file got its name needs no byte more."""
    path = tmp_path / "1.mp3"
    (tmp_path / "1.mp3.part").write_bytes(AUDIO)
    with serving({"/1": serving_ranges(AUDIO, '"1"')}) as server:
        (tmp_path / "1.mp3.part.txt").write_text(f'{server.url}/1\n"1"\n', encoding="utf-8")
        with Client(reach_of(server.url)) as client:
            assert download(client, f"{server.url}/1", path).size == len(AUDIO)


def test_an_old_file_stays_where_the_new_one_fails(tmp_path: Path) -> None:
    """What is there is replaced by a whole file only."""
    path = tmp_path / "1.mp3"
    path.write_bytes(b"old")
    pages = {"/1": break_off_after(10, '"1"')}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        for name in ("1", "absent"):
            with pytest.raises(NetworkError):
                download(client, f"{server.url}/{name}", path)

    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("old", [b"", b"old"])
def test_no_bytes_at_all_are_no_file(tmp_path: Path, old: bytes) -> None:
    """A server that has lost a file may answer with nothing; what was there before stays."""
    path = tmp_path / "1.mp3"
    if old:
        path.write_bytes(old)
    with (
        serving({"/1": giving(b"")}) as server,
        Client(reach_of(server.url)) as client,
        pytest.raises(NetworkError, match="answers with no bytes at all"),
    ):
        download(client, f"{server.url}/1", path)

    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == (
        [("1.mp3", b"old")] if old else []
    )


def test_a_folder_that_cannot_be_written_is_no_fault_of_the_network(tmp_path: Path) -> None:
    """The disk's errors keep their own exit code."""
    (tmp_path / "file").write_bytes(b"")
    with (
        serving({"/1": giving(AUDIO)}) as server,
        Client(reach_of(server.url)) as client,
        pytest.raises(FeedtoolError) as caught,
    ):
        download(client, f"{server.url}/1", tmp_path / "file" / "1.mp3")

    assert not isinstance(caught.value, NetworkError)
