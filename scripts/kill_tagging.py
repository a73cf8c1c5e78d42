"""Kill `feedtool tag` at random moments, and look at what it leaves.

Run it as ``python scripts/kill_tagging.py [KILLS]``, 300 if left out. Each round copies an MP3 and
an M4A of 22 MB each, with other tags, into a show, starts `feedtool tag` and kills it (SIGKILL):
every other time at a random moment of the whole run, else at one of the writing alone. Then each
name must lead to a whole file: the old bytes, or new ones with the same sound. A last run must
bring everything in order, and sweep what was left. It needs ffmpeg, which makes the recordings.
"""

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from feedtool.probe.audio import probe_audio

_KILLS = 300
_SECONDS = 1800
_WRITING = 0.4  # seconds in which both files are written
_SHOW = """title: Compiler Talk
description: Conversations.
link: https://compilertalk.example
base_url: https://feeds.compilertalk.example/
language: en
author: Ada Lovelace
categories: [Technology]
explicit: false
"""
_RECORD = """---
title: Episode {number}
guid: guid-{number}
published: 2024-01-0{number} 09:00 +00:00
episode: {number}
summary: What was said in episode {number}.
audio: audio/{file}
chapters:
  - 00:00 Intro
  - 10:00 The middle
---
Notes.
"""
_FILES = ("1.mp3", "2.m4a")
_CODECS = {".mp3": ("libmp3lame", "-id3v2_version", "3"), ".m4a": ("aac", "-movflags", "faststart")}


def make_show(folder: Path) -> None:
    """Write records and recordings of half an hour."""
    (folder / "audio").mkdir(parents=True)
    (folder / "show.yaml").write_text(_SHOW, encoding="utf-8")
    for number, file in enumerate(_FILES, start=1):
        record = _RECORD.format(number=number, file=file)
        (folder / f"{number}.md").write_text(record, encoding="utf-8")
        codec, *more = _CODECS[Path(file).suffix]
        tone = f"sine=frequency=300:duration={_SECONDS}"
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", tone, "-c:a", codec, "-b:a", "96k"]
        command += ["-metadata", "title=Another", *more, str(folder / "audio" / file)]
        subprocess.run(command, check=True)


def run_tag(folder: Path, seconds: float | None = None, *, writes: bool = False) -> float:
    """Run `feedtool tag`, and kill it after some seconds; return how long it took.

    With `writes` they count from the moment at which a file is written.
    """
    command = [sys.executable, "-m", "feedtool", "tag", "--show", str(folder)]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while writes and process.poll() is None and not list_aside(folder):
            time.sleep(0.001)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    return time.perf_counter() - begin


def list_aside(folder: Path) -> list[str]:
    """List the files that are being written."""
    return [path.name for path in (folder / "audio").iterdir() if path.name.startswith(".")]


def judge(folder: Path, originals: dict[str, tuple[bytes, str]]) -> Counter[str]:
    """Say of each file whether it is the old one, a new one, broken or lost."""
    found: Counter[str] = Counter()
    for name, (digest, sound) in originals.items():
        path = folder / "audio" / name
        if not path.is_file():
            found["lost"] += 1
        elif hashlib.sha256(path.read_bytes()).digest() == digest:
            found["old"] += 1
        else:
            facts = probe_audio(path)
            is_whole = facts.audio_sha256 == sound and not facts.fault and not facts.missing_bytes
            found["new" if is_whole else "broken"] += 1
    found["left aside"] += len(list_aside(folder))
    return found


def main() -> None:
    """Kill as often as asked, and print what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else _KILLS
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as place:
        source, work = Path(place) / "source", Path(place) / "episodes"
        make_show(source)
        originals = {
            name: (
                hashlib.sha256((source / "audio" / name).read_bytes()).digest(),
                probe_audio(source / "audio" / name).audio_sha256,
            )
            for name in _FILES
        }
        total: Counter[str] = Counter()
        shutil.copytree(source, work)
        whole = run_tag(work)
        for number in range(kills):
            shutil.rmtree(work)
            shutil.copytree(source, work)
            longest = _WRITING if number % 2 else whole * 1.1
            run_tag(work, chance.uniform(0, longest), writes=bool(number % 2))
            total += judge(work, originals)
        run_tag(work)
        last = judge(work, originals)
    print(f"{kills} kills within {whole:.2f} s: {dict(total)}; after a last run: {dict(last)}")
    if total["lost"] or total["broken"] or last["new"] != len(_FILES) or last["left aside"]:
        sys.exit("files were lost, broken or left")


if __name__ == "__main__":
    main()
