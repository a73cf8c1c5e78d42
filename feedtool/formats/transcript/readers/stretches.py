"""What stands between two labels, cut at headings, which are nobody's speech, and at times."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.transcript.labels.stamps import Stamp, read_stamp
from feedtool.formats.transcript.prose import WHITE

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+([^\n]*)", re.MULTILINE)
_MAY_BE_TIME = lazy_pattern(r"\n[ \t]*(?:\*{1,3}|_{1,3})?(?=\\?[\[(]?[ \t]?\d)")
_INSIDE = lazy_pattern(r"[ \t](?=\[\d{1,2}:\d\d:\d\d(?:\.\d{1,3})?\](?:[ \t\n]|$))")
"""Before a time in a line, with hours and in square brackets: nobody says that, unless a comma or a
full stop makes it a part of the sentence."""
_AFTER_TIME = lazy_pattern(r"(?:\*{1,3}|_{1,3})?:?[ \t]*")


class Stretch(NamedTuple):
    """A part of the text between two labels; `stamp` is the time with which it begins."""

    begin: int
    stop: int
    is_heading: bool = False
    stamp: Stamp | None = None


def cut_at_headings(plain: str, begin: int, stop: int) -> Iterator[Stretch]:
    """Cut a part of the text at its headings; what stands before and behind them may be empty."""
    if plain.find("#", begin, stop) >= 0:
        for heading in _HEADING.finditer(plain, begin, stop):
            yield Stretch(begin, heading.start())
            yield Stretch(heading.start(1), heading.end(), is_heading=True)
            begin = heading.end()
    yield Stretch(begin, stop)


def cut_at_times(plain: str, whole: Stretch, since: float) -> Iterator[Stretch]:
    """Cut what one person says at times, which are none of the words.

    A time in brackets with which a line begins is one, one that fills its line, and `[1:02:03]`
    anywhere. Times go on from `since`, in seconds: an earlier one is something that is said.
    """
    begin, stamp = whole.begin, None
    places = [line.span() for line in _MAY_BE_TIME.finditer(plain, whole.begin, whole.stop)]
    if plain.find(" [", whole.begin, whole.stop) >= 0:
        places += [each.span() for each in _INSIDE.finditer(plain, whole.begin, whole.stop)]
        places.sort()
    if not whole.begin:  # the first line of a file has no line break before it
        places.insert(0, (0, 0))
    for end, start in places:
        found = _read_time(plain, start, whole.stop)
        if found is None or found.time is None or found.time < since:
            continue
        if stamp is not None or plain[begin:end].strip(WHITE):
            yield Stretch(begin, end, stamp=stamp)
        begin, stamp, since = found.stop, found, found.time
    yield Stretch(begin, whole.stop, stamp=stamp)


def _read_time(plain: str, pos: int, stop: int) -> Stamp | None:
    """Read the time at the beginning of a line, up to the words behind it."""
    stamp = read_stamp(plain, pos, stop)
    if stamp is None:
        return None
    gap = _AFTER_TIME.match(plain, stamp.stop, stop)
    end = gap.end() if gap else stamp.stop
    is_closed = plain[stamp.stop - 1] in ")]"
    fills_line = end == stop or plain[end] == "\n"
    return stamp._replace(stop=end) if is_closed or fills_line else None
