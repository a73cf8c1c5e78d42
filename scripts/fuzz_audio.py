"""Damages audio files at random, and looks whether anything but facts and findings comes out.

    python scripts/fuzz_audio.py --files 20000 --seeds tests/data/audio

Bytes are flipped, cut off, repeated and taken from one file into another; each file is then
measured, judged and reported as `feedtool audio` does it. Printed are exceptions, lengths that no
sound has, the slowest file, and the memory that the process came to hold. The exit code is 1 if
anything but facts and findings came out. The same numbers give the same files.
"""

import argparse
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.model.media import AudioFacts
from feedtool.pipeline.audio import AudioOptions, check_audio
from feedtool.report.audio import format_audio, format_audio_table
from feedtool.report.audio_json import format_audio_json

MAX_SEED = 400_000
"""Bytes of a file that is damaged: larger ones take time and show nothing else."""

MAX_SECONDS = 5
DAY = 24 * 3600.0
SIZES = (8, 200, 5000)
NUMBERS = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", bytes(4), b"\x80\0\0\0", b"\0\0\0\1")


@dataclass
class Tally:
    """What came out of some files."""

    files: int = 0
    wrong: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    peak: int = 0


Way = Callable[[bytearray, int, bytes, random.Random], None]
"""Damages bytes at a place, perhaps with bytes of another file."""


def flip(data: bytearray, place: int, _other: bytes, chance: random.Random) -> None:
    """Change single bits near a place."""
    for _ in range(chance.choice((1, 4, 32))):
        data[(place + chance.randrange(64)) % len(data)] ^= 1 << chance.randrange(8)


def write_number(data: bytearray, place: int, _other: bytes, chance: random.Random) -> None:
    """Write a number that lengths and counts should not have."""
    data[place : place + 4] = chance.choice(NUMBERS)


def cut(data: bytearray, _place: int, _other: bytes, chance: random.Random) -> None:
    """Cut the end off."""
    del data[chance.randrange(len(data)) :]


def splice(data: bytearray, place: int, other: bytes, chance: random.Random) -> None:
    """Put bytes of another file in, or over what was there."""
    size = chance.choice(SIZES)
    begin = chance.randrange(max(len(other) - size, 1))
    data[place : place + chance.choice((0, size))] = other[begin : begin + size]


def repeat(data: bytearray, place: int, _other: bytes, chance: random.Random) -> None:
    """Repeat some bytes, up to forty times."""
    data[place:place] = data[place : place + chance.choice(SIZES)] * chance.choice((1, 2, 40))


def remove(data: bytearray, place: int, _other: bytes, chance: random.Random) -> None:
    """Take some bytes out."""
    del data[place : place + chance.choice((1, 4, 400))]


WAYS: tuple[Way, ...] = (flip, flip, write_number, cut, splice, repeat, remove)


def damage(seed: bytes, other: bytes, chance: random.Random) -> bytes:
    """Damage a file in one to four ways, mostly near its start."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 4)):
        if not data:
            break
        place = chance.randrange(min(chance.choice((64, 512, 8192, len(data))), len(data)))
        if not chance.randrange(10):
            place = len(data) - 1 - place
        chance.choice(WAYS)(data, place, other, chance)
    return bytes(data)


def judge(facts: AudioFacts) -> str:
    """Say what no audio file can be, or ""."""
    for name in ("duration", "promised"):
        seconds = getattr(facts, name)
        if seconds is not None and not 0 <= seconds <= DAY:
            return f"{name} is {seconds}"
    numbers = (facts.missing_bytes, facts.junk_bytes, facts.gap_bytes, facts.sample_rate or 0)
    if min(numbers) < 0 or facts.junk_bytes > facts.length:
        return f"a number is absurd: {numbers}"
    chapters = facts.tagging.chapters if facts.tagging else ()
    if any(not 0 <= each.start < 2**33 for each in chapters):
        return "a chapter begins before the sound"
    return ""


def run_files(job: tuple[int, int, list[Path], Path]) -> Tally:
    """Damage and measure the files of some numbers."""
    first, count, seeds, folder = job
    contents = [path.read_bytes() for path in seeds]
    tally = Tally(count)
    signal.signal(signal.SIGALRM, _give_up)
    for number in range(first, first + count):
        chance = random.Random(number)  # noqa: S311 - the same number, the same file
        index = chance.randrange(len(seeds))
        path = folder / f"{number}{seeds[index].suffix}"
        path.write_bytes(damage(contents[index], chance.choice(contents), chance))
        run_file(path, f"{number} of {seeds[index].name}", tally)
        path.unlink()
    tally.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return tally


def run_file(path: Path, name: str, tally: Tally) -> None:
    """Measure, judge and report one file as `feedtool audio` does."""
    begin = time.process_time()
    signal.alarm(MAX_SECONDS)
    try:
        measured = check_audio(AudioOptions((str(path),)))
        for write in (format_audio, format_audio_table, format_audio_json):
            write(measured)
        absurd = judge(measured[0].facts)
        tally.codes.update(finding.code for finding in measured[0].findings)
    except BaseException:  # noqa: BLE001 - whatever it is, it must not come out
        absurd = traceback.format_exc()
    signal.alarm(0)
    tally.slowest = max(tally.slowest, (time.process_time() - begin, name))
    if absurd:
        tally.wrong.append(f"{name}: {absurd}")


def _give_up(*_: object) -> None:
    raise TimeoutError(f"more than {MAX_SECONDS} seconds")


def list_seeds(folders: list[Path]) -> list[Path]:
    """List the files that are damaged, in an order that does not change."""
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if 0 < path.stat().st_size <= MAX_SEED]


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--seeds", type=Path, nargs="+", default=[Path("tests/data/audio")])
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    seeds, step = list_seeds(asked.seeds), 250
    with tempfile.TemporaryDirectory() as name, multiprocessing.Pool(asked.workers) as pool:
        last = asked.first + asked.files
        jobs = [
            (first, min(step, last - first), seeds, Path(name))
            for first in range(asked.first, last, step)
        ]
        total = Tally()
        for tally in pool.imap_unordered(run_files, jobs):
            total.files += tally.files
            total.wrong += tally.wrong
            total.codes += tally.codes
            total.peak = max(total.peak, tally.peak)
            total.slowest = max(total.slowest, tally.slowest)
    print("\n".join(total.wrong))
    print(f"{total.files:,} files of {len(seeds)} seeds: {len(total.wrong)} wrong")
    seconds, slowest = total.slowest
    print(f"slowest {seconds:.2f} s CPU ({slowest}), memory {total.peak} MiB")
    print("findings:", ", ".join(f"{code} {n:,}" for code, n in sorted(total.codes.items())))
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
