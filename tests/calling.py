"""A command run in a folder of its own, inside the process of the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedtool.cli import run


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


def stand_in(
    folder: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Call:
    """Go to a folder; return what runs `feedtool COMMAND …` there."""
    monkeypatch.chdir(folder)

    def run_command(*arguments: str) -> Ended:
        code = run([command, *arguments])
        said = capfd.readouterr()
        return Ended(code, said.out, said.err)

    return run_command
