"""What the command prints, in every format, and what it says of words it cannot use."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from released import Released, release

from feedtool.cli import run
from feedtool.formats.plan_document import read_plan

HOSTILE = "Grace \x9b31m @everyone | <b> [a](http://b) #1"


@pytest.fixture
def show(tmp_path: Path) -> Released:
    """Make a show of five episodes that is out."""
    return release(tmp_path, 5)


def plan(show: Released, *words: str) -> int:
    """Run the command against the feed that is out."""
    words = ("--against", str(show.feed), "--now", "2030-01-01T00:00:00Z", *words)
    return run(["plan", str(show.folder), "--workers", "1", *words])


def change_guids(show: Released) -> None:
    """Give every episode another GUID."""
    show.change_records("^guid: ", "guid: x")


def test_many_alike_are_one_line(show: Released, capsys: pytest.CaptureFixture[str]) -> None:
    """In the changes as in the dangers, with what every app does."""
    change_guids(show)

    assert plan(show) == 1
    out = capsys.readouterr().out
    assert "~ changed  5 episodes: GUID" in out
    assert "every app takes them for new episodes and downloads all 5 again" in out
    assert out.count("DANGER RL02") == 1
    assert "0 new episodes, 5 changed, 0 removed, 0 as before" in out
    assert out.endswith("DANGER: nothing may go out (RL02)\n")


def test_a_terminal_gets_colours_and_nothing_else_that_drives_it(show: Released) -> None:
    """A danger is red and a change yellow there; what a title holds is shown as what it is."""
    show.change_record(1, "^title: .*", r'title: "Grace \\x9b31m"')
    near, far = pty.openpty()
    words = ["plan", str(show.folder), "--against", str(show.feed), "--workers", "1"]
    environment = {name: text for name, text in os.environ.items() if name != "NO_COLOR"}
    done = subprocess.Popen(
        [sys.executable, "-m", "feedtool", *words],
        stdout=far,
        stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm"},
    )
    os.close(far)
    out = read_all(near)
    done.wait()

    assert "\x1b[33m~\x1b[0m changed" in out
    assert "\\x1b" not in out
    assert r"Grace \x9b31m" in out
    assert "\x9b" not in out


def read_all(end: int) -> str:
    """Read what a terminal is given until nobody writes any more."""
    found = b""
    with contextlib.suppress(OSError):  # how Linux tells that the other end is closed
        while part := os.read(end, 1 << 16):
            found += part
    os.close(end)
    return found.decode()


def test_what_is_allowed_is_still_shown(show: Released, capsys: pytest.CaptureFixture[str]) -> None:
    """With who allowed it; an allowance that nothing needs is named."""
    change_guids(show)

    assert plan(show, "--allow", "changed-guid", "--allow", "RL03:001") == 0
    out = capsys.readouterr().out
    assert "allowed by --allow RL02: RL02 changed-guid: 5 episodes get other GUIDs" in out
    assert "--allow RL03:001 allows nothing here" in out
    assert out.endswith("DANGER allowed\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--allow", "RL02:nobody"], "no episode 'nobody'"),
        (["--allow", "RL02:00"], "no episode '00'"),
        (["--allow", "EP01"], "'EP01' is no rule of a release"),
        (["--allow", ""], "'' is no rule of a release"),
        (["--first-release"], "--first-release says that no feed is out yet, --against names one"),
        (["--moved", "https://a.example/"], "these are no two addresses"),
        (["--format", "xml"], "'xml' is no format"),
        (["--now", "tomorrow"], "'tomorrow' is no time"),
    ],
)
def test_words_of_no_use_are_refused(
    words: list[str], said: str, show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the sentence that helps, and exit code 2."""
    assert plan(show, *words) == 2
    assert said in capsys.readouterr().err


def test_a_number_of_two_episodes_is_no_name(
    show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both files are named, that one may be chosen."""
    show.change_record(2, "^episode: 2$", "episode: 1")

    assert plan(show, "--allow", "RL02:1") == 2
    err = capsys.readouterr().err
    assert "2 episodes are called '1'" in err
    assert re.search(r"001\.md, .*002\.md", err)


def test_the_saved_plan_is_the_one_that_is_printed(
    show: Released, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--out` and `--format json` say the same, and it can be read again."""
    show.add(6)
    out = tmp_path / "plan.json"

    assert plan(show, "--out", str(out), "--format", "json") == 0
    printed = capsys.readouterr().out
    assert printed == out.read_text(encoding="utf-8")
    read = read_plan(printed, "plan.json")
    assert [each.kind for each in read.changes] == ["new"]
    assert (read.previous and read.previous.items, read.next.items) == (5, 6)
    assert json.loads(printed)["summary"] == {"error": 0, "warning": 0, "advice": 0}


def test_a_plan_that_cannot_be_saved_is_an_error(
    show: Released, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it found is printed first."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    assert plan(show, "--out", str(tmp_path / "file" / "plan.json")) == 2
    out, err = capsys.readouterr()
    assert "nothing changes" in out
    assert "plan.json" in err


@pytest.mark.parametrize("name", ["text", "markdown", "github", "concise", "json"])
def test_no_text_of_a_feed_drives_the_terminal_or_the_page(
    name: str, show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control characters are shown, and Markdown has no structure of a title."""
    text = show.feed.read_text(encoding="utf-8")
    title = HOSTILE.replace("<", "&lt;").replace("\x9b", "&#155;")
    show.feed.write_text(
        re.sub("<title>[A-Z][a-z]+ [^<]* on .*?<", f"<title>{title}<", text, count=1)
    )
    (show.folder / "005.md").unlink()

    assert plan(show, "--format", name) == 1
    out = capsys.readouterr().out
    assert "\x9b" not in out
    if name == "markdown":
        assert "@everyone" not in out
        assert "<b>" not in out
    else:
        assert "Grace" in out


def test_annotations_of_a_plan_without_findings_are_no_line(
    show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty line would stand in the log of every run."""
    assert plan(show, "--format", "github") == 0
    assert capsys.readouterr().out == ""


def test_errors_in_what_is_new_stop_a_release(
    show: Released, capsys: pytest.CaptureFixture[str]
) -> None:
    """As they stop a build; those in what is out and stays do not."""
    show.change_record(3, "^episode: 3$", "episode: 3\nlinks:\n  - Notes: /relative")
    show.add(6, "title: .*", "title: ''")

    assert plan(show) == 1
    out = capsys.readouterr().out
    assert "errors in what is new or changed; they stop a build too:" in out
    assert "error EP01" in out
    assert out.endswith("errors: nothing can go out\n")
