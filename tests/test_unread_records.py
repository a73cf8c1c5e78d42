"""What looks like a record and is read by nobody is named; what lies beside records is not."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.load.folder import find_folder, list_records
from feedtool.model.finding import Finding
from feedtool.pipeline.run import Options, check_show_folder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
RECORD = "---\ntitle: Margaret Hamilton\naudio: audio/073.mp3\n---\nNotes.\n"


def find_unread(folder: Path, *files: tuple[str, str]) -> list[Finding]:
    """Lay files over the base show and return what is said of unread ones."""
    lay_over_base("# 001.md\nepisode: 1\n", folder)
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    outcome = check_show_folder(Options(str(folder), NOW), lambda _done, _all: None)
    return [each for each in outcome.findings if each.code == "RC14"]


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("073.markdown", RECORD, "rename it 073.md;"),
        ("073.md.txt", RECORD, "rename it 073.md;"),
        ("073", RECORD.replace("\n", "\r\n"), "rename it 073.md;"),
        ("001.txt", RECORD, "delete it if 001.md has it all;"),
        ("072.5.mkd", RECORD, "rename it 072.5.md;"),
        ("073.html.txt", RECORD, "rename it 073.html;"),
        ("2024/073.md", RECORD, "move it there;"),
        ("2024/05/073.yaml", "title: x\nguid: 5\n", "move it there;"),
        ("073/index.md", RECORD.replace("---", "+++").replace(":", " ="), "move it there;"),
        ("people/ada.yaml", "name: Ada\n", "make it people/ada.md,"),
        ("sponsors/ink.markdown", "---\nname: Ink\n---\n", "make it sponsors/ink.md,"),
    ],
)
def test_a_record_that_nobody_reads_is_named(
    tmp_path: Path, name: str, text: str, hint: str
) -> None:
    """It has a place and a cure."""
    found = find_unread(tmp_path / "show", (name, text))

    assert [each.location.path for each in found] == [f"{tmp_path}/show/{name}"]
    assert found[0].hint.startswith(hint)
    assert found[0].location.line == 1


@pytest.mark.parametrize("name", ["README.md", "readme.md", "Readme.de.md"])
def test_a_readme_is_no_record_however_it_is_written(tmp_path: Path, name: str) -> None:
    """It stands beside the records, and no rule asks it for a title."""
    lay_over_base("# 001.md\nepisode: 1\n", tmp_path)
    records, _ = list_records(find_folder(str(tmp_path)))
    (tmp_path / name).write_text("# How to add an episode\n", encoding="utf-8")

    assert list_records(find_folder(str(tmp_path)))[0] == records


def test_what_is_no_record_or_is_left_on_purpose_is_not_named(tmp_path: Path) -> None:
    """Files that lie beside records anywhere, and those with `_` before their names."""
    page = "---\ntitle: About us\ndate: 2024-01-01\npublished: true\n---\nText\n"
    found = find_unread(
        tmp_path / "show",
        ("README.md", RECORD),
        ("notes.txt", "To do: the audio\naudio: later\n"),
        ("_073.markdown", RECORD),
        ("_drafts/073.md", RECORD),
        (".git/073.md", RECORD),
        ("073.md~", RECORD),
        ("Transcripts/073.md", RECORD),
        ("people/README.txt", "Who comes often\n"),
        ("people/ada.jpg", "no picture"),
        ("site/about.md", page),
        ("subtitles/073.txt", RECORD),
    )

    assert found == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_link_is_not_opened(tmp_path: Path) -> None:
    """A pipe would never end, and what a link shows may lie outside the show."""
    show = tmp_path / "show"
    (show / "2024").mkdir(parents=True)
    (tmp_path / "other.md").write_text(RECORD, encoding="utf-8")
    os.mkfifo(show / "074.markdown")
    os.mkfifo(show / "2024/074.md")
    (show / "2024/073.md").symlink_to(tmp_path / "other.md")

    assert find_unread(show) == []
