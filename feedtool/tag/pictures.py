"""Station tag: the pictures that tags need, each made once, and kept in `.feedtool/pictures`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.cache_folder import cache_of_show, read_kept, write_kept
from feedtool.files import leaves_folder
from feedtool.model.media import MediaFacts
from feedtool.model.tagging import WantedTags
from feedtool.tag.cover import VERSION, PictureError, make_chapter_picture, make_cover

_FOLDER = "pictures"
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
            known = self._name_kept(name, is_cover=is_cover)
            kept = read_kept(cache_of_show(self._root), known, _LARGEST) if known else b""
            is_whole = kept.startswith(_JPEG[0]) and kept.endswith(_JPEG[1])
            self._made[key] = kept if is_whole else self._make(name, known, is_cover=is_cover)
        return self._made[key]

    def _name_kept(self, name: str, *, is_cover: bool) -> str:
        """Name the picture made of these bytes in the cache; "" where they are not known."""
        facts = self._facts.get(name)
        if facts is None or not facts.sha256:
            return ""
        kind = "cover" if is_cover else "chapter"
        return f"{_FOLDER}/{facts.sha256}-{kind}-{VERSION}.jpg"

    def _make(self, name: str, kept: str, *, is_cover: bool) -> bytes | str:
        path = self._root / name
        try:
            if leaves_folder(path, self._root):
                return "it lies outside the show folder"
            made = make_cover(path) if is_cover else make_chapter_picture(path)
        except PictureError as error:
            return str(error)
        except OSError as error:
            return error.strerror or "it is cut off or damaged"  # Pillow gives no number
        if kept and self._keeps:
            write_kept(cache_of_show(self._root), kept, made)
        return made
