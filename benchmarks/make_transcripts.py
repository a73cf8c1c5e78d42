"""Write a show whose episodes have transcripts: WebVTT, Markdown, time-stamped text in turn.

Every byte follows from the episode's number. A transcript has 60 kB, as an hour of talk has; the
record is that of make_show.py with the audio as long as the talk.

Usage: ``python benchmarks/make_transcripts.py DIR --episodes 2000``, or
``python benchmarks/make_transcripts.py FILE.vtt --cues 3000`` for one file
"""

import argparse
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from make_show import PATTERNS, SHOW, Writer, make_record

SENTENCES = PATTERNS["sentence"]
BYTES = 60_000
HOST = "Tamara Wiśniewska"
WORDS_PER_SECOND = 2.8
CUES_A_TURN = 6
SHORT = 40  # characters of a cue that stands alone, before the cut at a word
FORMS = ("vtt", "md", "txt")
_DURATION = re.compile(r"^  duration: \d+$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_]")


class Said(NamedTuple):
    """A stretch of talk: who, from when to when in seconds, and the words."""

    speaker: str
    start: float
    end: float
    text: str


def talk(number: int, sentences: int) -> Iterator[Said]:
    """Let host and guest of an episode speak in turn, without an end, so many sentences each."""
    writer = Writer(number)
    guest = writer.guest.name
    start = 0.5
    for turn in count():
        speaker = guest if turn // (CUES_A_TURN // sentences or 1) % 2 else HOST
        parts = (writer.fill(writer.dice.pick(SENTENCES)) for _ in range(sentences))
        text = _LINK.sub(r"\1", " ".join(parts))
        end = round(start + len(text.split()) / WORDS_PER_SECOND, 3)
        yield Said(speaker, start, end, text)
        start = end


def make_cue(said: Said) -> str:
    """Write a cue of WebVTT, on two lines as people read them."""
    half = said.text.find(" ", len(said.text) // 2)
    lines = f"{said.text[:half]}\n{said.text[half + 1 :]}" if half > 0 else said.text
    times = f"{clock(said.start)} --> {clock(said.end)}"
    return f"\n{times}\n<v {said.speaker}>{lines}\n"


def clock(seconds: float) -> str:
    """Write `01:02:03.450`."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}.{milliseconds:03}"


def make_transcript(number: int, form: str) -> tuple[str, float]:
    """Write a transcript of BYTES; give the seconds it lasts, too."""
    parts = ["WEBVTT\n"] if form == "vtt" else []
    size = 0
    end = 0.0
    for said in talk(number, 1 if form == "vtt" else CUES_A_TURN):
        if size >= BYTES:
            break
        if form == "vtt":
            parts.append(make_cue(said))
        elif form == "md":
            parts.append(f"**{said.speaker}:** {said.text}\n\n")
        else:
            parts.append(f"[{clock(said.start)[:8]}] {said.speaker}: {said.text}\n\n")
        size += len(parts[-1])
        end = said.end
    return "".join(parts), end


def write_show(folder: Path, episodes: int) -> None:
    """Write show.yaml, the records and their transcripts."""
    (folder / "transcripts").mkdir(parents=True, exist_ok=True)
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8", newline="\n")
    for number in range(1, episodes + 1):
        form = FORMS[number % len(FORMS)]
        name, record = make_record(number, chapters=False)
        file = f"transcripts/{name.removesuffix('.md')}.{form}"
        text, end = make_transcript(number, form)
        duration = f"  duration: {round(end) + 1}\ntranscript: {file}"
        (folder / name).write_text(
            _DURATION.sub(duration, record, count=1), encoding="utf-8", newline="\n"
        )
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def write_file(path: Path, cues: int) -> None:
    """Write one WebVTT file of so many short cues."""
    said = talk(1, 1)
    cuts = (next(said) for _ in range(cues))
    short = (each._replace(text=each.text[:SHORT].rpartition(" ")[0]) for each in cuts)
    path.write_text("WEBVTT\n" + "".join(map(make_cue, short)), encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write the show, or the file."""
    parser = argparse.ArgumentParser(description="Write transcripts to be measured with.")
    parser.add_argument("target", type=Path, metavar="DIR|FILE")
    parser.add_argument("--episodes", type=int, default=2_000, metavar="N")
    parser.add_argument("--cues", type=int, metavar="N", help="one file of so many cues")
    options = parser.parse_args()
    if options.cues is not None:
        write_file(options.target, options.cues)
    else:
        write_show(options.target, options.episodes)


if __name__ == "__main__":
    main()
