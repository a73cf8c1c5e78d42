"""Every rule has one fault planted for it, and `check` names each of them once, at its place."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online_answers import check_online, stated_live
from planting import PLANTED, list_marks, plant
from rule_examples import lay_over_base

from feedtool.model.plan import Intent
from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.loudness import LoudnessMeter
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.releasing.plan import make_plan
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.probe.ffmpeg import find_ffmpeg
from feedtool.rules import all_rules

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SHOWS = sorted(path.stem for path in PLANTED.glob("*.txt") if path.stem != "release")
ALONE = {
    "RL17": "nothing else may change",
    "RL18": "there is no feed to compare with",
}
"""Faults that no other can stand beside: their Bad blocks are all there is."""
IN_TWO_FILES = {"TR28": "two transcripts that were exchanged are wrong in two records"}


def test_every_rule_has_one_planted_fault() -> None:
    """A new rule needs a fault in one of the shows of tests/planted, unless it is about feeds.

    Those of other tools are planted in the Bad block of such a rule.
    """
    marks = Counter(code for name in (*SHOWS, "release") for code in list_marks(name))
    own = [
        each
        for each in all_rules()
        if "# feed.xml" not in each.examples["Bad"] and each.code not in ALONE
    ]
    wanted = {each.code: 2 if each.code in IN_TWO_FILES else 1 for each in own}

    assert marks == wanted


@pytest.mark.parametrize("name", SHOWS)
def test_exactly_the_planted_faults_are_reported(name: str, tmp_path: Path) -> None:
    """Each is named once, in its file and on its line, and nothing else is."""
    folder = tmp_path / "episodes"
    planted = plant(name, folder)

    if name == "sound" and not find_ffmpeg():
        pytest.skip("ffmpeg measures loudness, and is not here")
    meter = LoudnessMeter() if name == "sound" else None
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True, workers=1, meter=meter)
    outcome = check_online(options, stated_live(folder))
    found = [
        (str(Path(f.location.path).relative_to(folder)), f.location.line or 0, f.code)
        for f in outcome.findings
    ]

    assert sorted(found) == planted


def test_exactly_the_planted_faults_of_a_release_are_reported(tmp_path: Path) -> None:
    """A plan names each change that hurts subscribers once, and no other."""
    folder = tmp_path / "episodes"
    planted = plant("release", folder)

    old = Options(str(tmp_path / "was"), NOW, locked=True, workers=1)
    built = build_show_folder(old, tmp_path / "out", lambda _done, _all: None)
    assert not built.is_stopped
    options = Options(
        str(folder), NOW, PLATFORMS, locked=True, workers=1, against=str(built.out / "feed.xml")
    )
    planned = make_plan(options, Intent(), None, lambda _done, _all: None)
    found = [
        (str(Path(f.location.path).relative_to(folder)), f.location.line, f.code)
        for f in (each.finding for each in planned.judged)
    ]

    assert sorted(found) == planted


def test_a_field_that_cannot_be_read_hides_no_fault_of_another(tmp_path: Path) -> None:
    """Rules that go through all texts and addresses still do where one field is faulty."""
    block = (
        "# 001.md\nseason: '#1x'\nlinks:\n  - Notes &amp; more: https://b.example/ü\n---\n"
        "**Grace Hopper** <b>tells <iframe src='https://b.example'></iframe>of [it](/notes).\n"
    )
    lay_over_base(block, tmp_path / "episodes")
    options = Options(str(tmp_path / "episodes"), NOW, locked=True)
    found = check_show_folder(options, lambda _done, _all: None).findings

    codes = ["NO03", "NO05", "NO06", "RC03", "XM20", "XM21"]
    assert sorted({each.code for each in found}) == codes
