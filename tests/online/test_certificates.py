"""Certificates: what browsers and apps refuse is named, and what will be refused soon."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online.certificates import Authority, Signed
from online.live_show import served_show
from web_server import Respond, WebServer


class TlsServer(WebServer):
    """The server of tests, behind TLS, as localhost."""

    def __init__(self, pages: dict[str, Respond], signed: Signed) -> None:
        super().__init__(pages)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(signed.certificate, signed.key)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def url(self) -> str:
        """Return the address of the server, by a name that a certificate can hold."""
        return f"https://localhost:{self.server_address[1]}"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Make one authority."""
    return Authority(tmp_path_factory.mktemp("tls") / "authority")


Found = Callable[[Signed], list[tuple[str, str]]]


@pytest.fixture
def found(tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Serve the show behind a certificate; return what is found, by a client of the authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))

    def find(signed: Signed) -> list[tuple[str, str]]:
        def make(pages: dict[str, Respond]) -> WebServer:
            return TlsServer(pages, signed)

        with served_show(tmp_path / "episodes", make) as show:
            return [(each.code, each.message) for each in show.check(datetime.now(UTC))]

    return find


def test_valid_certificate_is_clean(found: Found, authority: Authority) -> None:
    """With TLS there is nothing left to find at all."""
    assert found(authority.sign("localhost", 25)) == []


def test_certificate_that_ends_soon_is_named_once_a_host(
    found: Found, authority: Authority
) -> None:
    """Weeks before apps refuse it."""
    ((code, message),) = found(authority.sign("localhost", 5))

    assert code == "HO02"
    assert message.endswith("ends in 4 days")


@pytest.mark.parametrize(
    ("host", "days", "words"),
    [("localhost", 0, "expired"), ("other.example", 25, "localhost")],
)
def test_certificate_that_is_refused_is_an_error(
    found: Found, authority: Authority, host: str, days: int, words: str
) -> None:
    """One that is over, or another host's: for the feed, the cover and the audio."""
    problems = found(authority.sign(host, days))

    assert {code for code, _ in problems} == {"HO02", "AU08", "NO11"}
    assert all(words in message for _, message in problems)


def test_certificate_of_nobody_known_is_an_error(found: Found, tmp_path: Path) -> None:
    """Self-made ones are no better than none."""
    problems = found(Authority(tmp_path / "nobody").sign("localhost", 25))

    assert {code for code, _ in problems} == {"HO02", "AU08", "NO11"}
