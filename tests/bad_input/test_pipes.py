"""A reader that has seen enough ends a command quietly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "episodes"


@pytest.mark.parametrize(
    "words", [("audio", "audio"), ("audio", "audio", "--brief"), ("check",), ("--help",)]
)
def test_nobody_reads_the_output(words: tuple[str, ...]) -> None:
    """As `feedtool ... | head` does: no message, and the same exit code for every command."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", *words],
        cwd=SAMPLE,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")
