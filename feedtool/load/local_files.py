"""The local files a record names: they exist, inside the show folder, in the exact case."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from feedtool.files import leaves_folder
from feedtool.formats.nearest import find_nearest
from feedtool.load.reading import UNPRINTABLE
from feedtool.model.episode import Chapters, Episode
from feedtool.model.finding import Fault, Problem
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.model.tags import file_or_url

Named = tuple[FieldPath, str, bool]
"""Where a file is named, its path, and whether it is media (which media.lock may stand for)."""


def files_of_show(show: Show) -> Iterator[Named]:
    """List the local files of show.yaml."""
    if show.artwork and file_or_url(show.artwork) == "file":
        yield ("artwork",), show.artwork, True
    for number, picture in enumerate(show.images):
        if picture.file:
            yield ("images", number, "file"), picture.file, True
    for kind in ("hosts", "credits"):
        yield from _pictures_of(kind, getattr(show, kind))


def files_of_episode(episode: Episode) -> Iterator[Named]:
    """List the local files of an episode."""
    yield from _media_of_episode(episode)
    for number, link in enumerate(episode.transcript):
        if link.file:
            yield ("transcript", number, "file"), link.file, False
    if episode.chapters is not None:
        yield from _files_of_chapters(episode.chapters)
    for kind in ("hosts", "guests", "credits"):
        yield from _pictures_of(kind, getattr(episode, kind) or ())


def _media_of_episode(episode: Episode) -> Iterator[Named]:
    if episode.audio is not None and episode.audio.file:
        yield ("audio", "file"), episode.audio.file, True
    if episode.artwork and file_or_url(episode.artwork) == "file":
        yield ("artwork",), episode.artwork, True
    for number, alternate in enumerate(episode.alternate_enclosure):
        if alternate.file:
            yield ("alternate_enclosure", number, "file"), alternate.file, True
    for number, picture in enumerate(episode.images):
        if picture.file:
            yield ("images", number, "file"), picture.file, True


def _pictures_of(kind: str, persons: tuple[Person, ...]) -> Iterator[Named]:
    for number, person in enumerate(persons):
        if person.image and file_or_url(person.image) == "file":
            yield (kind, number, "image"), person.image, True


def _files_of_chapters(chapters: Chapters) -> Iterator[Named]:
    if chapters.file:
        yield ("chapters", "file"), chapters.file, False
    for number, chapter in enumerate(chapters.entries):
        if chapter.image and file_or_url(chapter.image) == "file":
            yield ("chapters", number, "image"), chapter.image, True


def check_file(root: Path, named: Named, locked: frozenset[str]) -> Fault | None:
    """Say what is wrong with a named file, or None; `locked` are the names in media.lock."""
    at, name, is_media = named
    message, hint = _judge(root, name)
    if not message or (message == _MISSING and is_media and name in locked):
        return None
    words = message.replace("{name}", name)
    return Fault("RC09", Problem(at, words, hint), (str(at[0]),))


_OURS = frozenset({"feed.xml", "manifest.json", ".feedtool", ".feedtool-new"})
"""Names at the top of the output folder, and that of the cache."""
_MISSING = "file '{name}' does not exist"


def _judge(root: Path, name: str) -> tuple[str, str]:
    """Say what is wrong with a path, and the cure; two empty texts if nothing is."""
    message, hint = _judge_words(name)
    if message:
        return message, hint
    path = root / name
    try:
        if not path.exists():
            return _MISSING, _near(root, name)
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "a device or pipe"
            return f"path '{{name}}' is {kind}, not a file", ""
        if leaves_folder(path, root):
            words = "path '{name}' leaves the show folder through a link"
            return words, "put the file itself there"
        if not os.access(path, os.R_OK):
            return "file '{name}' cannot be read: permission denied", "make it readable"
    except (OSError, ValueError):
        return "path '{name}' cannot be opened", ""
    return ("", "") if _has_exact_case(root, name) else (_MISSING, _near(root, name))


def _judge_words(name: str) -> tuple[str, str]:
    """Judge the path as it is written."""
    if UNPRINTABLE.search(name):
        return "path '{name}' holds a control character", "rename the file"
    if "\\" in name:
        return "path '{name}' has a backslash", f"write {name.replace(chr(92), '/')}"
    if name.startswith("/") or ":" in name.split("/", 1)[0]:
        return "path '{name}' must be relative to the show folder", ""
    if ".." in name.split("/"):
        return "path '{name}' leaves the show folder", "put the file in the show folder"
    if _first_part(name.casefold()) in _OURS:
        return "path '{name}' is that of a file which feedtool writes", "rename it"
    if name != unicodedata.normalize("NFC", name):
        return "path '{name}' has letters with separate accents", "write it in NFC"
    return "", ""


def _first_part(name: str) -> str:
    return next((part for part in name.split("/") if part not in ("", ".")), "")


def _has_exact_case(root: Path, name: str) -> bool:
    """Compare each part with the folder's own listing: some systems ignore case, servers do not."""
    folder = root
    for part in name.split("/"):
        if part not in ("", ".") and part not in _listing(folder):
            return False
        folder = folder / part
    return True


def _listing(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []


def _near(root: Path, name: str) -> str:
    """Name the file that was most likely meant, each part of its path in the right case."""
    found: list[str] = []
    for part in (part for part in name.split("/") if part not in ("", ".")):
        names = _listing(root.joinpath(*found))
        same = (each for each in names if each.casefold() == part.casefold())
        meant = part if part in names else next(same, None) or find_nearest(part, names)
        if not meant:
            return ""
        found.append(meant)
    return f"did you mean '{'/'.join(found)}'?" if found else ""
