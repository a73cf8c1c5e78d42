"""Labels in the middle of a line, as in `… for coming. Ada Lovelace: Thank you`.

A transcript that lost its line breaks is one endless line of them.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from feedtool.formats.names import drop_accents
from feedtool.formats.transcript.labels.mark import Kind, Mark, Shape
from feedtool.formats.transcript.labels.names import MOST_LETTERS, Classifier, is_capital
from feedtool.formats.transcript.labels.scan import Line
from feedtool.formats.transcript.labels.stamps import AT_END, read_stamp
from feedtool.formats.transcript.labels.words import NO_NAME_BEFORE, PARTICLES, SUFFIXES, TITLES

_COLON = re.compile(r":(?=[\s*_]|$)|：")
_AFTER = re.compile(r"(?:\*{1,3}|_{1,3})?[ \t]*")
_REACH = MOST_LETTERS + 24
"""Characters before a colon that are looked at: a name, emphasis and a time."""
_MOST_WORDS = 6
_LONGEST = 12
"""Letters of a title, or of a word that leads to a name."""
_WORDS = re.compile(r"[^ \t。！？；，、]+")
_CLOSING = "\"'”’)]*_ \t"
_ENDS = ".?!;…。！？；"
_CONNECTED = frozenset("&+/")


class Ground(IntEnum):
    """What stands before a label in the middle of a line; more of it speaks for the label."""

    NONE = 0  # words that lead to a name in a sentence: asked, with, Dr.
    WEAK = 1  # a comma, or other words
    END = 2  # the end of a sentence
    START = 3  # the line begins here


class Inline(NamedTuple):
    """A label that a colon in a line may belong to, and what stands before and behind it."""

    mark: Mark
    ground: Ground
    begins_speech: bool


def scan_inline(
    plain: str, line: Line, kinds: Classifier, label: Mark | None = None
) -> Iterator[list[Inline]]:
    """Give for each colon of a line the labels it may belong to, the longest last.

    `label` is the one with which the line begins, where that is known. The work for a colon does
    not depend on the length of the line.
    """
    begin = line.start
    if label is not None:
        begin = label.after
        yield [Inline(label, Ground.START, not plain[begin : begin + 1].islower())]
    for colon in _COLON.finditer(plain, begin, line.stop):
        found = _before(plain, line.start, colon.start(), line.stop, kinds)
        if found:
            yield found


def _before(plain: str, low: int, colon: int, stop: int, kinds: Classifier) -> list[Inline]:
    begin = max(low, colon - _REACH)
    text, time = plain[begin:colon], None
    stamp = AT_END.search(text.replace("*", " ")) if ":" in text else None
    if stamp is not None:
        read = read_stamp(stamp["stamp"], 0, len(stamp["stamp"]))
        text, time = text[: stamp.start()], read.time if read else None
    gap = _AFTER.match(plain, colon + 1, stop)
    after = gap.end() if gap else colon + 1
    shape = Shape(is_stamped=stamp is not None, is_first=False)
    first = plain[after : after + 1]
    begins_speech = not first.islower()
    found: list[Inline] = []
    end = begin + len(text.rstrip(" \t*_"))
    for start in _starts(text, begin, kinds, is_cut=begin > low):
        name = plain[start:end]
        kind = kinds.kind_of(name)
        if kind in (Kind.NEVER, Kind.LOWER):
            continue
        ground = _ground(plain, start, low)
        lead = start
        while lead > low and plain[lead - 1] in "*_":
            lead -= 1
        mark = Mark(lead, start, end, after, name, kind, shape, time)
        found.append(Inline(mark, ground, begins_speech))
    return found


def _starts(text: str, offset: int, kinds: Classifier, *, is_cut: bool) -> Iterator[int]:
    """Give the places where a name may begin, from the last word to the front."""
    words = list(_WORDS.finditer(text))
    if is_cut and words and words[0].start() == 0:
        del words[0]
    for count, match in enumerate(reversed(words[-_MOST_WORDS:])):
        word = match[0].lstrip("*_([\"“'‘")
        bare = word.rstrip('.,*_)]"”')
        folded = drop_accents(bare.casefold())
        if not bare and word not in _CONNECTED:
            return
        if count and not _may_precede(word, folded):
            return
        if is_capital(bare or word) or kinds.is_part(folded):
            yield offset + match.end() - len(word)
        elif not bare.isdigit() and folded not in PARTICLES:
            return


def _may_precede(word: str, folded: str) -> bool:
    """Tell whether a word may stand inside a name: one that ends a sentence may not."""
    if word.endswith((",", "?", "!", ";")):
        return False
    is_short = len(folded) == 1 or folded in TITLES or folded in SUFFIXES or "." in folded
    return is_short or not word.endswith(".")


def _ground(plain: str, start: int, low: int) -> Ground:
    """Say what stands before a place."""
    pos = start - 1
    while pos >= low and plain[pos] in _CLOSING:
        pos -= 1
    if pos < low:
        return Ground.START
    if plain[pos + 1 : start].strip("*_ \t") and plain[start - 1] in " \t":
        return Ground.END  # a bracket or a quotation ends before it
    if plain[pos] in _ENDS:
        return Ground.NONE if _is_title(plain, pos, low) else Ground.END
    word = plain[max(low, pos - _LONGEST) : pos + 1].rpartition(" ")[2].casefold()
    return Ground.NONE if word in NO_NAME_BEFORE else Ground.WEAK


def _is_title(plain: str, dot: int, low: int) -> bool:
    """Tell the full stop of `Dr.` from the end of a sentence."""
    return plain[max(low, dot - _LONGEST) : dot].rpartition(" ")[2].casefold() in TITLES
