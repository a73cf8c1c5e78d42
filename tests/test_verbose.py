"""`-v` tells on stderr what a run reads, asks and starts, and nothing that is secret."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from web_server import giving, serving

from feedtool.cli import run
from feedtool.net.answer import bare_address

SHOW = Path(__file__).parent / "shows" / "plain-interview"
FEED = b'<rss version="2.0"><channel><title>T</title></channel></rss>'


def call(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run feedtool in a process of its own, whose clock begins with it."""
    command = [sys.executable, "-m", "feedtool", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [["-v", "check"], ["--verbose", "check"]])
def test_steps_are_told_on_stderr_and_the_report_stays(words: list[str], tmp_path: Path) -> None:
    """The report is as without it."""
    shutil.copytree(SHOW, tmp_path / "episodes")
    quiet = call("check", folder=tmp_path)
    told = call(*words, folder=tmp_path)

    assert (told.stdout, told.returncode) == (quiet.stdout, quiet.returncode)
    assert quiet.stderr == ""
    steps = told.stderr.splitlines()
    assert steps[0].endswith("episodes holds 1 record; processes: 1")
    seconds = [float(step.split(" s  ")[0]) for step in steps]
    assert seconds == sorted(seconds)


def test_requests_are_told_without_what_may_be_a_key(tmp_path: Path) -> None:
    """Method, address and status; no login, and nothing behind the path."""
    with serving({"/feed.xml": giving(FEED)}) as server:
        address = server.url.replace("://", "://ada:hush@") + "/feed.xml?token=hush"
        told = call("-v", "check", address, "--format", "json=found.json", folder=tmp_path)

    assert f"GET {server.url}/feed.xml: 200" in told.stderr
    assert "hush" not in told.stderr


def test_request_without_an_answer_is_told(tmp_path: Path) -> None:
    """Of what was asked in vain the log speaks, too."""
    with serving({}) as server:
        address = f"{server.url}/feed.xml"
    told = call("-v", "check", address, folder=tmp_path)  # nobody serves there any more

    assert told.returncode == 3
    assert f"GET {address}: no answer" in told.stderr


@pytest.mark.parametrize("words", [["-v", "--version"], ["-V", "-v"]])
def test_a_version_is_answered_beside_it(words: list[str], tmp_path: Path) -> None:
    """There is no command then, and none is missed."""
    told = call(*words, folder=tmp_path)

    assert told.returncode == 0
    assert told.stdout.startswith("feedtool ")


def test_behind_two_dashes_it_is_a_name(tmp_path: Path) -> None:
    """As everywhere, `--` ends the options."""
    told = call("audio", "--", "-v", folder=tmp_path)

    assert told.returncode == 2
    assert "-v" in told.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/b?key=c#d", "https://a.example/b"),
        ("https://user:word@a.example:8443/", "https://a.example:8443/"),
        ("https://[broken/x?key=c", "an address"),
    ],
)
def test_address_is_reduced(url: str, shown: str) -> None:
    """What may be a key goes."""
    assert bare_address(url) == shown


def test_nothing_is_told_after_the_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of two commands in one process, the second is as quiet as it was asked to be."""
    show = shutil.copytree(SHOW, tmp_path / "episodes")
    run(["-v", "check", str(show)])
    assert capfd.readouterr().err
    run(["check", str(show)])
    assert not capfd.readouterr().err
