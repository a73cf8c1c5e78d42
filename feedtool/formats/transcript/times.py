"""Times of cues: read in every spelling, kept in seconds."""

import re

LONGEST = 1_000_000
"""Seconds beyond which a number is no time of an episode: eleven days."""
_CLOCK = re.compile(
    r"(?:(?P<hours>\d{1,6}):)?(?P<minutes>\d{1,4}):(?P<seconds>\d{1,2})"
    r"(?:(?:[.,](?=\d)|[:;](?=\d{3}$))(?P<fraction>\d{1,9})|[:;]\d{1,2})?",
    re.ASCII,
)
"""`1:02:03.450`, `62:03`, `1:02:03,45`, `1:02:03:450`; frames, `1:02:03:12`, are left out."""
_SIXTY = 60


def read_clock(text: str) -> float | None:
    """Read hours, minutes and seconds as seconds; None if it is no time."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = match["hours"], int(match["minutes"]), int(match["seconds"])
    if seconds >= _SIXTY or (hours is not None and minutes >= _SIXTY):
        return None
    fraction = int((match["fraction"] or "0").ljust(3, "0")[:3])
    return from_parts(int(hours or 0), minutes, seconds, fraction)


def read_seconds(text: str) -> float | None:
    """Read seconds with a point, `83.42`; None if they are longer than any episode."""
    whole, _, fraction = text.partition(".")
    return from_parts(0, 0, int(whole), int(fraction.ljust(3, "0")[:3]))


def from_parts(hours: int, minutes: int, seconds: int, milliseconds: int) -> float | None:
    """Add up a time; None if it is longer than any episode. A sum of floats would not be exact."""
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
    return total / 1000 if total <= LONGEST * 1000 else None
