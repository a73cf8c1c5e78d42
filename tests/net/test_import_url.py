"""A show is taken over from its address: all pages, the audio too, and what comes later."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from web_server import Request, Respond, WebServer, giving, leading_to, serving, serving_ranges

from feedtool.cli import run
from feedtool.formats.feed.document import read_feed
from feedtool.formats.guids import make_podcast_guid
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options

DATA = Path(__file__).parents[1] / "data"
BASE = (DATA / "feeds" / "base.xml").read_text(encoding="utf-8")
AUDIO = (DATA / "audio" / "speech-mono-cbr64.mp3").read_bytes()
HEAD, REST = BASE[: BASE.index("    <item>")], BASE[BASE.index("  </channel>") :]
NOW = datetime(2030, 1, 1, tzinfo=UTC)


def item(number: int, title: str = "", text: str = "Words about it.", prefix: str = "") -> str:
    """Write an item; its audio lies on the server of the test."""
    return f"""<item><title>{title or f"Compilers, part {number}"}</title>
<guid isPermaLink="false">guid-{number}</guid>
<pubDate>{number:02} Jan 2024 09:00:00 +0000</pubDate>
<description>{text}</description><itunes:episode>{number}</itunes:episode>
<enclosure url="{prefix}SERVER/audio/{number}.mp3" length="{len(AUDIO)}" type="audio/mpeg"/></item>
"""


def feed(*items: str, head: str = "") -> Respond:
    """Give a feed of items."""

    def page(request: Request) -> None:
        text = (HEAD + head + "".join(items) + REST).replace("SERVER", request.server.url)
        request.give(text.encode())

    return page


def leading_on(path: str) -> str:
    """Write the link to the next page."""
    return f'<atom:link rel="next" href="{path}"/><atom:link rel="last" href="/9"/>'


@pytest.fixture
def server() -> Iterator[WebServer]:
    """Run a server for one test."""
    with serving({}) as running:
        yield running


Said = Callable[..., str]


@pytest.fixture
def said(server: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that imports the server's feed and returns what was printed."""

    def do(*options: str, code: int = 0) -> str:
        words = ["import", f"{server.url}/feed", str(tmp_path / "show"), *options]
        assert run(words) == code
        captured = capsys.readouterr()
        return (captured.out + captured.err).replace(server.url, "SERVER")

    return do


def records(folder: Path) -> dict[str, str]:
    """Return the text of every record."""
    files = [*folder.glob("*.md"), *folder.glob("*.html")]
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(files)}


def test_all_pages_are_read(server: WebServer, said: Said, tmp_path: Path) -> None:
    """Items come in their order, each once; links between pages are gone."""
    server.pages |= {
        "/feed": feed(item(5), item(4), head=leading_on("/2")),
        "/2": feed(item(4), item(3), item(2), head=leading_on("three/")),
        "/three/": feed(item(2), item(1), head=leading_on("/feed")),
    }

    out = said()

    assert "5 episodes of a feed\n  read from 3 pages" in out
    assert len(records(tmp_path / "show")) == 5
    assert "rel: next" not in (tmp_path / "show" / "show.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "pages"),
    [("/feed", 1), ("/other", 1), ("/two", 2)],
)
def test_pages_without_end_end(
    server: WebServer, said: Said, tmp_path: Path, target: str, pages: int
) -> None:
    """A page that leads to itself, to one with nothing new, or round in a circle is the last."""
    server.pages |= {
        "/feed": feed(item(1), head=leading_on(target)),
        "/other": feed(item(1), head=leading_on("/other?1")),
        "/two": feed(item(2), head=leading_on("/feed")),
    }

    out = said()
    assert ("read from 2 pages" in out) is (pages == 2)
    assert "more pages" not in out
    assert len(records(tmp_path / "show")) == pages


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (giving(b"", status=404), "page 2 of the feed cannot be read: SERVER/2 answers 404"),
        (giving(b"<html/>"), "page 2 of the feed cannot be read: SERVER/2 is no RSS"),
        (leading_to("http://10.1.2.3/"), "10.1.2.3 is a private address"),
    ],
)
def test_a_missing_page_is_no_smaller_show(
    server: WebServer, said: Said, tmp_path: Path, page: Respond, words: str
) -> None:
    """A show without its older episodes must not look whole: nothing is written."""
    server.pages |= {"/feed": feed(item(2), head=leading_on("/2")), "/2": page}

    assert words in said(code=3)
    assert not (tmp_path / "show").exists()


@pytest.mark.parametrize(("status", "path"), [(301, "/feed2"), (302, "/feed")])
def test_the_address_is_the_shows_own(
    server: WebServer, said: Said, tmp_path: Path, status: int, path: str
) -> None:
    """A feed that names no address has the one it was found at; podcast:guid follows from it."""
    head = re.sub("<atom:link[^>]*>", "", re.sub("<podcast:guid>.*?</podcast:guid>", "", HEAD))
    text = (head + item(1) + REST).replace("SERVER", server.url)
    server.pages |= {"/feed": leading_to("/feed2", status), "/feed2": giving(text.encode())}

    said()

    show = (tmp_path / "show" / "show.yaml").read_text("utf-8")
    assert f"feed_url: {server.url}{path}\n" in show
    assert f"guid: {make_podcast_guid(server.url + path)}\n" in show


def test_the_host_that_sends_the_audio_is_named(server: WebServer, said: Said) -> None:
    """Prefixes are taken off, and redirects are followed."""
    other = server.url.replace("127.0.0.1", "localhost")
    server.pages |= {
        "/feed": feed(item(1)),
        "/audio/1.mp3": leading_to(f"{other}/real.mp3"),
        "/real.mp3": serving_ranges(AUDIO, '"a"'),
    }

    assert "the audio lies at: 127.0.0.1 (1)\n    127.0.0.1 sends it from localhost" in said()


def test_audio_is_downloaded(server: WebServer, said: Said, tmp_path: Path) -> None:
    """Files come, records name them and keep the old address, and the show builds the old feed."""
    server.pages |= {
        "/feed": feed(item(3), item(2), item(1)),
        "/audio/1.mp3": serving_ranges(AUDIO, '"a"'),
        "/audio/2.mp3": serving_ranges(AUDIO + b"more", '"a"'),
    }
    folder = tmp_path / "show"

    out = said("--download")

    assert "audio at hand: 2 files" in out
    assert f"002-compilers-part-2.mp3 has {len(AUDIO) + 4:,} bytes, the feed says" in out
    assert "not downloaded, addresses only: 1" in out
    assert "003-compilers-part-3: SERVER/audio/3.mp3 answers 404 Not Found" in out
    assert (folder / "audio" / "001-compilers-part-1.mp3").read_bytes() == AUDIO
    first = records(folder)["001-compilers-part-1.md"]
    assert "{file: audio/001-compilers-part-1.mp3, url: http://127.0.0.1" in first
    assert "length" not in first
    assert '["audio/001-compilers-part-1.mp3"]' in (folder / "media.lock").read_text("utf-8")
    enclosures = rebuild(folder, tmp_path / "feed")
    assert [each["url"] for each in enclosures] == [
        f"{server.url}/audio/{n}.mp3" for n in (3, 2, 1)
    ]
    assert [int(each["length"]) - len(AUDIO) for each in enclosures] == [0, 4, 0]


def rebuild(folder: Path, output: Path) -> list[dict[str, str]]:
    """Build a show folder; return the attributes of its enclosures."""
    built = build_show_folder(
        Options(str(folder), NOW, locked=True), output, lambda _done, _all: None
    )
    assert not built.is_stopped
    document = read_feed((output / "feed.xml").read_bytes())
    nodes = [node.child("enclosure") for node in document.items]
    return [node.attributes for node in nodes if node]


def test_a_file_of_no_bytes_is_no_audio(server: WebServer, said: Said, tmp_path: Path) -> None:
    """A host that has lost it may answer with nothing; an old try may have left as much."""
    server.pages |= {
        "/feed": feed(item(2), item(1)),
        "/audio/1.mp3": giving(b""),
        "/audio/2.mp3": serving_ranges(AUDIO, '"a"'),
    }
    audio = tmp_path / "show" / "audio"
    audio.mkdir(parents=True)
    (audio / "002-compilers-part-2.mp3").write_bytes(b"")

    assert "SERVER/audio/1.mp3 answers with no bytes at all" in said("--download")
    assert [(each.name, each.read_bytes()) for each in audio.iterdir()] == [
        ("002-compilers-part-2.mp3", AUDIO)
    ]


def test_a_download_that_was_ended_goes_on(server: WebServer, said: Said, tmp_path: Path) -> None:
    """What came before is not fetched again; a half file is asked for its rest."""
    folder = tmp_path / "show"
    (folder / "audio").mkdir(parents=True)
    (folder / "audio" / "001-compilers-part-1.mp3").write_bytes(AUDIO)
    part = folder / "audio" / "002-compilers-part-2.mp3.part"
    part.write_bytes(AUDIO[:1000])
    note = f'{server.url}/audio/2.mp3\n"a"\n'
    part.with_name(f"{part.name}.txt").write_text(note, encoding="utf-8")
    server.pages |= {
        "/feed": feed(item(2), item(1)),
        "/audio/2.mp3": serving_ranges(AUDIO, '"a"'),
    }

    said("--download")

    ranges = [headers.get("Range") for _, path, headers in server.asked if path == "/audio/2.mp3"]
    assert ranges[0] == "bytes=1000-"
    assert (folder / "audio" / "002-compilers-part-2.mp3").read_bytes() == AUDIO
    assert not part.exists()


def test_an_update_adds_and_takes_over_and_leaves(
    server: WebServer, said: Said, tmp_path: Path
) -> None:
    """New items come; changed ones too, unless the record was edited here."""
    folder = tmp_path / "show"
    server.pages["/feed"] = feed(item(4), item(3), item(2), item(1))
    said()
    mine = folder / "001-compilers-part-1.md"
    mine.write_text(mine.read_text("utf-8") + "\nMore of mine.\n", encoding="utf-8")
    (folder / "004-compilers-part-4.md").unlink()
    show = (folder / "show.yaml").read_text("utf-8") + "footer: Bye!\n"
    (folder / "show.yaml").write_text(show, encoding="utf-8")
    before = records(folder)
    server.pages["/feed"] = feed(
        item(5, "Compilers & <i>more</i>".replace("<", "&lt;").replace("& ", "&amp; ")),
        item(4),
        item(2, text="<![CDATA[<p>Better <b>words</b>.</p>]]>"),
        item(1, title="Another title"),
        head="<ttl>60</ttl>",
    )

    out = said("--update")

    assert "1 new, 1 changed, 1 as they were" in out
    assert "new: 005-compilers-more" in out or "new: 005-" in out
    assert "taken over: 002-compilers-part-2 (description)" in out
    assert "changed at the old host and here, left as it is: 001-compilers-part-1 (title)" in out
    assert "show.yaml did not: ttl" in out
    assert "not in the feed any more, left as they are: 003-compilers-part-3" in out
    after = records(folder)
    assert after["001-compilers-part-1.md"] == before["001-compilers-part-1.md"]
    assert after["003-compilers-part-3.md"] == before["003-compilers-part-3.md"]
    assert "<b>words</b>" in after["002-compilers-part-2.html"]
    assert "002-compilers-part-2.md" not in after
    assert "004-compilers-part-4.md" not in after
    assert (folder / "show.yaml").read_text("utf-8") == show
    assert "0 new, 0 changed" in said("--update")
    assert records(folder) == after


def digests(folder: Path) -> dict[str, str]:
    """Return a hash of every file."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".feedtool" not in path.parts]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_an_update_of_nothing_new_changes_no_byte(
    server: WebServer, said: Said, tmp_path: Path
) -> None:
    """The same feed again leaves every file as it is; so does one that is spelt otherwise."""
    server.pages["/feed"] = feed(item(2), item(1))
    said()
    before = digests(tmp_path / "show")
    server.pages["/feed"] = feed(item(2).replace("+0000", "GMT"), item(1))

    assert "0 new, 0 changed, 2 as they were" in said("--update")
    assert digests(tmp_path / "show") == before


def test_an_update_knows_what_another_process_wrote(server: WebServer, tmp_path: Path) -> None:
    """What is compared does not depend on the order in which a process keeps its sets."""
    person = '<podcast:person role="guest" href="https://a.test/" img="https://a.test/1">A</podcast:person>'
    nested = '<q:a xmlns:q="urn:q" x="1" y="2" z="3"><q:b u="1" v="2"/><q:c/></q:a>'
    server.pages["/feed"] = feed(item(1).replace("</item>", f"{person}{nested}</item>"))
    words = [sys.executable, "-m", "feedtool", "import", f"{server.url}/feed", str(tmp_path / "s")]
    for seed, more in (("1", []), ("2", ["--update"]), ("3", ["--update"])):
        done = subprocess.run(
            [*words, *more],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )

        assert not more or b"0 new, 0 changed, 1 as they were" in done.stdout


def test_an_update_from_another_show_is_refused(
    server: WebServer, said: Said, tmp_path: Path
) -> None:
    """A slip in the address does not pour another show into this one."""
    server.pages["/feed"] = feed(item(1))
    said()
    before = digests(tmp_path / "show")
    server.pages["/feed"] = feed(item(2), item(3))

    assert "another show's feed: nothing of it was imported here" in said("--update", code=2)
    assert digests(tmp_path / "show") == before


def test_an_update_builds_the_feed_of_the_old_host(
    server: WebServer, said: Said, tmp_path: Path
) -> None:
    """What was added later comes out of a build as it stands at the old host."""
    prefix = "https://op3.dev/e/"
    old = [item(n, prefix=prefix).replace("http://", "") for n in (2, 1)]
    new = item(3, prefix=prefix).replace("</item>", '<x:y xmlns:x="urn:x" z="1">q</x:y></item>')
    server.pages["/feed"] = feed(*old)
    said()
    server.pages["/feed"] = feed(new, *old)
    said("--update")

    urls = [each["url"] for each in rebuild(tmp_path / "show", tmp_path / "feed")]

    assert urls == [f"{prefix}{server.url}/audio/{n}.mp3" for n in (3, 2, 1)]
    assert '<x:y z="1">q</x:y>' in (tmp_path / "feed" / "feed.xml").read_text("utf-8")


def test_a_new_namespace_is_asked_for_where_the_show_was_edited(
    server: WebServer, said: Said, tmp_path: Path
) -> None:
    """show.yaml is the user's: the update says what it needs, and writes nothing."""
    server.pages["/feed"] = feed(item(1))
    said()
    show = tmp_path / "show" / "show.yaml"
    show.write_text(show.read_text("utf-8") + "footer: Bye\n", encoding="utf-8")
    before = digests(tmp_path / "show")
    new = item(2).replace("</item>", '<x:y xmlns:x="urn:x">q</x:y></item>')
    server.pages["/feed"] = feed(new, item(1))

    assert "add under namespaces, then update again: x: urn:x" in said("--update", code=2)
    assert digests(tmp_path / "show") == before


def test_an_update_can_fetch_the_audio(server: WebServer, said: Said, tmp_path: Path) -> None:
    """Records without a file get one, unless they were edited; those that have one keep it."""
    folder = tmp_path / "show"
    server.pages["/feed"] = feed(item(2), item(1))
    said()
    server.pages |= {f"/audio/{n}.mp3": serving_ranges(AUDIO, '"a"') for n in (1, 2, 3)}
    mine = folder / "001-compilers-part-1.md"
    mine.write_text(mine.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    server.pages["/feed"] = feed(item(3), item(2), item(1))

    assert "audio at hand: 2 files" in said("--update", "--download")
    assert "audio: none to fetch" in said("--update", "--download")

    assert sorted(path.name for path in (folder / "audio").iterdir()) == [
        "002-compilers-part-2.mp3",
        "003-compilers-part-3.mp3",
    ]
    assert "file: audio/002-compilers-part-2.mp3" in records(folder)["002-compilers-part-2.md"]
    server.pages["/feed"] = feed(item(3), item(2, title="Renamed"), item(1))
    said("--update")
    assert "file: audio/002-compilers-part-2.mp3" in records(folder)["002-compilers-part-2.md"]


@pytest.mark.parametrize("text", [None, "format = 2\n", "no toml", '[[item]]\nkey = "a"\n'])
def test_an_update_needs_the_lock(
    server: WebServer, said: Said, tmp_path: Path, text: str | None
) -> None:
    """Without knowing what it wrote an import touches nothing."""
    server.pages["/feed"] = feed(item(1))
    said()
    lock = tmp_path / "show" / "import.lock"
    lock.unlink() if text is None else lock.write_text(text, encoding="utf-8")
    before = digests(tmp_path / "show")

    assert "import.lock" in said("--update", code=2)
    assert digests(tmp_path / "show") == before


def test_an_update_of_no_show_is_refused(said: Said, tmp_path: Path) -> None:
    """A folder that is none, or holds no show, is named; nothing is asked for."""
    assert "no such folder" in said("--update", code=2)
    shutil.copytree(DATA / "feeds", tmp_path / "show")
    assert "holds no show.yaml" in said("--update", code=2)


def test_a_record_edited_during_a_download_is_left(
    server: WebServer, said: Said, tmp_path: Path
) -> None:
    """Audio takes hours; what the user writes meanwhile stays."""
    folder = tmp_path / "show"
    server.pages["/feed"] = feed(item(2), item(1))
    said()
    edited = [folder / f"00{number}-compilers-part-{number}.md" for number in (1, 2)]

    def edit(request: Request) -> None:
        for path in edited:
            path.write_text("---\ntitle: Mine\n---\n", encoding="utf-8")
        request.give(AUDIO, kind="audio/mpeg")

    server.pages |= {f"/audio/{number}.mp3": edit for number in (1, 2, 3)}
    server.pages["/feed"] = feed(item(3), item(2, title="Renamed"), item(1))

    out = said("--update", "--download")

    assert "1 new, 0 changed" in out
    assert "left as it is: 002-compilers-part-2 (title)" in out
    assert all("title: Mine" in path.read_text("utf-8") for path in edited)


def test_an_address_that_is_none_is_said(server: WebServer, said: Said, tmp_path: Path) -> None:
    """Brackets that hold no IPv6 address lead nowhere; the rest of the feed is taken over."""
    server.pages["/feed"] = feed(item(2, prefix="http://["), item(1, prefix="//["))

    assert "2 episodes" in said("--download")

    shutil.rmtree(tmp_path / "show")
    server.pages["/feed"] = feed(item(1), head=leading_on("http://[9/2"))
    assert "page 2 of the feed cannot be read: http://[9/2 is no" in said(code=3)
    page = b'<html><link rel="alternate" type="application/rss+xml" href="http://[9/"></html>'
    server.pages["/feed"] = giving(page)
    assert "the page names its feed: http://[9/" in said(code=2)
