"""The size of a feed is reckoned without rendering it, to a tenth of what a build writes."""

import re
import shutil
from pathlib import Path

import pytest

from feedtool.cli import run

SHOW = Path(__file__).parent / "shows" / "plain-interview"
LATIN = "Grace Hopper speaks of words & <b>numbers</b>. "
CYRILLIC = "Грейс Хоппер говорит о словах. "


@pytest.mark.parametrize(
    "notes",
    [
        LATIN * 40_000,
        CYRILLIC * 30_000,
        LATIN * 20 + CYRILLIC * 30_000,
        LATIN * 20_000 + CYRILLIC * 20_000 + LATIN * 10,
    ],
)
def test_size_is_reckoned_to_a_tenth(
    notes: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also of notes that go on in another script than they begin in."""
    show = shutil.copytree(SHOW, tmp_path / "episodes")
    record = next(show.glob("*.md"))
    head, _, _ = record.read_text(encoding="utf-8").rpartition("---\n")
    record.write_text(f"{head}---\n{notes}\n", encoding="utf-8")

    run(["build", str(show), "-o", str(tmp_path / "feed"), "--select", "HO09"])
    found = re.search(r"about ([\d.]+) MB", capfd.readouterr().out)

    assert found is not None
    size = (tmp_path / "feed" / "feed.xml").stat().st_size / 1_000_000
    assert float(found[1]) == pytest.approx(size, rel=0.1, abs=0.05)
