"""What a hostile server sends ends in words, in bounded time and memory, whatever it is."""

import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from web_server import Request, Respond, giving, leading_to, serving

from feedtool.cli import run

BASE = (Path(__file__).parents[1] / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
START = b"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>"
SECONDS = 100
MOST_MEMORY = 400
"""MiB of memory; a feed of two episodes takes about a fifth of it."""


def pack(unit: bytes, times: int, before: bytes = b"") -> bytes:
    """Pack a text of many equal parts: a flushed block of gzip may stand there many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * times + packer.flush()


SPACES = pack(b" " * (1 << 20), 1024, START)
"""A gigabyte of spaces in a megabyte of gzip, after the start of a feed."""
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = BASE.replace("<rss ", f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]><rss ', 1)
BOMB = BOMB.replace("Compiler Talk", "&l11;")
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "SERVER/secret"><!ENTITY % y SYSTEM "SERVER/y">%y;]>'
CONTROLS = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"


def endless(request: Request) -> None:
    """Send spaces as long as anybody reads."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + START)
    while not request.server.stopping.is_set():
        request.wfile.write(b" " * (1 << 20))


def naming_outside(request: Request) -> None:
    """Name entities and a stylesheet of this server."""
    text = BASE.replace("<rss ", OUTSIDE + "<?xml-stylesheet href='SERVER/z'?><rss ", 1)
    text = text.replace("Compiler Talk", "&x;").replace("SERVER", request.server.url)
    request.give(text.encode())


def hop(request: Request) -> None:
    """Lead on for ever, to another address each time."""
    count = int(request.path.partition("?")[2] or 0)
    request.give(b"", status=302, Location=f"/feed?{count + 1}")


HOSTILE: dict[str, tuple[Respond, int, str]] = {
    "entities in entities": (giving(BOMB.encode()), 1, "error XM10"),
    "entities of other files": (naming_outside, 1, "error XM10"),
    "a gigabyte in gzip": (giving(SPACES, Content_Encoding="gzip"), 3, "100 times its size"),
    "a gigabyte in a .gz": (giving(SPACES, kind="application/gzip"), 2, "unpacks to more than"),
    "gzip in gzip": (
        giving(pack(SPACES, 1), Content_Encoding="gzip, gzip"),
        3,
        "100 times its size",
    ),
    "no end": (endless, 3, "larger than the"),
    "nesting": (giving(START + b"<a>" * 200_000), 1, "nested more than 100 deep"),
    "a circle": (leading_to("/feed"), 3, "in a circle"),
    "redirects without end": (hop, 3, "more than 10 times"),
    "a private network": (leading_to("http://192.168.1.1/"), 3, "private address"),
    "the cloud's own secrets": (leading_to("http://169.254.169.254/x"), 3, "private address"),
    "a file": (leading_to("file:///etc/passwd"), 3, "no address of the web"),
    "controls in headers": (leading_to(f"http://a.invalid/{CONTROLS[:4]}"), 3, "a.invalid"),
    "controls in texts": (
        giving(BASE.replace("Compiler Talk", CONTROLS + "x" * 300).encode()),
        1,
        "error XM09",
    ),
}


PROGRAM = """
import sys
from pathlib import Path
from feedtool.cli import run
code = run(sys.argv[1:])
status = Path("/proc/self/status")
print("VmHWM: 0" if not status.exists() else status.read_text(), file=sys.stderr)
sys.exit(code)
"""


def start(*words: str) -> tuple[int, str, int]:
    """Run feedtool in a process of its own; return its code, all it printed, its peak in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    err = done.stderr.decode()
    peak = re.search(r"VmHWM:\s+(\d+)", err)
    assert peak, err
    said = done.stdout.decode() + err[: err.rindex("Name:") if "Name:" in err else None]
    return done.returncode, said, int(peak[1]) // 1024


@pytest.mark.parametrize("name", HOSTILE)
def test_a_check_ends(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One finding or one sentence, and the code that goes with it; nothing else is asked for."""
    page, code, words = HOSTILE[name]
    with serving({"/feed": page, "/secret": giving(b"root:x")}) as server:
        found = run(["check", f"{server.url}/feed", "--format", "concise"])

        said = "".join(capsys.readouterr())
        assert found == code
        assert words in said
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)
        assert "lollol" not in said
        assert {path.partition("?")[0] for _, path, _ in server.asked} == {"/feed"}


@pytest.mark.parametrize("name", ["a gigabyte in gzip", "a gigabyte in a .gz", "no end", "nesting"])
def test_memory_is_bounded(name: str, tmp_path: Path) -> None:
    """What could fill the memory does not, and no folder is begun."""
    page, code, words = HOSTILE[name]
    with serving({"/feed": page}) as server:
        found, said, peak = start("import", f"{server.url}/feed", str(tmp_path / "show"))

    assert found == (0 if name == "nesting" else code)
    assert words in said or name == "nesting"
    assert (tmp_path / "show").exists() == (name == "nesting")
    assert peak < MOST_MEMORY


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/1.mp3", "http://[fd00::1]/1.mp3", "file:///etc/passwd", "ftp://a/b"]
)
def test_a_feed_cannot_send_a_download_anywhere(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Audio at a private address or of another scheme is not fetched, and the show is written."""
    feed = BASE.replace("https://feeds.compilertalk.example/audio/002.mp3", target)
    with serving({"/feed": giving(feed.encode())}) as server:
        found = run(["import", f"{server.url}/feed", str(tmp_path / "show"), "--download"])

    said = capsys.readouterr().out
    assert found == 0
    assert "not downloaded, addresses only: 1" in said
    assert "private address" in said or "no address of the web" in said
    assert [each.name for each in tmp_path.rglob("*.mp3*")] == []
