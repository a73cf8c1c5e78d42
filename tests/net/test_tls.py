"""Behind TLS the same limits hold, and nobody is trusted whom the system does not trust."""

import ssl
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from online.certificates import Authority
from web_server import Request, Respond, WebServer, serving

from feedtool.net.answer import Limits, NetworkError, Reason
from feedtool.net.blocks import Blocks
from feedtool.net.client import Client
from feedtool.net.reach import reach_of

LIMITS = Limits(connect=1.0, read=1.0, total=1.5)


def drip(request: Request) -> None:
    """Send a byte of the body now and then, for ever."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not request.server.stopping.wait(0.1):
        request.wfile.write(b"x")


def secured_by(authority: Authority) -> Callable[[dict[str, Respond]], WebServer]:
    """Make servers behind a certificate for localhost."""
    signed = authority.sign("localhost", 25)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(signed.certificate, signed.key)

    def secure(pages: dict[str, Respond]) -> WebServer:
        server = WebServer(pages)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        return server

    return secure


def fail(page: Respond, authority: Authority, name: str = "localhost") -> NetworkError:
    """Serve a page behind a certificate and ask for it; return why no answer came."""
    with serving({"/": page}, secured_by(authority)) as server:
        url = f"https://{name}:{server.server_address[1]}/"
        with Client(reach_of(url), LIMITS) as client, pytest.raises(NetworkError) as caught:
            client.get(url)
    return caught.value


def test_a_slow_answer_behind_tls_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes byte by byte ends with the time, encrypted or not."""
    authority = Authority(tmp_path / "authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))

    assert fail(drip, authority).reason is Reason.TIMEOUT


def test_a_long_body_goes_up_behind_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole on a new connection and on one that is used again; a server that stops is given up."""
    authority = Authority(tmp_path / "authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    data = bytes(range(256)) * 64 * 1024
    came: list[bytes] = []

    def take(request: Request) -> None:
        if len(came) == 2:
            request.server.stopping.wait(20)
        came.append(request.read_body())
        request.give(b"")

    with serving({"/": take}, secured_by(authority)) as server:
        url = f"https://localhost:{server.server_address[1]}/"
        with Client(reach_of(url), LIMITS) as client:
            blocks = Blocks(data, lambda _: None, 1.0)
            for _ in range(2):
                with client.open("PUT", url, {}, blocks) as opened:
                    assert opened.read_all(LIMITS).is_ok
            with pytest.raises(NetworkError) as caught, client.open("PUT", url, {}, blocks):
                pass

    assert came[:2] == [data, data]
    assert caught.value.reason is Reason.TIMEOUT


def test_an_unknown_authority_is_refused(tmp_path: Path) -> None:
    """A certificate that nobody vouches for is named, with what the system says of it."""
    error = fail(drip, Authority(tmp_path / "authority"))

    assert error.reason is Reason.CERTIFICATE
    assert "localhost cannot be trusted: " in error.message


def test_the_certificate_of_another_host_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trusted certificate counts for its own name only."""
    authority = Authority(tmp_path / "authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))

    error = fail(drip, authority, "127.0.0.1")

    assert error.reason is Reason.CERTIFICATE
    assert "127.0.0.1" in error.message


def secured_long_ago(authority: Authority) -> Callable[[dict[str, Respond]], WebServer]:
    """Make servers that speak TLS 1.1 at most."""
    signed = authority.sign("localhost", 25)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that is what it is about
        context.minimum_version, context.maximum_version = (
            ssl.TLSVersion.TLSv1,
            ssl.TLSVersion.TLSv1_1,
        )
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(signed.certificate, signed.key)

    def secure(pages: dict[str, Respond]) -> WebServer:
        server = WebServer(pages)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        return server

    return secure


@pytest.mark.parametrize("secure", [secured_long_ago, lambda _: WebServer], ids=["old", "none"])
def test_a_host_without_tls_that_is_safe_is_not_called_one_with_a_bad_certificate(
    secure: Callable[[Authority], Callable[[dict[str, Respond]], WebServer]], tmp_path: Path
) -> None:
    """To renew the certificate would help nobody."""
    with serving({"/": drip}, secure(Authority(tmp_path / "authority"))) as server:
        url = f"https://localhost:{server.server_address[1]}/"
        with Client(reach_of(url), LIMITS) as client, pytest.raises(NetworkError) as caught:
            client.get(url)

    assert caught.value.reason is Reason.REFUSED
    assert caught.value.message.startswith("localhost makes no safe connection: ")
    assert "_ssl" not in caught.value.message
    assert "1.2" in caught.value.hint
