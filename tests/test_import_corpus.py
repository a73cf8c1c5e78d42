"""Feeds of many hosts are taken over without loss: imported, built again, compared."""

import importlib.util
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from well_formed import is_well_formed

from feedtool.formats.feed.document import read_feed
from feedtool.pipeline.importing.feed import ImportOptions, import_feed
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options

CORPUS = os.environ.get("FEEDTOOL_CORPUS")
FEEDS = sorted((Path(CORPUS) / "feeds").iterdir()) if CORPUS else []
NOW = datetime(2030, 1, 1, tzinfo=UTC)
LOSSLESS = 25
"""Well-formed feeds of the corpus without any LOST or CHANGED line; none may fall back out."""
BROKEN = (
    "jbierfeldt+podcast-feed-parser--bc-sample-bad.xml",
    "rbren+rss-parser--itunes-keywords-astext.rss",
    "rbren+rss-parser--itunes-missing-image.rss",
)
"""Feeds of the corpus that are not well-formed."""
pytestmark = pytest.mark.skipif(not FEEDS, reason="FEEDTOOL_CORPUS names no corpus")


def load_judge() -> Any:
    """Load the comparison that stands beside the corpus."""
    path = Path(CORPUS or "").parent / "tools" / "semdiff.py"
    spec = importlib.util.spec_from_file_location("semdiff", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def says_nothing(difference: tuple[str, str, str, str, str]) -> bool:
    """Tell whether what was lost is an element without text and attributes.

    An empty link of the channel gets the next best address: RSS asks for one.
    """
    kind, _, path, old, _ = difference
    is_empty = old.replace("(empty)", "").strip("{};: \n") in ("", "itunes:email ; itunes:name")
    return is_empty or (kind, path, old) == ("CHANGED", "link", "''")


def build_again(feed: Path, folder: Path) -> Path:
    """Import a feed and build it again; return the new feed."""
    wanted = ImportOptions(str(feed), folder / "episodes", NOW)
    import_feed(wanted, lambda _done, _all: None)
    options = Options(str(folder / "episodes"), NOW, locked=True)
    built = build_show_folder(options, None, lambda _done, _all: None)
    assert not built.is_stopped
    return folder / "feed" / "feed.xml"


def test_well_formed_feeds_come_back_without_loss(tmp_path: Path) -> None:
    """No LOST and no CHANGED line but the normalisations that docs/import.md lists."""
    judge = load_judge()
    lost: dict[str, list[Any]] = {}
    count = 0
    for number, feed in enumerate(FEEDS):
        if not is_well_formed(read_feed(feed.read_bytes())):
            continue
        new = build_again(feed, tmp_path / str(number))
        found = judge.semdiff(feed.read_bytes(), new.read_bytes(), rebuild=True)
        bad = [each for each in found if each[0] != "ADDED" and not says_nothing(each)]
        count += not bad
        if bad:
            lost[feed.name] = bad[:3]

    assert lost == {}
    assert count == LOSSLESS


@pytest.mark.parametrize("name", BROKEN)
def test_broken_feeds_are_taken_over_too(name: str, tmp_path: Path) -> None:
    """What is not well-formed is read as far as it goes: every item comes out again."""
    feed = next(each for each in FEEDS if each.name == name)
    document = read_feed(feed.read_bytes())
    assert not is_well_formed(document)
    new = read_feed(build_again(feed, tmp_path).read_bytes())

    assert is_well_formed(new)
    assert len(new.items) == len(document.items) > 0
