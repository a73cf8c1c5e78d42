"""`feedtool transcript attach` finds each file's episode, or says why it does not."""

import contextlib
import io
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.cli import run
from feedtool.formats.episode_match import Candidate, Matcher

RAW = """Ada Lovelace: We talk with {guest} today, about machines.

{guest}: Nobody believed in them, and so nobody touched mine.
"""
EPISODES = (
    Candidate("071.md", ("071-ada",), "Letters and numbers", "2", "71", ("Ada Lovelace",)),
    Candidate("072.md", ("072-some-guest",), "Words for machines", "2", "72", ("Grace Hopper",)),
    Candidate("172.md", ("172-grace",), "Ships at night", "3", "72", ("Grace Hopper",)),
    Candidate("bonus.md", ("bonus", "b1"), "A bonus about moths"),
)


@pytest.mark.parametrize(
    ("stem", "labels", "text", "expected"),
    [
        ("072-some-guest", [], "", ["072.md"]),
        ("071", [], "", ["071.md"]),
        ("Ep. 71 (final)", [], "", ["071.md"]),
        ("s03e72", [], "", ["172.md"]),
        ("72", [], "", ["072.md", "172.md"]),
        ("72", ["Grace Hopper"], "", ["072.md", "172.md"]),
        ("2024-01-09", [], "", []),
        ("71-bonus", [], "", []),
        ("b1", [], "", ["bonus.md"]),
        ("letters-numbers", [], "", ["071.md"]),
        ("grace-ships-transcript", [], "", ["172.md"]),
        ("audio", ["Ada Lovelace"], "", ["071.md"]),
        ("audio", ["Grace Hopper"], "", ["072.md", "172.md"]),
        ("audio", ["grace hopper"], "Ships sail at night.", ["172.md"]),
        ("audio", [], "Today I speak with Ada Lovelace.", ["071.md"]),
        ("audio", [], "Ada and Grace came.", []),
        ("071-ada", ["Grace Hopper"], "", ["071.md", "072.md", "172.md"]),
        ("audio", ["Speaker 1"], "Nothing is said of anybody.", []),
    ],
)
def test_clues(stem: str, labels: list[str], text: str, expected: list[str]) -> None:
    """A name counts most, then a number; what is said decides, and may not contradict."""
    found = Matcher(EPISODES).find(stem, labels, text)

    assert [each.path for each in found.candidates] == expected


def attach(*words: str) -> tuple[int, list[str], str]:
    """Run the command; give its exit code, what it printed, and what it left."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["transcript", "attach", *words])
    return code, out.getvalue().splitlines(), err.getvalue()


def write_show(folder: Path, **files: str) -> None:
    """Write the base show with transcripts that no record names."""
    blocks = (f"# {name.replace('__', '.')}\n{text}" for name, text in files.items())
    lay_over_base("# 001.md\nepisode: 1\n" + "".join(blocks), folder)


def test_records_get_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number and by who speaks; --diff shows it and writes nothing; twice changes nothing."""
    monkeypatch.chdir(tmp_path)
    write_show(
        Path("episodes"),
        t1__txt=RAW.format(guest="Grace Hopper"),
        talk__txt=RAW.format(guest="John Backus"),
    )
    before = Path("episodes/001.md").read_text(encoding="utf-8")
    files = ("episodes/t1.txt", "episodes/talk.txt")

    code, shown, _ = attach(*files, "--diff")
    assert (code, shown.count("+transcript: t1.txt"), shown.count("+transcript: talk.txt")) == (
        0,
        1,
        1,
    )
    assert Path("episodes/001.md").read_text(encoding="utf-8") == before
    assert attach(*files, "episodes") == (
        0,
        [
            "t1.txt -> episodes/001.md, by its number",
            "talk.txt -> episodes/002.md, by who speaks",
        ],
        "",
    )
    after = Path("episodes/001.md").read_text(encoding="utf-8")
    assert after.replace("transcript: t1.txt\n", "") == before
    assert attach(*files, "--show", "episodes")[:2] == (
        0,
        [
            "episodes/t1.txt: episodes/001.md names it already",
            "episodes/talk.txt: episodes/002.md names it already",
        ],
    )


def test_what_is_left_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside, unknown, contradictory, twice, or there already: named, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    write_show(
        Path("episodes"),
        a__txt=RAW.format(guest="Alan Kay"),
        ep1__txt=RAW.format(guest="John Backus"),
        t1__txt=RAW.format(guest="Grace Hopper"),
        u1__txt=RAW.format(guest="Grace Hopper"),
    )
    Path("far.txt").write_text(RAW.format(guest="Grace Hopper"), encoding="utf-8")
    names = ("far.txt", *(f"episodes/{name}.txt" for name in ("a", "ep1", "t1", "u1")))

    there, both = "episodes/transcripts/far.txt", "episodes/001.md, episodes/002.md"

    code, done, left = attach(*names)

    assert (code, done) == (1, [])
    assert left.splitlines() == [
        f"left as it is: far.txt: it lies outside the show folder; copy it to {there}",
        "left as it is: episodes/a.txt: neither its name nor who speaks tells the episode",
        f"left as it is: episodes/ep1.txt: by its number or who speaks it may belong to {both}",
        "left as it is: t1.txt, u1.txt: all belong to episodes/001.md; name one of them",
    ]
    assert "transcript" not in Path("episodes/001.md").read_text(encoding="utf-8")


def test_a_record_with_a_transcript_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form with times is taken of two; a record that has one keeps it."""
    monkeypatch.chdir(tmp_path)
    vtt = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Grace Hopper>Welcome.\n"
    write_show(Path("episodes"), **{"001__txt": RAW.format(guest="Grace Hopper"), "001__vtt": vtt})

    code, done, left = attach("episodes/001.txt", "episodes/001.vtt")
    Path("episodes/new-1.txt").write_text(RAW.format(guest="Grace Hopper"), encoding="utf-8")
    again = attach("episodes/new-1.txt")

    assert (code, done) == (1, ["001.vtt -> episodes/001.md, by its name"])
    assert "001.txt: episodes/001.md gets 001.vtt" in left
    assert again[:2] == (1, [])
    assert "new-1.txt: episodes/001.md has a transcript already" in again[2]


def test_no_file_and_no_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are said in words, with exit code 2."""
    monkeypatch.chdir(tmp_path)
    write_show(Path("episodes"))

    assert attach("episodes")[0] == 2
    assert attach("episodes/none.vtt")[0] == 2
    assert attach("far.vtt", str(tmp_path))[0] == 2
