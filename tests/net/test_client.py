"""The HTTP client gives what a server says, and ends in bounded time where it says too much."""

import contextlib
import gzip
import time
import zlib
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor

import pytest
from urllib3.exceptions import ProtocolError
from web_server import Request, Respond, giving, leading_to, serving, serving_ranges

from feedtool.errors import ExitCode
from feedtool.net.address import parse_address
from feedtool.net.answer import Hop, Limits, NetworkError, Reason, shown_address
from feedtool.net.client import USER_AGENT, Client
from feedtool.net.explain import explain
from feedtool.net.reach import Reach, reach_of

BODY = b"<rss/>" * 1000
QUICK = Limits(connect=0.5, read=0.5, total=1.0)


def fail(url: str, limits: Limits = QUICK) -> NetworkError:
    """Ask for an address that gives no answer; return why."""
    with Client(reach_of(url), limits) as client, pytest.raises(NetworkError) as caught:
        client.get(url)
    assert caught.value.code is ExitCode.NETWORK
    return caught.value


def test_a_document_comes_whole_with_what_the_server_says_of_it() -> None:
    """Body, type, encoding and version are those of the answer."""
    page = giving(BODY, kind="Text/XML; charset=ISO-8859-1", ETag='"1"')
    with serving({"/feed": page}) as server, Client(reach_of(server.url)) as client:
        answer = client.get(f"{server.url}/feed#top")

        assert answer.is_ok
        assert answer.body == BODY
        assert answer.size == len(BODY)
        assert (answer.media_type, answer.charset) == ("text/xml", "ISO-8859-1")
        assert answer.known.etag == '"1"'
        assert server.asked[0][2]["User-Agent"] == USER_AGENT


def test_what_is_known_is_not_sent_again() -> None:
    """A server that still has the same version answers 304."""

    def page(request: Request) -> None:
        if request.headers.get("If-None-Match") == '"1"':
            request.give(b"", status=304)
        else:
            request.give(BODY, ETag='"1"')

    with serving({"/": page}) as server, Client(reach_of(server.url)) as client:
        first = client.get(server.url)

        assert client.get(server.url, first.known).is_unchanged


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_compression_is_undone(encoding: str) -> None:
    """A compressed answer is the document."""
    packed = {"gzip": gzip.compress(BODY), "deflate": zlib.compress(BODY), "identity": BODY}
    page = giving(packed[encoding], Content_Encoding=encoding)
    with serving({"/": page}) as server, Client(reach_of(server.url)) as client:
        assert client.get(server.url).body == BODY


def test_a_look_takes_the_first_bytes_and_the_size() -> None:
    """A range tells size, type, version and the bytes that show what a file really is."""
    pages = {"/a.mp3": serving_ranges(b"ID3" + bytes(9_000), '"a"'), "/go": leading_to("/a.mp3")}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        answer = client.peek(f"{server.url}/go", 10)

        assert answer.body == b"ID3" + bytes(7)
        assert answer.has_ranges
        assert answer.size == 9_003
        assert answer.media_type == "audio/mpeg"
        assert answer.url == f"{server.url}/a.mp3"
        assert answer.hops == (Hop(f"{server.url}/go", 302),)
        assert server.asked[0][2]["Accept-Encoding"] == "identity"


def test_a_server_without_ranges_is_not_read_to_the_end() -> None:
    """An answer of 200 to a range ends after the bytes that were asked for."""
    with (
        serving({"/": giving(bytes(50_000_000))}) as server,
        Client(reach_of(server.url)) as client,
    ):
        answer = client.peek(server.url, 4)

        assert (answer.status, answer.body, answer.size) == (200, bytes(4), 50_000_000)
        assert not answer.has_ranges


def test_head_and_forms() -> None:
    """HEAD brings no body; a form is sent encoded, and as GET behind a 303."""
    posted: list[bytes] = []

    def hub(request: Request) -> None:
        posted.append(request.read_body())
        request.give(b"", status=303, Location="/done")

    pages = {"/hub": hub, "/done": giving(b"ok"), "/file": giving(BODY)}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        assert client.head(f"{server.url}/file").size == len(BODY)
        answer = client.post_form(f"{server.url}/hub", {"hub.mode": "publish", "a": "b c"})

        assert posted == [b"hub.mode=publish&a=b+c"]
        assert answer.body == b"ok"
        assert [method for method, *_ in server.asked] == ["HEAD", "POST", "GET"]


@pytest.mark.parametrize(
    ("target", "reason", "word"),
    [
        ("/self", Reason.REDIRECTS, "in a circle"),
        ("/more", Reason.REDIRECTS, "more than 10 times"),
        ("file:///etc/passwd", Reason.ADDRESS, "no address of the web"),
        ("ftp://a.example/x", Reason.ADDRESS, "no address of the web"),
        ("http://10.0.0.1/", Reason.PRIVATE, "10.0.0.1 is a private address"),
        ("http://169.254.169.254/latest", Reason.PRIVATE, "private address"),
        ("http://[::ffff:192.168.0.1]/", Reason.PRIVATE, "private address"),
        ("http://[64:ff9b::a00:1]/", Reason.PRIVATE, "private address"),
        ("http://[64:ff9b:1::a00:1]/", Reason.PRIVATE, "private address"),
        ("http://[fec0::1]/", Reason.PRIVATE, "private address"),
        ("http://[::10.0.0.1]/", Reason.PRIVATE, "private address"),
        ("http://0.0.0.0/", Reason.PRIVATE, "private address"),
        ("http://2130706433.1:x/", Reason.ADDRESS, "no address of the web"),
        ("//[::1/", Reason.ADDRESS, "no address of the web"),
    ],
)
def test_bad_redirects_are_refused(target: str, reason: Reason, word: str) -> None:
    """Circles, other schemes and private addresses end the way, and the way is told."""

    def more(request: Request) -> None:
        count = int(request.path.partition("?")[2] or 0)
        request.give(b"", status=302, Location=f"/more?{count + 1}")

    with serving({"/self": leading_to(target), "/more": more}) as server:
        error = fail(f"{server.url}/self")

        assert error.reason is reason
        assert word in error.message
        assert error.hops[0].url == f"{server.url}/self"


def test_redirects_to_the_same_private_machine_are_followed() -> None:
    """A feed on this computer, named by the user, may lead to other addresses on it."""
    with serving({"/x": giving(b"there")}) as other:
        target = f"{other.url}/x".replace("127.0.0.1", "localhost")
        with serving({"/": leading_to(target)}) as server, Client(reach_of(server.url)) as client:
            assert client.get(server.url).body == b"there"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_this_computer_is_out_of_reach_for_feeds(host: str) -> None:
    """No spelling of a private address gets past: what is connected to is what counts."""
    with serving({"/": giving(b"secret")}) as server, Client(Reach(), QUICK) as client:
        with pytest.raises(NetworkError) as caught:
            client.get(server.url.replace("127.0.0.1", host))

        assert caught.value.reason is Reason.PRIVATE
        assert not server.asked


def test_a_name_that_changes_its_mind_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was public when it was looked at is refused when it leads here later."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 0))])
    reach = reach_of("http://rebinding.example/")

    with Client(reach, QUICK) as client, pytest.raises(NetworkError) as caught:
        client.get("http://rebinding.example/")

    assert caught.value.reason is Reason.PRIVATE


def drip(request: Request) -> None:
    """Send a header now and then, for ever."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not request.server.stopping.wait(0.1):
        request.wfile.write(b"X-Wait: 1\r\n")


def drip_body(request: Request) -> None:
    """Send a byte of the body now and then, for ever."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not request.server.stopping.wait(0.1):
        request.wfile.write(b"x")


def say_nothing(request: Request) -> None:
    """Take the request and be silent."""
    request.server.stopping.wait(5)


def break_off(request: Request) -> None:
    """Promise more than is sent."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n123")
    request.close_connection = True


def talk_nonsense(request: Request) -> None:
    """Answer in no protocol."""
    request.wfile.write(b"220 smtp.example ESMTP\r\n")
    request.close_connection = True


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (drip, Reason.TIMEOUT),
        (drip_body, Reason.TIMEOUT),
        (say_nothing, Reason.TIMEOUT),
        (break_off, Reason.BROKEN),
        (talk_nonsense, Reason.BROKEN),
        (giving(b"no gzip", Content_Encoding="gzip"), Reason.BROKEN),
    ],
)
def test_servers_that_do_not_serve_are_given_up(page: Respond, reason: Reason) -> None:
    """Slow, silent, broken and nonsensical answers end in time, with their reason."""
    with serving({"/": page}) as server:
        start = time.monotonic()
        error = fail(server.url)

        assert error.reason is reason
        assert time.monotonic() - start < 10
        assert "127.0.0.1" in error.message


def make_bomb() -> bytes:
    """Return a gigabyte of spaces, packed; a flushed block can stand there any number of times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * 1024


def test_a_bomb_is_not_unpacked() -> None:
    """A gigabyte of spaces in a megabyte of gzip ends at the first few megabytes."""
    with serving({"/": giving(make_bomb(), Content_Encoding="gzip")}) as server:
        error = fail(server.url, Limits())

        assert error.reason is Reason.TOO_LARGE
        assert "100 times" in error.message


@pytest.mark.parametrize(
    "limits", [Limits(body=1000), Limits(wire=1000)], ids=["unpacked", "as it comes"]
)
def test_an_endless_answer_is_cut(limits: Limits) -> None:
    """More bytes than the limit are no answer."""

    def endless(request: Request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not request.server.stopping.is_set():
            request.wfile.write(b"x" * 100_000)

    with serving({"/": endless}) as server:
        assert fail(server.url, limits).reason is Reason.TOO_LARGE


def test_hosts_that_are_not_there() -> None:
    """A name nobody has and a port nobody listens at are told apart."""
    with serving({}) as server:
        closed = server.url

    assert fail(closed).reason is Reason.REFUSED
    assert fail("http://nobody.invalid/").reason is Reason.UNKNOWN_HOST
    assert fail("http://" + "a" * 70 + ".example/").reason is Reason.UNKNOWN_HOST


@pytest.mark.parametrize(
    "url", ["", "feed.xml", "file:///x", "http://", "http://a b/", "http://a:x"]
)
def test_what_is_no_address_is_said(url: str) -> None:
    """Only http and https with a host are asked."""
    assert fail(url).reason is Reason.ADDRESS


def test_a_login_goes_to_its_own_host_alone() -> None:
    """User and password are sent, never to where a redirect leads, and never shown."""
    with serving({"/": giving(b"x")}) as other:
        with serving({"/": leading_to(other.url)}) as server:
            url = server.url.replace("//", "//me:p%40ss@")
            with Client(reach_of(url)) as client:
                client.get(url)

            assert server.asked[0][2]["Authorization"] == "Basic bWU6cEBzcw=="
        assert "Authorization" not in other.asked[0][2]
    assert shown_address("https://me:pass@a.example:8/x?y") == "https://me:***@a.example:8/x?y"


def test_a_login_may_hold_any_letter() -> None:
    """Letters beyond Latin are sent as UTF-8 (RFC 7617)."""
    with serving({"/": giving(b"x")}) as server:
        url = server.url.replace("//", "//me:пароль@")
        with Client(reach_of(url)) as client:
            client.get(url)

        sent = server.asked[0][2]["Authorization"].removeprefix("Basic ")
        assert b64decode(sent).decode() == "me:пароль"


def test_more_hosts_than_are_kept_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that ask many hosts at a time all get their answers."""
    monkeypatch.setattr("feedtool.net.client._HOSTS", 2)
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(serving({"/": giving(b"x")})) for _ in range(12)]
        client = stack.enter_context(Client(reach_of(servers[0].url), QUICK))
        with ThreadPoolExecutor(8) as pool:
            bodies = list(pool.map(lambda server: client.get(server.url).body, servers * 5))

    assert bodies == [b"x"] * 60


def test_threads_share_a_client() -> None:
    """Many requests at a time each get their own answer, within their own time."""
    pages = {f"/{n}": giving(str(n).encode()) for n in range(40)} | {"/slow": say_nothing}
    with serving(pages) as server, Client(reach_of(server.url), QUICK) as client:

        def fetch(name: str) -> str:
            try:
                return client.get(f"{server.url}/{name}").body.decode()
            except NetworkError as error:
                return error.reason

        with ThreadPoolExecutor(8) as pool:
            names = [*map(str, range(20)), "slow", *map(str, range(20, 40))]
            found = list(pool.map(fetch, names))

    assert found == [Reason.TIMEOUT if name == "slow" else name for name in names]


def test_a_connection_that_the_server_dropped_is_replaced() -> None:
    """A server may close what it kept open; the next request does not fail for it."""

    def page(request: Request) -> None:
        request.give(b"x")
        request.close_connection = True  # without having said so

    with serving({"/": page}) as server, Client(reach_of(server.url)) as client:
        assert [client.get(server.url).body for _ in range(5)] == [b"x"] * 5


def test_odd_addresses_in_redirects_are_read() -> None:
    """Bytes of UTF-8, spaces and letters beyond ASCII in a Location are encoded."""
    raw = "/caf\u00e9 x".encode().decode("latin-1")
    pages = {"/": leading_to(raw), "/caf%C3%A9%20x": giving(b"there")}
    with serving(pages) as server, Client(reach_of(server.url)) as client:
        assert client.get(server.url).body == b"there"


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are asked for through the proxy, which looks them up; this computer never is."""
    with serving({"/x": giving(b"direct")}) as server:
        monkeypatch.setenv("http_proxy", server.url)
        server.pages["http://far.invalid/x"] = giving(b"through")
        with Client(reach_of(server.url)) as client:
            assert client.get("http://far.invalid/x").body == b"through"
            assert client.get(f"{server.url}/x").body == b"direct"


def send_too_little(request: Request) -> None:
    """Promise more than is sent."""
    request.send_response(200)
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(b"x" * 1200)
    request.close_connection = True


def send_no_length(request: Request) -> None:
    """Send a part whose length is no number."""
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"zz\r\nabc")
    request.close_connection = True


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (send_too_little, "broke off after 1,200 bytes; 3,800 are missing"),
        (send_no_length, "broke off before the end"),
    ],
)
def test_an_answer_that_is_not_whole_says_what_it_lacks(page: Respond, words: str) -> None:
    """The library wraps what it found."""
    with serving({"/feed": page}) as server:
        error = fail(f"{server.url}/feed")

    assert error.reason is Reason.BROKEN
    assert words in error.message


def test_a_write_that_nobody_takes_is_too_slow() -> None:
    """The library says that the connection was aborted; why stands inside."""
    error = ProtocolError("Connection aborted.", TimeoutError("The write operation timed out"))

    said = explain(error, parse_address("https://feeds.example/"), (), None)

    assert said.reason is Reason.TIMEOUT
    assert said.message == "feeds.example does not answer in time"
