"""Station probe: Vorbis comments, in Ogg and FLAC, as mutagen reads them.

Sources: Vorbis comment field recommendations; Xiph's chapter extension; FLAC's picture block.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from feedtool.formats.chapter.times import read_time
from feedtool.model.tagging import TagBlock, TagChapter, Tagging, TagPicture
from feedtool.probe.pictures import read_coded_picture, read_picture
from feedtool.probe.tag_texts import make_frame, plain
from feedtool.probe.window import Window

PICTURE = "METADATA_BLOCK_PICTURE"
CHAPTER = re.compile(r"CHAPTER(\d{2,4})(NAME|URL|)")
_OLD_PICTURE = "COVERART"
_MOST = 5000
_MAX_READ = 64 << 20  # bytes
DAMAGED = Tagging(fault="the tags are damaged: they cannot be read")


class _Bounded:
    """A file of which no more is read than tags and indexes may hold."""

    def __init__(self, window: Window) -> None:
        self._file, self._left = window.file, _MAX_READ

    def read(self, count: int = -1) -> bytes:
        """Read up to `count` bytes; raises OSError where it was too much."""
        if count < 0 or count > self._left:
            count = self._left + 1
        data = self._file.read(count)
        self._left -= len(data)
        if self._left < 0:
            raise OSError("more was read than tags may hold")
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._file.seek(place, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()


def open_with(reader: Any, window: Window) -> Any:
    """Open a file with one of mutagen's classes, which have hardly any types; None if it cannot.

    On damaged bytes mutagen raises more than its own errors: IndexError, ValueError, OverflowError,
    whatever its code meets, MemoryError too. This is the one place that calls it for reading.
    """
    window.file.seek(0)
    try:
        return reader(_Bounded(window))
    except Exception:  # noqa: BLE001 - see above
        return None


def read_comments(pairs: Iterable[tuple[str, str]] | None, blocks: Iterable[Any] = ()) -> Tagging:
    """Read the comments of a file, and FLAC's picture blocks; names are in capitals."""
    found = [(name.upper(), text) for name, text in pairs or ()]
    pictures = [
        read_picture("FLAC", "PICTURE", each.data, each.type, plain(each.desc)) for each in blocks
    ]
    pictures += _pictures(found)
    frames = tuple(
        make_frame("Vorbis", name, text, length=len(text.encode("utf-8", "replace")))
        for name, text in found[:_MOST]
        if name not in (PICTURE, _OLD_PICTURE) and not CHAPTER.fullmatch(name)
    )
    length = sum(len(name) + len(text.encode("utf-8", "replace")) + 5 for name, text in found)
    length += sum(picture.length + 32 for picture in pictures if picture.kind == "FLAC")
    tags = (TagBlock("Vorbis", length),) if found or pictures else ()
    return Tagging(tags, frames, tuple(pictures), tuple(_chapters(found)))


def _pictures(found: list[tuple[str, str]]) -> Iterator[TagPicture]:
    for name, text in found:
        picture = read_coded_picture("Vorbis", name, text) if name == PICTURE else None
        if picture is not None:
            yield picture


def _chapters(found: list[tuple[str, str]]) -> Iterator[TagChapter]:
    parts: dict[str, dict[str, str]] = {}
    for name, text in found:
        match = CHAPTER.fullmatch(name)
        if match:
            parts.setdefault(match[1], {})[match[2]] = text
    for number, part in list(parts.items())[:_MOST]:
        start = read_time(part.get("", ""))
        if start is not None:
            title, link = plain(part.get("NAME", "")), plain(part.get("URL", ""))
            yield TagChapter("Vorbis", f"CHAPTER{number}", start, None, title, link)
