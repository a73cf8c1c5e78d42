"""Who speaks how much, for people and for programs."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from feedtool.formats.clock import write_clock
from feedtool.formats.plural import count
from feedtool.formats.transcript.talk import SpeakerTalk, Talk
from feedtool.formats.width import display_width
from feedtool.model.transcript import Form
from feedtool.report.json_report import write_json
from feedtool.report.text import printable

_BAR = 24
"""Columns of the longest bar."""
_HEAD = ("SPEAKER", "TURNS", "WORDS", "TIME", "WORDS/MIN", "SHARE")
NOBODY = "(nobody named)"


class MeasuredFile(NamedTuple):
    """A transcript file and who speaks how much in it."""

    path: str
    form: Form
    talk: Talk


def format_talk(files: Sequence[MeasuredFile]) -> str:
    """Write a table for each file, with a bar for each speaker's share."""
    return "\n\n".join(_table(each) for each in files)


def _table(measured: MeasuredFile) -> str:
    talk = measured.talk
    rows = [_HEAD, *(_cells(each) for each in talk.speakers)]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_summary(measured)]
    for row, speaker in zip(rows, (None, *talk.speakers), strict=True):
        name = row[0] + " " * (widths[0] - display_width(row[0]))
        numbers = "  ".join(
            cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)
        )
        bar = "#" * max(1, round(speaker.share * _BAR)) if speaker and speaker.share else ""
        lines.append(f"{name}  {numbers}  {bar}".rstrip())
    return "\n".join(lines)


def _summary(measured: MeasuredFile) -> str:
    talk = measured.talk
    turns = count(talk.turns, "turn")
    words = count(talk.words, "word")
    time = "no times: shares are of the words" if talk.seconds is None else _time(talk.seconds)
    return f"{printable(measured.path)}: {turns}, {words}, {time}"


def _cells(speaker: SpeakerTalk) -> tuple[str, ...]:
    rate = speaker.words_per_minute
    return (
        printable(speaker.name) or NOBODY,
        f"{speaker.turns:,}",
        f"{speaker.words:,}",
        _time(speaker.seconds),
        "-" if rate is None else f"{rate:.0f}",
        f"{speaker.share:.0%}",
    )


def _time(seconds: float | None) -> str:
    return "-" if seconds is None else write_clock(int(seconds))


def format_talk_json(files: Sequence[MeasuredFile]) -> str:
    """Write `schema` and `transcripts`, each with its speakers."""
    entries = [
        {
            "path": each.path,
            "type": each.form.value,
            "turns": each.talk.turns,
            "words": each.talk.words,
            "seconds": _rounded(each.talk.seconds),
            "speakers": [_entry(speaker) for speaker in each.talk.speakers],
        }
        for each in files
    ]
    return write_json({"schema": 1, "transcripts": entries})


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def _entry(speaker: SpeakerTalk) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "turns": speaker.turns,
        "words": speaker.words,
        "seconds": speaker.seconds,
        "share": speaker.share,
        "words_per_minute": speaker.words_per_minute,
    }
