"""The shows that referees read: built once, and what their records ask for."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from referees import texts
from referees.dates import read_moment
from referees.wanted import WantedFeed, el
from referees.wanted_item import Ground, item
from referees.wanted_show import channel_children

from feedtool.formats.record.episode import EpisodeReader
from feedtool.load.episode import EpisodeLoader
from feedtool.load.folder import find_folder, list_records
from feedtool.load.show import load_show
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options

if TYPE_CHECKING:
    from feedtool.model.episode import Episode
    from feedtool.model.loaded import Loaded
    from feedtool.model.show import Show

TESTS = Path(__file__).parent.parent
FOLDERS = {
    "sample": TESTS.parent / "episodes",
    "every-field": TESTS / "shows" / "every-field",
    "not-live": TESTS / "shows" / "every-field",
}
NOW = datetime(2024, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class BuiltShow:
    """A show that was built: its name, its folder, its output, and what the feed must say."""

    name: str
    folder: Path
    out: Path
    wanted: WantedFeed
    episodes: tuple[Loaded[Episode], ...]

    @property
    def feed(self) -> Path:
        """Return the feed."""
        return self.out / "feed.xml"


def build(name: str, place: Path) -> BuiltShow:
    """Copy a show to `place` and build it; `not-live` is the every-field show without live item."""
    folder, out = place / "episodes", place / "feed"
    shutil.copytree(FOLDERS[name], folder, ignore=shutil.ignore_patterns(".feedtool"))
    if name == "not-live":
        (folder / "006-live.md").unlink()
    built = build_show_folder(Options(str(folder), NOW), out, lambda _done, _all: None)
    assert not built.is_stopped, [str(each) for each in built.outcome.findings]
    show, episodes = load(folder)
    return BuiltShow(name, folder, out, wanted_feed(show, episodes, folder), tuple(episodes))


def load(folder: Path) -> tuple[Show, list[Loaded[Episode]]]:
    """Load the records of a show folder."""
    found = find_folder(str(folder))
    loaded = load_show(found)
    names, sidecars = list_records(found)
    show = loaded.show.record
    loader = EpisodeLoader(found, EpisodeReader(loaded.roster, show.namespaces), sidecars)
    episodes = [loader.load(name) for name in names]
    for each in (loaded.show, *episodes):
        assert each.faults == []
    return show, episodes


def wanted_feed(show: Show, episodes: list[Loaded[Episode]], folder: Path) -> WantedFeed:
    """Say what the feed must hold: the channel, live items, then items, newest first."""
    out = [each for each in episodes if not each.record.draft]
    dates = {
        each.name: read_moment(each.record.published, show.timezone)
        for each in out
        if each.record.published
    }
    live = [each for each in out if each.record.live]
    plain = sorted(
        (each for each in out if not each.record.live),
        key=lambda each: dates[each.name],
        reverse=True,
    )
    of_show = texts.of_show(show)
    items = [
        item(Ground(show, folder, slug, each.record, texts.of_episode(show, slug, each.record)))
        for each in (*live, *plain)
        for slug in [each.name.rpartition(".")[0]]
    ]
    head = channel_children(show, of_show, max(dates.values()))
    return WantedFeed(show, el("channel", None, [*head, *items]))
