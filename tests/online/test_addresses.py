"""Which addresses of a feed are asked, and what is known of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online_answers import answer_well
from rule_examples import BASE_FEED, change_feed

from feedtool.model import exchange
from feedtool.model.exchange import Address, Kind, Reply
from feedtool.net.answer import Reason
from feedtool.pipeline.check_feed import FeedOptions, check_feed_file
from feedtool.pipeline.online.network import Live

NOW = datetime(2024, 6, 1, tzinfo=UTC)
AUDIO = "https://feeds.compilertalk.example/audio/002.mp3"
ENCLOSURE = f'      <enclosure url="{AUDIO}" length="30720000" type="audio/mpeg"/>\n'
COUNTED = ENCLOSURE.replace("https://", "https://op3.dev/e/")
FILES = """\
      <podcast:transcript url="https://media.example/002.srt" type="application/x-subrip"/>
      <podcast:chapters url="https://media.example/002.json" type="application/json+chapters"/>
      <podcast:alternateEnclosure type="audio/opus" length="900">
        <podcast:source uri="https://media.example/002.opus"/>
        <podcast:source uri="ipfs://QmOpus"/>
      </podcast:alternateEnclosure>
"""


class Asked(dict[tuple[Kind, str], Address]):
    """Answers all well, and keeps the questions."""

    def ask(self, addresses: list[Address]) -> dict[tuple[Kind, str], Reply]:
        """Keep what is asked."""
        asked = list(addresses)
        self.update({(each.kind, each.url): each for each in asked})
        return {(each.kind, each.url): answer_well(each) for each in asked}

    def keep(self, key: tuple[Kind, str], reply: Reply) -> None:
        """Remember nothing."""

    def summary(self) -> str:
        """Say how many."""
        return f"asked {len(self)}"


def ask_about(feed: str, folder: Path, *, wants_all: bool = False) -> tuple[Asked, Live]:
    """Check a feed, and return what was asked about it."""
    asked = Asked()

    @contextmanager
    def opens(_typed: tuple[str, ...], _folder: Path | None) -> Iterator[Asked]:
        yield asked

    (folder / "feed.xml").write_text(feed, encoding="utf-8")
    live = Live(opens, wants_all)
    check_feed_file(FeedOptions(str(folder / "feed.xml"), NOW, live=live), lambda _d, _a: None)
    return asked, live


def test_every_file_of_an_item_is_asked_for_without_its_counter(tmp_path: Path) -> None:
    """The statistics prefix is left out; what no web server has is not asked for."""
    change = "".join(f"- {line}\n" for line in ENCLOSURE.splitlines())
    change += "".join(f"+ {line}\n" for line in (COUNTED + FILES).splitlines())
    asked, _ = ask_about(change_feed(change), tmp_path)

    files = {url: each for (kind, url), each in asked.items() if kind not in (Kind.LINK, Kind.PAGE)}
    assert {url: (each.kind, each.type, each.length) for url, each in files.items()} == {
        "https://feeds.compilertalk.example/feed.xml": (Kind.FEED, "", None),
        "https://feeds.compilertalk.example/artwork.jpg": (Kind.ARTWORK, "", None),
        AUDIO: (Kind.AUDIO, "audio/mpeg", 30_720_000),
        "https://media.example/002.srt": (Kind.TRANSCRIPT, "application/x-subrip", None),
        "https://media.example/002.json": (Kind.CHAPTERS, "application/json+chapters", None),
        "https://media.example/002.opus": (Kind.AUDIO, "audio/opus", 900),
    }
    assert (Kind.LINK, "https://backus.example") in asked


@pytest.mark.parametrize(("wants_all", "count"), [(False, 10), (True, 25)])
def test_newest_ten_items_are_asked_about(tmp_path: Path, *, wants_all: bool, count: int) -> None:
    """Of a feed of which nothing says what changed; all of them with --all."""
    feed = BASE_FEED.read_text(encoding="utf-8")
    start, end = feed.index("    <item>"), feed.index("  </channel>")
    items = [
        feed[start:end].replace("002.mp3", f"{n}.mp3").replace("Tue, 09 Jan", f"{n:02} Jan")
        for n in range(1, 26)
    ]
    asked, live = ask_about(
        feed[:start] + "".join(items) + feed[end:], tmp_path, wants_all=wants_all
    )

    audio = [url for kind, url in asked if kind is Kind.AUDIO]
    newest = [f"https://feeds.compilertalk.example/audio/{n}.mp3" for n in range(26 - count, 26)]
    assert sorted(audio) == sorted(newest)
    assert live.told[0].endswith(f"; {count} of 25 episodes")


def test_words_for_failures_are_those_of_the_network() -> None:
    """The model knows them without knowing the network."""
    words = {exchange.CERTIFICATE, exchange.REDIRECTS, exchange.TOO_LARGE, exchange.UNKNOWN_HOST}

    assert words < set(Reason)
