"""Where a problem stands, the line it stands in, and the words that name it there."""

import re
from typing import Any

from feedtool.model.finding import Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import ForeignPlaces, InFrames, Location, Source, Span

_EXCERPT = 160
_LINE_END = re.compile(r"[\r\n]")
_NEAR = 10_000
"""Code points that are looked at round a place: a whole feed may stand on one line."""
_LONG = 600
"""Code points a message or hint may have."""


def locate(problem: Problem, loaded: Loaded[Any]) -> tuple[Location, str, tuple[int, int]]:
    """Find the place of a problem, and cut the line it stands in."""
    source = source_of(problem, loaded)
    if isinstance(source.places, InFrames):
        frame = problem.at[0] if isinstance(problem.at, tuple) and problem.at else ""
        return Location(source.path, frame=str(frame)), "", (0, 0)
    if isinstance(problem.at, Span):
        span = problem.at
    else:
        span = source.places.find(problem.at, is_key=problem.is_key)
    if problem.within is not None:
        span = _narrow(span, problem.within, source)
    if span.end <= span.start:
        return Location(source.path, 1, 1) if source.text else Location(source.path), "", (0, 0)
    location = source.locate(span)
    excerpt, caret = cut_excerpt(source, span)
    return location, excerpt, caret


def source_of(problem: Problem, loaded: Loaded[Any]) -> Source:
    """Choose between a record and the .yaml beside it."""
    if problem.at and not isinstance(problem.at, Span):
        return loaded.source_of(str(problem.at[0]))
    sidecar = loaded.sidecar
    return sidecar if sidecar and problem.file == sidecar.path else loaded.source


def _narrow(span: Span, within: Span, source: Source) -> Span:
    """Narrow the span of a value: the notes after the front matter, or a one-line YAML text.

    Block texts (`|`, `>`) are folded and unindented, so places inside them are not kept.
    """
    if isinstance(source.places, ForeignPlaces):
        return source.places.narrow(span, within)
    is_body = span.end == len(source.text) and not source.path.lower().endswith((".yaml", ".yml"))
    lead = "" if is_body else source.text[span.start : span.start + 1]
    if lead in ("|", ">"):
        return span
    start = span.start + within.start + (lead in ('"', "'"))
    return Span(start, start + within.end - within.start)


def cut_excerpt(source: Source, span: Span) -> tuple[str, tuple[int, int]]:
    """Cut at most 160 characters of the line round a span, and where the span lies in them."""
    text = source.text
    first, last = max(0, span.start - _NEAR), min(len(text), span.start + _NEAR)
    begin = max(text.rfind("\n", first, span.start), text.rfind("\r", first, span.start)) + 1
    begin = begin or first
    line = _LINE_END.split(text[begin:last], maxsplit=1)[0]
    column = min(span.start - begin, len(line))  # never past the line in a CRLF text
    width = max(1, min(span.end - span.start, len(line) - column))
    if len(line) > _EXCERPT:
        left = max(0, min(column - _EXCERPT // 4, len(line) - _EXCERPT))
        line, column = line[left : left + _EXCERPT], column - left
        width = min(width, _EXCERPT - column)
    return line.replace("\t", " "), (column, max(1, width))


def word(problem: Problem, loaded: Loaded[Any]) -> tuple[str, str]:
    """Return message and cure, in the words of a feed where the source is one."""
    message, hint = problem.message, problem.hint
    places = source_of(problem, loaded).places
    if isinstance(places, ForeignPlaces):
        at = problem.at if isinstance(problem.at, tuple) else ()
        message, hint = places.reword(message, at), problem.feed_hint or places.reword(hint, at)
    return _shorten(message), _shorten(hint)


def _shorten(text: str) -> str:
    """Cut the middle out of a message that holds a value without end."""
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]} … {text[-_LONG // 2 :]}"
