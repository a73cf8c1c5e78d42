"""What is shown while bytes go out."""

import sys

import pytest

from feedtool.cli import target, terminal
from feedtool.publish.meter import Meter


def test_what_an_earlier_try_brought_counts_and_is_named() -> None:
    """The bytes go on from there, and those lost again are taken back."""
    shown: list[tuple[str, int, int, int]] = []
    meter = Meter(lambda *what: shown.append(what), 57)

    meter.kept("a.mp3", 20)
    meter.kept("a.mp3", 20)
    meter.sent(10)
    meter.sent(-10)
    meter.sent(17)
    meter.end()

    assert shown == [
        ("resuming a.mp3", 20, 57, 20),
        ("resuming a.mp3", 40, 57, 40),
        ("sending", 50, 57, 40),
        ("sending", 40, 57, 40),
        ("sending", 57, 57, 40),
        ("", 0, 0, 0),
    ]
    assert meter.found == {"a.mp3": 40}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let a test say what time it is, and take this for a terminal."""
    now = [100.0]
    monkeypatch.setattr(target.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    monkeypatch.delenv("CI", raising=False)
    return now


def test_the_speed_is_that_of_what_goes_out_now(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """What was there already makes nobody quick."""
    assert sys.stderr
    show = target.watch("checking").show
    show("resuming a.mp3", 40_000_000, 57_000_000, 40_000_000)
    clock[0] += 2

    show("sending", 44_000_000, 57_000_000, 40_000_000)

    last = capsys.readouterr().err.rpartition("\x1b[K")[2]
    assert last == "sending 44.0 MB of 57.0 MB, 2.0 MB/s"
