"""A repair is offered where it cures, takes back all of its fault, and hides no other one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base
from rule_problems import find_problems

from feedtool.formats.record.edit import apply_edits
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import read_fields
from feedtool.model.finding import Replace
from feedtool.model.roster import Roster
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


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("guests:\n  * Ada\n  * Bob\n", "guests:\n  - Ada\n  - Bob\n"),
        ("guests:\n* Ada\n\n* Bob * Co\n", "guests:\n- Ada\n\n- Bob * Co\n"),
        ("guests: * Ada\n  * Bob\n", "guests:\n  - Ada\n  - Bob\n"),
        (
            "guests:\n  * name: Ada\n    links:\n      * A: https://a.example\n  * Bob\n",
            "guests:\n  - name: Ada\n    links:\n      - A: https://a.example\n  - Bob\n",
        ),
    ],
)
def test_stars_before_the_entries_of_a_list_become_dashes(
    before: str, after: str, newline: str
) -> None:
    """As Markdown has them; what stands in the entries stays."""
    text = f"---\ntitle: T\n{before}---\n* Notes\n".replace("\n", newline)
    faults = read_fields(text, ".md").faults

    mended = apply_edits(text, ".md", [edit for fault in faults for edit in fault.problem.edits])

    assert {fault.code for fault in faults} == {"RC01"}
    assert mended == f"---\ntitle: T\n{after}---\n* Notes\n".replace("\n", newline)


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("00:00 A, 00:10 B", [0, 10]),
        ("(00:00) A, then; [01:10] - B | 1:02:10 C", [0, 70, 3730]),
        ("20:00 A, 10:30 B", [1200]),
        ("00:00 Verse 119, 10:30", [0]),
    ],
)
def test_chapters_on_one_line_are_read_apart_where_their_times_rise(
    line: str, starts: list[float]
) -> None:
    """Else the comma is one of a title."""
    reading = EpisodeReader(Roster(), {}).read({"chapters": line}, "", ".md")

    assert reading.record.chapters is not None
    assert [each.start for each in reading.record.chapters.entries] == starts
    assert [fault.code for fault in reading.faults] == ["RC03"] * (len(starts) > 1)
