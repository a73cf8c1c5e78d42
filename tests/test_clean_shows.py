"""A show without faults has no findings, whatever platforms it is for, and its feed builds."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from made_show import EPISODES, make_show

from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
SAMPLE = Path(__file__).resolve().parent.parent / "episodes"
CHOICES = [*((name,) for name in PLATFORMS), PLATFORMS]


@pytest.fixture(scope="module")
def shows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Lay out the made show and a copy of the sample."""
    place = tmp_path_factory.mktemp("shows")
    make_show(place / "made" / "episodes")
    shutil.copytree(SAMPLE, place / "sample" / "episodes")
    return {name: place / name / "episodes" for name in ("made", "sample")}


@pytest.mark.parametrize("platforms", CHOICES, ids=",".join)
@pytest.mark.parametrize("name", ["made", "sample"])
def test_nothing_is_found(name: str, platforms: tuple[str, ...], shows: dict[str, Path]) -> None:
    """Neither error nor warning nor advice, for one platform or for all of them."""
    options = Options(str(shows[name]), NOW, platforms=platforms, locked=True, workers=1)
    outcome = check_show_folder(options, lambda _done, _all: None)

    assert [f"{f.location.path}: {f.code} {f.message}" for f in outcome.findings] == []


@pytest.mark.parametrize(("name", "items"), [("made", EPISODES + 5), ("sample", 3)])
def test_the_feed_builds(name: str, items: int, shows: dict[str, Path], tmp_path: Path) -> None:
    """The build is not stopped, and the feed holds every episode."""
    options = Options(str(shows[name]), NOW, locked=True, workers=1)
    built = build_show_folder(options, tmp_path / "feed", lambda _done, _all: None)

    assert not built.is_stopped
    assert len(etree.parse(tmp_path / "feed" / "feed.xml").findall(".//item")) == items
