"""What rules are told of an episode's chapters."""

from itertools import pairwise

from feedtool.check.facts import ChapterList
from feedtool.formats.chapter.notes import FEWEST, find_list
from feedtool.formats.chapter.times import read_time
from feedtool.model.chapters import ChapterFile
from feedtool.model.episode import Chapter, Episode
from feedtool.model.feed import Item
from feedtool.model.loaded import Loaded

LONG = 600
"""Seconds: Apple makes chapters of its own for full episodes that are longer."""
_ELEMENTS = frozenset({"podcast:chapters", "psc:chapters"})


def list_record(loaded: Loaded[Episode]) -> ChapterList | None:
    """Give the list that stands in the record itself, else in a psc:chapters of its elements."""
    chapters = loaded.record.chapters
    if chapters is None:
        return _list_podlove(loaded)
    if not chapters.entries or "chapters" in loaded.dropped:
        return None
    return ChapterList(chapters.entries, loaded.source_of("chapters"))


def _list_podlove(loaded: Loaded[Episode]) -> ChapterList | None:
    """Give a list of Podlove's that CH10 has nothing to say about."""
    element = next((e for e in loaded.record.elements if e.name == "psc:chapters"), None)
    given = [dict(each.attributes) for each in element.children] if element else []
    starts = [read_time(each.get("start", "")) or 0 for each in given]
    if element is None or any(one >= other for one, other in pairwise(starts)):
        return None
    entries = [
        Chapter(start=start, title=each.get("title", ""))
        for start, each in zip(starts, given, strict=True)
    ]
    at = ("elements", element.entry, element.name, "elements")
    return ChapterList(tuple(entries), loaded.source_of("elements"), "elements", at=at)


def list_file(file: ChapterFile) -> ChapterList:
    """Give the list of a chapters file."""
    reading = file.reading
    return ChapterList(
        tuple(reading.entries),
        file.source,
        reading.form,
        tuple(reading.spans),
        tuple(reading.faults),
    )


def chaptering_of(loaded: Loaded[Episode], item: Item) -> str:
    """Say where a long full episode has its chapters: `own`, `notes`, `none`; "" for others."""
    episode = loaded.record
    is_long = item.duration is not None and item.duration > LONG
    if not is_long or episode.episode_type != "full" or "chapters" in loaded.dropped:
        return ""
    if episode.chapters is not None or any(e.name in _ELEMENTS for e in episode.elements):
        return "own"
    run = find_list(episode.notes or "", is_markdown=episode.notes_format != "html")
    return "notes" if len(run) >= FEWEST else "none"
