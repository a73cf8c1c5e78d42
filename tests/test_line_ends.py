"""A show whose lines end as on Windows has the same faults, at the same places."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from planting import plant

from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
Found = set[tuple[object, ...]]


def find(folder: Path) -> Found:
    """Check a show; say of each finding where it is, and what is shown of it."""
    outcome = check_show_folder(Options(str(folder), NOW, locked=True), lambda _done, _all: None)
    found: Found = set()
    for each in outcome.findings:
        column, width = each.caret
        assert not each.excerpt or column + width <= len(each.excerpt)
        place = each.location
        path = place.path.removeprefix(str(folder))
        ends = (place.line, place.column, place.end_line, place.end_column)
        found.add((each.code, path, *ends, each.excerpt, each.caret))
    return found


@pytest.mark.parametrize("name", ["show", "episodes", "bare"])
def test_places_do_not_depend_on_line_ends(name: str, tmp_path: Path) -> None:
    """Nor does the caret ever stand behind its line."""
    for folder in (tmp_path / "lf", tmp_path / "crlf"):
        plant(name, folder)
    for path in (tmp_path / "crlf").rglob("*"):
        if path.suffix in (".md", ".html", ".yaml", ".toml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    found = find(tmp_path / "lf")
    assert found
    assert find(tmp_path / "crlf") == found
