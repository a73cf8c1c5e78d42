"""Measure tagging an hour of audio against copying it: `python benchmarks/tagging.py`.

A copy that is put on the disk (fsync) and the writing of tags are timed in turn inside one process,
then both as whole processes. The exit code is 1 if the writing takes more than 1.5 times the copy.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PIL import Image

from feedtool.model.tagging import WantedTags
from feedtool.probe.audio import probe_audio
from feedtool.probe.window import Window
from feedtool.rewriting import open_old
from feedtool.tag.cover import make_cover
from feedtool.tag.draft import draft_tags
from feedtool.tag.wish import Wish
from feedtool.tag.write import write_draft

GOAL = 1.5
RUNS = 15
FRAMES = 138_130  # of 417 bytes: an hour at 128 kbit/s
HEAD = b"\xff\xfb\x90\xc4"
SHOW = """title: Compiler Talk
base_url: https://compilertalk.example/
language: en
author: Ada Lovelace
artwork: artwork.png
"""
RECORD = "---\ntitle: On machines\nguid: g\nepisode: 1\nsummary: Short.\naudio: audio/1.mp3\n---\n"
COPY = """import os, shutil, sys
shutil.copyfile(sys.argv[1], sys.argv[2])
handle = os.open(sys.argv[2], os.O_RDWR)
os.fsync(handle)
"""


def make_files(folder: Path) -> Path:
    """Write a show without tags, and return its audio."""
    audio = folder / "episodes" / "audio" / "1.mp3"
    audio.parent.mkdir(parents=True)
    chance = random.Random(1)  # noqa: S311 - sound, no secrets
    audio.write_bytes(b"".join(HEAD + chance.randbytes(413) for _ in range(FRAMES)))
    (folder / "episodes" / "show.yaml").write_text(SHOW, encoding="utf-8")
    (folder / "episodes" / "1.md").write_text(RECORD, encoding="utf-8")
    picture = Image.radial_gradient("L").resize((3000, 3000)).convert("RGB")
    picture.save(folder / "episodes" / "artwork.png")
    return audio


def copy(source: Path, target: Path) -> None:
    """Copy a file, and put the copy on the disk."""
    shutil.copyfile(source, target)
    handle = os.open(target, os.O_RDWR)
    os.fsync(handle)
    os.close(handle)


def write_tags(path: Path, source: Path, wish: Wish) -> Callable[[], None]:
    """Return what tags a file, whose facts are known as they are after a check."""
    facts = probe_audio(source)

    def write() -> None:
        old = open_old(path, path.parent)
        with path.open("rb") as file:
            draft = draft_tags(Window(file, facts.length), facts, wish)
        write_draft(old, facts, draft, wish, None)

    return write


def take(work: Callable[[], object]) -> tuple[float, float]:
    """Time one run, wall and processor seconds; what was written before is not its burden."""
    os.sync()
    begin, before = time.perf_counter(), used()
    work()
    return time.perf_counter() - begin, used() - before


def used() -> float:
    """Return the processor seconds of this process and of those that it ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usages)


def main() -> int:
    """Print both comparisons; gives the exit code."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        audio = make_files(folder)
        source, twin = folder / "source.mp3", folder / "twin.mp3"
        shutil.copyfile(audio, source)
        cover = make_cover(folder / "episodes" / "artwork.png")
        wish = Wish(WantedTags(title="On machines", album="Compiler Talk", cover="c"), {"c": cover})
        print(f"{source.stat().st_size:,} bytes, {RUNS} runs each, load {os.getloadavg()[0]:.1f}")
        inside = compare(
            "inside one process",
            lambda: copy(source, twin),
            write_tags(audio, source, wish),
            lambda: shutil.copyfile(source, audio),
        )
        tag = [sys.executable, "-m", "feedtool", "tag", "--show", str(folder / "episodes")]
        compare(
            "whole processes",
            lambda: run([sys.executable, "-c", COPY, str(source), str(twin)]),
            lambda: run(tag),
            lambda: shutil.copyfile(source, audio),
        )
    return 0 if inside <= GOAL else 1


def run(command: list[str]) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def compare(
    name: str,
    first: Callable[[], object],
    second: Callable[[], object],
    prepare: Callable[[], object],
) -> float:
    """Time two in turn, print their medians, and return the median of the pairs' ratios."""
    runs: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for _ in range(RUNS):
        prepare()
        runs.append((take(first), take(second)))
    ratios: list[float] = []
    for number, quantity in enumerate(("wall", "CPU")):
        pairs = [(one[number], other[number]) for one, other in runs]
        ratios.append(median(later / earlier for earlier, later in pairs if earlier))
        copied, tagged = (median(column) * 1000 for column in zip(*pairs, strict=True))
        least = min(later for _, later in pairs) / min(earlier for earlier, _ in pairs)
        print(
            f"{name}, {quantity}: copy {copied:.0f} ms, tag {tagged:.0f} ms; ratio "
            f"{ratios[-1]:.2f} (median of the pairs), {least:.2f} (best of each)"
        )
    return ratios[0]


if __name__ == "__main__":
    sys.exit(main())
