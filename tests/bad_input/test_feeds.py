"""Feeds from strangers: read or refused in bounded time, never a traceback, nothing expanded."""

import contextlib
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedtool.cli import run
from feedtool.formats.feed.document import read_feed

BASE = (Path(__file__).parents[1] / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>'
EXTERNAL = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
MANY = 200_000
HOSTILE = {
    "billion laughs": BASE.replace("<rss ", f"{BOMB}<rss ", 1).replace("Compiler Talk", "&l11;", 1),
    "laughs in an attribute": f'{BOMB}<rss version="2.0"><channel><a b="&l11;"/></channel></rss>',
    "external entity": BASE.replace("<rss ", f"{EXTERNAL}<rss ", 1).replace("Compiler", "&x;", 1),
    "nesting": "<rss version='2.0'><channel>" + "<a>" * MANY,
    "nested items": "<rss version='2.0'><channel>" + "<item>" * 5_000,
    "huge attribute": f"<rss version='2.0'><channel><title a='{'x' * 8_000_000}'/></channel></rss>",
    "quotes without end": "<rss><channel>" + "<a \"<a ' " * MANY,
    "tags without end": "<rss><channel>" + "<a b='c' " * MANY,
    "brackets": "<" * MANY,
    "ampersands": "<rss><channel><title>" + "&" * 2_000_000 + "</title></channel></rss>",
    "ends without starts": "<rss><channel>" + "</x>" * MANY,
    "sections": "<rss><channel><title>" + "<![CDATA[a]]>" * MANY + "</title></channel></rss>",
    "namespaces": "<rss><channel>" + "".join(f"<a xmlns:n{n}='u{n}'/>" for n in range(20_000)),
    "attributes": "<rss " + " ".join(f"a{n}='1'" for n in range(MANY)) + "/>",
    "comments": "<rss>" + "<!-- -" * MANY,
    "instructions": "<rss>" + "<?a " * MANY,
    "doctypes": "<!DOCTYPE a [" * 20_000,
    "empty": "",
    "space": " " * 5_000_000,
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>",
    "rdf": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
    "html": "<!DOCTYPE html><html><head><title>404</title></head><body><p>gone<br></body></html>",
    "json": '{"version": "https://jsonfeed.org/version/1.1"}',
    "words": "Service unavailable",
}


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where the work takes longer."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


@pytest.mark.parametrize("name", HOSTILE)
def test_check_ends_with_findings(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every one of them is an error of the XML, named with its place."""
    path = tmp_path / "feed.xml"
    path.write_text(HOSTILE[name], encoding="utf-8")

    with within(10):
        code = run(["check", str(path), "--select", "XM", "--format", "concise"])

    out, err = capsys.readouterr()
    assert code == 1
    assert "error XM" in out
    assert not err
    assert "lollol" not in out
    assert "root:" not in out


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "nested items"])
def test_import_refuses_or_reads(name: str, tmp_path: Path) -> None:
    """An import ends with an exit code of the table, and never with half a folder."""
    path = tmp_path / "feed.xml"
    path.write_text(HOSTILE[name], encoding="utf-8")

    with within(15):
        code = run(["import", str(path), str(tmp_path / "show")])

    assert code in (0, 2)
    assert (tmp_path / "show" / "show.yaml").exists() == (code == 0)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 1000,
        bytes(range(256)) * 20,
        b"\x1f\x8b\x08\x00" + b"\x00" * 100,
        BASE.encode("utf-16"),
        BASE.encode("utf-32"),
        BASE.replace("UTF-8", "x-nonsense").encode(),
        BASE.replace("UTF-8", "utf-16").encode(),
        BASE.replace("Compiler", "Kompiläufer").encode("latin-1"),
        BASE.replace("UTF-8", "zlib_codec").encode(),
        BASE.replace("UTF-8", "unicode_escape").encode(),
    ],
)
def test_any_bytes_are_read(data: bytes) -> None:
    """What no encoding explains is still no reason to fail, and it is named."""
    assert read_feed(data).faults


def test_entities_stay_as_they_are_written() -> None:
    """Nothing that a feed declares is expanded; HTML's names are read and reported."""
    feed = BASE.replace("<rss ", f"{BOMB}<rss ", 1).replace("Compiler Talk", "&l11;&nbsp;x", 1)

    document = read_feed(feed.encode())

    title = document.channel.child("title")
    assert title
    assert title.text == "&l11;\xa0x"


def test_control_characters_never_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape sequences in texts, names and addresses are shown as what they are."""
    evil = "\x1b[2J\x9b31m&#155;2K\u202e"
    feed = BASE.replace("Compiler Talk", evil).replace('text="Technology"', f'text="{evil}"')
    path = tmp_path / "feed.xml"
    path.write_text(feed.replace("<guid", f"<{'x'}:y>{evil}</x:y><guid"), encoding="utf-8")

    run(["check", str(path)])
    run(["import", str(path), str(tmp_path / "show")])

    out, err = capsys.readouterr()
    assert not {"\x1b", "\x9b", "\u202e"} & set(out + err)


def test_import_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds anything stays as it is."""
    path, folder = tmp_path / "feed.xml", tmp_path / "show"
    path.write_text(BASE, encoding="utf-8")
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")

    assert run(["import", str(path), str(folder)]) == 2
    assert [each.name for each in folder.iterdir()] == ["mine.txt"]
    assert "is not empty" in capsys.readouterr().err


def test_standard_input_is_a_feed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads a feed from a pipe; findings name it <stdin>."""
    stream = io.TextIOWrapper(io.BytesIO(BASE.replace("false<", "no<").encode()))
    monkeypatch.setattr(sys, "stdin", stream)

    assert run(["check", "-", "--ignore", "XM23", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:28:22: error SH11")


@pytest.mark.parametrize("name", ["absent.xml", "."])
def test_what_is_no_file_ends_with_words(name: str, tmp_path: Path) -> None:
    """A name that leads nowhere is a fault of the call."""
    assert run(["import", str(tmp_path / name), str(tmp_path / "show")]) == 2
