"""The same on nginx: set up well it is clean, and each of its switches shows when it is off."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online.certificates import Authority
from online.live_show import AUDIO, COVER, FEED, NOTES, SOUND, ServedShow, draw_cover, served_show
from publish.servers import Server, answers, find_nginx, free_ports

PAGE = (Path(__file__).parents[2] / "docs" / "online.md").read_text(encoding="utf-8")
WELL = PAGE.partition("```nginx\n")[2].partition("```")[0]
BADLY = """gzip off; etag off; if_modified_since off; max_ranges 0;
    types { application/rss+xml xml; text/html html; image/jpeg jpg; }
    if ($request_method = HEAD) { return 405; }"""


@contextmanager
def running_nginx(folder: Path, authority: Authority, settings: str) -> Iterator[str]:
    """Serve a folder by nginx behind TLS; gives its address."""
    program = find_nginx()
    if program is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    (port, plain) = free_ports(2)
    signed = authority.sign("localhost", 25)
    work = folder / "work"
    work.mkdir()
    paths = "".join(
        f"{name}_temp_path {work}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "nginx.conf").write_text(
        f"""daemon off; master_process off; pid {work}/pid; error_log {work}/error.log;
events {{}}
http {{ access_log off; {paths}
  server {{
    listen 127.0.0.1:{port} ssl; listen 127.0.0.1:{plain};
    ssl_certificate {signed.certificate}; ssl_certificate_key {signed.key};
    root {folder}/root; index index.html;
    {settings}
  }}
}}
""",
        encoding="utf-8",
    )
    server = Server([program, "-c", f"{work}/nginx.conf", "-p", str(work)], work / "log", {})
    try:
        server.wait(lambda: answers(f"http://127.0.0.1:{plain}"))
        yield f"https://localhost:{port}"
    finally:
        server.stop()


def lay_files(root: Path, feed: bytes) -> None:
    """Write the files that the show's addresses lead to."""
    pages = dict.fromkeys((NOTES, "/compilertalk", "/hopper", "/backus"), b"<!doctype html>")
    files = {f"{path}/index.html": page for path, page in pages.items()}
    files |= {FEED: feed, COVER: draw_cover(), AUDIO: SOUND, AUDIO.replace("1.mp3", "2.mp3"): SOUND}
    for path, data in files.items():
        (root / path[1:]).parent.mkdir(parents=True, exist_ok=True)
        (root / path[1:]).write_bytes(data)


def find_codes(show: ServedShow, folder: Path, authority: Authority, settings: str) -> set[str]:
    """Move the show to nginx, and ask there."""
    folder.mkdir()
    with running_nginx(folder, authority, settings) as url:
        for path in show.folder.glob("*.*"):
            text = path.read_text("utf-8").replace(show.server.url, url)
            path.write_text(text, encoding="utf-8")
        lay_files(folder / "root", show.feed.replace(show.server.url.encode(), url.encode()))
        found = ServedShow(show.folder, show.server).check(datetime.now(UTC))
        return {each.code for each in found}


def test_settings_of_nginx_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up as docs/online.md says, nothing is found; with its switches off, each has a code."""
    authority = Authority(tmp_path / "authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    with served_show(tmp_path / "first") as show:
        assert find_codes(show, tmp_path / "well", authority, WELL) == set()
    with served_show(tmp_path / "second") as show:
        found = find_codes(show, tmp_path / "badly", authority, BADLY)

    assert found == {"AR10", "HO04", "HO05", "HO06", "HO07", "HO17"}
