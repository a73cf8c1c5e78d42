"""Times that stand with a label: `[00:12:34]`, `(12:34 - 12:50)`, `00:12:34`, `10:32 AM`.

Ranges may be seconds, as Whisper prints them: `[83.42 --> 86.1]`.

In Markdown the brackets have a backslash before them.
"""

import re
from typing import NamedTuple

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.transcript.times import read_clock, read_seconds

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3}|[:;]\d{1,3})?(?!\d)"
_BETWEEN = r"[ \t]*(?:-->|->|→|[-–—]|to\b|\\?[\])][ \t]*(?:to|-|–)[ \t]*\\?[\[(])[ \t]*"
_OF_DAY = r"(?:[ \t]?[AaPp]\.?[Mm]\b\.?)?"
STAMP = lazy_pattern(
    rf"\\?[\[(<]?[ \t]*(?P<time>{_TIME})(?:{_BETWEEN}(?P<until>{_TIME}))?(?P<day>{_OF_DAY})"
    rf"[ \t]*\\?[\])>]?",
    re.ASCII,
)
CLOSED = lazy_pattern(
    rf"\\?[\[(][ \t]*{_TIME}(?:{_BETWEEN}{_TIME})?{_OF_DAY}[ \t]*\\?[\])]", re.ASCII
)
"""A time in brackets, which is a time also in front of words."""
AT_END = lazy_pattern(
    rf"(?:^|(?<=[ \t*_|,–—-]))(?P<stamp>\\?[\[(]?[ \t]?{_TIME}(?:{_BETWEEN}{_TIME})?{_OF_DAY}"
    rf"[ \t]?\\?[\])]?)[ \t]*$",
    re.ASCII,
)

_SECONDS = lazy_pattern(
    r"\\?[\[(][ \t]*(?P<time>\d{1,6}\.\d+)s?[ \t]*(?:-->|->|→)[ \t]*(?P<until>\d{1,6}\.\d+)s?"
    r"[ \t]*\\?[\])]",
    re.ASCII,
)


class Stamp(NamedTuple):
    """A time, and where the speech from it on begins; `until` where a range is given.

    A time of the day (`10:32 AM`) is no time of the episode.
    """

    time: float | None
    until: float | None
    stop: int


def read_stamp(plain: str, pos: int, stop: int) -> Stamp | None:
    """Read the time that stands at a place."""
    match = STAMP.match(plain, pos, stop)
    if match is None:
        match = _SECONDS.match(plain, pos, stop)
        return match and Stamp(
            read_seconds(match["time"]), read_seconds(match["until"]), match.end()
        )
    if match["day"]:
        return Stamp(None, None, match.end())
    until = read_clock(match["until"]) if match["until"] else None
    return Stamp(read_clock(match["time"]), until, match.end())
