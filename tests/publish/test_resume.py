"""A large file that was broken off goes on where it was, and never with other bytes."""

import hashlib
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import obstore
import pytest
from counting import Counter
from line import Line
from obstore.store import MemoryStore
from servers import BUCKET, KEY, SECRET, Weed
from shows import Clone, Zygote
from sounds import make_sound
from web_server import Request, giving, serving

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.model.target import Target
from feedtool.publish.claims import Claim, take_claim
from feedtool.publish.cloud import CloudStore, open_cloud
from feedtool.publish.resume import PART
from feedtool.publish.s3 import Bucket, RefusedError
from feedtool.publish.s3_opening import find_opening
from feedtool.publish.sigv4 import Access
from feedtool.publish.store import AlteredError, Headers, TakenError

NAME = "audio/a talk (1) ü+~.mp3"
EPISODE = "072-sebastian-raschka.md"
SPARE = 1_000_000
"""Bytes that requests themselves may have, and small files."""


@pytest.fixture
def store(line: Line, prefix: str, monkeypatch: pytest.MonkeyPatch) -> CloudStore:
    """Open an empty store over the line."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    return open_cloud(_target(line.url, prefix))


@pytest.fixture
def bucket(store: CloudStore) -> Iterator[Bucket]:
    """Ask the store for its parts, as the next process would."""
    with store._open_bucket() as bucket:  # noqa: SLF001 - what lies behind it is looked at
        assert bucket is not None
        yield bucket


def _target(url: str, prefix: str, **options: str) -> Target:
    given = {"timeout": "2s"} | options
    return Target(url=f"s3://{BUCKET}/{prefix}", endpoint=url, region="us-east-1", options=given)


def make_file(path: Path, parts: float) -> tuple[Path, bytes, Headers]:
    """Write a file of so many parts, and the headers that it is sent with."""
    data = hashlib.shake_128(b"talk").digest(int(parts * PART))
    path.write_bytes(data)
    return path, data, Headers("audio/mpeg", "no-store", hashlib.sha256(data).hexdigest())


def begin(store: CloudStore, bucket: Bucket, headers: Headers, parts: dict[int, bytes]) -> str:
    """Leave an upload behind that somebody has begun for the bytes of these headers."""
    upload = bucket.begin(NAME, {"Content-Type": headers.type, "x-amz-meta-sha256": headers.sha256})
    served = hashlib.sha256(f"{headers.type}\n{headers.cache}".encode()).hexdigest()
    take_claim(
        store, NAME, Claim(headers.sha256, upload, served), store.read(f".feedtool/claims/{NAME}")
    )
    for number, data in parts.items():
        bucket.put(NAME, upload, number, data, lambda _: None)
    return upload


def bytes_of(store: CloudStore) -> bytes:
    """Read the file as it lies at the store."""
    return bytes(obstore.get(store._store, NAME).bytes())  # noqa: SLF001 - the same store


def test_parts_that_are_there_are_not_sent_again(
    store: CloudStore, bucket: Bucket, line: Line, tmp_path: Path
) -> None:
    """Whatever order they came in; one of other bytes is sent anew, one too many left out."""
    source, data, headers = make_file(tmp_path / "a.mp3", 4.5)
    part = [data[start : start + PART] for start in range(0, len(data), PART)]
    wrong = bytes(reversed(part[1]))
    begin(store, bucket, headers, {5: part[4], 1: part[0], 2: wrong, 3: part[2], 6: b"more"})
    line.up, counter = 0, Counter()

    store.send(NAME, source, headers, counter)

    assert line.up < 2 * PART + SPARE
    assert (counter.gone, counter.there) == (2 * PART, len(data) - 2 * PART)
    assert bytes_of(store) == data
    assert store.find_hash(NAME) == headers.sha256
    assert bucket.list_uploads() == []


@pytest.mark.parametrize("what", ["bytes", "type"])
def test_an_upload_of_another_file_is_given_up(
    what: str, store: CloudStore, bucket: Bucket, tmp_path: Path
) -> None:
    """Its first part is the same, and is sent again all the same: it would be served otherwise."""
    source, data, headers = make_file(tmp_path / "a.mp3", 2.5)
    other = (
        Headers("audio/mp4", headers.cache, headers.sha256)
        if what == "type"
        else Headers(headers.type, headers.cache, "0" * 64)
    )
    begin(store, bucket, other, {1: data[:PART]})
    counter = Counter()

    store.send(NAME, source, headers, counter)

    assert (counter.gone, counter.there) == (len(data), 0)
    assert bytes_of(store) == data
    found = obstore.get(store._store, NAME)  # noqa: SLF001 - the same store
    assert found.attributes["Content-Type"] == "audio/mpeg"
    assert found.attributes["sha256"] == headers.sha256
    assert bucket.list_uploads() == []


def test_an_upload_that_is_gone_is_begun_anew(
    store: CloudStore, bucket: Bucket, tmp_path: Path
) -> None:
    """A rule of the bucket may have deleted what the claim names."""
    source, data, headers = make_file(tmp_path / "a.mp3", 1.5)
    upload = begin(store, bucket, headers, {1: data[:PART]})
    bucket.abort(NAME, upload)

    store.send(NAME, source, headers, Counter())

    assert bytes_of(store) == data


@pytest.mark.parametrize("how", ["cuts", "stalls"])
def test_a_line_that_fails_costs_a_part_at_most(
    how: str, store: CloudStore, line: Line, tmp_path: Path
) -> None:
    """Within one process: parts that went are not sent again."""
    source, data, headers = make_file(tmp_path / "a.mp3", 5.5)
    line.after = PART // 2
    setattr(line, how, 2)
    counter = Counter()

    store.send(NAME, source, headers, counter)

    assert line.hurt == 2
    assert line.up < len(data) + 2 * PART + SPARE
    assert counter.gone == len(data)
    assert bytes_of(store) == data


def test_a_name_that_is_taken_meanwhile_keeps_its_bytes(
    store: CloudStore, bucket: Bucket, line: Line, tmp_path: Path
) -> None:
    """Whoever was first has it; the parts of the other are forgotten."""
    source, _, headers = make_file(tmp_path / "a.mp3", 1.5)

    def take(method: str, path: str, _: int) -> None:
        if method == "PUT" and "partNumber=2" in path:
            store.create(NAME, b"first", Headers("audio/mpeg", "no-store", "1" * 64))

    line.watch = take
    with pytest.raises(TakenError):
        store.send(NAME, source, headers, Counter())

    assert bytes_of(store) == b"first"
    assert bucket.list_uploads() == []


@pytest.mark.parametrize("is_same", [False, True])
def test_of_two_at_once_one_has_the_name(
    is_same: bool,  # noqa: FBT001 - a case
    store: CloudStore,
    bucket: Bucket,
    tmp_path: Path,
) -> None:
    """Whoever it is, the file is one of the two, whole, and no parts are left."""
    source, data, headers = make_file(tmp_path / "a.mp3", 3.5)
    other = data if is_same else data[:-1] + b"!"
    (tmp_path / "b.mp3").write_bytes(other)
    dress = Headers(headers.type, headers.cache, hashlib.sha256(other).hexdigest())
    barrier = threading.Barrier(2)
    ends: list[str] = []

    def send(path: Path, headers: Headers) -> None:
        one = CloudStore(store._store, store.where, store._opening)  # noqa: SLF001 - the same
        barrier.wait()
        try:
            one.send(NAME, path, headers, Counter())
            ends.append("sent")
        except TakenError:
            ends.append("lost")
        except FeedtoolError as error:
            ends.append("lost" if error.code is ExitCode.CHANGED else error.message)

    threads = [
        threading.Thread(target=send, args=given)
        for given in ((source, headers), (tmp_path / "b.mp3", dress))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(ends) == ["lost", "sent"]
    held = bytes_of(store)
    assert held in (data, other)
    assert store.find_hash(NAME) == hashlib.sha256(held).hexdigest()
    assert bucket.list_uploads() == []


def test_the_end_of_an_upload_is_on_a_condition(store: CloudStore, bucket: Bucket) -> None:
    """The store itself refuses it, whatever was looked at before."""
    upload = begin(store, bucket, Headers("audio/mpeg", "", "1" * 64), {})
    tag = bucket.put(NAME, upload, 1, b"second", lambda _: None)
    store.create(NAME, b"first", Headers("audio/mpeg", "no-store", "1" * 64))

    with pytest.raises(RefusedError, match="412 PreconditionFailed"):
        bucket.complete(NAME, upload, [tag], is_new=True)

    assert bytes_of(store) == b"first"


def test_lists_go_on_over_pages(store: CloudStore, bucket: Bucket) -> None:
    """The store gives one part, and one upload, a page."""
    headers = Headers("audio/mpeg", "", "1" * 64)
    uploads = {begin(store, bucket, headers, {1: b"one", 7: b"two", 3: b"three"}) for _ in range(3)}
    plain = bucket._list  # noqa: SLF001 - the same requests, with smaller pages

    def paged(url: str, query: dict[str, str]) -> Iterator[bytes]:
        return plain(url, {**query, "max-uploads" if "uploads" in query else "max-parts": "1"})

    class Paged(Bucket):
        _list = staticmethod(paged)  # type: ignore[assignment]

    small = Paged(*(getattr(bucket, name) for name in Bucket.__slots__))

    assert {each.id for each in small.list_uploads()} == uploads
    assert {each.name for each in small.list_uploads()} == {NAME}
    sizes = {number: part.size for number, part in small.list_parts(NAME, max(uploads)).items()}
    assert sizes == {1: 3, 7: 3, 3: 5}


@pytest.mark.parametrize("status", [200, 404, 501])
def test_a_store_without_uploads_in_parts_is_served_by_obstore(
    status: int, store: CloudStore, tmp_path: Path
) -> None:
    """It answers that it has none, or with a page; all is sent then."""
    source, data, headers = make_file(tmp_path / "a.mp3", 1.5)
    page = giving(b"<html>no</html>", status=status)
    opening = store._opening  # noqa: SLF001 - its requests are led elsewhere
    assert opening is not None
    with serving({urlsplit(opening.presign(NAME)).path: page}) as server:
        settings = _target(server.url, store.where.rpartition("/")[2])
        store._opening = open_cloud(settings)._opening  # noqa: SLF001 - the same
        store.send(NAME, source, headers, Counter())
        asked = [each[:2] for each in server.asked]

    assert asked == [("POST", urlsplit(opening.presign(NAME)).path + "?uploads=")]
    assert bytes_of(store) == data


@pytest.mark.parametrize(
    "variables",
    [
        {"AWS_ACCESS_KEY_ID": "of-another-identity"},
        {"AWS_SERVER_SIDE_ENCRYPTION": "AES256"},
    ],
)
def test_what_obstore_alone_can_do_is_left_to_it(
    variables: dict[str, str], store: CloudStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other sources of credentials than two variables, and options that change what is sent."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with store._open_bucket() as bucket:  # noqa: SLF001 - whether there is one is the question
        assert bucket is None


def test_options_that_are_obstores_alone_are_left_to_it() -> None:
    """So are other stores than S3."""

    def presign(name: str) -> str:
        raise AssertionError(name)

    opening = find_opening(_target("http://x", "x"), presign, "x")
    assert opening is not None
    assert opening.connect == 10.0  # seconds
    assert find_opening(_target("http://x", "x", proxy_url="http://y"), presign, "x") is None
    assert find_opening(_target("http://x", "x", timeout="soon"), presign, "x") is None
    assert find_opening(Target(url="gs://box/show"), presign, "show") is None


@pytest.mark.parametrize(
    ("url", "is_path", "root", "file"),
    [
        ("s3://box", True, "/box", "/box/a%20b/%C3%BC%2B.mp3"),
        ("s3://box/my shows/one", True, "/box", "/box/my%20shows/one/a%20b/%C3%BC%2B.mp3"),
        ("s3://box/one/", False, "", "/one/a%20b/%C3%BC%2B.mp3"),
    ],
)
def test_addresses_are_those_of_obstore(
    url: str,
    is_path: bool,  # noqa: FBT001 - a case
    root: str,
    file: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether the bucket stands in the path or in the name of the host."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    host = "http://127.0.0.1:1"
    target = Target(url=url, endpoint=host, region="eu-west-1", path_style=is_path)

    with open_cloud(target)._open_bucket() as bucket:  # noqa: SLF001 - as above
        assert bucket is not None
        assert bucket.root == host + root
        assert bucket.address("a b/ü+.mp3") == host + file
        assert bucket.access == Access(KEY, "eu-west-1", SECRET)


def test_nothing_of_what_a_store_repeats_is_shown(
    prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer holds the keys and what was signed: only its status and its code are printed."""
    source, _, headers = make_file(tmp_path / "a.mp3", 1.5)
    keys = {"ACCESS_KEY_ID": "AKIDTEST", "SECRET_ACCESS_KEY": "seekrit", "SESSION_TOKEN": "tokken"}
    for name, value in keys.items():
        monkeypatch.setenv(f"AWS_{name}", value)

    def refuse(request: Request) -> None:
        request.read_body()
        said = " ".join((*keys.values(), *request.headers.values()))
        error = f"<Error><Code>ExpiredToken</Code><Message>{escape(said)}</Message></Error>"
        begun = b"<a><UploadId>1</UploadId></a>"
        is_first = request.path.endswith("?uploads=")
        request.give(begun if is_first else error.encode(), status=200 if is_first else 400)

    with serving({}) as server:
        opened = open_cloud(_target(server.url, prefix))
        store = CloudStore(MemoryStore(), "s3://shows", opened._opening)  # noqa: SLF001 - as above
        presigned = opened._opening.presign(NAME)  # type: ignore[union-attr] # noqa: SLF001
        server.pages[urlsplit(presigned).path] = refuse
        with pytest.raises(FeedtoolError) as caught:
            store.send(NAME, source, headers, Counter())

    error = caught.value
    assert error.code is ExitCode.NETWORK
    assert error.message == "s3://shows refuses the credentials (400 ExpiredToken)"
    assert not [each for each in keys.values() if each in error.message + error.hint]


class Show:
    """A show with one long episode, and the way to its store."""

    def __init__(self, root: Path, weed: Weed, line: Line, prefix: str) -> None:
        target = weed.target("live", prefix, options='options = {timeout = "2s"}\n')
        self.clone = Clone(root, target.replace(weed.s3, line.url))
        self.audio = make_sound(self.clone.show / "audio/072-long.mp3", 26_000_000)
        self.clone.edit(EPISODE, "audio: audio/072.mp3", "audio: audio/072-long.mp3")
        self.size = self.audio.stat().st_size
        self.line = line

    def kill_midway(self, zygote: Zygote) -> None:
        """Upload, and be killed as soon as the fourth part is begun: one is whole then."""
        pid = 0

        def watch(method: str, path: str, _: int) -> None:
            if pid and method == "PUT" and "partNumber=4" in path:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

        self.line.watch = watch
        started = zygote.start(self.clone, "upload", EPISODE)
        pid = started.pid
        assert started.wait().returncode == -signal.SIGKILL
        self.line.watch = lambda *_: None
        self.line.settle()
        self.line.up = 0


@pytest.fixture
def show(tmp_path: Path, weed: Weed, line: Line, prefix: str, credentials: dict[str, str]) -> Show:
    """Make a show whose audio nobody has sent yet."""
    show = Show(tmp_path / "one", weed, line, prefix)
    show.clone.variables |= credentials
    return show


def test_killed_in_the_middle_it_goes_on(
    show: Show, store: CloudStore, bucket: Bucket, zygote: Zygote
) -> None:
    """By kill -9; the next run sends the rest, says so, and what arrives is the file."""
    show.kill_midway(zygote)
    (upload,) = bucket.list_uploads()
    there = sum(part.size for part in bucket.list_parts(upload.name, upload.id).values())

    done = show.clone.run("upload", EPISODE)

    assert done.returncode == 0, done.stdout + done.stderr
    assert PART <= there < show.size
    assert show.line.up < show.size - there + SPARE
    assert "resumed  audio/072-long.mp3: " in done.stdout
    assert "of 26.0 MB were there already" in done.stdout
    held = obstore.get(store._store, "audio/072-long.mp3")  # noqa: SLF001 - the same store
    assert bytes(held.bytes()) == show.audio.read_bytes()
    assert bucket.list_uploads() == []
    assert "all is there already" in show.clone.run("upload", EPISODE).stdout


def test_a_file_that_changed_after_the_kill_is_sent_as_it_is_now(
    show: Show, store: CloudStore, bucket: Bucket, zygote: Zygote
) -> None:
    """Nothing of the old one is mixed into it, and nothing of it is left behind."""
    show.kill_midway(zygote)
    first = bucket.list_uploads()
    data = bytearray(show.audio.read_bytes())
    data[-1] ^= 1
    show.audio.write_bytes(data)

    done = show.clone.run("upload", EPISODE)

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(first) == 1
    assert "resumed" not in done.stdout
    held = obstore.get(store._store, "audio/072-long.mp3")  # noqa: SLF001 - the same store
    assert bytes(held.bytes()) == bytes(data)
    assert bucket.list_uploads() == []


def test_what_was_never_finished_is_pruned(
    show: Show, store: CloudStore, bucket: Bucket, zygote: Zygote
) -> None:
    """After so many days, and only what feedtool began; till then it may be taken up."""
    show.clone.edit(EPISODE, "audio: audio/072-long.mp3", "audio: audio/072.mp3")
    show.clone.publish()
    show.clone.edit(EPISODE, "audio: audio/072.mp3", "audio: audio/072-long.mp3")
    show.kill_midway(zygote)
    show.clone.edit(EPISODE, "audio: audio/072-long.mp3", "audio: audio/072.mp3")
    foreign = bucket.begin("audio/of-another-tool.mp3", {})
    ours = "audio/072-long.mp3"

    show.clone.publish("--prune", "30")
    assert {each.name for each in bucket.list_uploads()} == {ours, "audio/of-another-tool.mp3"}
    show.clone.variables["SOURCE_DATE_EPOCH"] = "4000000000"
    dry = show.clone.publish("--prune", "30", "--dry-run")
    said = show.clone.publish("--prune", "30")

    assert f"would delete the parts of {ours}, which never became whole" in dry
    assert f"deleted the parts of {ours}, which never became whole" in said
    assert [each.id for each in bucket.list_uploads()] == [foreign]
    assert store.read(f".feedtool/claims/{ours}") is None


def test_a_file_that_went_away_is_told(store: CloudStore, tmp_path: Path) -> None:
    """Between the check and the sending."""
    headers = Headers("audio/mpeg", "", "0" * 64)

    with pytest.raises(FeedtoolError, match=r"gone\.mp3 cannot be read"):
        store.send(NAME, tmp_path / "gone.mp3", headers, Counter())


def test_a_file_that_is_not_the_one_that_was_checked_leaves_nothing(
    store: CloudStore, bucket: Bucket, tmp_path: Path
) -> None:
    """Neither a file nor parts of one."""
    source, _, headers = make_file(tmp_path / "a.mp3", 2.5)

    with pytest.raises(AlteredError):
        store.send(NAME, source, Headers(headers.type, headers.cache, "0" * 64), Counter())

    assert NAME not in store.list()
    assert bucket.list_uploads() == []


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_store_that_knows_no_condition_here_is_asked_without(
    is_lost: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That nothing has the name was looked at before. Parts that are lost are given up."""
    source, _, headers = make_file(tmp_path / "a.mp3", 1.5)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    opened = open_cloud(_target("http://127.0.0.1:1", "x"))._opening  # noqa: SLF001 - as above
    assert opened is not None
    path = urlsplit(opened.presign(NAME)).path

    def answer(request: Request) -> None:
        request.read_body()
        if request.headers.get("If-None-Match"):
            request.give(b"<Error><Code>NotImplemented</Code></Error>", status=501)
        elif is_lost and request.path.endswith("?uploadId=1"):
            request.give(b"<Error><Code>InvalidPart</Code></Error>", status=400)
        else:
            request.give(b"<a><UploadId>1</UploadId><ETag>whole</ETag></a>", ETag="tag")

    with serving({path: answer}) as server:
        opening = open_cloud(_target(server.url, "x"))._opening  # noqa: SLF001 - as above
        store = CloudStore(MemoryStore(), "s3://shows", opening)
        if is_lost:
            with pytest.raises(FeedtoolError, match="has lost the parts") as caught:
                store.send(NAME, source, headers, Counter())
            assert caught.value.code is ExitCode.CHANGED
            assert server.asked[-1][:2] == ("DELETE", f"{path}?uploadId=1")
        else:
            assert store.send(NAME, source, headers, Counter()).stamp == "whole"
