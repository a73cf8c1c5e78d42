"""A feed is checked and imported from its address as from a file."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from web_server import Respond, giving, leading_to, serving

from feedtool.cli import run

BASE = (Path(__file__).parents[1] / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
HTML = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/f.xml"><p>Hi<br>'
FAULTY = BASE.replace("<itunes:explicit>false<", "<itunes:explicit>no<")
Checked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def checked(capsys: pytest.CaptureFixture[str]) -> Checked:
    """Return a function that serves a page, checks it, and returns code, stdout and stderr."""

    def check(page: Respond, *options: str) -> tuple[int, str, str]:
        with serving({"/feed.xml": page, "/there/f.xml": giving(BASE.encode())}) as server:
            words = ["check", f"{server.url}/feed.xml", "--format", "concise", "--ignore", "XM23"]
            code = run([*words, *options])
            out, err = capsys.readouterr()
            return code, out.replace(server.url, "SERVER"), err.replace(server.url, "SERVER")

    return check


@pytest.mark.parametrize("is_packed", [True, False])
def test_findings_name_the_address_with_line_and_column(
    checked: Checked, *, is_packed: bool
) -> None:
    """The address stands where a file's name would."""
    data = FAULTY.encode()
    page = giving(gzip.compress(data), Content_Encoding="gzip") if is_packed else giving(data)

    code, out, _ = checked(page)

    assert code == 1
    assert out.startswith("SERVER/feed.xml:28:22: error SH11")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            giving(HTML.encode(), kind="text/html"),
            "XM04 no-rss: this is no RSS feed: it is an HTML",
        ),
        (giving(b' {"version": 1}', kind="application/json"), "it is JSON"),
        (giving(b"Service unavailable"), "it is text without any tag"),
        (giving(b""), "it is empty"),
        (giving(b"<feed xmlns='http://www.w3.org/2005/Atom'/>"), "it is Atom"),
    ],
)
def test_what_is_no_feed_is_one_finding(checked: Checked, page: Respond, words: str) -> None:
    """A page, JSON or nothing at all is named for what it is, once."""
    code, out, _ = checked(page)

    assert code == 1
    assert words in out
    assert out.endswith("1 error\n")


def test_a_page_leads_to_its_feed(capsys: pytest.CaptureFixture[str]) -> None:
    """The hint is the whole address of the feed that the page names; an import says it too."""
    with serving({"/": giving(HTML.encode(), kind="text/html")}) as server:
        assert run(["check", server.url]) == 1
        assert f"the page names its feed: {server.url}/f.xml" in capsys.readouterr().out
        assert run(["import", server.url, "nowhere"]) == 2
        assert f"the page names its feed: {server.url}/f.xml" in capsys.readouterr().err


def test_a_feed_inside_of_a_page_is_found(checked: Checked) -> None:
    """A site that puts its layout round every file puts it round the feed, too."""
    page = f"<!doctype html><title>Compiler Talk</title><body><main>\n{BASE}</main>"

    code, out, _ = checked(giving(page.encode(), kind="text/html"), "--format", "text")

    assert code == 1
    assert "a feed stands inside of the page: let the site write it without its layout" in out
    assert out.endswith("1 error\n")


def test_two_encodings_are_one_too_many(checked: Checked) -> None:
    """Where server and feed name different encodings, apps differ."""
    page = giving(BASE.encode(), kind="text/xml; charset=ISO-8859-1")

    code, out, _ = checked(page)

    assert code == 1
    assert "XM03 foreign-encoding: the server says the feed is ISO-8859-1" in out
    assert checked(giving(BASE.encode(), kind="text/xml; charset=us-ascii"))[0] == 0


def test_the_server_names_the_encoding_of_a_feed_that_does_not(checked: Checked) -> None:
    """Bytes that are no UTF-8 are read as the server says."""
    feed = FAULTY.replace(' encoding="UTF-8"', "").replace("Compiler Talk", "Žluťoučký")
    page = giving(feed.encode("iso-8859-2"), kind="text/xml; charset=iso-8859-2")

    code, out, _ = checked(page, "--format", "text")

    assert code == 1
    assert "the feed is encoded in iso-8859-2" in out
    assert "byte 0x" not in out


def test_gzip_that_is_not_said_to_be_is_a_fault(checked: Checked) -> None:
    """Apps see bytes that are no XML; we look inside."""
    code, out, _ = checked(giving(gzip.compress(FAULTY.encode()), kind="application/gzip"))

    assert code == 1
    assert "1:1: error XM03" in out
    assert "28:22: error SH11" in out


def test_relative_addresses_are_completed_in_the_hint(checked: Checked) -> None:
    """What an app cannot complete, the hint does, from where the feed lies."""
    feed = BASE.replace("https://feeds.compilertalk.example/audio/002.mp3", "audio/002.mp3")
    _, out, _ = checked(giving(feed.encode()), "--format", "text")

    assert "XM18" in out


def test_an_address_that_leads_elsewhere_is_told(checked: Checked) -> None:
    """Redirects are followed, and where they end is said beside the report."""
    code, _, err = checked(leading_to("/there/f.xml", 301))

    assert (code, err) == (0, "SERVER/feed.xml leads to SERVER/there/f.xml\n")


def page_of(*changes: tuple[str, str], leads_to: str = "") -> Respond:
    """Serve the base feed with changes, and a link to the next page."""
    text = BASE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    link = f'<atom:link rel="next" href="{leads_to}"/></channel>' if leads_to else "</channel>"
    return giving(text.replace("</channel>", link).encode())


OTHER = ("8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12", "3d4bb2e8-5d53-4f0c-8f2c-7c9d3d2b1a00")


def test_all_pages_of_a_feed_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding names its page; an item that two pages hold counts once."""
    broken = ("<item>", "<item><link>one & two</link>")
    with serving(
        {
            "/1": page_of(leads_to="/2"),
            "/2": page_of(OTHER, broken, leads_to="/2"),
        }
    ) as server:
        code = run(["check", f"{server.url}/1", "--format", "concise", "--select", "XM01,ID02"])
        out, err = capsys.readouterr()

    assert code == 1
    assert {line.split(" ")[2] for line in out.splitlines() if ": " in line} == {"XM01"}
    assert f"{server.url}/2:" in out
    assert f"{server.url}/1:" not in out
    assert f"{server.url}/1 is a feed of 2 pages, which were all read\n" in err


def test_twins_on_two_pages_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong between episodes does not stop at the border of a page."""
    with serving({"/1": page_of(leads_to="/2"), "/2": page_of(OTHER)}) as server:
        run(["check", f"{server.url}/1", "--format", "concise", "--select", "EP04"])
        out = capsys.readouterr().out

    assert f"{server.url}/2:" in out


def test_a_page_that_does_not_come_leaves_the_others_checked(checked: Checked) -> None:
    """Silence about it would pass for a clean answer."""
    code, out, err = checked(
        page_of(("<itunes:explicit>false<", "<itunes:explicit>no<"), leads_to="/2")
    )

    assert code == 1
    assert "SH11" in out
    assert err == "a further page of the feed cannot be read: SERVER/2 answers 404 Not Found\n"


def test_pages_of_which_one_does_not_come_are_not_called_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who reads that all were read looks no further."""
    pages = {"/1": page_of(leads_to="/2"), "/2": page_of(OTHER, leads_to="/3")}
    with serving(pages) as server:
        run(["check", f"{server.url}/1", "--format", "concise", "--select", "XM01"])
        err = capsys.readouterr().err

    assert "a further page of the feed cannot be read" in err
    assert f"{server.url}/1: 2 pages of the feed were read\n" in err
    assert "all read" not in err


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            giving(b"", status=404),
            "SERVER/feed.xml answers 404 Not Found\n  look for a typing slip",
        ),
        (giving(b"", status=599), "SERVER/feed.xml answers 599"),
        (leading_to("/feed.xml"), "SERVER/feed.xml is redirected in a circle"),
        (leading_to("http://192.168.0.1/"), "192.168.0.1 is a private address"),
        (giving(b"<rss>\x1b[2J\x9b31m", status=403, kind="\x1b[2J"), "403 Forbidden"),
    ],
)
def test_an_address_without_an_answer_ends_with_code_3(
    checked: Checked, page: Respond, words: str
) -> None:
    """No document, no report: one sentence, and the code for the network."""
    code, out, err = checked(page)

    assert (code, out) == (3, "")
    assert words in err
    assert "\x1b" not in err


def test_import_writes_a_show_from_an_address(tmp_path: Path) -> None:
    """The same records as from the file."""
    file = tmp_path / "feed.xml"
    file.write_text(BASE, encoding="utf-8")
    with serving({"/feed.xml": giving(BASE.encode())}) as server:
        assert run(["import", f"{server.url}/feed.xml", str(tmp_path / "web")]) == 0
    assert run(["import", str(file), str(tmp_path / "disk")]) == 0

    for path in (tmp_path / "disk").iterdir():
        if path.is_file() and path.name != "import.lock":
            assert (tmp_path / "web" / path.name).read_bytes() == path.read_bytes()
