"""Every store keeps the same promises: a folder, obstore's memory, and an S3 server."""

import hashlib
import socket
import struct
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from counting import Counter
from obstore.store import LocalStore, MemoryStore
from servers import KEY, SECRET, Weed
from web_server import Request, Respond, serving

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.model.target import Target
from feedtool.publish.cloud import CloudStore, open_cloud
from feedtool.publish.folder import FolderStore
from feedtool.publish.meter import Meter
from feedtool.publish.names import CLAIMS
from feedtool.publish.probe import probe_conditions
from feedtool.publish.send import Sender
from feedtool.publish.steps import Act, Step, Wanted
from feedtool.publish.store import (
    AlteredError,
    ChangedError,
    Entry,
    Headers,
    Held,
    Placed,
    Store,
    TakenError,
    Tally,
)


def dress(data: bytes) -> Headers:
    """Make the headers of a text."""
    return Headers("text/plain", "no-store", hashlib.sha256(data).hexdigest())


@pytest.fixture(params=["folder", "memory", "s3"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """Open an empty store of each kind."""
    if request.param == "folder":
        yield FolderStore(tmp_path / "public")
    elif request.param == "memory":
        yield CloudStore(MemoryStore(), "memory://")
    else:
        weed: Weed = request.getfixturevalue("weed")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        target = Target(url=f"s3://shows/{prefix}", endpoint=weed.s3, region="us-east-1")
        yield open_cloud(target)


def test_what_is_written_is_read(store: Store) -> None:
    """Names, sizes, hashes and bytes come back; what is not there is not there."""
    assert store.read("a/b.txt") is None
    assert store.list() == {}

    store.create("a/b.txt", b"one", dress(b"one"))
    store.create("ab.txt", b"two!", dress(b"two!"))

    held = store.read("a/b.txt")
    assert held is not None
    assert held.data == b"one"
    assert {name: entry.size for name, entry in store.list().items()} == {"a/b.txt": 3, "ab.txt": 4}
    assert set(store.list("a/")) == {"a/b.txt"}
    assert set(store.list("ab.txt")) == {"ab.txt"}
    assert store.find_hash("ab.txt") == hashlib.sha256(b"two!").hexdigest()
    store.delete("a/b.txt")
    store.delete("a/b.txt")
    assert set(store.list()) == {"ab.txt"}


def test_what_was_written_is_known_again_in_a_list(store: Store, tmp_path: Path) -> None:
    """Small, replaced or in parts: nothing is looked into again that has not changed."""
    first = store.create("a.txt", b"1", dress(b"1"))
    second = store.replace("a.txt", b"2", dress(b"2"), first.version)
    data = bytes(9_000_000)
    (tmp_path / "b.mp3").write_bytes(data)
    large = store.send("b.mp3", tmp_path / "b.mp3", dress(data), Counter())

    listed = store.list()

    assert first.stamp != second.stamp
    assert (listed["a.txt"].stamp, listed["b.mp3"].stamp) == (second.stamp, large.stamp)


def test_azure_quotes_a_tag_only_where_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its List Blobs gives the ETag bare, all else quoted: every file would look like another."""
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "shows")
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "a2V5")
    listed = b"""<?xml version="1.0"?><EnumerationResults><Blobs><Blob><Name>pod/a.txt</Name>
        <Properties><Last-Modified>Thu, 26 Nov 2026 15:00:00 GMT</Last-Modified>
        <Content-Length>1</Content-Length><Content-Type>text/plain</Content-Type><Etag>0x8D</Etag></Properties>
        </Blob></Blobs><NextMarker/></EnumerationResults>"""
    with serving({"/box/pod/a.txt": saying(201), "/box": saying(200, listed)}) as server:
        azure = open_cloud(Target(url="az://box/pod", endpoint=server.url))

        placed = azure.create("a.txt", b"1", dress(b"1"))

        assert azure.list() == {
            "a.txt": Entry(1, placed.stamp, datetime(2026, 11, 26, 15, tzinfo=UTC))
        }


def test_a_write_whose_answer_was_lost_is_known_as_ones_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The connection is reset once the store has the file; it refuses the second try."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    kept: dict[str, str] = {}

    def respond(request: Request) -> None:
        data = request.read_body()
        if request.command != "PUT":
            request.give(b"", ETag='"1"', Last_Modified="Thu, 26 Nov 2026 15:00:00 GMT", **kept)
        elif kept:
            request.give(b"<Error><Code>PreconditionFailed</Code></Error>", status=412)
        else:
            named = {name: text for name, text in request.headers.items() if "-meta-" in name}
            kept.update(named)
            assert data == b"1"
            hang_up(request)

    with serving({"/box/a.txt": respond}) as server:
        store = open_cloud(Target(url="s3://box", endpoint=server.url, region="us-east-1"))

        assert store.create("a.txt", b"1", dress(b"1")).stamp == "1"
        assert [method for method, *_ in server.asked] == ["PUT", "PUT", "HEAD"]


def test_a_token_of_nothing_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A CI sets the variable, and has no secret for it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_SESSION_TOKEN", "")
    with serving({}) as server:
        store = open_cloud(Target(url="s3://box", endpoint=server.url, region="us-east-1"))

        assert store.read("a.txt") is None
        ((_, _, headers),) = server.asked
        assert "x-amz-security-token" not in {name.lower() for name in headers}


def test_a_store_that_has_no_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says more than that there is no connection."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    target = Target(url="s3://box", endpoint="https://store.invalid", region="us-east-1")

    with pytest.raises(FeedtoolError, match="not reached: no server has this name"):
        open_cloud(target).read("a.txt")


def hang_up(request: Request) -> None:
    """Reset the connection."""
    linger = struct.pack("ii", 1, 0)
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    request.connection.close()
    request.close_connection = True


def saying(status: int, body: bytes = b"") -> Respond:
    """Take what is sent, and answer with a tag."""

    def respond(request: Request) -> None:
        request.read_body()
        request.give(body, status=status, kind="application/xml", ETag='"0x8D"')

    return respond


def test_a_name_that_is_taken_keeps_its_bytes(store: Store) -> None:
    """Create-only means it, for small and for large files."""
    store.create("a", b"one", dress(b"one"))

    with pytest.raises(TakenError):
        store.create("a", b"two", Headers("text/plain", "no-store", "another writer's"))

    assert store.read("a").data == b"one"  # type: ignore[union-attr]


def test_only_the_version_that_was_seen_is_replaced(store: Store) -> None:
    """A version is known from writing and from reading alike."""
    placed = store.create("feed.xml", b"one", dress(b"one"))
    seen = store.read("feed.xml")
    assert seen is not None

    store.replace("feed.xml", b"two", dress(b"two"), placed.version)
    with pytest.raises(ChangedError):
        store.replace("feed.xml", b"three", dress(b"three"), seen.version)

    assert store.read("feed.xml").data == b"two"  # type: ignore[union-attr]


def test_of_many_who_saw_the_same_one_replaces_it(store: Store) -> None:
    """Eight threads write over one version at once."""
    version = store.create("feed.xml", b"old", dress(b"old")).version
    won: list[int] = []
    barrier = threading.Barrier(8)

    def replace(number: int) -> None:
        data = f"feed {number}".encode()
        barrier.wait()
        try:
            store.replace("feed.xml", data, dress(data), version)
            won.append(number)
        except ChangedError:
            pass

    threads = [threading.Thread(target=replace, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(won) == 1
    assert store.read("feed.xml").data == f"feed {won[0]}".encode()  # type: ignore[union-attr]


def test_a_large_file_is_sent_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    """One whose bytes are not those that were checked has no name at the target."""
    source = tmp_path / "big.mp3"
    source.write_bytes(b"\x00\x01" * (10 << 20))
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    counted = Counter()

    with pytest.raises(AlteredError):
        store.send("audio/a.mp3", source, Headers("audio/mpeg", "", "0" * 64), counted)
    assert "audio/a.mp3" not in store.list()
    counted.gone = 0
    store.send("audio/b.mp3", source, Headers("audio/mpeg", "", sha256), counted)

    assert store.list()["audio/b.mp3"].size == counted.gone == 20 << 20
    assert store.find_hash("audio/b.mp3") == sha256
    with pytest.raises(TakenError):
        store.send("audio/b.mp3", source, Headers("audio/mpeg", "", sha256), counted)


def test_a_large_file_of_other_bytes_is_refused_while_the_first_is_on_its_way(
    tmp_path: Path,
) -> None:
    """No store makes an upload in parts conditional, so the name is claimed first."""
    memory = MemoryStore()
    one, two = CloudStore(memory, "memory://"), CloudStore(memory, "memory://")
    source = tmp_path / "big.mp3"
    source.write_bytes(b"\x00" * (9 << 20))
    with pytest.raises(AlteredError):
        one.send("a.mp3", source, Headers("audio/mpeg", "", "1" * 64), Counter())

    with pytest.raises(FeedtoolError, match="begun with other bytes") as caught:
        two.send("a.mp3", source, Headers("audio/mpeg", "", "2" * 64), Counter())

    assert caught.value.code is ExitCode.CHANGED


def test_a_name_is_free_once_its_file_is_deleted(tmp_path: Path) -> None:
    """Also where the file was gone already, in a store that refuses to delete what is not there."""
    local = LocalStore(tmp_path)
    local.put(claim := f"{CLAIMS}a.mp3", b"1")
    store = CloudStore(local, "local://")
    assert set(store.list()) == {claim}

    store.delete("a.mp3")

    assert store.list() == {}


def test_every_real_store_heeds_conditions(store: Store) -> None:
    """The probe finds nothing to say, and leaves nothing behind."""
    probe_conditions(store)

    assert store.list() == {}


class Careless:
    """A store that takes conditions and forgets them, as some do."""

    where = "s3://careless"

    def __init__(self, *, creates: bool) -> None:
        self.creates = creates
        self.files: dict[str, bytes] = {}

    def read(self, name: str) -> Held | None:
        """Read a file."""
        return Held(self.files[name], "1") if name in self.files else None

    def list(self, prefix: str = "") -> dict[str, Entry]:
        """List nothing: it is not asked."""
        raise NotImplementedError(prefix)

    def find_hash(self, name: str) -> str:
        """Hash nothing: it is not asked."""
        raise NotImplementedError(name)

    def create(self, name: str, data: bytes, headers: Headers) -> Placed:  # noqa: ARG002
        """Write, and refuse what is there if this one knows how."""
        if self.creates and name in self.files:
            raise TakenError(name)
        self.files[name] = data
        return Placed("1", "1")

    def replace(self, name: str, data: bytes, headers: Headers, version: str) -> Placed:  # noqa: ARG002
        """Write over whatever is there."""
        self.files[name] = data
        return Placed("1", "1")

    def send(self, name: str, source: Path, headers: Headers, tally: Tally) -> Placed:
        """Send nothing: it is not asked."""
        raise NotImplementedError(name, source, headers, tally)

    def delete(self, name: str) -> None:
        """Take a file away."""
        self.files.pop(name, None)

    def list_begun(self) -> dict[str, datetime]:
        """List nothing: it is not asked."""
        raise NotImplementedError

    def give_up(self, name: str) -> None:
        """Give up nothing: it is not asked."""
        raise NotImplementedError(name)

    def sweep(self) -> None:
        """Sweep nothing: it is not asked."""
        raise NotImplementedError


@pytest.mark.parametrize("creates", [True, False])
def test_a_store_that_forgets_conditions_is_refused(creates: bool) -> None:  # noqa: FBT001
    """Both kinds are told, and the file of the probe is gone."""
    careless = Careless(creates=creates)

    with pytest.raises(FeedtoolError, match="careless"):
        probe_conditions(careless)

    assert careless.files == {}


class Stuck(Careless):
    """A careless store in which nothing can be deleted."""

    def delete(self, name: str) -> None:
        """Refuse."""
        raise FeedtoolError(f"{name} cannot be deleted")


def test_a_probe_that_cannot_be_deleted_hides_nothing() -> None:
    """What matters more was found before."""
    with pytest.raises(FeedtoolError, match="careless writes over"):
        probe_conditions(Stuck(creates=False))


class Blind(CloudStore):
    """A store whose lists come back empty, as where a page stands before it."""

    def list(self, prefix: str = "") -> dict[str, Entry]:  # noqa: ARG002 - its parent's
        """List nothing."""
        return {}


def test_a_store_that_lists_nothing_of_what_it_holds_is_refused(tmp_path: Path) -> None:
    """What was sent before has its name still."""
    (tmp_path / "a.mp3").write_bytes(b"sound")
    memory = MemoryStore()
    sound = Wanted("a.mp3", "audio/mpeg", dress(b"sound").sha256, 5, tmp_path / "a.mp3")

    def send() -> None:
        store = Blind(memory, "memory://")
        sender = Sender(store, Target(url="s3://box"), Meter(lambda *_: None, 0))
        sender.send_all([Step(Act.SEND, "a.mp3", 5)], {"a.mp3": sound})

    send()
    with pytest.raises(FeedtoolError, match="does not list it"):
        send()
