"""Measure audio: `python benchmarks/audio.py [--runs N] [--data FOLDER]`.

Whole processes, wall and processor time, the median of several runs: feedtool beside the tools that
are installed of mutagen, ffprobe, exiftool, MediaInfo, eyeD3 and mp3val. Files are made by ffmpeg.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import Sample, measure_run
from mutagen.id3 import ID3, TIT2, USLT

FILES = 200
LYRICS = "word " * 4_000  # 40 kB as UTF-16
HOUR = 3600
NOISE = "anoisesrc=duration={}:amplitude=0.1:color=pink"
MUTAGEN = """
import sys, mutagen
for name in sys.argv[1:]:
    file = mutagen.File(name)
    file.info.length, file.tags
"""
RECORD = """---
title: Number {0}
guid: {0:08x}-7d0b-4e68-8f6e-6a8d1c2b3a41
published: 2024-01-01 09:00
episode: {0}
audio: {1}
---
Talk number {0}.
"""
REMOTE = "{{url: 'https://a.example/{}.mp3', length: 1024000, duration: 60}}"
Command = list[str]


@dataclass(frozen=True, slots=True)
class Case:
    """Files that every tool gets. `goal` says in words what feedtool should reach."""

    name: str
    files: tuple[Path, ...]
    goal: str = ""


def make_sound(target: Path, seconds: int, *options: str) -> Path:
    """Let ffmpeg make noise of a length, once."""
    if not target.exists():
        part = target.with_name(f"part-{target.name}")
        noise = ["-f", "lavfi", "-i", NOISE.format(seconds), "-ac", "2", *options]
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *noise, part], check=True)
        part.rename(target)
    return target


def make_many(folder: Path, source: Path, lyrics: str) -> tuple[Path, ...]:
    """Make files of one megabyte, each with its own title, perhaps with lyrics in UTF-16."""
    folder.mkdir(exist_ok=True)
    for number in range(FILES):
        path = folder / f"{number:03}.mp3"
        if path.exists():
            continue
        shutil.copy(source, path)
        tag = ID3(path)
        tag.add(TIT2(3, [f"Number {number}"]))
        if lyrics:
            tag.add(USLT(1, "eng", "", lyrics))
        tag.save(path, v2_version=3)
    return tuple(sorted(folder.glob("*.mp3")))


def make_cases(folder: Path) -> list[Case]:
    """Make all files that are measured."""
    one = make_sound(folder / "one.mp3", 64, "-b:a", "128k")
    small = make_many(folder / "small", one, "")
    big = make_many(folder / "lyrics", one, LYRICS)
    cbr = make_sound(folder / "hour-cbr.mp3", HOUR, "-b:a", "128k")
    vbr = make_sound(folder / "hour-vbr.mp3", HOUR, "-q:a", "4")
    m4a = make_sound(folder / "hour.m4a", HOUR, "-c:a", "aac", "-b:a", "96k")
    opus = make_sound(folder / "hour.opus", HOUR, "-c:a", "libopus", "-b:a", "64k")
    many = "at most mp3val x 5; faster than exiftool, MediaInfo, ffprobe"
    return [
        Case("200 MP3s of 1 MB", small, many),
        Case("200 MP3s of 1 MB, 40 kB of lyrics", big, many),
        Case("60 minutes, CBR, 57 MB", (cbr,), "at most 150 ms"),
        Case("60 minutes, VBR", (vbr,)),
        Case("60 minutes, M4A", (m4a,)),
        Case("60 minutes, Opus", (opus,)),
        Case("ten times 60 minutes, CBR", _copies(cbr, 10), "on both cores"),
    ]


def _copies(path: Path, count: int) -> tuple[Path, ...]:
    copies = tuple(path.with_name(f"copy-{number}-{path.name}") for number in range(count))
    for copy in copies:
        if not copy.exists():
            shutil.copy(path, copy)
    return copies


def one_by_one(*command: str) -> Callable[[Sequence[str]], Command]:
    """Start a command for each file, as one must that takes a single file."""
    script = f'for file in "$@"; do {" ".join(command)} "$file"; done'
    return lambda files: ["sh", "-c", script, "sh", *files]


def list_tools() -> dict[str, Callable[[Sequence[str]], Command]]:
    """List the tools that are installed, with how they are called for some files."""
    own = str(Path(sys.executable).with_name("feedtool"))
    eyed3 = str(Path(sys.executable).with_name("eyeD3"))  # a package of the test group
    tools: dict[str, Callable[[Sequence[str]], Command]] = {
        "feedtool audio": lambda files: [own, "audio", *files],
        "mutagen": lambda files: [sys.executable, "-c", MUTAGEN, *files],
    }
    others: dict[str, Callable[[Sequence[str]], Command]] = {
        "mp3val": lambda files: ["mp3val", "-si", *files],
        "exiftool": lambda files: ["exiftool", *files],
        "mediainfo": lambda files: ["mediainfo", *files],
        "ffprobe": one_by_one("ffprobe", "-v", "error", "-show_format", "-show_streams"),
        "eyeD3": lambda files: [eyed3, "--no-color", *files],
    }
    found = (name for name in others if shutil.which(eyed3 if name == "eyeD3" else name))
    return tools | {name: others[name] for name in found}


def measure_case(case: Case, runs: int) -> dict[str, Sample]:
    """Time all tools in turn, A B C A B C, so that a busy machine burdens each."""
    names = [str(path) for path in case.files]
    only_mp3 = {"mp3val", "eyeD3"}
    tools = {
        name: call(names)
        for name, call in list_tools().items()
        if name not in only_mp3 or names[0].endswith(".mp3")
    }
    samples: dict[str, list[Sample]] = {name: [] for name in tools}
    for turn in range(runs):
        for name, command in tools.items():
            if turn < (1 if name == "ffprobe" and len(names) > FILES // 2 else runs):
                samples[name].append(measure_run(command))
    return {
        name: Sample(
            median(each.wall for each in taken),
            median(each.cpu for each in taken),
            max(each.memory for each in taken),
        )
        for name, taken in samples.items()
    }


def measure_cached(folder: Path, files: Sequence[Path], runs: int) -> float:
    """Return what a file adds to `feedtool check` that was measured before, in milliseconds.

    Two shows of as many records are compared: one names the files, one addresses.
    """
    shows = {name: folder / name for name in ("local", "remote")}
    for name, show in shows.items():
        (show / "audio").mkdir(parents=True, exist_ok=True)
        (show / "show.yaml").write_text(
            "format: 1\ntitle: Noise\nbase_url: https://a.example/\nlanguage: en\n"
        )
        for number, path in enumerate(files):
            audio = f"audio/{path.name}" if name == "local" else REMOTE.format(number)
            (show / f"{number:03}.md").write_text(RECORD.format(number + 1, audio))
            if name == "local" and not (show / "audio" / path.name).exists():
                shutil.copy(path, show / "audio" / path.name)
    commands = {
        name: ["sh", "-c", '"$@" >/dev/null; true', "sh", *_check(show)]
        for name, show in shows.items()
    }
    measure_run(commands["local"])  # measures, and keeps what it found
    pairs = [{n: measure_run(command).cpu for n, command in commands.items()} for _ in range(runs)]
    return median(pair["local"] - pair["remote"] for pair in pairs) / len(files) * 1000


def _check(show: Path) -> Command:
    own = str(Path(sys.executable).with_name("feedtool"))
    return [own, "check", str(show), "--select", "AU", "--format", "concise"]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="timed runs of each")
    default = Path(tempfile.gettempdir()) / "feedtool-benchmarks" / "audio"
    parser.add_argument("--data", type=Path, default=default, help="where files are kept: 1.3 GB")
    asked = parser.parse_args()
    asked.data.mkdir(parents=True, exist_ok=True)
    cases = make_cases(asked.data)
    print("| case | tool | wall ms | CPU ms | MiB |\n| --- | --- | --- | --- | --- |")
    for case in cases:
        for name, sample in measure_case(case, asked.runs).items():
            what = f"{case.name} ({case.goal})" if case.goal else case.name
            wall, cpu = sample.wall * 1000, sample.cpu * 1000
            print(f"| {what} | {name} | {wall:,.0f} | {cpu:,.0f} | {sample.memory:,.0f} |")
    cached = measure_cached(asked.data, cases[1].files, asked.runs)
    print(
        f"\nA file that was measured before adds {cached:.2f} ms to a check (goal: at most 1 ms)."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
