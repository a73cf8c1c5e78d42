"""Every line of a text that may begin with a label, also one whose time stands on the next line."""

from collections.abc import Sequence
from typing import NamedTuple

from feedtool.formats.transcript.labels.lines import Head, may_hold_label, read_head, read_label
from feedtool.formats.transcript.labels.mark import Kind, Mark, Shape
from feedtool.formats.transcript.labels.names import MOST_LETTERS, Classifier
from feedtool.formats.transcript.labels.stamps import Stamp
from feedtool.formats.transcript.prose import WHITE

_NO_NAMES = (Kind.LOWER, Kind.SECTION, Kind.NEVER)
_SURE_NAMES = (Kind.KNOWN, Kind.ROLE, Kind.NAME)
_SIGNS = "*_#> \t"


class Line(NamedTuple):
    """A line with words in it; `is_first` says that an empty line, or nothing, stands above it."""

    start: int
    stop: int
    is_first: bool


def split_lines(plain: str, start: int = 0, stop: int | None = None) -> list[Line]:
    """Cut a text into its lines with words, white space at their ends left out."""
    stop = len(plain) if stop is None else stop
    lines: list[Line] = []
    is_first = True
    while start < stop:
        end = plain.find("\n", start, stop)
        end = stop if end < 0 else end
        line = plain[start:end]
        words = line.strip(WHITE)
        if words:
            begin = start + len(line) - len(line.lstrip(WHITE))
            lines.append(Line(begin, begin + len(words), is_first))
        is_first = not words
        start = end + 1
    return lines


def scan_lines(plain: str, lines: Sequence[Line], kinds: Classifier) -> list[Mark]:
    """List every line that may begin with a label."""
    marks: list[Mark] = []
    for index, line in enumerate(lines):
        if not may_hold_label(plain, line.start, line.stop):
            continue
        mark = read_label(plain, line.start, line.stop, kinds, is_first=line.is_first)
        if mark is None or mark.kind in _NO_NAMES or mark.shape.is_bare:
            apart = _read_apart(plain, lines, index, kinds)
            if apart is not None:
                marks.append(apart)
                continue
        if mark is not None and not (mark.shape.is_bare and _is_speech(plain, lines, index, mark)):
            marks.append(take_time_above(plain, lines, index, mark))
    return marks


def take_time_above(plain: str, lines: Sequence[Line], index: int, mark: Mark) -> Mark:
    """Give a label the time that fills the line above it, where a paragraph begins with that."""
    if mark.time is not None or not index:
        return mark
    above = lines[index - 1]
    if not above.is_first or above.stop - above.start > MOST_LETTERS:
        return mark
    head = read_head(plain, above.start, above.stop)
    if head.stamp is None or head.pos < above.stop:
        return mark
    return mark._replace(begin=above.start, time=head.stamp.time, until=head.stamp.until)


def _is_speech(plain: str, lines: Sequence[Line], index: int, mark: Mark) -> bool:
    """Tell whether a line is a time with a word that is said, and not a time with a name.

    Behind a name comes what is said, on a line without a time.
    """
    if index + 1 == len(lines):
        return True
    following = lines[index + 1]
    has_time = read_head(plain, following.start, following.stop).stamp is not None
    return mark.shape.is_led and has_time


def _read_apart(plain: str, lines: Sequence[Line], index: int, kinds: Classifier) -> Mark | None:
    """Read a name on the line above or below the time it belongs to."""
    line = lines[index]
    head = read_head(plain, line.start, line.stop)
    if head.stamp is None:
        return None
    is_alone = head.pos >= line.stop
    if index and not line.is_first:
        above = lines[index - 1]
        found = _name_line(plain, above, head, head.stamp, kinds, is_alone=is_alone)
        if found is not None and (above.is_first or found.kind in _SURE_NAMES):
            return found
    if is_alone and index + 2 < len(lines) and not lines[index + 1].is_first:
        below = lines[index + 1]
        found = _name_line(plain, below, head, head.stamp, kinds, is_alone=True)
        if found is not None and not _begins_anew(plain, lines[index + 2]):
            shape = found.shape._replace(is_led=True)
            return found._replace(begin=head.begin, after=below.stop, shape=shape)
    return None


def _begins_anew(plain: str, line: Line) -> bool:
    return line.is_first or read_head(plain, line.start, line.stop).stamp is not None


def _name_line(
    plain: str, line: Line, head: Head, stamp: Stamp, kinds: Classifier, *, is_alone: bool
) -> Mark | None:
    """Read a line that holds a name and nothing else."""
    place = place_of_name(plain, line)
    if place is None:
        return None
    start, end = place
    name = plain[start:end]
    kind = kinds.kind_of(name)
    is_marked = end - start < line.stop - line.start
    shape = Shape(is_marked, is_stamped=True, is_alone=is_alone, is_bare=True, is_first=True)
    mark = Mark(line.start, start, end, head.pos, name, kind, shape, stamp.time, stamp.until)
    return None if kind in _NO_NAMES else mark


def _is_initial(words: str) -> bool:
    """Tell `A.L.` and `Ada K.` from a short sentence."""
    return words[-1] == "." and words[-2:-1].isupper() and not words[-3:-2].isalnum()


def place_of_name(plain: str, line: Line) -> tuple[int, int] | None:
    """Find the words of a short line that does not end as a sentence does."""
    words = plain[line.start : line.stop]
    if len(words) > MOST_LETTERS or (words.endswith((".", ",", ";")) and not _is_initial(words)):
        return None
    name = words.removeprefix("- ").strip(_SIGNS)
    start = line.start + words.index(name)
    return start, start + len(name)
