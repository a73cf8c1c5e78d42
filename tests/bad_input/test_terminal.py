"""What reaches a terminal: no control characters, any encoding, closed pipes, no second failure."""

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from attacked_show import COMMAND, LIMIT, call, find_hidden, make_record, spawn

EVIL = "a\x1b]0;mine\x07\x1b[31mb\x9bm\u202ec"
COLOUR = re.compile("\x1b\\[(?:3[136])?m|\x1b\\[0m")
WIDE = "Ünï 日本 ☕"


@pytest.fixture
def evil_show(show: Path) -> Path:
    """Put control characters into the title of one record and into the name of another."""
    text = make_record('title: "\\e[31mX\\u202e"\nzz: 1\n', without="title")
    (show / "003.md").write_text(text, encoding="utf-8")
    (show / f"{EVIL}.md").write_text(make_record(), encoding="utf-8")
    return show


def show_on_terminal(folder: Path, *arguments: str) -> str:
    """Run a command with a terminal for stdin, stdout and stderr; give what it is sent."""
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover - another process
        os.chdir(folder)
        os.execv(COMMAND[0], [*COMMAND, *arguments])  # noqa: S606 - a child of pty.fork
    said, ends = b"", time.monotonic() + LIMIT
    while time.monotonic() < ends and select.select([terminal], [], [], LIMIT)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not part:
            break
        said += part
    os.waitpid(process, 0)
    os.close(terminal)
    return said.replace(b"\r\n", b"\n").decode("utf-8", "replace")


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["status"], ["check", "--format", "github"], ["check", EVIL]],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_nothing_raw_reaches_a_terminal(evil_show: Path, arguments: list[str]) -> None:
    """Only our own colours are sent: titles, paths and messages cannot drive a terminal."""
    said = show_on_terminal(evil_show.parent, *arguments)

    assert said
    assert "Traceback" not in said
    assert not find_hidden(COLOUR.sub("", said))
    assert "\x1b[31mX" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["check", "--format", "json"],
        ["status", "--format", "json"],
        ["check", "--format", EVIL],
        ["check", "--for", EVIL],
        ["check", "--now", EVIL],
        ["check", "--fail-on", EVIL],
        ["build", "-o", f"episodes/001.md/{EVIL}"],
        ["explain", EVIL],
        ["rules", EVIL],
        ["schema", EVIL],
        ["new", "x", "--audio", EVIL],
        ["new", "x", "--show", EVIL],
        ["init", EVIL],
        [EVIL],
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_nothing_raw_is_printed(evil_show: Path, arguments: list[str]) -> None:
    """Not in JSON, not in what a command is about, and not in an argument that is refused."""
    ended = call(evil_show.parent, *arguments)

    assert ended.out + ended.err
    assert not find_hidden(ended.out + ended.err)


def test_names_of_written_files_cannot_drive_a_terminal(show: Path) -> None:
    """What a build lists and what `init` made is shown as it is, line by line."""
    folder = show.parent / EVIL
    made = show_on_terminal(show.parent, "init", EVIL)
    built = show_on_terminal(show.parent, "build", "-o", EVIL)

    assert folder.is_dir()
    assert not find_hidden(COLOUR.sub("", made + built))


def test_json_is_json_whatever_it_holds(evil_show: Path) -> None:
    """Characters that do not print are escaped in JSON, and mean the same."""
    ended = call(evil_show.parent, "check", "--format", "json")
    document = json.loads(ended.out)

    assert not find_hidden(ended.out)
    assert f"episodes/{EVIL}.md" in {finding["path"] for finding in document["findings"]}


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=lambda env: "+".join(f"{key}={value}" for key, value in env.items()),
)
def test_no_letter_ends_a_command(show: Path, env: dict[str, str]) -> None:
    """Titles, file names and arguments that the terminal's encoding lacks are shown as numbers."""
    text = make_record("zz: 日本\n").replace("Alan Perlis and", WIDE)
    (show / "003.md").write_text(text, encoding="utf-8")
    commands = (["build"], ["status"], ["check", "日本"])
    codes = [spawn(show.parent, *command, env=env).code for command in commands]
    status = spawn(show.parent, "status", "--format", "json", env=env)

    assert codes == [1, 0, 2]
    assert WIDE in json.loads(status.out)["episodes"][0]["title"]


def test_title_in_a_locale_that_cannot_write_it_is_refused(show: Path) -> None:
    """`new` writes no record with letters that the system did not hand over whole."""
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    before = sorted(show.iterdir())
    ended = spawn(show.parent, "new", "日本", env=env)

    assert ended.code in (0, 2)
    assert ended.code == 0 or sorted(show.iterdir()) == before


def run_shell(folder: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `feedtool` is the command line."""
    line = command.replace("feedtool", " ".join(COMMAND))
    shell = ["bash", "-o", "pipefail", "-c", line]
    done = subprocess.run(shell, cwd=folder, capture_output=True, timeout=LIMIT, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize("command", ["check", "check --format json", "status", "rules", "--help"])
def test_reader_that_has_enough_is_no_error(show: Path, command: str) -> None:
    """`feedtool check | head -1` prints one line and nothing on stderr."""
    for number in range(3, 800):
        (show / f"{number:03}.md").write_text("---\nnothing: x\n---\n", encoding="utf-8")
    done = run_shell(show.parent, f"feedtool {command} | head -1")

    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize("command", ["check", "rules", "--version", "check nowhere"])
def test_closed_streams_change_no_exit_code(show: Path, command: str) -> None:
    """Without stdin, stdout or stderr a command ends as it does with them."""
    wanted = run_shell(show.parent, f"feedtool {command}").returncode
    for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
        assert run_shell(show.parent, f"feedtool {command} {closed}").returncode == wanted


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="root of Linux devices: /dev/full")
@pytest.mark.parametrize("command", ["check", "build", "--help", "--version"])
def test_output_that_takes_nothing_is_exit_code_two(show: Path, command: str) -> None:
    """Where stdout is a full disk, one message says so; a full stderr changes nothing."""
    done = run_shell(show.parent, f"feedtool {command} >/dev/full")
    quiet = run_shell(show.parent, f"feedtool {command} 2>/dev/full")

    assert done.returncode == 2
    assert command == "--version" or b"No space left on device" in done.stderr
    assert quiet.returncode == 0


@pytest.mark.parametrize("columns", ["1", "0", "-5", "abc", "999999999"])
def test_any_width_will_do(evil_show: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """COLUMNS may say what it likes."""
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (["check"], ["status"], ["build", "--help"], ["--help"]):
        ended = call(evil_show.parent, *arguments)
        assert ended.code in (0, 1)
        assert ended.out


def test_stdout_of_another_program_is_left_alone() -> None:
    """Streams that are no files of ours, as a program that embeds us may have, are not touched."""
    from feedtool.cli.terminal import is_terminal, prepare_streams  # noqa: PLC0415 - only here

    before, sys.stdout = sys.stdout, io.StringIO()
    try:
        prepare_streams()
        assert not is_terminal(sys.stdout)
    finally:
        sys.stdout = before
    assert not is_terminal(None)
