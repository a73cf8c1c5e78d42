"""Plain text and Markdown -> turns."""

import re
from collections.abc import Iterator, Sequence

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.transcript.detect import is_named_markdown
from feedtool.formats.transcript.faults import FaultList
from feedtool.formats.transcript.labels.choose import Labels, find_labels
from feedtool.formats.transcript.labels.known import Known
from feedtool.formats.transcript.labels.legend import find_legend, stands_for
from feedtool.formats.transcript.labels.lines import read_head
from feedtool.formats.transcript.labels.mark import Kind, Mark
from feedtool.formats.transcript.labels.scan import split_lines
from feedtool.formats.transcript.labels.stamps import Stamp
from feedtool.formats.transcript.prose import WHITE, join_paragraphs
from feedtool.formats.transcript.readers.markdown import even_out, hide_markup
from feedtool.formats.transcript.readers.stretches import Stretch, cut_at_headings, cut_at_times
from feedtool.model.place import Span
from feedtool.model.transcript import Form, Initials, Transcript, Turn

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,200}?\1[ \t]*(?:\n|$)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_HINT = "begin each turn with the speaker's name and a colon, on a line of its own"
_OPENED = lazy_pattern(r"(?:\*{2,3}[ \t]*|\*|_{1,3})$")
_SOUNDS = lazy_pattern(r"(?:\s*[\[(][^\[\]()]*[\])])+")
"""What is heard and not said: `[MUSIC PLAYING]`."""
_SHORT = 4
"""Letters of initials."""


def read_plain(text: str, plain: str, name: str, known: Known) -> Transcript:
    """Read labelled text in any style; `plain` is the copy of `text` that `make_plain` makes."""
    faults = FaultList("TR15")
    plain = even_out(hide_markup(plain) if is_named_markdown(name) else plain)
    matter = _FRONT_MATTER.match(plain)
    start = matter.end() if matter else 0
    labels = find_labels(plain, start, known)
    if not labels.marks:
        turns = _read_unlabelled(plain, start)
        if turns:
            place = turns[0].span
            faults.add("labels", Span(place.start, place.start + 1), "no speaker is named", _HINT)
        return Transcript(tuple(turns), Form.TEXT, text, faults.taken())
    builder = _Builder(plain, labels, is_markdown=_is_markdown(name, labels))
    turns, legend = builder.build(start)
    _note_faults(labels, turns, faults)
    return Transcript(tuple(turns), Form.TEXT, text, faults.taken(), legend)


def _is_markdown(name: str, labels: Labels) -> bool:
    return is_named_markdown(name) or any(mark.shape.is_marked for mark in labels.marks)


class _Builder:
    """Cuts a text at its labels."""

    def __init__(self, plain: str, labels: Labels, *, is_markdown: bool) -> None:
        self._plain, self._marks = plain, labels.marks
        self._is_markdown = is_markdown
        self._since = 0.0
        self._ahead: Stamp | None = None

    def build(self, start: int) -> tuple[list[Turn], tuple[Initials, ...]]:
        """Make a turn of each label and what follows it, and of what stands before the first."""
        legend, marks = self._read_legend(start)
        turns: list[Turn] = []
        if not _is_legend(self._plain[start : marks[0].begin], legend):
            for stretch in cut_at_headings(self._plain, start, marks[0].begin):
                turns += self._unlabelled(stretch)
        ends = [mark.begin for mark in marks[1:]] + [len(self._plain)]
        for mark, stop in zip(marks, ends, strict=True):
            turns += self._speech(mark, stop)
        return turns, legend

    def _speech(self, mark: Mark, stop: int) -> Iterator[Turn]:
        return self._section(mark, stop) if mark.kind is Kind.SECTION else self._turn(mark, stop)

    def _turn(self, mark: Mark, stop: int) -> Iterator[Turn]:
        """Make the turn of a label; headings interrupt it, times begin another or the next."""
        first, *others = self._stretches(mark, stop)
        text, span = self._say(first)
        text = _close(text, _left_open(self._plain, mark))
        own = mark.time, mark.until
        time, until = own if mark.time is not None else _times(first.stamp or self._ahead)
        self._ahead = None
        yield Turn(mark.name, text, time, until, (), mark.label, span)
        for stretch in others:
            text, span = self._say(stretch)
            if text:
                name = "" if stretch.is_heading else mark.name
                yield Turn(name, text, *_times(stretch.stamp), span=span)
            self._ahead = None if text else stretch.stamp

    def _stretches(self, mark: Mark, stop: int) -> Iterator[Stretch]:
        """Cut what stands behind a label; times go on from label to label."""
        self._since = max(self._since, mark.time or 0)
        for part in cut_at_headings(self._plain, mark.after, stop):
            if part.is_heading:
                yield part
                continue
            for stretch in cut_at_times(self._plain, part, self._since):
                self._since = max(self._since, _times(stretch.stamp)[0] or 0)
                yield stretch

    def _section(self, mark: Mark, stop: int) -> Iterator[Turn]:
        """Keep what stands like a label and names no speaker as words that nobody says."""
        text, span = self._say(Stretch(mark.after, stop))
        words = f"{mark.name}: {text}" if text else f"{mark.name}:"
        yield Turn("", words, mark.time, mark.until, span=Span(mark.start, max(mark.end, span.end)))

    def _unlabelled(self, stretch: Stretch) -> Iterator[Turn]:
        text, span = self._say(stretch)
        if text:
            yield Turn("", text, span=span)

    def _say(self, stretch: Stretch) -> tuple[str, Span]:
        """Read what is said in a stretch, and where its words stand."""
        raw = self._plain[stretch.begin : stretch.stop]
        bare = raw.lstrip(WHITE)
        begin = stretch.begin + len(raw) - len(bare)
        text = join_paragraphs(bare)
        if self._is_markdown and "\\" in text:
            text = _ESCAPE.sub(r"\1", text)
        return text, Span(begin, begin + len(bare.rstrip(WHITE)))

    def _read_legend(self, start: int) -> tuple[tuple[Initials, ...], tuple[Mark, ...]]:
        """Read a legend before the first label, and leave out its lines that look like labels."""
        marks = self._marks
        shorts = {m.name for m in marks if len(m.name) <= _SHORT and m.name.isalpha()}
        told = 0
        while told + 1 < len(marks) and marks[told].name in shorts:
            words = self._plain[marks[told].after : marks[told + 1].begin]
            if not stands_for(marks[told].name, words.strip(WHITE).partition("\n")[0]):
                break
            told += 1
        before = self._plain[start : marks[told].begin]
        return tuple(find_legend(before, start, shorts)), marks[told:]


def _left_open(plain: str, mark: Mark) -> str:
    """Return the signs of emphasis that begin before a label and end behind what is said."""
    opened = _OPENED.search(plain, mark.begin, mark.start)
    sign = opened[0].rstrip() if opened else ""
    return "" if sign in plain[mark.end : mark.after] else sign


def _close(text: str, sign: str) -> str:
    """Leave out the sign that ends an emphasis: `snake_case` goes on behind its sign."""
    return re.sub(rf"(?<=\S){re.escape(sign)}(?!\w)", "", text, count=1) if sign else text


def _times(stamp: Stamp | None) -> tuple[float | None, float | None]:
    return (stamp.time, stamp.until) if stamp else (None, None)


def _is_legend(text: str, legend: Sequence[Initials]) -> bool:
    """Tell whether a text is a legend and nothing else: a line for each of its entries."""
    lines = [line for line in text.split("\n") if line.strip(WHITE)]
    is_short = len(lines) <= len(legend)
    return is_short and all(any(entry.name in line for entry in legend) for line in lines)


def _read_unlabelled(plain: str, start: int) -> list[Turn]:
    """Read a text that names nobody, cut at headings and at times."""
    lines = split_lines(plain, start)
    stamped = [(line, read_head(plain, line.start, line.stop)) for line in lines]
    timed = [(line, head) for line, head in stamped if head.stamp is not None]
    if not lines:
        return []
    if len(timed) * 3 < len(lines):
        before = max(0, lines[0].start - 1)  # with the line break, at which times are looked for
        return list(_bare_turns(plain, before, len(plain)))
    turns: list[Turn] = []
    if timed[0][0].start > lines[0].start:
        turns += _bare_turns(plain, lines[0].start, timed[0][0].start)
    ends = [line.start for line, _ in timed[1:]] + [len(plain)]
    for (_, head), stop in zip(timed, ends, strict=True):
        turns += _bare_turns(plain, head.pos, stop, head.stamp)
    return turns


def _bare_turns(plain: str, begin: int, stop: int, stamp: Stamp | None = None) -> Iterator[Turn]:
    since = stamp.time or 0.0 if stamp else 0.0
    for part in cut_at_headings(plain, begin, stop):
        for stretch in [part] if part.is_heading else cut_at_times(plain, part, since):
            words = plain[stretch.begin : stretch.stop].lstrip(WHITE)
            start = stretch.stop - len(words)
            text = join_paragraphs(words)
            stamp = stretch.stamp or stamp
            if text:
                span = Span(start, start + len(words.rstrip(WHITE)))
                yield Turn("", text, *_times(stamp), span=span)
                stamp = None


def _note_faults(labels: Labels, turns: Sequence[Turn], faults: FaultList) -> None:
    """Note text that nobody says, labels that lost their line, and labels in another style."""
    first = next((turn for turn in turns if not _SOUNDS.fullmatch(turn.text)), None)
    if first is not None and not first.speaker and first.span.start < labels.marks[0].begin:
        message = "text stands before the first speaker's label, so that nobody says it"
        faults.add("before", first.span, message, "delete it, or say who speaks")
    for mark in labels.stray:
        message = f"the label {mark.name!r} stands in the middle of a line"
        faults.add("stray", mark.label, message, "begin a new line before it")
    for turn in turns:
        if turn.label is not None and not turn.text:
            faults.add("empty", turn.label, f"{turn.speaker!r} says nothing here")
    if not labels.is_inline:
        _note_styles(labels.marks, faults)


def _note_styles(marks: Sequence[Mark], faults: FaultList) -> None:
    """Note labels in bold among others, and others among those in bold."""
    marked = sum(mark.shape.is_marked for mark in marks)
    for mark in marks:
        if mark.shape.is_marked is not (marked * 2 > len(marks)):
            style = "in bold" if mark.shape.is_marked else "not in bold"
            message = f"the label {mark.name!r} is {style}, unlike most others"
            faults.add_once("style", mark.label, message, "write all labels in one style")
