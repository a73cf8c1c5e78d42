"""Station tag: the pictures that tags need, each made once, and kept in `.feedtool/pictures`."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.files import UnreadableError, leaves_folder, read_bytes, write_atomic
from feedtool.model.media import MediaFacts
from feedtool.model.tagging import WantedTags
from feedtool.tag.cover import VERSION, PictureError, make_chapter_picture, make_cover

_FOLDER = Path(".feedtool", "pictures")
_JPEG = (b"\xff\xd8\xff", b"\xff\xd9")
_LARGEST = 4 << 20


@dataclass(slots=True)
class Gathered:
    """Pictures by their path in the show folder, and why others are not among them."""

    found: dict[str, bytes] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Pictures:
    """Makes covers and pictures of chapters from the files of one show folder."""

    def __init__(self, root: Path, facts: Mapping[str, MediaFacts], *, keeps: bool) -> None:
        """Take the show folder, and what was measured of its files; keep what is made, or not."""
        self._root, self._facts, self._keeps = root, facts, keeps
        self._made: dict[tuple[str, bool], bytes | str] = {}

    def gather(self, wanted: WantedTags) -> Gathered:
        """Make what a file needs; a picture that cannot be read is left out, and said."""
        gathered = Gathered()
        names = {(chapter.picture, False) for chapter in wanted.chapters if chapter.picture}
        if wanted.cover:
            names.add((wanted.cover, True))
        for name, is_cover in sorted(names):
            made = self._find(name, is_cover=is_cover)
            if isinstance(made, str):
                gathered.faults.append(f"without the picture {name}: {made}")
            else:
                gathered.found[name] = made
        return gathered

    def _find(self, name: str, *, is_cover: bool) -> bytes | str:
        key = (name, is_cover)
        if key not in self._made:
            path = self._kept_path(name, is_cover=is_cover)
            kept = _read_kept(path) if path else b""
            self._made[key] = kept or self._make(name, path, is_cover=is_cover)
        return self._made[key]

    def _kept_path(self, name: str, *, is_cover: bool) -> Path | None:
        """Return where a picture made of these bytes is kept; None where they are not known."""
        facts = self._facts.get(name)
        folder = self._root / _FOLDER
        if facts is None or not facts.sha256 or folder.is_symlink() or folder.parent.is_symlink():
            return None
        kind = "cover" if is_cover else "chapter"
        return folder / f"{facts.sha256}-{kind}-{VERSION}.jpg"

    def _make(self, name: str, kept: Path | None, *, is_cover: bool) -> bytes | str:
        path = self._root / name
        try:
            if leaves_folder(path, self._root):
                return "it lies outside the show folder"
            made = make_cover(path) if is_cover else make_chapter_picture(path)
        except PictureError as error:
            return str(error)
        except OSError as error:
            return error.strerror or "it is cut off or damaged"  # Pillow gives no number
        if kept is not None and self._keeps:
            with contextlib.suppress(OSError):
                write_atomic(self._root / ".feedtool" / ".gitignore", b"*\n")
                write_atomic(kept, made)
        return made


def _read_kept(path: Path) -> bytes:
    """Read a picture that was made before; b"" for none, or one that is cut off."""
    with contextlib.suppress(OSError, UnreadableError):
        data = read_bytes(path, _LARGEST)
        if data.startswith(_JPEG[0]) and data.endswith(_JPEG[1]):
            return data
    return b""
