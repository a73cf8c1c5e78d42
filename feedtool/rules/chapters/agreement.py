"""All forms of one episode's chapters say the same."""

from collections.abc import Iterable, Iterator, Sequence

from feedtool.check.rule import rule
from feedtool.formats.chapter.lines import listed_chapters
from feedtool.formats.chapter.notes import FEWEST, Run, find_list, is_ascending
from feedtool.formats.chapter.times import read_time
from feedtool.formats.clock import write_clock
from feedtool.formats.plural import count
from feedtool.model.element import Element
from feedtool.model.episode import Chapter, Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Problem
from feedtool.model.place import FieldPath, Span

_NEAR = 1.0
"""Seconds that two forms may differ by: lines have whole ones."""
_HINT = "keep one list: feedtool writes every form from `chapters`"
Entry = tuple[float, str]


@rule("CH12", fields=("chapters", "elements"))
def contradicting_chapters(episode: Episode, item: Item) -> Iterable[Problem]:
    """The notes, or Podlove chapters written by hand, contradict the episode's chapters.

    Apps take different forms (Spotify the description and Podlove's, Apple JSON or the
    description, Pocket Casts JSON), so listeners land at different places. The same title more
    than a second apart is a contradiction, and so are as many entries at other times. Notes may
    name fewer chapters or use other words. With `dynamic: true` nothing is compared.

    Bad:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        ---
        - 00:00 Intro
        - 02:40 A moth
        - 12:30 Words

    Good:
        # 001.md
        chapters: [00:00 Intro, 02:10 A moth, 12:30 Words]
        ---
        - 00:00 Intro
        - 02:10 A moth
        - 12:30 Words
    """
    if not item.chapters or item.is_dynamic:
        return
    run = find_list(episode.notes or "", is_markdown=episode.notes_format != "html")
    if len(run) >= FEWEST and is_ascending(run):  # of the order another rule speaks
        yield from _compare_notes(_entries(item.chapters), run)
    for number, element in enumerate(episode.elements):
        if element.name == "psc:chapters" and not element.absent:
            yield from _compare_psc(_entries(item.chapters), element, ("elements", number))


def _entries(chapters: Iterable[Chapter]) -> list[Entry]:
    return [(each.start or 0, _fold(each.title or "")) for each in listed_chapters(chapters)]


def _fold(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())


def _compare_notes(own: Sequence[Entry], run: Run) -> Iterator[Problem]:
    said = [(line.start, _fold(line.chapter.title or "")) for line in run]
    found = _contradiction(own, said)
    if found is not None:
        number, words = found
        message = f"the notes say {write_clock(said[number][0])} here, but {words}"
        yield _problem(("notes",), message, run[number].span)


def _contradiction(own: Sequence[Entry], said: Sequence[Entry]) -> tuple[int, str] | None:
    """Find the first entry of `said` that cannot be true beside `own`, and why."""
    by_title: dict[str, list[float]] = {}
    for start, title in own:
        by_title.setdefault(title, []).append(start)
    for number, (start, title) in enumerate(said):
        starts = by_title.get(title, ())
        if starts and not _has_near(starts, start):
            return number, f"the chapter of this title starts at {write_clock(starts[0])}"
        if len(own) == len(said) and abs(own[number][0] - start) > _NEAR:
            return number, f"chapter {number + 1} starts at {write_clock(own[number][0])}"
    return None


def _has_near(starts: Iterable[float], start: float) -> bool:
    return any(abs(each - start) <= _NEAR for each in starts)


def _compare_psc(own: Sequence[Entry], element: Element, at: FieldPath) -> Iterator[Problem]:
    entries = [dict(each.attributes) for each in element.children if each.name == "psc:chapter"]
    starts = [read_time(entry.get("start", "")) for entry in entries]
    if None in starts:  # CH10 speaks of those
        return
    said = [
        (start or 0, _fold(entry.get("title", "")))
        for start, entry in zip(starts, entries, strict=True)
    ]
    if len(said) != len(own):
        yield _problem(
            at, f"psc:chapters has {count(len(said), 'chapter')}, `chapters` has {len(own)}"
        )
        return
    for number, (mine, theirs) in enumerate(zip(own, said, strict=True), start=1):
        if abs(mine[0] - theirs[0]) > _NEAR or mine[1] != theirs[1]:
            yield _problem(at, f"chapter {number} of psc:chapters is not that of `chapters`")
            return


def _problem(at: FieldPath, message: str, within: Span | None = None) -> Problem:
    return Problem(at, message, _HINT, within=within)
