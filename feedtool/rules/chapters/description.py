"""Chapters as lines of the description, which Apple, Spotify and YouTube read."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.chapter.notes import FEWEST, Run, TimedLine, find_list, is_ascending
from feedtool.formats.chapter.times import HOUR, narrow
from feedtool.formats.clock import write_clock, write_long_time, write_short_time
from feedtool.formats.markup.convert import render_markdown
from feedtool.formats.plural import count
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import Span

_CLOCK = r"\d{1,3}:\d\d(?::\d\d)?"
_READ = re.compile(rf"(?:\({_CLOCK}\)|{_CLOCK})\s*[^\w\s]?\s*", re.ASCII)
"""A time as Spotify documents it, and at most one punctuation mark."""
_WRITTEN = re.compile(rf"[(\[]?{_CLOCK}(?:[.,]\d+)?[)\]]?[:|–—-]*", re.ASCII)
"""A time as people write it, and the signs that follow it closely."""
_AT: tuple[str, ...] = ("notes",)


@rule("CH07", Level.WARNING)
def unread_chapter_lines(episode: Episode, item: Item) -> Iterable[Problem]:
    """The notes list chapters in a form that apps do not read.

    Apple, Spotify and YouTube make chapters of a description's lines if there are at least three,
    the first at 00:00, in order, each on a line of its own: `00:00 Intro`, `(00:00) Intro` or
    `00:00:00 Intro`, with one punctuation mark after the time at most. Markdown joins lines that
    follow each other into one paragraph: end each with a backslash, make a list of them, or let
    feedtool write them: `derive: {description: [summary, notes, chapters]}`. Only a list that
    begins at 0:00 is judged; other times in the notes may mean anything.

    Bad:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        ---
        What Grace Hopper talks about:

        00:00 Intro
        02:10 A moth
        12:30 Words

    Good:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        ---
        What Grace Hopper talks about:

        - 00:00 Intro
        - 02:10 A moth
        - 12:30 Words
    """
    notes = episode.notes or ""
    run = find_list(notes, is_markdown=episode.notes_format != "html")
    if not run:
        return
    if len(run) < FEWEST:
        message = f"the notes list {count(len(run), 'chapter')}; apps read such lines from three on"
        yield Problem(_AT, message, "list three chapters or more", within=run[0].span)
    yield from _judge_order(run)
    yield from _judge_heads(run, notes)
    if episode.notes_format != "html" and "<" in item.description:
        yield from _judge_lines(run, notes, item.notes)


def _judge_order(run: Run) -> Iterator[Problem]:
    if is_ascending(run):
        return
    late = next(n for n in range(1, len(run)) if run[n].start <= run[n - 1].start)
    message = f"the time {write_clock(run[late].start)} stands after one that is not earlier"
    yield Problem(_AT, message, "put the lines in order", within=run[late].span)


def _judge_heads(run: Run, notes: str) -> Iterator[Problem]:
    wrong = [line for line in run if not _READ.fullmatch(line.head)]
    if not wrong:
        return
    is_long = any(line.start >= HOUR for line in run)
    write = write_long_time if is_long else write_short_time
    edits = [_rewrite_head(line, notes, write(line.start)) for line in reversed(wrong)]
    example = write(wrong[0].start)
    yield Problem(
        _AT,
        f"apps do not read {wrong[0].head.strip()!r} as the time of a chapter",
        f"write {example} or ({example}), and one punctuation mark after it at most",
        tuple(edit for edit in edits if edit) if all(edits) else (),
        within=wrong[0].span,
    )


def _rewrite_head(line: TimedLine, notes: str, time: str) -> Replace | None:
    """Write the time as apps read it; None where that would not be enough."""
    shown = _WRITTEN.match(narrow(line.head))
    found = _WRITTEN.search(narrow(notes[line.span.start : line.span.end]))
    if shown is None or found is None or not _READ.fullmatch(time + line.head[shown.end() :]):
        return None
    start, end = (line.span.start + index for index in found.span())
    return Replace(_AT, notes[start:end], time, Span(start, end))


def _judge_lines(run: Run, notes: str, markup: str) -> Iterator[Problem]:
    """Compare the lines of the source with those that readers of the HTML see."""
    if len(find_list(markup, is_markdown=False)) >= len(run):
        return
    yield Problem(
        _AT,
        f"Markdown joins these {len(run)} lines into one paragraph, so apps see no chapters",
        "end each line but the last with a backslash, or make them a list with dashes",
        _break_lines(run, notes),
        within=run[0].span,
    )


def _break_lines(run: Run, notes: str) -> tuple[Replace, ...]:
    """End each line but the last with a backslash; nothing where that is no cure, as in HTML."""
    edits: list[Replace] = []
    mended = notes
    for line in reversed(run[:-1]):  # from the last on, so that places stay
        span = _find_break(line, notes)
        if span is not None:
            old = notes[span.start : span.end]
            new = old.rstrip() + "\\"
            edits.append(Replace(_AT, old, new, span))
            mended = mended[: span.start] + new + mended[span.end :]
    shown = find_list(render_markdown(mended), is_markdown=False)
    return tuple(edits) if len(shown) >= len(run) else ()


def _find_break(line: TimedLine, notes: str) -> Span | None:
    """Find the line that another one follows, as far as its end."""
    end = notes.find("\n", line.span.end)
    following = notes[end + 1 : end + 2]
    return None if end < 0 or following.strip() == "" else Span(line.span.start, end)
