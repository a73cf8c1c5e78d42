"""Measure reading and writing transcripts: `python benchmarks/transcripts.py [--runs N]`.

Everything is measured inside one process, in processor time, the best of several runs: that is what
a transcript adds to a check or a build. The collector of cycles is off, as it is in the commands.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from feedtool.formats.transcript.read import read_transcript
from feedtool.formats.transcript.write import write_transcript
from feedtool.model.transcript import Form, Transcript

CUES = 3_000
WORDS = (
    "we count and the engine weaves patterns just as looms weave flowers so numbers mean what "
    "people want them to mean and a table is only as good as whoever checks it twice"
).split()
SPEAKERS = ("Ada Lovelace", "Dr. Charles Babbage")
EXTENSIONS = {
    Form.VTT: "vtt",
    Form.SRT: "srt",
    Form.JSON: "json",
    Form.HTML: "html",
    Form.TEXT: "txt",
}
READ_GOAL = 30  # milliseconds for 3,000 cues of WebVTT in 110 kB
WRITE_GOAL = 20  # milliseconds for each form of 3,000 cues
LINE_GOAL = 5_000  # milliseconds for ten megabytes in one line


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: times are milliseconds."""

    what: str
    size: int
    best: float
    goal: float | None = None


def make_captions(words: int) -> str:
    """Make WebVTT of 3,000 cues with so many words each; the speaker changes every seven cues."""
    parts = ["WEBVTT\n"]
    for number in range(CUES):
        start, end = number * 2, number * 2 + 2
        text = " ".join(WORDS[(number * 7 + index) % len(WORDS)] for index in range(words))
        speaker = f"<v {SPEAKERS[number // 7 % 2]}>" if words > 1 else ""
        times = f"{start // 60:02d}:{start % 60:02d}.000 --> {end // 60:02d}:{end % 60:02d}.000"
        parts.append(f"\n{times}\n{speaker}{text}\n")
    return "".join(parts)


def make_endless_line(turns: int) -> str:
    """Make a talk that lost its line breaks."""
    sentence = " ".join(WORDS).capitalize()
    return " ".join(f"{SPEAKERS[number % 2]}: {sentence}." for number in range(turns))


def measure(action: Callable[[], object], runs: int) -> float:
    """Run something several times; gives the least processor time in milliseconds."""
    best = sys.float_info.max
    for _ in range(runs):
        begin = time.process_time()
        action()
        best = min(best, time.process_time() - begin)
    return best * 1000


def measure_reading(what: str, text: str, runs: int, goal: float | None = None) -> Row:
    """Read a text from its bytes."""
    data = text.encode()
    return Row(f"read {what}", len(data), measure(lambda: read_transcript(data), runs), goal)


def measure_form(transcript: Transcript, form: Form, runs: int) -> list[Row]:
    """Write a form, and read what was written."""
    text = write_transcript(transcript, form)
    name = EXTENSIONS[form]
    taken = measure(lambda: write_transcript(transcript, form), runs)
    return [
        Row(f"write .{name}, {CUES:,} cues", len(text.encode()), taken, WRITE_GOAL),
        measure_reading(f".{name} of that", text, runs),
    ]


def measure_all(runs: int) -> list[Row]:
    """Measure every form, a talk on one line, and a line without a label."""
    rows = [
        measure_reading(f".vtt, {CUES:,} cues of a word", make_captions(1), runs, READ_GOAL),
        measure_reading(f".vtt, {CUES:,} cues of 8 words", make_captions(8), runs, READ_GOAL),
    ]
    transcript = read_transcript(make_captions(8))
    for form in Form:
        rows += measure_form(transcript, form, runs)
    rows.append(measure_reading("400 turns on one line", make_endless_line(400), runs))
    rows.append(measure_reading("a line without a label", "words and " * 10**6, 1, LINE_GOAL))
    return rows


def main() -> int:
    """Print the table; gives 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description="Measure reading and writing transcripts.")
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="timed runs of each")
    runs = max(1, parser.parse_args().runs)
    gc.disable()
    print("| what | bytes | CPU ms, best | goal |\n| --- | --- | --- | --- |")
    is_missed = False
    for row in measure_all(runs):
        goal = "-" if row.goal is None else f"at most {row.goal:,.0f} ms"
        if row.goal is not None and row.best > row.goal:
            is_missed, goal = True, f"{goal}: **missed**"
        print(f"| {row.what} | {row.size:,} | {row.best:,.1f} | {goal} |")
    return 1 if is_missed else 0


if __name__ == "__main__":
    sys.exit(main())
