"""Plants faults in a made show, and says where each of them must be found.

A planted show is one text, cut into files as a rule's examples are (rule_examples.py). A record
that is named there and does not exist is made first: a whole, healthy episode of its own, whose
guest is `$guest` in what is laid over it; a text with files of `was/` plants what a release would
break, and both shows get the record. A line on which a fault must be found ends with
`<<< CODE`, as does the line that names the file where the first line of it, or a recording, is
the place.
"""

import re
from datetime import date, timedelta
from pathlib import Path

from made_people import angle_of, guest_of, subject_of
from rule_examples import lay_files, tag_recordings

PLANTED = Path(__file__).parent / "planted"
_RECORD = re.compile(r"# (was/)?([a-z][\w-]*\.md)\n")
_SECTION = re.compile(r"(?=^# (?:was/)?[a-z][\w-]*\.md$)", re.MULTILINE)
_HEAD = re.compile(r"^# (\S+)( = \S+)? <<< ([A-Z]{2}\d{2}(?: [A-Z]{2}\d{2})*)$", re.MULTILINE)
_MARK = re.compile(r" *<<< ([A-Z]{2}\d{2}(?: [A-Z]{2}\d{2})*)$", re.MULTILINE)
_TEXTS = frozenset(".md .html .yaml .toml .lock .vtt .srt .json .txt".split())
Place = tuple[str, int, str]


def made_record(number: int) -> str:
    """Write a healthy record: no two of them have a name, a subject or a moment in common."""
    guest, subject, angle = guest_of(number), subject_of(number), angle_of(number)
    day = date(2024, 1, 16) + timedelta(weeks=number)
    return f"""---
title: {guest} on {subject}
guid: {number:08x}-7d0b-4e68-8f6e-6a8d1c2b3a41
published: {day} 09:{number % 60:02}
episode: {2 + number}
guests:
  - {{name: {guest}, link: "https://guests.example/{number}"}}
summary: About {subject} and {angle}. {guest} knows both.
audio:
  url: https://feeds.compilertalk.example/audio/{number}.mp3
  length: {28_000_000 + number * 1000}
  duration: 1800
---
**{guest}** speaks of {subject}, {angle}, and a [way to begin](https://guests.example/{number}/a).
"""


def list_marks(name: str) -> list[str]:
    """List the codes that a planted show has marks for."""
    text = (PLANTED / f"{name}.txt").read_text(encoding="utf-8")
    return [code for mark in _MARK.finditer(text) for code in mark[1].split()]


def plant(name: str, folder: Path) -> list[Place]:
    """Make the show of a text in tests/planted; return path, line and code of each fault."""
    text = (PLANTED / f"{name}.txt").read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    of_files = [
        (name, 0 if made else 1, code)
        for name, made, codes in _HEAD.findall(text)
        for code in codes.split()
    ]
    sections = _SECTION.split(_HEAD.sub(r"# \1\2", text))
    numbers: dict[str, int] = {}
    for index, section in enumerate(sections):
        record = _RECORD.match(section)
        if record:
            number = numbers.setdefault(record[2], len(numbers) + 1)
            guest = guest_of(number)
            filled = section.replace("$guest", guest).replace("$given", guest.split()[0])
            sections[index] = filled
            _make_record(folder, record, number, has_past="# was/" in text)
    recordings = lay_files("".join(sections), folder)
    of_lines = [place for path in folder.rglob("*.*") for place in _take_marks(path, folder)]
    tag_recordings(recordings, folder)
    return sorted(of_files + of_lines)


def _make_record(folder: Path, record: re.Match[str], number: int, *, has_past: bool) -> None:
    """Write a healthy record: into the show, and into the show as it was."""
    folders = [folder.parent / "was"] if has_past else []
    folders += [] if record[1] else [folder]
    for each in folders:
        each.mkdir(exist_ok=True)
        if not (each / record[2]).exists():
            (each / record[2]).write_text(made_record(number), encoding="utf-8")


def _take_marks(path: Path, folder: Path) -> list[Place]:
    """Take the marks out of a file and say where they stood."""
    if path.suffix not in _TEXTS:
        return []
    text = path.read_text(encoding="utf-8")
    found = [
        (str(path.relative_to(folder)), text.count("\n", 0, mark.start()) + 1, code)
        for mark in _MARK.finditer(text)
        for code in mark[1].split()
    ]
    if found:
        path.write_text(_MARK.sub("", text), encoding="utf-8")
    return found
