"""Station probe: the plain texts among the tags that mutagen reads."""

from collections.abc import Iterable
from typing import Any

from feedtool.probe.id3 import Tags, plain
from feedtool.probe.window import Window

_SKIPPED_ATOMS = ("covr", "\xa9lyr", "chpl")
_SKIPPED_COMMENTS = ("METADATA_BLOCK_PICTURE", "COVERART", "LYRICS", "UNSYNCEDLYRICS")


def open_with(reader: Any, window: Window) -> Any:
    """Open a file with one of mutagen's classes, which have hardly any types. Raises anything."""
    window.file.seek(0)
    return reader(window.file)


def mp4_tags(tags: Any) -> Tags:
    """Return the texts and numbers of MP4 atoms; a free-form atom has its long name."""
    found: Tags = []
    for name, values in (tags or {}).items():
        if name in _SKIPPED_ATOMS:
            continue
        for value in values if isinstance(values, list) else [values]:
            text = _atom_text(value)
            if text:
                found.append((plain(name), plain(text)))
    return found


def _atom_text(value: object) -> str:
    if isinstance(value, bytes):
        return value[: 1 << 16].decode("utf-8", "replace")
    if isinstance(value, tuple):  # a number and how many there are
        return "/".join(str(part) for part in value if part)
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value) if isinstance(value, (str, int)) else ""


def comment_tags(pairs: Iterable[tuple[str, str]] | None) -> Tags:
    """Return Vorbis comments, their names in capitals."""
    found = ((name.upper(), text) for name, text in pairs or ())
    return [(plain(n), plain(text)) for n, text in found if text and n not in _SKIPPED_COMMENTS]
