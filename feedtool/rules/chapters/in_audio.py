"""Chapters inside the audio file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from feedtool.check.media_facts import AudioTags
from feedtool.check.rule import rule
from feedtool.formats.clock import write_fine_clock
from feedtool.model.finding import Level, Problem
from feedtool.model.tagging import TagChapter, Tagging, WantedChapter, WantedTags

_CURE = "run feedtool tag"
_OTHER_CURE = f"list the chapters in the record, then {_CURE}"
_MOST = 255  # chapters that a table of contents of ID3 has room for
_ROOM = {"chpl": 255, "Vorbis": 1000}
"""Chapters that fit into forms which count them in one byte, or in three digits."""
_LATE = 1.0
"""Seconds that a chapter may end behind the audio, or begin beside the record's."""


@rule("CH11", Level.WARNING)
def broken_audio_chapters(tags: AudioTags) -> Iterable[Problem]:
    """Chapters inside the audio are incomplete, out of order, or not those of the record.

    Apps list them as they stand in the file, some only those that the table of contents names.
    Expected are names that occur once, in the order of their times; each with a title, an end
    behind its start, and both within the audio; and one table (CTOC) on the top level, ordered,
    that lists them, hidden ones apart. Where the record has chapters, those in the file should be
    the same ones: it is advice to have them there, in an MP4 as a track too, since Apple's players
    show no other. `feedtool tag` writes them.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        CHAP one = 0-9000 Intro
        CHAP two = 9000-7000 The moth
        CTOC toc = top ordered one two

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        CHAP one = 0-9000 Intro
        CHAP two = 9000-20000 The moth
        CTOC toc = top ordered one two
    """
    tagging, duration = tags.tagging, tags.facts.duration
    found = [each for each in tagging.chapters if each.kind.startswith("ID3v2")]
    others = [each for each in tagging.chapters if not each.kind.startswith("ID3v2")]
    problems = [*_outside(others, duration)]
    if found:
        problems += (*_single(found, tags), *_contents(tagging, found, tags.wanted))
    cure = _CURE if tags.wanted.chapters else _OTHER_CURE
    yield from (replace(problem, hint=cure) for problem in problems)
    if tagging.is_whole:
        yield from _compare(tagging, tags.wanted.chapters)


def _single(found: list[TagChapter], tags: AudioTags) -> Iterator[Problem]:
    is_titled = all(each.title for each in tags.wanted.chapters)  # else the record is at fault
    counts = Counter(chapter.name for chapter in found)
    latest = 0.0
    for chapter in found:
        at = (f"CHAP:{chapter.name}",)
        faults = ["has no title (TIT2)"] if is_titled and not chapter.title else []
        faults += _faults(chapter, tags.facts.duration)
        for fault in faults[:1]:
            yield Problem(at, f"chapter {chapter.name!r} {fault}")
        if counts[chapter.name] > 1:
            counts[chapter.name] = 0
            yield Problem(at, f"more than one chapter has the name {chapter.name!r}")
        if chapter.start < latest:
            words = (
                f"chapter {chapter.name!r} ({write_fine_clock(chapter.start)}) stands behind one of"
            )
            yield Problem(at, f"{words} {write_fine_clock(latest)}; expected the order of time")
        latest = max(latest, chapter.start)


def _outside(found: list[TagChapter], duration: float | None) -> Iterator[Problem]:
    """Yield the first chapter of each list without names (MP4, Vorbis) that starts too late."""
    late = [each for each in found if duration is not None and each.start >= duration]
    for each in {each.kind: each for each in reversed(late)}.values():
        start, end = write_fine_clock(each.start), write_fine_clock(duration or 0)
        message = f"chapter {each.title!r} starts at {start}, but the audio ends at {end}"
        yield Problem((each.kind,), message)


def _faults(chapter: TagChapter, duration: float | None) -> Iterator[str]:
    start = write_fine_clock(chapter.start)
    if chapter.end is not None and chapter.end <= chapter.start:
        yield f"ends at {write_fine_clock(chapter.end)}, not behind its start {start}"
    if duration is None:
        return
    end = write_fine_clock(duration)
    if chapter.start >= duration:
        yield f"starts at {start}, but the audio ends at {end}"
    elif chapter.end is not None and chapter.end > duration + _LATE:
        yield f"ends at {write_fine_clock(chapter.end)}, behind the audio's {end}"


def _contents(tagging: Tagging, found: list[TagChapter], wanted: WantedTags) -> Iterator[Problem]:
    top = [table for table in tagging.contents if table.is_top]
    names = [chapter.name for chapter in found]
    if len(top) != 1:
        how = "no table of contents" if not top else f"{len(top)} tables of contents"
        yield Problem(("CTOC",), f"the chapters have {how} (CTOC) on the top level")
        return
    listed = {child for table in tagging.contents for child in table.children}
    if not top[0].is_ordered:
        yield Problem(("CTOC",), "the table of contents (CTOC) is not marked as ordered")
    hidden = sum(not each.is_listed for each in wanted.chapters)
    if not wanted.chapters:
        hidden = len(names) - 1  # which of them are hidden on purpose, nobody can tell
    missing = [name for name in names if name not in listed]
    if len(missing) > hidden and len(top[0].children) < _MOST:
        yield Problem(("CTOC",), f"the table of contents leaves out {missing[0]!r}")
    known = {*names, *(table.name for table in tagging.contents)}
    strange = [child for child in top[0].children if child not in known]
    if strange:
        yield Problem(("CTOC",), f"the table of contents lists {strange[0]!r}: no chapter")


def _compare(tagging: Tagging, wanted: Sequence[WantedChapter]) -> Iterator[Problem]:
    """Compare each list in the file with the record's; lists of MP4 have no hidden chapters."""
    if not wanted:
        return
    lists: dict[str, list[TagChapter]] = {}
    for each in tagging.chapters:
        lists.setdefault(each.kind, []).append(each)
    if not lists and tagging.blocks:
        message = f"the audio has no chapters inside; the record has {len(wanted)}"
        yield Problem((), message, _CURE, level=Level.ADVICE)
    if "chpl" in lists and "text" not in lists:
        message = "the chapters are in Nero's list alone, which Apple's players do not show"
        yield Problem(("chpl",), message, _CURE, level=Level.ADVICE)
    for kind, chapters in lists.items():
        expected = [e for e in wanted if e.is_listed] if kind in ("chpl", "text") else wanted
        difference = _difference(chapters, expected[: _ROOM.get(kind)])
        if difference:
            yield Problem((kind,), f"the chapters in the audio differ: {difference}", _CURE)


def _difference(found: Sequence[TagChapter], wanted: Sequence[WantedChapter]) -> str:
    if len(found) != len(wanted):
        return f"there are {len(found)}, in the record {len(wanted)}"
    for one, other in zip(sorted(found, key=lambda each: each.start), wanted, strict=True):
        same_time = abs(one.start - other.start) <= _LATE
        if not same_time or not _is_same_title(one.title, other.title):
            left = f"{write_fine_clock(one.start)} {one.title!r}"
            return f"{left}, in the record {write_fine_clock(other.start)} {other.title!r}"
    return ""


def _is_same_title(found: str, wanted: str) -> bool:
    """Compare titles; what has no room in the file may be cut."""
    found, wanted = " ".join(found.split()), " ".join(wanted.split())
    return found == wanted or (len(found) >= 60 and wanted.startswith(found))  # noqa: PLR2004 - a long one
