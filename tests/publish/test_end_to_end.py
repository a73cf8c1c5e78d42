"""A show from its folder to a listener: SeaweedFS as the store, nginx before it, real readers."""

import io
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import podcastparser
import pytest
from servers import Nginx, Weed
from shows import BASE_URL, Clone

EPISODE = "072-sebastian-raschka.md"
GUID = "b41927a7-ed23-45d2-bd58-bda39220f456"
SUMMARY = "Sebastian Raschka, author of"


@pytest.fixture
def url(nginx: Nginx, prefix: str) -> str:
    """Return the address at which listeners find the show."""
    return f"{nginx.url}/{prefix}/"


@pytest.fixture
def clone(weed: Weed, url: str, prefix: str, tmp_path: Path, credentials: dict[str, str]) -> Clone:
    """Make a copy of the sample show whose files are served by nginx."""
    clone = Clone(tmp_path / "one", weed.target("live", prefix, url))
    clone.variables |= credentials
    clone.edit("show.yaml", BASE_URL, url)
    return clone


def fetch(url: str, first: int | None = None, last: int | None = None) -> tuple[int, bytes]:
    """Fetch an address as an app does; return the status and the bytes, or a part of them."""
    headers = {} if first is None else {"Range": f"bytes={first}-{last}"}
    try:
        with urlopen(Request(url, headers=headers), timeout=10) as answer:  # noqa: S310 - our server
            return answer.status, answer.read()
    except HTTPError as error:
        error.close()
        raise


def listen(url: str) -> dict[str, Any]:
    """Read the feed with a reader of others; return its episodes by GUID."""
    _, data = fetch(f"{url}feed.xml")
    feed = podcastparser.parse(f"{url}feed.xml", io.BytesIO(data))
    return {each["guid"]: each for each in feed["episodes"]}


def test_a_show_lives(clone: Clone, url: str) -> None:
    """Publish, listen, seek, change, plan, publish, roll back, resume, withdraw."""
    clone.publish("--first-release")
    episodes = listen(url)
    audio = episodes[GUID]["enclosures"][0]
    local = (clone.show / "audio/072.mp3").read_bytes()
    assert len(episodes) == 3
    assert (audio["mime_type"], audio["file_size"]) == ("audio/mpeg", len(local))

    assert fetch(audio["url"], 100_000, 100_999) == (206, local[100_000:101_000])
    assert fetch(audio["url"])[1] == local
    assert fetch(f"{url}transcripts/072.vtt")[1].startswith(b"WEBVTT")

    clone.edit(EPISODE, SUMMARY, f"Hear him! {SUMMARY}")
    done = clone.run("plan", "--out", "plan.json")
    assert (done.returncode, "1 changed" in done.stdout) == (0, True), done.stdout + done.stderr
    clone.publish("plan.json")
    assert "Hear him!" in listen(url)[GUID]["description"]

    done = clone.run("rollback", "--reason", "too loud")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Hear him!" not in listen(url)[GUID]["description"]
    done = clone.run("publish")
    assert (done.returncode, "too loud" in done.stderr) == (4, True)
    assert "Hear him!" not in listen(url)[GUID]["description"]

    clone.publish("--resume")
    assert "Hear him!" in listen(url)[GUID]["description"]
    assert "nothing to do" in clone.publish()

    done = clone.run("withdraw", EPISODE, "--delete-audio")
    assert done.returncode == 0, done.stdout + done.stderr
    assert GUID not in listen(url)
    with pytest.raises(OSError, match="404"):
        fetch(audio["url"])
    assert "the feed is as it was" in clone.publish()
    assert clone.run("rollback", "--to", "1").returncode == 2
    assert GUID not in listen(url)
    clone.edit(EPISODE, "draft: true\n", "")
    clone.edit("show.yaml", GUID, "0")
    assert clone.run("publish").returncode == 1
    assert GUID not in listen(url)


def test_audio_from_one_machine_the_feed_from_another(
    clone: Clone, url: str, tmp_path: Path, weed: Weed, prefix: str, credentials: dict[str, str]
) -> None:
    """A clone without the audio publishes what the first has uploaded, and nothing else."""
    (clone.show / "media.lock").unlink()
    done = clone.run("upload")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "audio/072.mp3" in done.stdout
    lock = (clone.show / "media.lock").read_bytes()

    other = Clone(tmp_path / "two", weed.target("live", prefix, url), has_audio=False)
    other.variables |= credentials | {"CI": "true"}
    other.edit("show.yaml", BASE_URL, url)
    (other.show / "media.lock").write_bytes(lock)
    assert not list(other.show.rglob("*.mp3"))
    said = other.publish("--first-release")

    assert "audio/" not in said
    assert len(listen(url)) == 3
    audio = listen(url)[GUID]["enclosures"][0]
    assert fetch(audio["url"])[1] == (clone.show / "audio/072.mp3").read_bytes()
    assert "all is there already" in clone.run("upload").stdout


def test_a_clone_without_audio_publishes_nothing_that_is_not_there(
    weed: Weed, prefix: str, tmp_path: Path, credentials: dict[str, str]
) -> None:
    """Neither audio that was never uploaded nor other bytes under its name pass."""
    clone = Clone(tmp_path / "one", weed.target("live", prefix), has_audio=False)
    clone.variables |= credentials

    done = clone.run("publish", "--first-release")

    assert done.returncode == 2
    assert "feedtool upload" in done.stderr
    assert fetch(f"{weed.filer}/")[0] == 200
    with pytest.raises(OSError, match="404"):
        fetch(f"{weed.filer}/{prefix}/feed.xml")
