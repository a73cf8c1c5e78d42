"""Every folder of tests/shows that holds `expected.txt` is a test: drop one in.

`expected.txt` lists the findings (`path:line:column: level CODE`, none for a clean show);
`expected.xml`, where there is one, is the feed that `build` writes.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options
from feedtool.report.text import format_place

SHOWS = Path(__file__).parent / "shows"
CASES = sorted(path.parent for path in SHOWS.glob("*/expected.txt"))
NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_show_gives_its_expected_findings_and_feed(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The findings are those listed, and the feed is the one beside them, byte for byte."""
    shutil.copytree(case, tmp_path / "episodes", ignore=shutil.ignore_patterns("expected.*"))
    monkeypatch.chdir(tmp_path)

    built = build_show_folder(Options("episodes", NOW), None, lambda _done, _all: None)

    found = [
        f"{format_place(finding.location)}: {finding.level} {finding.code}\n"
        for finding in built.outcome.findings
    ]
    assert "".join(found) == (case / "expected.txt").read_text(encoding="utf-8")
    feed = case / "expected.xml"
    if feed.exists():
        assert (tmp_path / "feed" / "feed.xml").read_bytes() == feed.read_bytes()
    else:
        assert built.is_stopped
