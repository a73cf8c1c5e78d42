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

BASE_URL = "https://feeds.chaitimedatascience.example/"
"""Where the sample show says that it is served."""
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
        self.is_out = False
        if not self.show.exists():
            left_out = ["*.mp3"] if not has_audio else []
            shutil.copytree(
                SAMPLE, self.show, ignore=shutil.ignore_patterns(".feedtool", *left_out)
            )
        if target:
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

    def environment(self) -> dict[str, str]:
        """Return the variables of this process without the job's own."""
        kept = {name: value for name, value in os.environ.items() if name not in OWN}
        return kept | self.variables

    def publish(self, *words: str) -> str:
        """Publish, and return what was said; it must succeed. The first release says that it is."""
        is_first = not self.is_out and "--first-release" not in words
        done = self.run("publish", *words, *(["--first-release"] if is_first else []))
        self.is_out = True
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


class Forked(NamedTuple):
    """A command that runs in a process of its own."""

    zygote: "Zygote"
    pid: int
    out: Path
    err: Path

    def wait(self) -> Said:
        """Wait for its end; one that was killed has the code -9."""
        code = self.zygote.ask({"wait": self.pid})["code"]
        return Said(code, self.out.read_text("utf-8"), self.err.read_text("utf-8"))


class Zygote:
    """Starts commands as processes of their own, without the time that imports take."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py")), str(folder / "warm")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, asked: dict[str, object]) -> dict[str, int]:
        """Send a request, and read its answer."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(asked) + "\n")
        stdin.flush()
        found: dict[str, int] = json.loads(stdout.readline())
        return found

    def start(
        self,
        clone: Clone,
        *words: str,
        die: dict[str, object] | None = None,
        most_bytes: int = 0,
    ) -> Forked:
        """Start a command; `die` says when it kills itself, `most_bytes` is a full disk."""
        self._count += 1
        out = self._folder / f"{self._count}.out"
        err = out.with_suffix(".err")
        asked: dict[str, object] = {
            "words": words,
            "cwd": str(clone.root),
            "variables": clone.environment(),
            "out": str(out),
            "err": str(err),
            "die": die,
            "most_bytes": most_bytes,
        }
        return Forked(self, self.ask(asked)["pid"], out, err)

    def stop(self) -> None:
        """End it, and what it started."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
