"""What can go wrong: the feed that is served is always one whole version, with all it names."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest
from killing import EPISODE, SUMMARY, change
from line import Line
from served import Fetch, check_whole, from_folder, from_web
from servers import Weed
from shows import BASE_URL, FEEDTOOL, Clone, Zygote
from sounds import make_sound
from web_server import giving, serving

FOLDER = '[targets.pages]\nurl = "../public"'


class Drama:
    """A published show, a change of it, and what was served before and will be."""

    def __init__(self, clone: Clone, fetch: Fetch) -> None:
        self.clone, self.fetch = clone, fetch
        clone.publish()
        self.feeds = [fetch("feed.xml") or b""]

    def change(self, number: int = 1) -> None:
        """Change the feed, a transcript with all that is made of it, and a picture."""
        change(self.clone, number)

    def built(self) -> list[bytes]:
        """Return the feed that was served first, and the one that was built last."""
        return [self.feeds[0], (self.clone.root / "feed/feed.xml").read_bytes()]

    def check(self) -> int:
        """See that one of the two is served whole; say which."""
        return check_whole(self.fetch, BASE_URL, self.built())

    def recover(self) -> None:
        """Publish again, after whatever went wrong: all is new then."""
        self.clone.publish()
        assert self.check() == 1
        self.feeds = self.built()[1:]


@pytest.fixture
def folder(tmp_path: Path) -> Drama:
    """Publish the sample show to a folder."""
    clone = Clone(tmp_path / "one", FOLDER)
    return Drama(clone, from_folder(clone.root / "public"))


@pytest.fixture
def bucket(
    weed: Weed, line: Line, prefix: str, tmp_path: Path, credentials: dict[str, str]
) -> Drama:
    """Publish the sample show to the store, over the line."""
    target = weed.target("live", prefix, options='options = {timeout = "2s"}\n')
    clone = Clone(tmp_path / "one", target.replace(weed.s3, line.url))
    clone.variables |= credentials
    return Drama(clone, from_web(f"{weed.filer}/{prefix}/"))


def test_a_full_disk_leaves_the_old_feed(folder: Drama, zygote: Zygote) -> None:
    """The disk takes the texts, and not the picture."""
    folder.change()

    done = zygote.start(folder.clone, "publish", most_bytes=100_000).wait()

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert folder.check() == 0
    folder.recover()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_left(folder: Drama) -> None:
    """Who may not write is told so."""
    folder.change()
    public = folder.clone.root / "public"
    public.chmod(0o555)

    done = folder.clone.run("publish")

    public.chmod(0o755)
    assert done.returncode == 2
    assert folder.check() == 0


@pytest.mark.parametrize("what", ["wrong", "none", "of a bucket that is not there"])
def test_refused_credentials_change_nothing(what: str, bucket: Drama) -> None:
    """The exit code is that of the network, and no key is printed."""
    bucket.change()
    if what == "wrong":
        bucket.clone.variables["AWS_SECRET_ACCESS_KEY"] = "wrong-secret"  # noqa: S105 - refused
    elif what == "none":
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            del bucket.clone.variables[name]
    else:
        bucket.clone.edit("feedtool.toml", "s3://shows/", "s3://elsewhere/")

    done = bucket.clone.run("publish", "--first-release")

    assert done.returncode == 3
    assert "test-key" not in done.stdout + done.stderr
    assert "wrong-secret" not in done.stdout + done.stderr
    assert bucket.check() == 0


def add_large_audio(drama: Drama) -> None:
    """Give an episode a recording of some megabytes under a new name."""
    clone = drama.clone
    make_sound(clone.show / "audio/072-long.mp3", 11_000_000)
    clone.edit(EPISODE, "audio: audio/072.mp3", "audio: audio/072-long.mp3")
    clone.edit(EPISODE, SUMMARY, f"Longer. {SUMMARY}")


@pytest.mark.parametrize("how", ["cuts", "stalls"])
def test_a_line_that_fails_once_is_tried_again(how: str, bucket: Drama, line: Line) -> None:
    """In the middle of a large file, a connection drops or stalls; the file arrives whole."""
    add_large_audio(bucket)
    line.after = 3_000_000
    setattr(line, how, 1)

    done = bucket.clone.run("publish")

    assert done.returncode == 0, done.stdout + done.stderr
    assert line.hurt == 1
    assert bucket.check() == 1


def test_a_line_that_always_fails_leaves_the_old_feed(bucket: Drama, line: Line) -> None:
    """After some tries the command ends; with the line mended, the next one goes on."""
    add_large_audio(bucket)
    line.after, line.cuts = 1_000_000, 1000

    done = bucket.clone.run("publish")

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert bucket.check() == 0
    line.cuts = 0
    assert bucket.clone.run("publish").returncode == 0
    assert bucket.check() == 1


def test_ctrl_c_ends_an_upload_that_stalls(bucket: Drama, line: Line) -> None:
    """At once, though the library that sends hears nothing of it; the old feed stays."""
    bucket.clone.edit("feedtool.toml", 'timeout = "2s"', 'timeout = "60s"')
    add_large_audio(bucket)
    line.after, line.stalls = 3_000_000, 100
    with subprocess.Popen(
        [*FEEDTOOL, "publish"],
        cwd=bucket.clone.root,
        env=bucket.clone.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not line.hurt and process.poll() is None:
            threading.Event().wait(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)

    assert process.returncode == 130
    assert "Traceback" not in said
    assert bucket.check() == 0


def test_a_proxy_that_answers_with_a_page_stops_the_release(bucket: Drama) -> None:
    """200 and HTML at the public address is not the picture that was sent."""
    bucket.change()
    text = (bucket.clone.show / "feedtool.toml").read_text(encoding="utf-8")
    public = next(each for each in text.splitlines() if each.startswith("public"))
    with serving({}) as proxy:
        page = giving(b"<html><body>Please log in</body></html>", kind="text/html")
        proxy.pages = _Everything(page)
        bucket.clone.edit("feedtool.toml", public, f'public = "{proxy.url}/"')
        done = bucket.clone.run("publish")

    assert done.returncode == 3
    assert "not served as it was sent" in done.stderr
    assert bucket.check() == 0


def test_a_store_that_answers_with_a_page_stops_the_release(bucket: Drama) -> None:
    """So it is where a network wants a login first."""
    bucket.change()
    text = (bucket.clone.show / "feedtool.toml").read_text(encoding="utf-8")
    endpoint = next(each for each in text.splitlines() if each.startswith("endpoint"))
    with serving({}) as proxy:
        page = giving(b"<html><body>Please log in</body></html>", kind="text/html", ETag='"1"')
        proxy.pages = _Everything(page)
        bucket.clone.edit("feedtool.toml", endpoint, f'endpoint = "{proxy.url}"')
        done = bucket.clone.run("publish")

    assert done.returncode == 3
    assert "what comes is a web page" in done.stderr
    assert bucket.check() == 0


class _Everything(dict[str, object]):
    """One page for every path."""

    def __init__(self, page: object) -> None:
        super().__init__()
        self._page = page

    def get(self, path: str, default: object = None) -> object:  # noqa: ARG002 - dict's
        """Return the page."""
        return self._page


def test_of_eight_publishers_exactly_one_wins(
    bucket: Drama, line: Line, zygote: Zygote, tmp_path: Path
) -> None:
    """All have seen the same feed when the first of them begins; seven exit with 4."""
    barrier = threading.Barrier(8, timeout=60)

    def watch(method: str, path: str, _: int) -> None:
        if method == "PUT" and path.endswith("/.feedtool/state.json"):
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait()
                barrier.abort()  # the winner writes the state once more, at its end

    bucket.clone.edit("feedtool.toml", 'timeout = "2s"', 'timeout = "60s"')
    clones = []
    for number in range(8):
        shutil.copytree(bucket.clone.root, tmp_path / f"clone-{number}")
        clone = Clone(tmp_path / f"clone-{number}", "")
        clone.variables |= bucket.clone.variables
        bucket.clone = clone
        bucket.change(number)
        clones.append(clone)
    line.watch = watch
    started = [zygote.start(clone, "publish") for clone in clones]
    done = [each.wait() for each in started]

    codes = sorted(each.returncode for each in done)
    assert codes == [0, 4, 4, 4, 4, 4, 4, 4], [each.stderr for each in done]
    bucket.clone = next(c for c, d in zip(clones, done, strict=True) if d.returncode == 0)
    assert bucket.check() == 1


def test_a_feed_that_changed_since_the_plan_is_left(bucket: Drama, tmp_path: Path) -> None:
    """Whoever planned against another feed, or other records, plans anew."""
    shutil.copytree(bucket.clone.root, tmp_path / "two")
    other = Clone(tmp_path / "two", "")
    other.variables |= bucket.clone.variables
    bucket.change()
    reference = tmp_path / "live.xml"
    reference.write_bytes(bucket.fetch("feed.xml") or b"")
    mine = bucket.clone
    planned = mine.run("plan", "--against", str(reference), "--out", "plan.json")
    assert planned.returncode == 0, planned.stdout + planned.stderr
    other.edit(EPISODE, SUMMARY, f"Quick. {SUMMARY}")
    other.publish()

    done = mine.run("publish", "plan.json")
    assert (done.returncode, "changed since" in done.stderr) == (4, True)
    bucket.clone = other
    assert bucket.check() == 1
    other.edit(EPISODE, "Quick. ", "")
    other.publish()
    mine.edit(EPISODE, SUMMARY, f"Not as planned. {SUMMARY}")
    done = mine.run("publish", "plan.json")
    assert (done.returncode, "have changed" in done.stderr) == (4, True)
    mine.edit(EPISODE, "Not as planned. ", "")
    mine.publish("plan.json")
    bucket.clone = mine
    assert bucket.check() == 1


@pytest.mark.parametrize("clock", ["1000000000", "1588912000", "4000000000"])
def test_a_clock_that_is_wrong_takes_nothing_away(clock: str, folder: Drama) -> None:
    """One that goes behind would take episodes out; one that goes ahead prunes only old feeds."""
    folder.change()
    folder.clone.publish()
    folder.clone.variables["SOURCE_DATE_EPOCH"] = clock

    done = folder.clone.run("publish", "--prune", "30")

    assert done.returncode == (0 if clock == "4000000000" else 1), done.stdout + done.stderr
    assert folder.check() == 1
    del folder.clone.variables["SOURCE_DATE_EPOCH"]
    assert "nothing to do" in folder.clone.publish()
    assert folder.clone.run("rollback").returncode == 0
    assert folder.check() == 0
