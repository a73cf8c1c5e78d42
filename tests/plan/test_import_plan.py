"""A feed that was just imported has nothing to plan: not a danger, and next to no change."""

import os
from pathlib import Path

import pytest
from released import NOW
from well_formed import is_well_formed

from feedtool.formats.feed.document import read_feed
from feedtool.model.plan import Intent, Kind
from feedtool.pipeline.importing.feed import ImportOptions, import_feed
from feedtool.pipeline.releasing.plan import make_plan
from feedtool.pipeline.run import Options

CORPUS = os.environ.get("FEEDTOOL_CORPUS")
FEEDS = sorted((Path(CORPUS) / "feeds").iterdir()) if CORPUS else []
ADDED = {"the show's GUID"}
"""An import computes podcast:guid from the feed's address, which is a change that is wanted."""
EXCEPTIONS = {
    "macieklamberski+feedsmith--rss-ns.xml": {"description"},
    "RyanHirsch+partytime--podverse-test-feed.xml": {"link"},
}
"""Feeds without an element that RSS 2.0 demands; a build writes what it must."""
NAMELESS = "rust-syndication+rss--itunes.xml"
"""Its one item has no title, GUID, date and audio: nothing can find it again."""


@pytest.mark.skipif(not FEEDS, reason="FEEDTOOL_CORPUS names no corpus")
@pytest.mark.parametrize("feed", FEEDS, ids=lambda path: path.name)
def test_an_imported_feed_changes_nothing(feed: Path, tmp_path: Path) -> None:
    """Whatever host wrote it, and however."""
    if feed.name == NAMELESS or not is_well_formed(read_feed(feed.read_bytes())):
        pytest.skip("not well-formed: FEEDTOOL_CORPUS has feeds that cannot be compared with")
    wanted = ImportOptions(str(feed), tmp_path / "episodes", NOW)
    import_feed(wanted, lambda _done, _all: None)
    options = Options(str(tmp_path / "episodes"), NOW, locked=True, workers=1, against=str(feed))
    planned = make_plan(options, Intent(), None, lambda _done, _all: None)

    assert [danger.message for danger in planned.plan.dangers] == []
    changes = {what for each in planned.plan.changes for what in each.what}
    assert changes - ADDED == EXCEPTIONS.get(feed.name, set())
    is_nothing_new = {each.kind for each in planned.plan.changes} <= {Kind.CHANGED}
    assert is_nothing_new or feed.name in EXCEPTIONS
