"""A good show, records to spoil it with, and the real command line to run over it."""

import contextlib
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from feedtool.cli import run

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "shows" / "base"
SPEECH = ROOT / "tests" / "data" / "audio" / "speech-mono-cbr64.mp3"
COMMAND = (sys.executable, "-m", "feedtool")
LIMIT = 20.0
"""Seconds that no input may make a command take; most take a tenth."""

HEAD = """\
---
title: Alan Perlis and the value of epigrams
guid: 0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b
published: 2024-01-16 09:00
episode: 3
guests: [Alan Perlis]
summary: Alan Perlis on epigrams in programming, and on other short sentences.
audio: {url: "https://feeds.compilertalk.example/audio/003.mp3", length: 31000000, duration: 1937}
"""
TAIL = "---\nAlan Perlis says it in one sentence.\n"
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, what it said, and the seconds it took."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def heads(self) -> list[str]:
        """The first line of each finding."""
        return [line for line in self.out.splitlines() if ": error " in line]


def copy_base(folder: Path) -> Path:
    """Copy the base show."""
    shutil.copytree(BASE, folder)
    return folder


def make_record(extra: str = "", *, without: str = "", notes: str = "") -> str:
    """Write a good third record with more fields, without one, or with other notes."""
    head = "".join(
        line for line in HEAD.splitlines(keepends=True) if not without or without + ":" not in line
    )
    return head + extra + (f"---\n{notes}" if notes else TAIL)


def make_many(folder: Path, count: int, words: str = "") -> None:
    """Write a show of many records; `words` make every one of them another."""
    folder.mkdir(exist_ok=True)
    for name in ("show.yaml", "feedtool.toml"):
        shutil.copy(BASE / name, folder)
    for number in range(count):
        text = (
            f"---\ntitle: On machine number {number} and its maker {words}\nguid: g-{number}\n"
            f"published: 2023-{number // 28 % 12 + 1:02}-{number % 28 + 1:02} 09:{number % 60:02}\n"
            f"guests: [Maker Number{number}]\n"
            f"summary: Maker Number{number} on a machine that nobody built before. {words}\n"
            f'audio: {{url: "https://feeds.compilertalk.example/{number}.mp3", '
            "length: 28800000, duration: 1800}\n---\n"
        )
        (folder / f"{number:04}.md").write_text(text, encoding="utf-8")


def cpu_seconds() -> float:
    """Return the processor's time of this process and of those it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def call(folder: Path, *arguments: str) -> Ended:
    """Run a command in this process, as if typed in `folder`; an exception is the test's."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    began = cpu_seconds()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(list(arguments))
    seconds = cpu_seconds() - began
    said = [
        stream.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]
        for stream in (out, err)
    ]
    assert seconds < LIMIT
    return Ended(code, said[0], said[1], seconds)


def check(show: Path, text: str | bytes, name: str = "003.md", command: str = "check") -> Ended:
    """Check the base show with one more record, or with another one."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (show / name).write_bytes(data)
    return call(show.parent, command)


def spawn(
    folder: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    prepare: Callable[[], None] | None = None,
) -> Ended:
    """Run a command in a process of its own; a traceback is refused whatever happens."""
    began = cpu_seconds()
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=prepare,
        timeout=3 * LIMIT,
        check=False,
    )
    seconds = cpu_seconds() - began
    out, err = (data.decode("utf-8", "replace") for data in (done.stdout, done.stderr))
    assert "Traceback" not in out + err
    return Ended(done.returncode, out, err, seconds)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def find_hidden(text: str) -> set[str]:
    """List the characters of an output that could drive a terminal or turn its text round."""
    return set(_HIDDEN.findall(text.replace("\n", "").replace("\t", "")))
