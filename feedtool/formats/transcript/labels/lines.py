"""Labels at the beginning of lines, in every style that people and programs write.

`Name: text`, `**Name:** text`, `[00:12:34] Name: text`, `Name (00:12:34): text`,
`Name [00:12:34] text`, `Name 00:12:34` and `Name: 00:12:34` on a line of their own, `NAME:`,
`Speaker 1:`, `>> Name: text`, and `### Name (00:12)`.
"""

import re
from typing import NamedTuple

from feedtool.formats.transcript.labels.mark import Kind, Mark, Shape
from feedtool.formats.transcript.labels.names import MOST_LETTERS, Classifier
from feedtool.formats.transcript.labels.stamps import AT_END, CLOSED, Stamp, read_stamp

_LEAD = re.compile(
    "[ \\t\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
    "(?:(?:(?P<turn>>{2,3}|(?:&gt;){2,3})|>|#{1,6}|[•*+])[ \\t]+|[-–—][ \\t]*|@(?=\\d))?"
    "[\u200e\u200f]*"
)
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}")
_SEPARATOR = re.compile(r"[ \t]*(?:[-–—|,:·•][ \t]*)?")
_AFTER = re.compile(r"[ \t]*(?:\*{1,3}|_{1,3})?[ \t]*")
_AFTER_COLON = re.compile(r"(?:[-–—](?=[ \t]))?" + _AFTER.pattern)
_REACH = 64
"""Characters from the beginning of a name within which its colon stands."""
_STAMPS = 40
"""Characters that a time before the name may add."""
_TRIM = ' \t\u200e\u200f"“”'


class Head(NamedTuple):
    """What stands before the name: where the line's words begin, a mark, a time.

    `is_turned`: behind `>>`, with which captions of television say that another speaks.
    """

    begin: int
    pos: int
    is_marked: bool
    stamp: Stamp | None
    is_turned: bool = False


def read_label(
    plain: str, start: int, stop: int, kinds: Classifier, *, is_first: bool
) -> Mark | None:
    """Read the label with which a line begins, if what stands there may be one."""
    if not may_hold_label(plain, start, stop):
        return None
    head = read_head(plain, start, stop)
    colon = _find_colon(plain, head.pos, min(stop, head.pos + _REACH))
    before_time = _before_time(plain, head, colon, stop, kinds, is_first=is_first)
    if before_time is not None:
        return before_time
    if colon >= 0:
        return _before_colon(plain, head, colon, stop, kinds, is_first=is_first)
    return _alone(plain, head, stop, kinds, is_first=is_first)


def may_hold_label(plain: str, start: int, stop: int) -> bool:
    """Tell cheaply whether a line has a colon near its beginning, be it that of a time."""
    reach = min(stop, start + _REACH + _STAMPS)
    return plain.find(":", start, reach) >= 0 or plain.find("：", start, reach) >= 0


def read_head(plain: str, start: int, stop: int) -> Head:
    """Read what may stand before a name: a sign, emphasis, a time."""
    lead = _LEAD.match(plain, start, stop)
    begin = pos = lead.end() if lead else start
    emphasis = _EMPHASIS.match(plain, pos, stop)
    if emphasis:
        pos = emphasis.end()
    stamp = read_stamp(plain, pos, stop)
    if stamp is not None:
        separator = _SEPARATOR.match(plain, stamp.stop, stop)
        pos = separator.end() if separator else stamp.stop
        later = _EMPHASIS.match(plain, pos, stop)
        if later:
            emphasis, pos = later, later.end()
    is_heading = "#" in plain[start:begin]
    is_turned = lead is not None and lead["turn"] is not None
    return Head(start, pos, emphasis is not None or is_heading, stamp, is_turned)


def _find_colon(plain: str, pos: int, stop: int) -> int:
    """Find the first colon that does not part the digits of a time; -1 if there is none."""
    while pos < stop:
        near, wide = plain.find(":", pos, stop), plain.find("：", pos, stop)
        colon = min(near, wide) if near >= 0 and wide >= 0 else max(near, wide)
        if colon < 0 or not _parts_digits(plain, colon):
            return colon
        pos = colon + 1
    return -1


def _parts_digits(plain: str, colon: int) -> bool:
    return plain[colon - 1 : colon].isdigit() and plain[colon + 1 : colon + 3].isdigit()


def _before_colon(
    plain: str, head: Head, colon: int, stop: int, kinds: Classifier, *, is_first: bool
) -> Mark | None:
    text, stamp = plain[head.pos : colon], head.stamp
    inner = AT_END.search(_without_emphasis(text))
    if inner is not None:
        stamp = read_stamp(inner["stamp"], 0, len(inner["stamp"])) or stamp
        text = text[: inner.start()]
    start, end = _trim(plain, head.pos, head.pos + len(text))
    if start >= end:
        return None
    after, late = _after_colon(plain, colon + 1, stop)
    stamp = stamp or late
    is_tight = after < stop and not _is_apart(plain, colon, after)
    if is_tight and not plain[after].isalpha():
        return None
    name = plain[start:end]
    is_alone = not plain[after:stop].strip()
    shape = Shape(head.is_marked, is_alone, is_bare=False, is_tight=is_tight)
    shape = shape._replace(is_stamped=stamp is not None, is_first=is_first, is_upper=name.isupper())
    time, until = (stamp.time, stamp.until) if stamp else (None, None)
    kind = kinds.kind_of(name)
    if head.is_turned and kind in (Kind.NAME, Kind.WORD):
        kind = Kind.ROLE
    return Mark(head.begin, start, end, after, name, kind, shape, time, until)


def _is_apart(plain: str, colon: int, after: int) -> bool:
    """Tell whether white space or emphasis stands behind the colon."""
    return after > colon + 1 or plain[colon] == "：" or not plain[after].isascii()


def _after_colon(plain: str, pos: int, stop: int) -> tuple[int, Stamp | None]:
    """Go past emphasis and a time: one in brackets, or one that is alone."""
    gap = _AFTER_COLON.match(plain, pos, stop)
    pos = gap.end() if gap else pos
    stamp = read_stamp(plain, pos, stop)
    if stamp is None:
        return pos, None
    is_alone = not plain[stamp.stop : stop].strip(" \t*_") or plain[stamp.stop - 1] == "\t"
    if not is_alone and not CLOSED.match(plain, pos, stop):
        return pos, None
    gap = _AFTER.match(plain, stamp.stop, stop)
    return (gap.end() if gap else stamp.stop), stamp


def _before_time(
    plain: str, head: Head, colon: int, stop: int, kinds: Classifier, *, is_first: bool
) -> Mark | None:
    """Read `Name [00:12:34] text`: the time in brackets stands for the colon."""
    end = min(stop, head.pos + _REACH) if colon < 0 else colon
    time = CLOSED.search(plain, head.pos, end)
    if time is None or not plain[time.end() : stop].strip(" \t:*_"):
        return None
    if plain[time.end() : time.end() + 1] not in (" ", "\t"):
        return None
    start, end = _trim(plain, head.pos, time.start())
    stamp = read_stamp(plain, time.start(), stop)
    kind = kinds.kind_of(plain[start:end])
    if stamp is None or kind in (Kind.NEVER, Kind.LOWER, Kind.DOUBTFUL, Kind.SECTION):
        return None
    gap = _AFTER.match(plain, stamp.stop, stop)
    after = gap.end() if gap else stamp.stop
    shape = Shape(head.is_marked, is_stamped=True, is_first=is_first)
    return Mark(
        head.begin, start, end, after, plain[start:end], kind, shape, stamp.time, stamp.until
    )


def _alone(plain: str, head: Head, stop: int, kinds: Classifier, *, is_first: bool) -> Mark | None:
    """Read `Name 00:12:34` or `[00:12:34] Name` that fill a line, without a colon."""
    if stop - head.pos > _REACH + _STAMPS:
        return None
    text, stamp = _without_emphasis(plain[head.pos : stop]), head.stamp
    inner = AT_END.search(text)
    if inner is not None:
        stamp = read_stamp(inner["stamp"], 0, len(inner["stamp"]))
        text = text[: inner.start()]
    is_led = inner is None
    start, end = _trim(plain, head.pos, head.pos + len(text))
    if stamp is None or start >= end or end - start > MOST_LETTERS:
        return None
    name = plain[start:end]
    shape = Shape(head.is_marked, is_alone=True, is_bare=True, is_led=is_led)
    shape = shape._replace(is_stamped=True, is_first=is_first)
    kind = kinds.kind_of(name)
    return Mark(head.begin, start, end, stop, name, kind, shape, stamp.time, stamp.until)


def _without_emphasis(text: str) -> str:
    """Replace the signs of emphasis by spaces, so that places stay."""
    return text.replace("*", " ").replace("_", " ") if "*" in text or text.endswith("_") else text


def _trim(plain: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, emphasis, quotation marks and a bracket round a whole name."""
    while start < end and plain[start] in _TRIM + "*_":
        start += 1
    while start < end and plain[end - 1] in _TRIM + "*_|,–—-·•@":
        end -= 1
    if end - start > 2 and (plain[start], plain[end - 1]) in (("[", "]"), ("(", ")"), ("<", ">")):  # noqa: PLR2004 - the brackets
        return _trim(plain, start + 1, end - 1)
    return start, end
