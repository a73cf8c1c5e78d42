"""Every rule's documentation is true: Bad is found by that rule alone, Good is clean."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online_answers import check_online, stated_live
from rule_examples import lay_over_base

from feedtool.check import release
from feedtool.check.rule import Rule
from feedtool.model.loudness import Loudness
from feedtool.model.plan import Intent
from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.check_feed import FeedOptions, check_feed_file
from feedtool.pipeline.loudness import LoudnessMeter
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.releasing.plan import plan_release, render_release
from feedtool.pipeline.releasing.reference import read_file
from feedtool.pipeline.run import Options
from feedtool.probe.ffmpeg import find_ffmpeg
from feedtool.rules import FAMILIES, all_rules

NOW = datetime(2024, 6, 1, tzinfo=UTC)
RULES = all_rules()


def is_about_release(each: Rule) -> bool:
    """Tell whether a rule compares the feed to come with the one that is out."""
    return any(need.__module__ == release.__name__ for need in each.needs)


def planned_codes(folder: Path) -> list[str]:
    """Plan a release of a show against the feed that it had before, and check it too."""
    old = folder.parent / "was"
    if not old.exists():
        lay_over_base("# notes.txt\nnothing\n", old)
    options = Options(str(old), NOW, platforms=PLATFORMS, locked=True)
    built = build_show_folder(options, folder.parent / "out", lambda _done, _all: None)
    assert not built.is_stopped
    seen = None if (old / "nothing.txt").exists() else read_file(built.out / "feed.xml")
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True)
    to_come = render_release(options, None, lambda _done, _all: None)
    planned = plan_release(replace(to_come, seen=seen), options, Intent())
    return found_codes(folder) + [each.code for each in planned.findings]


def codes_of(each: Rule, example: str, folder: Path) -> list[str]:
    """Lay an example over the base show, and look for faults where its rule does."""
    lay_over_base(each.examples[example], folder)
    if is_about_release(each):
        return planned_codes(folder)
    if Loudness not in each.needs:
        return found_codes(folder)
    if not find_ffmpeg():
        pytest.skip("ffmpeg measures loudness, and is not here")
    return found_codes(folder, LoudnessMeter())


def found_codes(folder: Path, meter: LoudnessMeter | None = None) -> list[str]:
    """Check a show folder, or the feed that an example put there, under all platforms.

    An example that states answers is checked as with `--online`.
    """
    live = stated_live(folder)
    feed = folder / "feed.xml"
    if feed.exists():
        ignored = ("XM23",)  # the base show ignores it, for its addresses of examples
        of_feed = FeedOptions(str(feed), NOW, platforms=PLATFORMS, ignore=ignored, live=live)
        return [each.code for each in check_feed_file(of_feed, lambda _d, _a: None).findings]
    options = Options(str(folder), NOW, platforms=PLATFORMS, locked=True, meter=meter)
    outcome = check_online(options, live)
    return [finding.code for finding in outcome.findings]


@pytest.mark.parametrize("each", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_bad_example_is_found_by_this_rule_alone(each: Rule, tmp_path: Path) -> None:
    """The Bad block breaks the rule it documents, and no other."""
    codes = codes_of(each, "Bad", tmp_path / "episodes")

    assert codes
    assert set(codes) == {each.code}


@pytest.mark.parametrize("each", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_good_example_is_clean(each: Rule, tmp_path: Path) -> None:
    """The Good block is clean under all rules."""
    assert codes_of(each, "Good", tmp_path / "episodes") == []


def test_base_show_is_clean(tmp_path: Path) -> None:
    """The show that examples are laid over has no fault of its own."""
    lay_over_base("# notes.txt\nnothing\n", tmp_path / "episodes")

    assert found_codes(tmp_path / "episodes") == []


@pytest.mark.parametrize("each", RULES, ids=lambda rule: rule.code)
def test_rule_is_well_named_and_documented(each: Rule) -> None:
    """Codes belong to a family; the first line is one sentence; a reason or cure follows."""
    assert each.code[:2] in {prefix for prefix, _ in FAMILIES.values()}
    assert each.code[2:].isdigit()
    assert each.summary.endswith(".")
    assert len(each.text.split("\n")) > 2


def test_codes_and_names_are_unique() -> None:
    """No two rules share a code or a name."""
    codes = [each.code for each in RULES]
    names = [each.name for each in RULES]

    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))
