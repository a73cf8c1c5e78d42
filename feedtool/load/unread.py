"""Files that look like records and stand, or are called, as no record is: nobody reads them."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from feedtool.files import UnreadableError, read_start
from feedtool.load.folder import Folder, is_record_name
from feedtool.model.finding import Fault, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import NoFields, Source
from feedtool.model.shapes import Record

_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx")
_OTHER_NAMES = (*_MARKDOWN, ".htm", ".txt")
"""How records end in other tools, or by a slip of an editor (`073.md.txt`)."""
_NO_PERSON = (*_OTHER_NAMES, ".html", ".yaml", ".yml", ".toml", ".json")
_OF_PEOPLE = ("people", "sponsors")
_OF_EPISODES = ("audio", "chapters", "images", "transcripts")
"""Folders of files that records name: a transcript may have a front matter of its own."""
_DEPTH = 2
_START = 8192
_FRONT = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(r"^(?:guid|audio|episode|guests)[ \t]*[:=]", re.MULTILINE)
"""What records hold; the page of a website, which has a title and a date, does not."""


def list_unread(folder: Folder) -> list[Loaded[Record]]:
    """List what looks like a record and is read by nobody, sorted, each with its fault.

    A name that begins with `_` or `.` says that this is meant.
    """
    found = [*_list_misnamed(folder.path), *_list_misplaced(folder.path, "", _DEPTH)]
    found += [each for kind in _OF_PEOPLE for each in _list_no_people(folder.path, kind)]
    return [
        Loaded(
            folder.shown + name,
            name,
            Record(),
            Source(folder.shown + name, _read(folder.path / name), NoFields()),
            [Fault("RC14", problem)],
        )
        for name, problem in sorted(found, key=lambda each: each[0])
    ]


def _list_misnamed(path: Path) -> Iterator[tuple[str, Problem]]:
    """List files of the show folder whose text is a record's, and whose name is not."""
    for entry in _scan(path):
        is_candidate = "." not in entry.name or entry.name.lower().endswith(_OTHER_NAMES)
        if is_candidate and _looks_like_record(entry):
            message = "this file is not read: records end in .md, .html, .yaml or .yml"
            stem = Path(entry.name).stem
            name = stem if is_record_name(stem) else f"{stem}.md"
            is_free = not (path / name).exists()
            cure = f"rename it {name}" if is_free else f"delete it if {name} has it all"
            yield entry.name, Problem((), message, f"{cure}; a name that begins with _ is left")


def _list_misplaced(path: Path, inside: str, depth: int) -> Iterator[tuple[str, Problem]]:
    """List records in folders of the show folder."""
    for entry in _scan(path):
        if entry.is_dir(follow_symlinks=False):
            is_own = not inside and entry.name.lower() in (*_OF_PEOPLE, *_OF_EPISODES)
            if depth and not is_own:
                yield from _list_misplaced(Path(entry.path), f"{inside}{entry.name}/", depth - 1)
            continue
        is_named = is_record_name(entry.name) or entry.name.lower().endswith(_MARKDOWN)
        if inside and is_named and _looks_like_record(entry):
            message = "this record is not read: records stand in the show folder itself"
            hint = "move it there; a file or folder whose name begins with _ is left"
            yield f"{inside}{entry.name}", Problem((), message, hint)


def _list_no_people(path: Path, kind: str) -> Iterator[tuple[str, Problem]]:
    """List files of people/ or sponsors/ that are called as none of those is."""
    for entry in _scan(path / kind):
        stem = entry.name.partition(".")[0]
        if entry.name.lower().endswith(_NO_PERSON) and entry.is_file(follow_symlinks=False):
            message = f"this file is not read: those of {kind}/ end in .md"
            hint = f"make it {kind}/{stem}.md, with its fields between two lines of ---"
            yield f"{kind}/{entry.name}", Problem((), message, hint)


def _scan(path: Path) -> Iterable[os.DirEntry[str]]:
    """List the entries of a folder that are meant to be seen; none where nobody may look."""
    try:
        with os.scandir(path) as entries:
            return [each for each in entries if _is_meant(each.name)]
    except OSError:
        return ()


def _is_meant(name: str) -> bool:
    return name[0] not in "_." and not name.upper().startswith("README") and name.isprintable()


def _looks_like_record(entry: os.DirEntry[str]) -> bool:
    """Tell by fields that records have; a text must have them between fences, YAML need not."""
    if not entry.is_file(follow_symlinks=False):
        return False
    text = _read(Path(entry.path))
    is_yaml = entry.name.lower().endswith((".yaml", ".yml"))
    return bool((is_yaml or _FRONT.match(text)) and _FIELD.search(text))


def _read(path: Path) -> str:
    """Read the beginning of a file; "" for one that cannot be read."""
    try:
        return read_start(path, _START).decode("utf-8", "replace").removeprefix("\ufeff")
    except (UnreadableError, OSError):
        return ""
