"""Podlove Simple Chapters: a file of them, and those written by hand under `elements`."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from feedtool.check.facts import ChapterList
from feedtool.check.rule import rule
from feedtool.formats.chapter.times import read_time
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem

_IN_FEED = 'write it like <psc:chapter start="00:02:10" title="…"/>, in psc:chapters of version 1.2'
_HINT = "write the list under `chapters`, and psc:chapters: chapters under `derive` in show.yaml"


@rule("CH10", Level.WARNING, fields=("chapters", "elements"))
def malformed_podlove_chapters(record: Episode | ChapterList) -> Iterable[Problem]:
    """Podlove Simple Chapters lack what their format asks for.

    psc:chapters has version 1.2 and holds psc:chapter elements, each with a start (such as
    00:02:10) and a title, in order, once in an item, in the namespace
    http://podlove.org/simple-chapters. Spotify reads them; it skips what is not so. Let feedtool
    write them: `derive: {psc:chapters: chapters}` in show.yaml.

    Bad:
        # 001.md
        elements:
          - <psc:chapters version="1.2"><psc:chapter start="two" title="Moth"/></psc:chapters>

    Good:
        # 001.md
        elements:
          - <psc:chapters version="1.2"><psc:chapter start="00:00" title="Moth"/></psc:chapters>
    """
    if isinstance(record, ChapterList):
        yield from record.of("CH10")
        return
    for number, element in enumerate(record.elements):
        if element.name == "psc:chapters" and not element.absent:
            for message in _judge(element):
                yield Problem(("elements", number), message, _HINT, feed_hint=_IN_FEED)


def _judge(element: Element) -> Iterator[str]:
    version = dict(element.attributes).get("version")
    if version != "1.2":
        said = f"version {version!r}" if version else "no version"
        yield f"psc:chapters has {said}; expected 1.2"
    entries = [dict(each.attributes) for each in element.children if each.name == "psc:chapter"]
    if not entries:
        yield "psc:chapters holds no psc:chapter"
    starts = [read_time(entry.get("start", "")) for entry in entries]
    for entry, start in zip(entries, starts, strict=True):
        if start is None:
            yield f"psc:chapter has start {entry.get('start', '')!r}; expected such as 00:02:10"
        if not entry.get("title", "").strip():
            yield f"psc:chapter at {entry.get('start', '')!r} has no title"
    known = [start for start in starts if start is not None]
    if any(second <= first for first, second in pairwise(known)):
        yield "psc:chapter elements do not start one after the other"
