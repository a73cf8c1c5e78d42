"""Requests that fail for a time are made again; those that never will succeed are not."""

from collections.abc import Iterator

import pytest
from web_server import Request, Respond, WebServer, serving

from feedtool.net.answer import Limits, NetworkError
from feedtool.net.client import Client
from feedtool.net.reach import reach_of
from feedtool.publish.s3 import Bucket, RefusedError, StoppedError
from feedtool.publish.sigv4 import Access

LIMITS = Limits(connect=2.0, read=2.0, total=2.0, redirects=0)
WHOLE = (
    b"<CompleteMultipartUploadResult><ETag>&quot;a-1&quot;</ETag></CompleteMultipartUploadResult>"
)


@pytest.fixture
def server() -> Iterator[WebServer]:
    """Start a server that says what a test wants of a store."""
    with serving({}) as server:
        yield server


@pytest.fixture
def bucket(server: WebServer) -> Iterator[Bucket]:
    """Ask it."""
    with Client(reach_of(server.url), LIMITS) as client:
        access = Access("key", "us-east-1", "secret")
        root = f"{server.url}/box"
        yield Bucket(client, LIMITS, access, root, "", lambda name: f"{root}/{name}")


def saying(*answers: tuple[int, bytes]) -> Respond:
    """Give one answer after the other, the last for ever."""
    left = list(answers)

    def respond(request: Request) -> None:
        request.read_body()
        status, body = left[0] if len(left) == 1 else left.pop(0)
        request.give(body, status=status, ETag='"tag"')

    return respond


@pytest.mark.parametrize(
    "passing",
    [
        (503, b"<Error><Code>SlowDown</Code></Error>"),
        (500, b"oops"),
        (429, b""),
        (400, b"<Error><Code>RequestTimeout</Code></Error>"),
        (200, b"<Error><Code>InternalError</Code></Error>"),
    ],
)
def test_a_busy_store_is_asked_again(
    passing: tuple[int, bytes], server: WebServer, bucket: Bucket
) -> None:
    """An error may come with a status of success: the end of an upload takes long."""
    server.pages["/box/a.mp3"] = saying(passing, passing, (200, WHOLE))

    answer = bucket.complete("a.mp3", "1", ["tag"], is_new=True)

    assert answer.body == WHOLE
    assert len(server.asked) == 3


def test_what_a_try_has_sent_in_vain_is_not_counted(server: WebServer, bucket: Bucket) -> None:
    """The bytes of the part are counted once."""
    server.pages["/box/a.mp3"] = saying((503, b""), (200, b""))
    gone: list[int] = []

    assert bucket.put("a.mp3", "1", 1, b"x" * 1000, gone.append) == "tag"

    assert gone == [1000, -1000, 1000]


@pytest.mark.parametrize("status", [403, 404, 412, 501])
def test_a_refusal_is_final(status: int, server: WebServer, bucket: Bucket) -> None:
    """It is told by its status and its own word."""
    said = b"<Error><Code>No</Code><Message>key secret</Message></Error>"
    server.pages["/box/a.mp3"] = saying((status, said))

    with pytest.raises(RefusedError, match=f"^{status} No$"):
        bucket.list_parts("a.mp3", "1")

    assert len(server.asked) == 1


def test_a_redirect_is_not_followed(server: WebServer, bucket: Bucket) -> None:
    """What was signed for one host is for no other to see."""
    server.pages["/box/a.mp3"] = lambda request: request.give(b"", status=307, Location="/b")
    server.pages["/b"] = saying((200, WHOLE))

    with pytest.raises(NetworkError, match="redirected"):
        bucket.list_parts("a.mp3", "1")

    assert len(server.asked) == 1


def test_nobody_waits_for_a_file_that_has_failed(server: WebServer, bucket: Bucket) -> None:
    """Another part of it was refused for good meanwhile."""
    server.pages["/box/a.mp3"] = saying((503, b""))
    bucket.stop.set()

    with pytest.raises(StoppedError):
        bucket.put("a.mp3", "1", 1, b"x", lambda _: None)

    assert len(server.asked) == 1


def test_a_page_is_no_upload(server: WebServer, bucket: Bucket) -> None:
    """A status of success alone begins nothing."""
    server.pages["/box/a.mp3"] = saying((200, b"<html>Please log in</html>"))

    with pytest.raises(RefusedError):
        bucket.begin("a.mp3", {})


def test_a_list_that_names_the_same_page_again_ends(server: WebServer, bucket: Bucket) -> None:
    """Else a broken store would be asked for ever."""
    page = (
        b"<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>1"
        b"</NextPartNumberMarker><Part><PartNumber>1</PartNumber><Size>5</Size></Part>"
        b"</ListPartsResult>"
    )
    server.pages["/box/a.mp3"] = saying((200, page))

    assert set(bucket.list_parts("a.mp3", "1")) == {1}
    assert len(server.asked) == 2
