"""Stores that take nothing: full, read-only, or not reached."""

import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest
from line import Line, Moment
from obstore.store import S3Store
from served import check_whole, from_web
from servers import BUCKET, CREDENTIALS, Weed, answers
from shows import BASE_URL, Clone
from sounds import make_sound

from feedtool.errors import ExitCode, FeedtoolError
from feedtool.publish.cloud_errors import explained
from feedtool.publish.refusal import refuse

EPISODE = "072-sebastian-raschka.md"


RECORD = """---
title: More talk, number {number}
guid: {guid}
published: 2020-05-2{number} 09:00 +00:00
summary: A talk of which the store has no room for everything.
audio: audio/{number}.mp3
---
Another **talk**.
"""


class Shop:
    """The sample show at a prefix of the store, which can be made read-only, and its change."""

    def __init__(self, weed: Weed, prefix: str, clone: Clone) -> None:
        self._weed, self.clone = weed, clone
        self._rule = f"fs.configure -locationPrefix=/buckets/{BUCKET}/{prefix}/"
        self._fetch = from_web(f"{weed.filer}/{prefix}/")
        clone.variables |= CREDENTIALS
        clone.publish()
        self._old = self._fetch("feed.xml") or b""
        clone.edit(EPISODE, "summary: ", "summary: Listen. ")
        clone.edit("transcripts/072.vtt", "WEBVTT", "WEBVTT - mended")

    def close(self) -> None:
        """Take no more files, as a store does whose quota is used up."""
        assert '"readOnly":  true' in self._weed.administer(f"{self._rule} -readOnly -apply")

    def open(self) -> None:
        """Take files again."""
        self._weed.administer(f"{self._rule} -delete -apply")

    def look(self) -> int:
        """See that the old feed is served whole, or the one that was built; say which."""
        new = (self.clone.root / "feed/feed.xml").read_bytes()
        return check_whole(self._fetch, BASE_URL, [self._old, new])


@pytest.fixture
def shop(weed: Weed, prefix: str, tmp_path: Path) -> Iterator[Shop]:
    """Publish the sample show, and change it."""
    shop = Shop(weed, prefix, Clone(tmp_path / "one", weed.target("live", prefix)))
    yield shop
    shop.open()


@pytest.mark.parametrize(
    ("last", "served", "words"),
    [
        ("", 0, "does not take '.feedtool/state.json' (500 InternalError)"),
        (".feedtool/state.json", 0, "does not take 'manifest.json' (500 InternalError)"),
        ("feed.xml", 1, "the feed was published, and not written down: s3://"),
    ],
)
def test_a_store_that_is_read_only_from_some_moment_on(
    last: str, served: int, words: str, shop: Shop, weed: Weed
) -> None:
    """The message says what it did not take; opened again, the next run does the rest."""
    line = Line(weed.s3)
    shop.clone.edit("feedtool.toml", weed.s3, line.url)

    def drops(moment: Moment) -> bool:
        if moment.method == "PUT" and moment.is_answered and moment.path.endswith(f"/{last}"):
            shop.close()
        return False

    line.drops = drops
    if not last:
        shop.close()

    done = shop.clone.run("publish")

    assert (done.returncode, words in done.stderr) == (3, True), done
    assert "is it full, over its quota, or read-only?" in done.stderr
    assert shop.look() == served
    line.drops = lambda _: False
    shop.open()
    shop.clone.publish()
    assert shop.look() == 1
    assert "nothing to do" in shop.clone.publish()
    line.close()


def test_credentials_that_may_only_read_are_told_so(shop: Shop, weed: Weed) -> None:
    """They are the right ones; only a right is missing."""
    secret = uuid.uuid4().hex
    weed.administer(
        f"s3.configure -user=reader -access_key=reader -secret_key={secret}"
        f" -actions=Read:{BUCKET},List:{BUCKET} -apply"
    )
    shop.clone.variables |= {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": secret}

    done = shop.clone.run("publish")

    assert done.returncode == 3
    assert "lets these credentials write nothing at '.feedtool/state.json' (403" in done.stderr
    assert secret not in done.stderr
    assert shop.look() == 0


def test_a_store_whose_disks_are_full(weed: Weed, tmp_path: Path) -> None:
    """It has two volumes of one megabyte; with more of them, the next run brings all."""
    program = weed.program
    (tmp_path / "data").mkdir()
    clone = Clone(tmp_path / "one", "")
    clone.variables |= CREDENTIALS

    def look(server: Weed) -> int:
        feeds = [old, (clone.root / "feed/feed.xml").read_bytes()]
        return check_whole(from_web(f"{server.filer}/show/"), BASE_URL, feeds)

    small = ("-volume.max=2", "-master.volumeSizeLimitMB=1")
    full = Weed(program, tmp_path / "data", *small)
    try:
        with (clone.show / "feedtool.toml").open("a", encoding="utf-8") as file:
            file.write(full.target("live", "show"))
        clone.publish()
        for number in range(9):
            old = from_web(f"{full.filer}/show/")("feed.xml") or b""
            make_sound(clone.show / f"audio/{number}.mp3", 1_500_000 + number * 200_000)
            record = RECORD.format(number=number, guid=uuid.uuid4())
            (clone.show / f"{number}-more.md").write_text(record, encoding="utf-8")
            done = clone.run("publish")
            if done.returncode:
                break

        assert done.returncode == 3, done
        assert "is it full, over its quota, or read-only?" in done.stderr
        assert look(full) == 0
    finally:
        full.stop()
    wide = Weed(program, tmp_path / "data", "-volume.max=20", ports=full.ports)
    try:
        wide.wait(lambda: answers(f"{wide.filer}/show/feed.xml", 200))
        clone.publish()
        assert look(wide) == 1
    finally:
        wide.stop()


@pytest.mark.parametrize(
    ("status", "said", "writes", "words"),
    [
        (403, " (403 QuotaExceeded)", True, "has no room"),
        (507, " (507 XMinioStorageFull)", True, "has no room"),
        (403, " (403 AccessDenied)", True, "write nothing at 'feed.xml'"),
        (403, " (403 AccessDenied)", False, "refuses the credentials"),
        (403, " (403 SignatureDoesNotMatch)", True, "refuses the credentials"),
        (500, " (500 InternalError)", True, "does not take 'feed.xml'"),
        (500, " (500 InternalError)", False, "does not serve"),
        (503, " (503 SlowDown)", True, "does not serve"),
        (0, ": Generic S3 error", True, "does not serve: Generic S3 error"),
    ],
)
def test_what_is_said_of_a_refusal(status: int, said: str, writes: bool, words: str) -> None:  # noqa: FBT001
    """Who is at fault differs, and so does the cure."""
    error = refuse("s3://shows", "feed.xml", status, said, writes=writes)

    assert words in error.message
    assert error.code is ExitCode.NETWORK


@pytest.mark.parametrize("listens", [True, False])
def test_a_store_that_is_not_reached_is_told_so(listens: bool) -> None:  # noqa: FBT001
    """Nobody listens at its address, or nobody answers there in time."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not listens:
            server.close()
        store = S3Store(
            "shows",
            endpoint=f"http://127.0.0.1:{port}",
            access_key_id="key-that-stays-here",
            secret_access_key="x",  # noqa: S106 - of no store
            client_options={"allow_http": True, "timeout": "300ms"},
            retry_config={"max_retries": 0},
        )
        with pytest.raises(FeedtoolError) as raised, explained("s3://shows", "feed.xml"):
            obstore.get(store, "feed.xml")

    words = "no answer in time" if listens else "no connection"
    assert raised.value.message == f"s3://shows is not reached: {words}"
    assert raised.value.code is ExitCode.NETWORK
