"""What the candidates of a file say of each other: the grammar of speakers' labels.

A file writes its labels in one shape and place, a few files in two. A person of the episode and a
numbered speaker are labels wherever they stand like one; two to four capitalised words once, in a
shape of the file; a single word where it recurs, is a part of a longer label, stands out in a file
whose labels are single words, or where each of a few lines begins like that. Words with which
sentences begin need more, and `Note:` never is a label.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from feedtool.formats.transcript.labels.mark import Kind, Mark, Shape, usual_shape

_OFTEN = 3
"""How often doubtful words must stand like a label."""
_NEVER = 1_000_000_000
_DENSE = 2 / 3
"""The part of a file's lines that begin like a label where single words need not recur."""
_RARE = 0.05
"""The part of lines below which a time with a word and a colon is a time with a sentence."""
_SOME = 6
_TITLE = 3
"""Lines that may stand above the first label of a file in which each line has one."""
_SECOND = 1 / 4
"""The part of a file's labels from which on they are written in a second shape, too."""
_SHORT = 1 / 3
"""The part of a file's labels that are single words, from which on one more is as good a name."""
_SURE = (Kind.KNOWN, Kind.ROLE)
_WEAK = (Kind.NEVER, Kind.DOUBTFUL, Kind.LOWER)
_STRONG = (Kind.KNOWN, Kind.ROLE, Kind.NAME)
_NO_LETTER = re.compile(r"[!-&*+/-@\[-`{-~]")


class Evidence:
    """What the candidates of a file say of each other."""

    def __init__(
        self, marks: Sequence[Mark], starts: Sequence[int], *, is_cut: bool = False
    ) -> None:
        """Count names, and find the shape in which the file writes most of its labels.

        `starts` are the lines: a label at the first may be the only one. In text that `is_cut`
        anywhere, a label must stand where a sentence may begin.
        """
        line_count = len(starts)
        self._top = starts[0] if starts else 0
        marks = [mark for mark in marks if mark.kind is not Kind.NEVER]
        self.counts = Counter(mark.name for mark in marks)
        strong = [mark for mark in marks if self._is_strong(mark)]
        usual = usual_shape([mark.shape for mark in strong or marks])
        self.usual = usual._replace(is_first=usual.is_first or is_cut)
        self._shapes = [self.usual] if is_cut else [self.usual, *self._seconds(strong)]
        fitting = [mark for mark in marks if self._fits(mark)]
        full = (mark.name for mark in strong if mark.kind is Kind.NAME)
        self._parts = {word.strip(",") for name in full for word in name.split()}
        self._in_shape = {mark.name for mark in fitting}
        self._is_dense = len(marks) > 1 and len(marks) >= line_count * _DENSE
        sure = [mark for mark in fitting if self._is_strong(mark)]
        self._first = sure[0].begin if sure else 0
        is_set_off = self.usual.is_marked or self.usual.is_upper or self.usual.is_alone
        words = sum(" " not in mark.name for mark in sure)
        self._are_set_off = is_set_off and not is_cut and words > len(sure) * _SHORT
        self._is_shared = len(sure) > 1
        self._is_rare = self.usual.is_stamped and len(sure) < line_count * _RARE
        self._is_total = self._leads_every_line(marks, starts)

    def _seconds(self, strong: Sequence[Mark]) -> Iterator[Shape]:
        """Find other shapes in which the file writes labels: questions in bold, answers not.

        Without a colon lists of chapters look the same.
        """
        styles: dict[tuple[bool, ...], list[Mark]] = {}
        for mark in strong:
            if mark.kind is not Kind.WORD and not mark.shape.is_bare:
                styles.setdefault(mark.shape.style, []).append(mark)
        styles.pop(self.usual.style, None)
        for marks in styles.values():
            is_sure = sum(mark.kind in _SURE for mark in marks) > 1
            if is_sure or len(marks) >= max(_OFTEN, _SECOND * len(strong)):
                yield usual_shape([mark.shape for mark in marks])

    def _fits(self, mark: Mark) -> bool:
        return any(mark.shape.fits(shape) for shape in self._shapes)

    def _leads_every_line(self, marks: Sequence[Mark], starts: Sequence[int]) -> bool:
        """Tell whether each line, but for those of a title, begins with a label in one style."""
        if len(marks) + _TITLE < len(starts):
            return False
        led = [m for m in marks if m.kind not in _WEAK and m.shape.style == self.usual.style]
        lines = len(starts) - bisect_left(starts, led[0].begin) if led else 0
        return lines >= _SOME and lines == len(led) and len(starts) - lines <= _TITLE

    def _is_like_all(self, mark: Mark) -> bool:
        """Tell whether a label seen once stands where all others do.

        One word with a capital may begin a sentence all the same.
        """
        is_placed = mark.shape.is_first or not self.usual.is_first
        is_name = mark.kind is Kind.NAME or mark.name.lower() == mark.name.upper()
        return is_placed and is_name and not _NO_LETTER.search(mark.name)

    def _is_strong(self, mark: Mark) -> bool:
        return mark.kind in _STRONG or (mark.kind is Kind.WORD and self.counts[mark.name] > 1)

    def accepts(self, mark: Mark) -> bool:
        """Decide whether a candidate at the beginning of a line is a label."""
        kind = mark.kind
        if kind in _SURE:
            return True
        if kind is Kind.SECTION:
            return mark.shape.is_marked >= self.usual.is_marked and mark.shape.is_first
        if kind is Kind.NEVER or self._is_rare:
            return False
        if self._is_dense and not self._is_shared:  # a few lines, each with a label
            return kind not in (Kind.DOUBTFUL, Kind.LOWER) or self.counts[mark.name] > 1
        if self._is_total and self._is_like_all(mark):
            return True
        return mark.name in self._in_shape and self.counts[mark.name] >= self._needed(mark)

    def _needed(self, mark: Mark) -> int:
        """Say how often a name must stand like a label to be one."""
        if mark.kind is Kind.DOUBTFUL:
            return _OFTEN
        if mark.kind is Kind.LOWER:
            if mark.shape.is_alone:
                return _OFTEN
            return 2 if self._is_dense else _NEVER
        if not self._fits(mark):
            return 2
        if mark.kind is Kind.NAME:
            return 1 if self._is_shared or mark.begin <= self._top else 2
        is_set_off = self._are_set_off and mark.begin > self._first
        is_usual = mark.shape.fits(self.usual) and (mark.shape.is_stamped or is_set_off)
        return 1 if is_usual or mark.name in self._parts else 2
