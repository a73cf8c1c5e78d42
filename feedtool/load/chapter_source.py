"""Whatever holds chapters: a chapters file, an episode's record, or show notes with times."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, decode_text, read_bytes
from feedtool.formats.chapter.forms import read_chapters
from feedtool.formats.chapter.notes import read_notes
from feedtool.formats.record.episode import EpisodeReader
from feedtool.load.chapters import NoFields, load_chapters
from feedtool.load.episode import EpisodeLoader
from feedtool.load.file_judge import FileJudge
from feedtool.load.folder import Folder, list_records
from feedtool.model.chapters import ChapterFile, ChapterReading
from feedtool.model.episode import Episode
from feedtool.model.loaded import Loaded
from feedtool.model.place import Source
from feedtool.model.roster import Roster
from feedtool.model.shapes import Record

_NOTES = {".md": True, ".markdown": True, ".html": False, ".htm": False}
"""Extensions of show notes, and whether they are Markdown."""
_RECORDS = frozenset({".md", ".html", ".yaml", ".yml"})
_FENCES = ("---", "+++")


@dataclass(frozen=True, slots=True)
class ChapterSource:
    """Chapters with the text they stand in; `duration` is that of a record's audio, in seconds."""

    loaded: Loaded[Any]
    reading: ChapterReading
    duration: float | None = None


def load_chapter_source(path: Path) -> ChapterSource:
    """Read the chapters of a file; raises FeedtoolError where it cannot be read at all."""
    try:
        text = decode_text(read_bytes(path))
    except FileNotFoundError:
        raise FeedtoolError(f"{path}: there is no such file") from None
    except UnreadableError as error:
        raise FeedtoolError(f"{path}: {error}") from None
    suffix = path.suffix.lower()
    is_record = suffix in (".yaml", ".yml") or text.startswith(_FENCES)
    if suffix in _RECORDS and is_record:
        return _load_record(path)
    if suffix in _NOTES:
        reading = read_notes(text, is_markdown=_NOTES[suffix])
        return _wrap(path, text, _require(reading, path.as_posix()))
    return _wrap(path, text, read_chapters(text))


def _wrap(path: Path, text: str, reading: ChapterReading) -> ChapterSource:
    source = Source(path.as_posix(), text, NoFields())
    return ChapterSource(Loaded(source.path, path.name, Record(), source), reading)


def _require(reading: ChapterReading, shown: str) -> ChapterReading:
    if not reading.entries:
        raise FeedtoolError(
            f"{shown} holds no chapters: no two lines close together begin with a time",
            "write them as '00:00 Intro', one on a line",
        )
    return reading


def _load_record(path: Path) -> ChapterSource:
    """Take a record's own list, else the file it names, else the times in its notes."""
    parent = path.parent.as_posix()
    folder = Folder(path.parent, "" if parent == "." else f"{parent}/")
    sidecars = list_records(folder)[1]
    loaded = EpisodeLoader(folder, EpisodeReader(Roster(), {}), sidecars).load(path.name)
    chapters = loaded.record.chapters
    is_broken = chapters is None and any(fault.code == "RC01" for fault in loaded.faults)
    if is_broken or "chapters" in loaded.dropped:
        raise FeedtoolError(f"the chapters of {path} cannot be read", "feedtool check says why")
    if chapters is None:
        return _load_notes(loaded)
    duration = loaded.record.audio.duration if loaded.record.audio else None
    if chapters.entries:
        reading = ChapterReading("record", list(chapters.entries))
        whole = Loaded(loaded.path, loaded.name, loaded.record, loaded.source_of("chapters"))
        return ChapterSource(whole, reading, duration)
    file = _load_file(folder, chapters.file) if chapters.file else None
    if file is None:
        message = f"the chapters of {path} are at {chapters.url}"
        raise FeedtoolError(message, "download them first")
    wrapped = Loaded(file.source.path, file.name, loaded.record, file.source)
    return ChapterSource(wrapped, file.reading, duration)


def _load_file(folder: Folder, name: str) -> ChapterFile:
    fault = FileJudge(folder.path).judge((("chapters", "file"), name, False))
    file = None if fault else load_chapters(folder, name)
    if file is None:
        raise FeedtoolError(fault.problem.message if fault else f"{name} is gone")
    return file


def _load_notes(loaded: Loaded[Episode]) -> ChapterSource:
    episode, source = loaded.record, loaded.source_of("notes")
    span = source.places.find(("notes",))
    body = source.text[span.start : span.end]
    is_whole = body == (episode.notes or "")
    reading = read_notes(
        episode.notes or "",
        is_markdown=episode.notes_format != "html",
        offset=span.start if is_whole else 0,
    )
    if not is_whole:  # folded or quoted: only the field has a place
        reading.spans = [span] * len(reading.entries)
    duration = episode.audio.duration if episode.audio else None
    placed = Loaded(loaded.path, loaded.name, episode, source)
    return ChapterSource(placed, _require(reading, loaded.path), duration)
