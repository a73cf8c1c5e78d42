"""What a release tells: hubs, the cache before the files, those who wait, and who asks."""

import re
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from line import Line
from servers import Weed
from shows import BASE_URL, Clone
from web_server import Request, WebServer, giving, serving

from feedtool.publish.desk import change_control, look
from feedtool.publish.folder import FolderStore
from feedtool.publish.ledger import Control, Hold

EPISODE = "072-sebastian-raschka.md"
BONUS = "072-bonus-first-project.md"
SUMMARY = "Sebastian Raschka, author of"


class Cdn:
    """A cache before a folder: the feed stays as it was first seen, until it is emptied."""

    def __init__(self, folder: Path, server: WebServer, max_age: int) -> None:
        self._folder, self._max_age = folder, max_age
        self.kept: dict[str, tuple[float, bytes]] = {}
        self.told: list[dict[str, list[str]]] = []
        server.pages = _Pages(self.give)  # type: ignore[assignment]

    def give(self, request: Request) -> None:
        """Answer from the cache while it is young; take what a hub is told."""
        if request.command == "POST":
            self.told.append(parse_qs(request.read_body().decode()))
            request.give(b"", status=204)
            return
        name = request.path.removeprefix("/")
        begun, data = self.kept.get(name, (0.0, b""))
        if time.monotonic() - begun > self._max_age:
            path = self._folder / name
            if not path.is_file():
                request.give(b"not here", status=404)
                return
            begun, data = self.kept[name] = (time.monotonic(), path.read_bytes())
        age = str(int(time.monotonic() - begun))
        kind = {"mp3": "audio/mpeg", "png": "image/png"}.get(name.rpartition(".")[2], "text/xml")
        headers = {"Cache_Control": f"max-age={self._max_age}", "Age": age}
        first = request.headers.get("Range")
        if first is None:
            request.give(data, kind=kind, **headers)
            return
        end = min(int(first.rpartition("-")[2]), len(data) - 1)
        where = f"bytes 0-{end}/{len(data)}"
        request.give(data[: end + 1], status=206, kind=kind, Content_Range=where, **headers)


class _Pages(dict[str, object]):
    """One function for every path."""

    def __init__(self, page: object) -> None:
        super().__init__()
        self._page = page

    def get(self, path: str, default: object = None) -> object:  # noqa: ARG002 - dict's
        """Return the function."""
        return self._page


def publish_through(server: WebServer, root: Path, options: str = "") -> Clone:
    """Make a show whose folder is served by the cache, at its public address."""
    target = f'[targets.live]\nurl = "../public"\npublic = "{server.url}/"\n{options}'
    return Clone(root, target)


def test_a_cache_that_keeps_the_old_feed_is_waited_for(tmp_path: Path) -> None:
    """The lag is told, as long as the cache itself says that it may last."""
    with serving({}) as server:
        clone = publish_through(server, tmp_path / "one")
        Cdn(clone.root / "public", server, max_age=2)
        clone.publish()
        clone.edit(EPISODE, SUMMARY, f"Hear: {SUMMARY}")

        said = clone.publish()

    assert "waited" in said
    assert "feed.xml was new" in said


def test_a_feed_that_never_shows_is_told(tmp_path: Path) -> None:
    """The address that listeners know may be another one: the feed is out, and nobody sees it."""
    with serving({}) as server:
        clone = publish_through(server, tmp_path / "one")
        cdn = Cdn(clone.root / "public", server, max_age=0)
        clone.publish()
        cdn._folder = clone.root / "elsewhere"  # noqa: SLF001 - the server is led astray
        cdn.kept.clear()
        clone.edit(EPISODE, SUMMARY, f"Hear: {SUMMARY}")

        done = clone.run("publish")

    assert done.returncode == 3
    assert "the feed was published, but" in done.stderr


def test_a_feed_that_is_changed_on_its_way_is_waited_for_once(tmp_path: Path) -> None:
    """Each answer may be kept for a second more; after the first second none is an old one."""
    with serving({}) as server:
        clone = publish_through(server, tmp_path / "one")
        cdn = Cdn(clone.root / "public", server, max_age=0)
        changed = giving(b"<rss><!-- by the CDN --></rss>", Cache_Control="max-age=1")
        server.pages = _Pages(
            lambda request: (changed if request.path == "/feed.xml" else cdn.give)(request)
        )  # type: ignore[assignment]

        done = clone.run("publish", "--first-release")

        assert done.returncode == 3
        assert "the feed was published, but" in done.stderr
        assert [path for _, path, _ in server.asked].count("/feed.xml") < 6


def test_hubs_and_the_cache_are_told_after_the_feed(tmp_path: Path) -> None:
    """The command reads the changed addresses; the hub hears of the feed's own address."""
    log = tmp_path / "purged.txt"
    script = f"import sys; open({str(log)!r}, 'w').write(sys.stdin.read())"
    (tmp_path / "purge.py").write_text(script, encoding="utf-8")
    with serving({}) as server:
        purge = f"purge = '{sys.executable} {tmp_path / 'purge.py'}'\nhubs = '{server.url}/hub'\n"
        clone = publish_through(server, tmp_path / "one", purge)
        cdn = Cdn(clone.root / "public", server, max_age=0)
        clone.publish()
        first = log.read_text(encoding="utf-8").splitlines()
        log.unlink()
        clone.edit(EPISODE, SUMMARY, f"Hear: {SUMMARY}")
        clone.publish()
        assert "nothing to do" in clone.publish()

    assert f"{server.url}/audio/072.mp3" in first
    purged = log.read_text(encoding="utf-8").splitlines()
    assert purged == [f"{server.url}/manifest.json", f"{server.url}/feed.xml"]
    assert len(cdn.told) == 2
    assert cdn.told[0]["hub.mode"] == ["publish"]
    assert cdn.told[0]["hub.url"] == [f"{BASE_URL}feed.xml"]


def test_a_hub_or_a_cache_that_fails_is_a_warning(tmp_path: Path) -> None:
    """The feed is out; the exit code is 0, and what the command printed is not repeated."""
    with serving({}) as server:
        options = f"purge = 'no-such-command --token abc'\nhubs = '{server.url}/nothing'\n"
        clone = publish_through(server, tmp_path / "one", options)
        cdn = Cdn(clone.root / "public", server, max_age=0)
        give = cdn.give
        server.pages = _Pages(  # type: ignore[assignment]
            lambda r: r.give(b"", status=500) if r.command == "POST" else give(r)
        )

        said = clone.publish()

    assert "warning  the purge command cannot be run" in said
    assert "warning  the hub was not told" in said
    assert "abc" not in said


def test_a_release_with_nothing_to_do_asks_three_times(
    weed: Weed, prefix: str, tmp_path: Path, credentials: dict[str, str]
) -> None:
    """The feed, what stops a release, and the state: nothing is listed, nothing is written."""
    line = Line(weed.s3)
    target = weed.target("live", prefix).replace(weed.s3, line.url)
    clone = Clone(tmp_path / "one", target)
    clone.variables |= credentials
    clone.publish()
    line.requests.clear()

    assert "nothing to do" in clone.publish()

    line.close()
    assert [method for method, _ in line.requests] == ["GET"] * 3


def test_what_becomes_due_while_it_waits_goes_out(tmp_path: Path) -> None:
    """The command publishes what is due, sleeps, and publishes again at the very moment."""
    clone = Clone(tmp_path / "one", '[targets.live]\nurl = "../public"')
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=4)
    clone.edit(BONUS, "2020-05-10 18:30 +05:30", f"{soon:%Y-%m-%d %H:%M:%SZ}")

    done = clone.run("publish", "--first-release", "--wait", "1m")

    assert done.returncode == 0, done.stdout + done.stderr
    assert datetime.now(UTC) >= soon
    has_waited = "waiting until" in done.stderr  # unless the machine was slower than four seconds
    assert done.stdout.count("a new feed is out") == 1 + has_waited
    feed = (clone.root / "public/feed.xml").read_text(encoding="utf-8")
    assert "audio/072-bonus.mp3" in feed


def test_a_hold_that_comes_while_it_waits_is_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --resume the hold that was there ends, and no later one."""
    clone = Clone(tmp_path / "one", '[targets.live]\nurl = "../public"')
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=30)
    clone.edit(BONUS, "2020-05-10 18:30 +05:30", f"{soon:%Y-%m-%d %H:%M:%SZ}")
    store = FolderStore(clone.root / "public")

    def hold_then_wake(_seconds: float) -> None:
        hold = Hold(soon, "another", "a mistake is out")
        change_control(store, Control(hold), look(store).control_version)
        monkeypatch.setattr("feedtool.cli.arguments.read_now", lambda _text: soon)

    monkeypatch.setattr("feedtool.cli.publish.time", SimpleNamespace(sleep=hold_then_wake))

    done = clone.run("publish", "--first-release", "--resume", "--wait", "1m")

    assert done.returncode == 4, done.stdout + done.stderr
    assert "is on hold" in done.stderr
    assert "audio/072-bonus.mp3" not in (clone.root / "public/feed.xml").read_text("utf-8")


@pytest.mark.parametrize("words", [["--wait", "soon"], ["--wait", ""], ["--wait", "h"]])
def test_a_time_that_is_none_is_refused(words: list[str], tmp_path: Path) -> None:
    """Before anything is done."""
    clone = Clone(tmp_path / "one", '[targets.live]\nurl = "../public"')

    assert clone.run("publish", *words).returncode == 2
    assert not (clone.root / "public").exists()


def test_status_tells_what_is_due_and_not_live(tmp_path: Path) -> None:
    """The exit code is 1 until the feed that is served has every episode whose time has come."""
    with serving({}) as server:
        clone = publish_through(server, tmp_path / "one")
        clone.edit("show.yaml", BASE_URL, f"{server.url}/")
        Cdn(clone.root / "public", server, max_age=0)
        clone.publish("--now", "2020-05-08T00:00:00Z")

        done = clone.run("status", "--online")
        assert done.returncode == 1
        assert done.stdout.count("not live") == 2  # the row, and the count
        assert "not live" not in clone.run("status").stdout
        clone.publish()
        assert clone.run("status", "--online").returncode == 0

    assert clone.run("status", "--online").returncode == 3


def test_status_reads_all_pages_of_the_live_feed(tmp_path: Path) -> None:
    """An episode on the second page is live; a page for logging in is no feed without episodes."""
    with serving({}) as server:
        clone = Clone(tmp_path / "one", "")
        assert clone.run("build").returncode == 0
        clone.edit("show.yaml", BASE_URL, f"{server.url}/")
        feed = (clone.root / "feed/feed.xml").read_text(encoding="utf-8")
        head, first, second = re.split(r"(?=<item>)", feed, maxsplit=2)
        link, end = '<atom:link rel="next" href="page2.xml"/>', "</channel></rss>"
        server.pages["/feed.xml"] = giving(f"{head}{link}{first}{end}".encode())
        server.pages["/page2.xml"] = giving(f"{head}{second}".encode())

        assert clone.run("status", "--online").returncode == 0
        server.pages["/page2.xml"] = giving(b"", status=404)  # type: ignore[arg-type]
        done = clone.run("status", "--online")
        assert (done.returncode, done.stdout) == (3, "")
        assert "page 2 of the feed cannot be read" in done.stderr
        server.pages["/feed.xml"] = giving(b"<html><body>Please log in</body></html>")
        done = clone.run("status", "--online")
        assert (done.returncode, done.stdout) == (3, "")
        assert "gives no feed: it is an HTML page" in done.stderr


def test_a_dry_run_heeds_a_hold(tmp_path: Path) -> None:
    """It says what the release would: nothing goes out before --resume."""
    clone = Clone(tmp_path / "one", '[targets.live]\nurl = "../public"')
    clone.publish()
    clone.edit(EPISODE, SUMMARY, f"First. {SUMMARY}")
    clone.publish()
    assert clone.run("rollback").returncode == 0

    assert clone.run("publish", "--dry-run").returncode == 4
    done = clone.run("publish", "--dry-run", "--resume")
    assert done.returncode == 0
    assert "would change" in done.stdout


def test_prune_deletes_what_no_kept_feed_names(tmp_path: Path) -> None:
    """Old releases go, and with them files that they alone named; a user's own files stay."""
    clone = Clone(tmp_path / "one", '[targets.live]\nurl = "../public"')
    public = clone.root / "public"
    clone.variables["SOURCE_DATE_EPOCH"] = "1600000000"
    clone.publish()
    (public / "index.html").write_text("mine", encoding="utf-8")
    for number, picture in enumerate(("second", "third")):
        (clone.show / f"images/{picture}.png").write_bytes(
            (clone.show / "images/072.png").read_bytes()
        )
        text = (clone.show / EPISODE).read_text(encoding="utf-8")
        old = next(line for line in text.splitlines() if line.startswith("artwork:"))
        clone.edit(EPISODE, old, f"artwork: images/{picture}.png")
        clone.variables["SOURCE_DATE_EPOCH"] = str(1600000000 + number)
        clone.publish()
    clone.variables["SOURCE_DATE_EPOCH"] = "4000000000"

    dry = clone.publish("--prune", "90", "--dry-run")
    assert "would delete images/072.png" in dry
    assert (public / "images/072.png").is_file()
    said = clone.publish("--prune", "90")

    assert "deleted images/072.png" in said
    assert not (public / "images/072.png").exists()
    assert (public / "images/second.png").is_file()  # of the feed before
    assert (public / "index.html").is_file()
    assert (public / "audio/072.mp3").is_file()
    assert len(list((public / ".feedtool/feeds").glob("*.xml"))) == 2
    assert clone.run("rollback").returncode == 0
    assert "images/second.png" in (public / "feed.xml").read_text(encoding="utf-8")
