"""Copies of the sample show, published by the command itself."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from feedtool.cli import run

SAMPLE = Path(__file__).parents[2] / "episodes"
FEEDTOOL = (sys.executable, "-m", "feedtool")
OWN = frozenset({"CI", "GITHUB_ACTOR", "GITLAB_USER_LOGIN", "SOURCE_DATE_EPOCH"})
"""Variables of the job that runs the tests: what the tested commands do must not hang on them."""


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


class Clone:
    """A folder with the sample show in it, and the commands that are run there."""

    def __init__(self, root: Path, target: str, *, has_audio: bool = True) -> None:
        self.root, self.show = root, root / "episodes"
        self.variables: dict[str, str] = {}
        if not self.show.exists():
            left_out = ["*.mp3"] if not has_audio else []
            shutil.copytree(
                SAMPLE, self.show, ignore=shutil.ignore_patterns(".feedtool", *left_out)
            )
        with (self.show / "feedtool.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{target}\n")

    def run(self, *words: str) -> "Said":
        """Run a command in this process, which is several times as quick as one of its own."""
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.root),
            mock.patch.dict(os.environ, self.environment(), clear=True),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = run(list(words))
        return Said(code, out.getvalue(), err.getvalue())

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start feedtool, and do not wait for it."""
        return subprocess.Popen(
            [*FEEDTOOL, *words],
            cwd=self.root,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def environment(self) -> dict[str, str]:
        """Return the variables of this process without the job's own."""
        kept = {name: value for name, value in os.environ.items() if name not in OWN}
        return kept | self.variables

    def publish(self, *words: str) -> str:
        """Publish, and return what was said; it must succeed."""
        done = self.run("publish", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the show; they must be there."""
        path = self.show / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def state_of(folder: Path) -> dict[str, object]:
    """Read what feedtool wrote down at a folder that is a target."""
    found: dict[str, object] = json.loads((folder / ".feedtool/state.json").read_bytes())
    return found
