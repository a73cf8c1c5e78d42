"""Which of the places that may be labels are labels, at line starts or inside lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from feedtool.formats.transcript.labels.bare import find_bare_labels, find_inside_cues
from feedtool.formats.transcript.labels.evidence import Evidence
from feedtool.formats.transcript.labels.inline import Ground, Inline, scan_inline
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.labels.lines import read_label
from feedtool.formats.transcript.labels.mark import Kind, Mark
from feedtool.formats.transcript.labels.names import Classifier
from feedtool.formats.transcript.labels.scan import (
    Line,
    scan_lines,
    split_lines,
)

_OFTEN = 3
"""How often single and doubtful words inside a line must stand like a label."""
_MOST_COLONS = 100_000
"""Colons that are looked at in search of labels inside lines; no talk has so many."""
_FEW = 1 / 4
"""The part of lines below which labels with a colon may be sentences between bare names."""
_SURE = (Kind.KNOWN, Kind.ROLE)
_SENTENCE_ENDS = tuple('.?!…"”’)]。！？」♪>')


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a text in their order; `stray` are those that stand inside a line.

    In an `is_inline` text that is the rule, and none of them is stray.
    """

    marks: tuple[Mark, ...]
    stray: tuple[Mark, ...] = ()
    is_inline: bool = False


def find_labels(plain: str, start: int, known: Known) -> Labels:
    """Find the labels of running text from a place on, at line starts or inside lines."""
    kinds = Classifier(known)
    lines = split_lines(plain, start)
    marks = scan_lines(plain, lines, kinds)
    evidence = Evidence(marks, [line.start for line in lines])
    taken = [mark for mark in marks if evidence.accepts(mark)]
    inside = InlineEvidence(_scan_inside(plain, lines, kinds, taken))
    apart = inside.count_apart_from(taken)
    if len(taken) < len(lines) * _FEW:
        bare = find_bare_labels(plain, lines, kinds)
        if len(bare) > 2 * max(len(taken), apart):
            return Labels(bare)
    if len(lines) == 1 or apart > len(taken):
        return Labels(_merge(taken, inside.labels()), is_inline=True)
    stray = inside.strays(taken)
    return Labels(_merge(taken, stray), tuple(stray))


def _scan_inside(
    plain: str, lines: Sequence[Line], kinds: Classifier, taken: Sequence[Mark]
) -> Iterator[list[Inline]]:
    """Look for labels inside lines, behind those with which lines begin."""
    labels = iter(taken)
    label = next(labels, None)
    for line in lines:
        leading = label if label is not None and label.begin < line.stop else None
        if leading is not None:
            label = next(labels, None)
        yield from scan_inline(plain, line, kinds, leading)


def _merge(taken: Sequence[Mark], inside: Sequence[Mark]) -> tuple[Mark, ...]:
    """Put labels in order; of two for one place the one that was read as a line's counts."""
    merged: list[Mark] = []
    for mark in sorted((*taken, *inside), key=_begin):
        if not merged or mark.start >= merged[-1].after:
            merged.append(mark)
    return tuple(merged)


def _begin(mark: Mark) -> tuple[int, bool]:
    return mark.begin, not mark.shape.is_first


class InlineEvidence:
    """What the candidates inside lines say of each other."""

    def __init__(self, found: Iterable[list[Inline]]) -> None:
        """Count the names that stand where a sentence ended; choose one for each colon."""
        colons = list(islice(found, _MOST_COLONS))
        self._counts = Counter(
            each.mark.name for few in colons for each in few if each.ground >= Ground.END
        )
        self._best = [max(few, key=self._weight) for few in colons]
        first = self._best[0] if self._best else None
        self._needed = 2 if first and first.ground is Ground.START else _OFTEN

    def _weight(self, each: Inline) -> tuple[bool, int, int]:
        """Prefer what comes back, then the longer: a title belongs to the name."""
        name = each.mark.name
        return each.ground >= Ground.END, self._counts[name], len(name)

    def _is_established(self, mark: Mark) -> bool:
        if mark.kind in _SURE:
            return True
        needed = 2 if mark.kind is Kind.NAME else self._needed
        if mark.kind is Kind.DOUBTFUL:
            needed = _OFTEN
        return mark.kind is not Kind.SECTION and self._counts[mark.name] >= needed

    def count_apart_from(self, taken: Sequence[Mark]) -> int:
        """Count the labels inside lines that are beyond doubt."""
        starts = {mark.start for mark in taken}
        return sum(
            each.ground is Ground.END
            and each.mark.start not in starts
            and self._is_established(each.mark)
            for each in self._best
        )

    def labels(self) -> list[Mark]:
        """Choose the labels of a text that has them inside its lines."""
        return [each.mark for each in self._best if self._accepts(each)]

    def _accepts(self, each: Inline) -> bool:
        mark = each.mark
        if self._is_established(mark):
            is_full = mark.kind is not Kind.WORD and " " in mark.name
            return each.ground >= (Ground.WEAK if is_full else Ground.END)
        return mark.kind is Kind.NAME and each.ground >= Ground.END and each.begins_speech

    def strays(self, taken: Sequence[Mark]) -> list[Mark]:
        """Choose full names inside lines that are labels elsewhere: a line break was lost."""
        counts = Counter(mark.name for mark in taken)
        starts = {mark.start for mark in taken}
        return [
            each.mark
            for each in self._best
            if each.ground is Ground.END
            and each.mark.start not in starts
            and " " in each.mark.name
            and counts[each.mark.name] > (each.mark.kind not in _SURE)
        ]


def _is_dashed(plain: str, mark: Mark) -> bool:
    """Tell whether a line begins with the dash that parts two speakers of one caption."""
    return mark.kind is Kind.NAME and plain[mark.begin] in "-–—"


def find_cue_labels(plain: str, ranges: Sequence[tuple[int, int]], known: Known) -> list[Mark]:
    """Find labels at the beginning of cues, and of lines inside them.

    Captions are cut anywhere, so that a name seen once is a label only behind the end of a
    sentence, and inside a cue only if it is a label elsewhere.
    """
    kinds = Classifier(known)
    leading: list[Mark] = []
    inner: list[Mark] = []
    before = ""
    for start, stop in ranges:
        if plain.find(":", start, stop) >= 0 or plain.find("：", start, stop) >= 0:
            is_ended = not before or before.rstrip().endswith(_SENTENCE_ENDS)
            for line in split_lines(plain, start, stop):
                first = line.is_first and is_ended
                mark = read_label(plain, line.start, line.stop, kinds, is_first=first)
                if mark is not None and mark.kind is not Kind.SECTION and not mark.shape.is_bare:
                    (leading if line.is_first else inner).append(mark)
        before = plain[start:stop]
    evidence = Evidence(leading, [start for start, _ in ranges], is_cut=True)
    taken = [mark for mark in leading if evidence.accepts(mark)]
    names = {mark.name for mark in taken}
    dashed = Counter(mark.name for mark in inner if _is_dashed(plain, mark))
    names |= {name for name, count in dashed.items() if count > 1 and taken}
    taken += [mark for mark in inner if mark.name in names or mark.kind in _SURE]
    if len(taken) < len(ranges) * _FEW:
        firsts = [Line(start, stop, is_first=True) for start, stop in ranges]
        bare = find_bare_labels(plain, firsts, kinds, in_captions=True)
        if len(bare) > 2 * len(taken):
            taken = [*bare, *find_inside_cues(plain, firsts, bare, kinds)]
    return sorted(taken, key=_begin)
