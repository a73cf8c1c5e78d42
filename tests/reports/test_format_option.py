"""`--format` on the command line: what may share stdout, what goes into files, the step summary."""

import json
import os
from pathlib import Path

import pytest
from bad_input.attacked_show import Ended, call, copy_base, make_many, make_record, spawn
from ci_schemas import GITLAB_REPORT, SARIF, find_faults, find_junit_faults
from lxml import etree
from typer.main import get_command

from feedtool.cli.commands import make_app
from feedtool.report.formats import FORMATS

SUMMARY = "GITHUB_STEP_SUMMARY"
FAULTY = make_record("guest: [Grace Hopper]\n")
DOCUMENTS = [name for name, each in FORMATS.items() if each.is_document]
LINES = [name for name, each in FORMATS.items() if not each.is_document]


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the base show, and add a record with one fault, away from CI and GitHub."""
    for name in ("CI", SUMMARY):
        monkeypatch.delenv(name, raising=False)
    folder = copy_base(tmp_path / "episodes")
    (folder / "003.md").write_text(FAULTY, encoding="utf-8")
    return folder


def check(show: Path, *formats: str, command: str = "check") -> Ended:
    """Check a show with formats."""
    return call(show.parent, command, *(word for name in formats for word in ("--format", name)))


@pytest.mark.parametrize("command", ["check", "build"])
def test_every_format_is_named_in_help(command: str) -> None:
    """The help of `--format` names the formats of the one table, in its order."""
    commands = get_command(make_app()).commands  # type: ignore[attr-defined]
    (option,) = [each for each in commands[command].params if "--format" in each.opts]
    words = option.help.removesuffix("; may be repeated.").replace(" or ", ", ").split(", ")

    assert words == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_printed(show: Path, name: str) -> None:
    """The exit code is the same for all; the finding is in each."""
    ended = check(show, name)

    assert (ended.code, ended.err) == (1, "")
    assert "unknown field" in ended.out


@pytest.mark.parametrize("name", FORMATS)
def test_file_has_what_stdout_would_have(show: Path, name: str) -> None:
    """`NAME=FILE` writes the same text, and stdout stays empty."""
    printed = check(show, name)
    ended = check(show, f"{name}=report")

    assert (ended.code, ended.out, ended.err) == (1, "", "")
    assert (show.parent / "report").read_text(encoding="utf-8") == printed.out


def test_all_formats_at_once(show: Path) -> None:
    """Lines share stdout, in the order asked for; documents go into files."""
    files = [f"{name}={name}.out" for name in DOCUMENTS]
    ended = check(show, *files, *reversed(LINES))
    parts = "".join(check(show, name).out for name in reversed(LINES))

    assert (ended.code, ended.out) == (1, parts)
    assert find_faults(SARIF, json.loads((show.parent / "sarif.out").read_text("utf-8"))) == []
    report = json.loads((show.parent / "gitlab.out").read_text("utf-8"))
    assert find_faults(GITLAB_REPORT, report) == []
    assert find_junit_faults((show.parent / "junit.out").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (["json", "text"], "json and text cannot share stdout: json is read as a whole"),
        (["github", "sarif"], "github and sarif cannot share stdout: sarif is read as a whole"),
        (["junit", "junit"], "junit and junit cannot share stdout"),
        (["gitlab", "sarif=a", "json=b", "markdown"], "gitlab and markdown cannot share stdout"),
        (["json=a", "sarif=./a"], "two formats would be written into a"),
        (["json="], "'json=' names no file"),
        (["xml"], "'xml' is no format; expected one of: text, concise, json, github"),
        (["=a"], "'' is no format"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_formats_that_spoil_each_other_are_refused(
    show: Path, formats: list[str], message: str, command: str
) -> None:
    """Before any work is done: exit code 2, one message, no file."""
    ended = check(show, *formats, command=command)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"feedtool: {message}")
    assert sorted(path.name for path in show.parent.iterdir()) == ["episodes"]


def test_file_that_cannot_be_written_takes_nothing_away(show: Path) -> None:
    """Findings are printed before the message about the file."""
    ended = check(show, "sarif=episodes", "text")

    assert ended.code == 2
    assert "unknown field 'guest'" in ended.out
    assert ended.err.startswith("feedtool: episodes cannot be written")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_build_prints_one_document(show: Path, name: str) -> None:
    """What a build did is said only where stdout is not a document."""
    (show / "003.md").write_text(make_record(), encoding="utf-8")
    alone = check(show, name, command="build")
    beside = check(show, f"{name}=report", command="build")

    assert (alone.code, beside.code) == (0, 0)
    assert (show.parent / "report").read_text(encoding="utf-8") == alone.out
    assert "feed.xml" not in alone.out
    assert "feed/feed.xml: 3 episodes" in beside.out


def test_documents_are_utf8_whatever_the_terminal_is(show: Path) -> None:
    """A reader gets the letters of a record, not their numbers."""
    text = FAULTY.replace("guest:", "gäst日本:")
    (show / "003.md").write_text(text, encoding="utf-8")
    for name in DOCUMENTS:
        ended = spawn(show.parent, "check", "--format", name, env={"PYTHONIOENCODING": "ascii"})
        assert "gäst日本" in ended.out


def test_empty_show_is_reported_in_every_format(show: Path) -> None:
    """No findings are an answer: documents are whole, and say that nothing is wrong."""
    (show / "003.md").unlink()
    said = {name: check(show, name) for name in FORMATS}

    assert {ended.code for ended in said.values()} == {0}
    assert said["concise"].out == said["text"].out == "no findings\n"
    assert said["github"].out == ""
    assert json.loads(said["gitlab"].out) == []
    assert json.loads(said["sarif"].out)["runs"][0]["results"] == []
    assert etree.fromstring(said["junit"].out.encode())[0].get("failures") == "0"


def test_step_summary_is_added_to(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole table follows what other commands of the step wrote; `github` alone does that."""
    file = show.parent / "summary.md"
    monkeypatch.setenv(SUMMARY, str(file))
    assert check(show, "text").code == 1
    assert not file.exists()
    assert check(show, "github").code == 1
    table = check(show, "markdown").out
    assert file.read_text(encoding="utf-8") == table
    ended = check(show, "github=annotations", "text")

    assert (ended.code, ended.err) == (1, "")
    assert file.read_text(encoding="utf-8") == f"{table}\n\n{table}"


def test_step_summary_has_what_is_not_annotated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Annotations stop at ten of a level; the table goes on to the megabyte that a step has."""
    file = tmp_path / "summary.md"
    file.write_text("x" * 700_000, encoding="utf-8")
    monkeypatch.setenv(SUMMARY, str(file))
    make_many(tmp_path / "episodes", 3_000)
    for path in (tmp_path / "episodes").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("guests:", "guest:"), encoding="utf-8")
    ended = call(tmp_path, "check", "--format", "github")
    written = file.read_text(encoding="utf-8")

    assert ended.out.count("::error ") == 10
    assert "errors" in ended.out.splitlines()[-1]
    assert len(written.encode()) <= 1024 * 1024
    assert len(written.encode()) > 1_000_000
    assert written.splitlines()[-1].startswith("… and ")


@pytest.mark.parametrize("kind", ["folder", "nowhere", "full", "device"])
def test_step_summary_that_cannot_be_written_is_a_warning(
    show: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The findings and the exit code are the same; stderr says why there is no summary."""
    full = show.parent / "full"
    full.write_text("x" * 1024 * 1024, encoding="utf-8")
    os.mkfifo(show.parent / "pipe")
    path = {"folder": show, "nowhere": show / "a/b", "full": full, "device": show.parent / "pipe"}
    monkeypatch.setenv(SUMMARY, str(path[kind]))
    ended = check(show, "github")

    assert ended.code == 1
    assert ended.out.startswith("::error file=episodes/003.md,line=")
    assert ended.err.startswith(f"feedtool: warning: no step summary: {path[kind]} ")
    assert ended.err.count("\n") == 1
    assert full.stat().st_size == 1024 * 1024


@pytest.mark.parametrize("name", ["show.yaml", "003.md", "audio/001.mp3"])
def test_no_report_replaces_a_source(show: Path, name: str) -> None:
    """A slip in a file's name costs neither a record nor a recording."""
    (show / "audio").mkdir(exist_ok=True)
    (show / "audio" / "001.mp3").write_bytes(b"ID3\x03\0\0sound")
    before = (show / name).read_bytes()

    ended = check(show, f"json=episodes/{name}")

    assert (ended.code, (show / name).read_bytes()) == (2, before)
    assert f"episodes/{name} is no report: it is left as it is" in ended.err
