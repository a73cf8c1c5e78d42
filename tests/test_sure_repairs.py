"""A repair is offered where it cures, takes back all of its fault, and hides no other one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base
from rule_problems import find_problems

from feedtool.model.finding import Replace
from feedtool.pipeline.run import Options, check_show_folder

LINES = "00:00 Intro\n02:10 A moth\n12:30 Words\n"
RECORD = "# 001.md\nchapters: [00:00 Intro, 02:10 A moth, 12:30 Words]\n---\n"


@pytest.mark.parametrize(("before", "repairs"), [("", 2), ("<table><tr><td>\n", 0)])
def test_a_backslash_is_offered_where_it_ends_a_line(
    before: str, repairs: int, tmp_path: Path
) -> None:
    """Inside HTML it is only one more character, and each `--fix` would add another."""
    lay_over_base(f"{RECORD}{before}{LINES}", tmp_path)

    (problem,) = find_problems("CH07", tmp_path)

    assert len(problem.edits) == repairs


def test_an_ampersand_is_taken_back_however_often_it_was_escaped(tmp_path: Path) -> None:
    """One repair is enough."""
    lay_over_base("# 001.md\nlinks: [{Moth: 'https://a.net/?b=1&amp;amp;c=2'}]\n", tmp_path)

    (problem,) = find_problems("XM21", tmp_path)

    assert [each.new for each in problem.edits if isinstance(each, Replace)] == [
        "https://a.net/?b=1&c=2"
    ]


@pytest.mark.parametrize(
    "block",
    [
        "guests: [{name: Grace Hopper, image: ' https://a.net/grace.jpg'}]\n",
        "artwork: ' https://a.net/a.jpg'\n",
    ],
)
def test_white_space_before_an_address_makes_no_missing_file_of_it(
    block: str, tmp_path: Path
) -> None:
    """Its own rule names it; nothing is dropped, so the other rules still look at it."""
    lay_over_base(f"# 001.md\n{block}", tmp_path)
    options = Options(str(tmp_path), datetime(2024, 6, 1, tzinfo=UTC))

    codes = {each.code for each in check_show_folder(options, lambda _done, _all: None).findings}

    assert "XM13" in codes
    assert "RC09" not in codes
