"""The feed that is out: which one is taken, and what is refused as none."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from released import Released, build, release
from web_server import WebServer, giving, serving

from feedtool.cli import run

HTML = b"<!DOCTYPE html><html><body><p>Sorry<br></body></html>"
BOMB = b"""<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><title>&b;</title></channel></rss>"""


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """Make a small show that is out."""
    return release(tmp_path_factory.mktemp("shows"), 3)


@pytest.fixture
def small(tmp_path: Path) -> Released:
    """Make one that a test may change."""
    return release(tmp_path, 3)


@pytest.fixture
def server() -> Iterator[WebServer]:
    """Run a web server."""
    with serving({}) as running:
        yield running


def plan(show: Released, *words: str) -> int:
    """Run the command."""
    out = show.folder.parent / "feed"
    now = ("--now", "2030-01-01T00:00:00Z", "--workers", "1")
    return run(["plan", str(show.folder), "-o", str(out), *now, *words])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"   \n", "it is empty"),
        (HTML, "it is an HTML page"),
        (b"<rss><channel><title>a</channel></rss>", "no well-formed XML: line 1, column"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "no RSS: its root is <feed>"),
        (b"<rss/>", "its <rss> has no channel"),
        (b'{"items": []}', "no well-formed XML"),
        (b"\x1f\x8b\x08\x00", "no well-formed XML"),
        (b"<rss><channel>" + b"<a>" * 100_000, "no well-formed XML"),
        (BOMB, "it names entities of its own"),
    ],
)
def test_what_is_no_feed_is_refused(
    data: bytes, words: str, show: Released, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one sentence, and the way to do it right."""
    feed = tmp_path / "other.xml"
    feed.write_bytes(data)

    assert plan(show, "--against", str(feed)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"'{feed}' holds no feed to compare with: " in err
    assert words in err
    assert len(err) < 500


def test_the_feed_of_another_show_is_refused(
    show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of it is found again, and it has another name."""
    base = Path(__file__).parents[1] / "data" / "feeds" / "base.xml"

    assert plan(show, "--against", str(base)) == 2
    assert "is the feed of another show: 'Compiler Talk'" in capsys.readouterr().err


def test_a_reference_that_is_not_there_is_an_error(
    show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the keyboard must not look like a first release."""
    assert plan(show, "--against", "nowhere.xml") == 2
    assert plan(show, "--against", "git:nope") == 2
    err = capsys.readouterr().err
    assert err.count("holds no feed to compare with") == 2
    assert err.count("--first-release") == 2


def test_the_live_feed_is_taken_and_its_identity_kept(
    small: Released, server: WebServer, tmp_path: Path
) -> None:
    """Without --against; the ETag and the hash are those of what was served."""
    data = small.feed.read_bytes()
    server.pages["/feed.xml"] = giving(data, ETag='"v1"')
    small.add_to_show(f"feed_url: {server.url}/feed.xml\n")
    out = tmp_path / "plan.json"

    assert plan(small, "--out", str(out), "--allow", "RL08") == 0
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["previous"]["source"] == f"{server.url}/feed.xml"
    assert document["previous"]["etag"] == '"v1"'
    assert document["previous"]["length"] == len(data)
    assert document["now"] == "2030-01-01T00:00:00Z"
    assert document["intent"]["allowances"] == [{"code": "RL08", "episode": ""}]
    assert [each["code"] for each in document["dangers"]] == ["RL08"]
    assert document["dangers"][0]["allowed"] == "--allow RL08"


def test_a_password_in_an_address_is_not_repeated(
    small: Released, server: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plans are kept by CI, and step summaries are public."""
    server.pages["/feed.xml"] = giving(small.feed.read_bytes())
    login = server.url.replace("http://", "http://me:geheim@")
    out = tmp_path / "plan.json"

    assert plan(small, "--against", f"{login}/feed.xml", "--out", str(out), "--allow", "RL08") == 0
    assert plan(small, "--against", f"{login}/other.xml") == 2

    printed = capsys.readouterr()
    assert "geheim" not in printed.out + printed.err + out.read_text(encoding="utf-8")
    assert "me:***@" in printed.out


def test_where_nothing_is_served_the_last_commit_counts(
    small: Released, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A first release has neither, and must say so."""
    small.add_to_show(f"feed_url: {server.url}/feed.xml\n")
    root = small.folder.parent

    assert plan(small) == 1
    said = capsys.readouterr().out
    assert "DANGER RL18 missing-reference: there is no feed to compare with" in said
    assert "new " not in said
    assert plan(small, "--first-release") == 0
    said = capsys.readouterr().out
    assert "3 new episodes" in said
    assert "changed  the show" not in said  # nobody knew it

    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    small.feed.parent.rename(root / "feed")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "release"]):
        subprocess.run([*git, *words], cwd=root, check=True, capture_output=True)
    assert plan(small, "--allow", "RL08") == 0
    assert "git:HEAD: 3 episodes" in capsys.readouterr().out


def serve_pages(server: WebServer, feed: bytes, each: int) -> int:
    """Serve a feed in pages of so many items, each with a link to the next; return how many."""
    head, *items = feed.partition(b"</channel>")[0].split(b"    <item>")
    parts = [items[start : start + each] for start in range(0, len(items), each)]
    for number, part in enumerate(parts, start=1):
        following = f"/feed-{number + 1}.xml"
        link = f'<atom:link rel="next" href="{following}"/>' if number < len(parts) else ""
        path = f"/feed-{number}.xml" if number > 1 else "/feed.xml"
        body = b"".join(b"    <item>" + item for item in part)
        server.pages[path] = giving(head + link.encode() + body + b"</channel></rss>")
    return len(parts)


@pytest.mark.parametrize("is_named", [True, False])
def test_a_live_feed_is_read_to_its_last_page(
    small: Released,
    server: WebServer,
    capsys: pytest.CaptureFixture[str],
    *,
    is_named: bool,
) -> None:
    """What stands on a later page is neither new, nor gone without a word."""
    assert serve_pages(server, small.feed.read_bytes(), each=1) == 3
    small.add_to_show(f"feed_url: {server.url}/feed.xml\n")
    words = ["--against", f"{server.url}/feed.xml"] if is_named else []

    assert plan(small, "--allow", "RL08", *words) == 0
    assert "0 new episodes, 0 changed, 0 removed, 3 as before" in capsys.readouterr().out

    (small.folder / "001.md").unlink()
    assert plan(small, "--allow", "RL08", *words) == 1
    assert "DANGER RL01" in capsys.readouterr().out


def test_a_page_that_is_not_there_is_no_smaller_feed(
    small: Released, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its episodes would be lost, or come up as new."""
    serve_pages(server, small.feed.read_bytes(), each=2)
    server.pages["/feed-2.xml"] = giving(b"", status=404)
    small.add_to_show(f"feed_url: {server.url}/feed.xml\n")

    assert plan(small) == 3
    assert "page 2 of the feed cannot be read" in capsys.readouterr().err


def test_a_show_with_pages_of_its_own_is_compared_with_its_first(
    small: Released, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are made by somebody else, and stay where they are."""
    href = f"{server.url}/archive.xml"
    element = f'elements: [{{atom:link: {{attributes: {{rel: next, href: "{href}"}}}}}}]\n'
    small.add_to_show(element + f"feed_url: {server.url}/feed.xml\n")
    build(small)
    server.pages["/feed.xml"] = giving(small.feed.read_bytes())
    server.pages["/archive.xml"] = giving(
        small.feed.read_bytes().replace(b"-52f7-4c1e-", b"-52f7-4c1f-")
    )

    assert plan(small) == 0
    assert "nothing changes" in capsys.readouterr().out


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_server_that_does_not_give_the_feed_ends_with_3(
    small: Released, server: WebServer, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether a feed is out cannot be told, so nothing is; git is offered."""
    server.pages["/feed.xml"] = lambda request: request.give(b"", status=status)
    small.add_to_show(f"feed_url: {server.url}/feed.xml\n")

    assert plan(small) == 3
    assert plan(small, "--first-release") == 3
    assert "--against git:HEAD" in capsys.readouterr().err


def test_a_page_in_place_of_the_live_feed_is_refused(
    small: Released, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A parked domain answers 200 too."""
    server.pages["/feed.xml"] = giving(HTML, kind="text/html")
    small.add_to_show(f"feed_url: {server.url}/feed.xml\n")

    assert plan(small) == 2
    assert "it is an HTML page" in capsys.readouterr().err


def test_the_manifest_of_the_live_feed_is_asked(small: Released, server: WebServer) -> None:
    """It lies under base_url, and knows the bytes of pictures and audio."""
    data = small.feed.read_bytes()
    server.pages["/feed.xml"] = giving(data)
    server.pages["/manifest.json"] = giving((small.feed.parent / "manifest.json").read_bytes())
    small.change_show("https://feeds.madebyhand.example/\n", f"{server.url}/\n")

    plan(small)

    assert [path for _, path, _ in server.asked] == ["/feed.xml", "/manifest.json"]


def test_a_name_that_no_server_has_offers_the_first_release(
    small: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before it a show's address often has no server yet, and the way out is said."""
    small.add_to_show("feed_url: http://feeds.invalid/feed.xml\n")

    assert plan(small) == 3
    assert "if none is out yet, plan and publish take --first-release" in capsys.readouterr().err
    assert plan(small, "--first-release") == 0
