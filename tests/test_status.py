"""The table of all episodes: what it counts, and for whom."""

import json
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.cli import run

SHOW = """\
# 001.md
transcript: talks/001.txt
# 001.yaml
funding: {url: ftp://support.example}
# 002.md
transcript: talks/002.txt
# talks/001.txt
Nobody Known: Hello.

Grace Hopper: Hello.
"""


def test_faults_count_for_the_episode_whose_files_have_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong speaker stands in a transcript, and is wrong in the episode that names it."""
    lay_over_base(SHOW, tmp_path)
    run(["status", str(tmp_path), "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["episodes"]
    run(["check", str(tmp_path), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    files = ("001.md", "001.yaml", "talks/001.txt")
    own = [each for each in findings if each["path"].endswith(files)]
    counts = {row["path"].rpartition("/")[2]: row["findings"] for row in rows}

    assert {each["path"].rpartition("/")[2] for each in own} >= {"001.txt", "001.yaml"}
    assert sum(counts["001.md"].values()) == len(own)
    assert counts["001.md"]["error"] > 0
    assert counts["002.md"] == {"error": 1}
