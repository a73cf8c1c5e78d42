"""Labels without a colon: a name on a line of its own, in bold or brackets, before a dash or tab.

`**Ada Lovelace** text`, `[Ada Lovelace] text`, `Ada Lovelace – text`, and `### Ada Lovelace` above
what is said; a time may stand before the name or above it. Bold, brackets and dashes stand with
much else: a file has such labels where two names come back, or people it declares.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from feedtool.formats.transcript.labels.mark import Kind, Mark, Shape, usual_shape
from feedtool.formats.transcript.labels.names import Classifier
from feedtool.formats.transcript.labels.scan import (
    Line,
    place_of_name,
    split_lines,
    take_time_above,
)
from feedtool.formats.transcript.labels.stamps import AT_END, Stamp, read_stamp

_OFTEN = 3
"""How often each of two names must stand like that."""
_MANY = 6
"""Labels of a file in which one in bold may be a name that does not come back."""
_SURE = (Kind.KNOWN, Kind.ROLE)
_NAMES = (*_SURE, Kind.NAME)
_LEADING = re.compile(
    r"(?:(?:>{1,3}|[-–—•*+])[ \t]+)?"
    r"(?:(?P<bold>\*\*|__)|(?P<square>\[)|\()(?P<name>[^\n*\[\]]{1,40}?)"
    r"(?(bold)(?P=bold)|(?(square)\]|\)))(?:[ \t]+(?:[-–—|][ \t]+)?(?=\S)|[ \t]*\n|$)"
)
_BEFORE_STAMP = " \t|,–—-·•@"
_BEFORE_TIME = re.compile(r"(?:(?:>{1,3}|[-–—•*+])[ \t]+)?(?P<bold>\*{2,3}|__|)")
_GAP = re.compile(r"[ \t]*(?:\|[ \t]*)?")
_DASHED = re.compile(r"(?P<name>[^\n\t*|\[\]–—]{1,40}?)(?:[ \t]+[-–—|][ \t]+|[ ]*\t[ \t]*)(?=\S)")


def find_bare_labels(
    plain: str, lines: Sequence[Line], kinds: Classifier, *, in_captions: bool = False
) -> tuple[Mark, ...]:
    """Find labels without a colon; none where too little speaks for them.

    Captions are cut anywhere: a line of theirs that is a name may be the end of a sentence.
    """
    found: list[Mark] = []
    for index, line in enumerate(lines):
        mark = _read_leading(plain, line, kinds)
        if mark is None and not in_captions:
            mark = _read_alone(plain, line, kinds)
        if mark is not None:
            found.append(mark if in_captions else take_time_above(plain, lines, index, mark))
    counts = Counter(mark.name for mark in found)
    often = _find_proven(plain, found, counts)
    if not often:
        return ()
    usual = usual_shape([mark.shape for mark in often])
    fitting = [mark for mark in found if mark.shape.fits(usual)]
    is_total = len(fitting) == len(lines) >= _MANY
    is_long = len(fitting) >= _MANY
    return tuple(
        mark
        for mark in fitting
        if is_total
        or mark.kind in _SURE
        or (is_long and _is_bold(plain, mark))
        or (counts[mark.name] > 1 and not _is_sound(plain, mark))
    )


def find_inside_cues(
    plain: str, cues: Sequence[Line], taken: Sequence[Mark], kinds: Classifier
) -> Iterator[Mark]:
    """Find who else speaks in a cue: a name in brackets that fills a line, and begins cues, too."""
    names = {mark.name for mark in taken}
    for cue in cues:
        for line in split_lines(plain, cue.start, cue.stop)[1:]:
            mark = _read_leading(plain, line, kinds)
            if mark is None or not mark.shape.is_alone:
                continue
            if mark.kind in _SURE or mark.name in names:
                yield mark


def _find_proven(plain: str, found: Sequence[Mark], counts: Counter[str]) -> list[Mark]:
    """Find what is beyond doubt: two names that come back, or people who are declared."""
    declared = {mark.name for mark in found if mark.kind is Kind.KNOWN and mark.shape.is_marked}
    is_talk = any(counts[name] > 1 for name in declared)
    often = [
        mark
        for mark in found
        if (is_talk and mark.name in declared)
        or (counts[mark.name] >= _OFTEN and not _is_sound(plain, mark))
        or (counts[mark.name] > 1 and mark.kind is Kind.ROLE)
    ]
    is_monologue = any(counts[name] >= _OFTEN for name in declared)
    is_enough = is_monologue or len({mark.name for mark in often}) > 1
    return often if is_enough else []


def _is_sound(plain: str, mark: Mark) -> bool:
    """Tell `[Crowd Cheering]`: nobody is known by that name, and captions have many of the kind."""
    return mark.kind not in _SURE and plain[mark.start - 1 : mark.start] in ("[", "(")


def _is_bold(plain: str, mark: Mark) -> bool:
    return mark.kind is Kind.NAME and plain[mark.start - 1 : mark.start] in ("*", "_")


def _read_leading(plain: str, line: Line, kinds: Classifier) -> Mark | None:
    """Read a name in bold or in brackets, alone or in front of what is said, or before a dash."""
    begin, stamp = _read_time(plain, line)
    match = _LEADING.match(plain, begin, line.stop) or _DASHED.match(plain, begin, line.stop)
    if match is None:
        return None
    start, end = match.span("name")
    inner = AT_END.search(match["name"])
    if inner is not None:
        stamp = read_stamp(inner["stamp"], 0, len(inner["stamp"]))
        end = start + len(match["name"][: inner.start()].rstrip(_BEFORE_STAMP))
    mark = _make(plain, line, (start, end), match.end(), kinds)
    if mark is not None and stamp is not None:
        return mark._replace(time=stamp.time, until=stamp.until)
    return mark


def _read_time(plain: str, line: Line) -> tuple[int, Stamp | None]:
    """Read the time that may stand before a name, and say where the line goes on."""
    before = _BEFORE_TIME.match(plain, line.start, line.stop)
    bold, begin = (before["bold"], before.end()) if before else ("", line.start)
    stamp = read_stamp(plain, begin, line.stop)
    if stamp is None or not plain.startswith(bold, stamp.stop):
        return line.start, None
    gap = _GAP.match(plain, stamp.stop + len(bold), line.stop)
    return (gap.end() if gap else stamp.stop), stamp


def _read_alone(plain: str, line: Line, kinds: Classifier) -> Mark | None:
    """Read a name that fills a line."""
    place = place_of_name(plain, line)
    return None if place is None else _make(plain, line, place, line.stop, kinds)


def _make(
    plain: str, line: Line, place: tuple[int, int], after: int, kinds: Classifier
) -> Mark | None:
    start, end = place
    name = plain[start:end]
    kind = kinds.kind_of(name)
    is_marked = plain[start - 1 : start] in ("*", "_", "[", "(") or "#" in plain[line.start : start]
    is_bold = is_marked and plain[start - 1] not in "[("
    if kind not in _NAMES and not (kind is Kind.WORD and is_bold):
        return None
    shape = Shape(is_marked, is_alone=after == line.stop, is_bare=True, is_first=line.is_first)
    return Mark(line.start, start, end, after, name, kind, shape)
