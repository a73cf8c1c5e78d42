"""Whoever builds, wherever, whenever, with however many hands: the bytes are the same."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from referees.shows import FOLDERS

from feedtool.pipeline.releasing.build import Built, build_show_folder
from feedtool.pipeline.run import Options

NOW = datetime(2031, 1, 1, tzinfo=UTC)
LATER = datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)
EPISODES = 1250
"""More than the records and the items that are worked on together."""
SHOW = """\
title: Many & more
description: A show of many episodes.
link: https://many.example/
base_url: https://feeds.many.example/
language: en
author: Ada Many
owner: {name: Ada Many, email: ada@many.example}
hosts: [Ada Many]
categories: [Technology]
artwork: https://feeds.many.example/artwork.jpg
explicit: false
timezone: America/New_York
footer: The *end*.
derive: {"content:encoded": notes}
"""
RECORD = """\
---
title: "Number {number}: what <{number}> & more mean"
guid: many-{number}
published: {year}-{month:02}-{day:02} {hour:02}:30
guests: [Guest {guest}, {{name: Other {number}, link: "https://other.example/{number}"}}]
summary: Guest {guest} explains number {number}.
audio: {{url: "https://cdn.many.example/{number}.mp3", length: {length}, duration: {seconds}}}
{more}---
Guest {guest} counts to **{number}**, & back.
"""


def write_many(folder: Path, numbers: list[int]) -> None:
    """Write a show of many small records, in the order given."""
    folder.mkdir(parents=True)
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8")
    shutil.copy(FOLDERS["every-field"].parent / "base" / "feedtool.toml", folder)
    for number in numbers:
        text = RECORD.format(
            number=number,
            year=2000 + number // 60,
            month=number % 12 + 1,
            day=number % 28 + 1,
            hour=8 + number % 12,
            guest=number % 7,
            length=1000 + number,
            seconds=60 + number,
            more="chapters:\n  - 00:00 Intro\n  - 00:30 End\n" if number % 50 == 0 else "",
        )
        (folder / f"{number:04}.md").write_text(text, encoding="utf-8")


def build(folder: Path, out: Path, workers: int | None = 1, now: datetime = NOW) -> Built:
    """Build a show."""
    options = Options(str(folder), now, workers=workers)
    built = build_show_folder(options, out, lambda _done, _all: None)
    assert not built.is_stopped, [finding.message for finding in built.outcome.findings[:3]]
    return built


def bytes_of(out: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def times_of(place: Path) -> dict[Path, int]:
    """Say when each file was written last; the cache waits until files are a while old."""
    files = (path for path in place.rglob("*") if path.is_file() and ".feedtool" not in path.parts)
    return {path: path.stat().st_mtime_ns for path in files}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a show of many episodes, and build it with one worker."""
    place = tmp_path_factory.mktemp("many")
    write_many(place / "episodes", list(range(EPISODES)))
    build(place / "episodes", place / "feed")
    return place


@pytest.fixture(scope="module")
def every_field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the show that uses every field, and build it."""
    place = tmp_path_factory.mktemp("fields")
    ignored = shutil.ignore_patterns(".feedtool")
    shutil.copytree(FOLDERS["every-field"], place / "episodes", ignore=ignored)
    build(place / "episodes", place / "feed")
    return place


@pytest.mark.parametrize("workers", [2, 3])
def test_workers_give_the_same_bytes(many: Path, tmp_path: Path, workers: int) -> None:
    """One worker and several write the same files and report the same findings."""
    alone = build(many / "episodes", tmp_path / "alone")
    together = build(many / "episodes", tmp_path / "feed", workers)

    assert len(alone.outcome.items) == EPISODES
    assert bytes_of(tmp_path / "feed") == bytes_of(many / "feed")
    assert together.outcome.findings == alone.outcome.findings
    assert together.outcome.digests == alone.outcome.digests


def test_the_clock_does_not_show(many: Path, tmp_path: Path) -> None:
    """A build years later, with nothing more due, is the same."""
    build(many / "episodes", tmp_path / "feed", now=LATER)

    assert bytes_of(tmp_path / "feed") == bytes_of(many / "feed")


def test_the_order_of_files_does_not_show(many: Path, tmp_path: Path) -> None:
    """Records written to the disk in another order give the same feed."""
    write_many(tmp_path / "episodes", list(reversed(range(EPISODES))))
    build(tmp_path / "episodes", tmp_path / "feed")

    assert bytes_of(tmp_path / "feed") == bytes_of(many / "feed")


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Asia/Kolkata", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "America/St_Johns", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=["east", "west"],
)
def test_surroundings_do_not_show(
    every_field: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    """Another folder, zone, language and hash seed give the same bytes."""
    shutil.copytree(every_field / "episodes", tmp_path / "deep" / "episodes")
    given = {name: text for name, text in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "feedtool", "build", "-o", "../feed", "--now", "2031-01-01"]

    done = subprocess.run(
        command,
        cwd=tmp_path / "deep" / "episodes",
        env=given | surroundings | {"PYTHONHASHSEED": str(len(surroundings))},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert bytes_of(tmp_path / "deep" / "feed") == bytes_of(every_field / "feed")


@pytest.mark.parametrize("name", ["many", "every_field"])
def test_an_unchanged_build_touches_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """Built again, no file of the show or of its output is touched."""
    place: Path = request.getfixturevalue(name)
    before = times_of(place)

    built = build(place / "episodes", place / "feed")

    assert built.changes == []
    assert not built.lock_changed
    assert times_of(place) == before
