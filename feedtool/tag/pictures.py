"""Station tag: the pictures that tags need, each made once in a run."""

from dataclasses import dataclass, field
from pathlib import Path

from feedtool.files import leaves_folder
from feedtool.model.tagging import WantedTags
from feedtool.tag.cover import PictureError, make_chapter_picture, make_cover


@dataclass(slots=True)
class Gathered:
    """Pictures by their path in the show folder, and why others are not among them."""

    found: dict[str, bytes] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Pictures:
    """Makes covers and pictures of chapters from the files of one show folder."""

    def __init__(self, root: Path) -> None:
        """Take the show folder."""
        self._root = root
        self._made: dict[tuple[str, bool], bytes | str] = {}

    def gather(self, wanted: WantedTags) -> Gathered:
        """Make what a file needs; a picture that cannot be read is left out, and said."""
        gathered = Gathered()
        names = {(chapter.picture, False) for chapter in wanted.chapters if chapter.picture}
        if wanted.cover:
            names.add((wanted.cover, True))
        for name, is_cover in sorted(names):
            made = self._make(name, is_cover=is_cover)
            if isinstance(made, str):
                gathered.faults.append(f"no picture of {made}")
            else:
                gathered.found[name] = made
        return gathered

    def _make(self, name: str, *, is_cover: bool) -> bytes | str:
        key = (name, is_cover)
        if key not in self._made:
            path = self._root / name
            try:
                if leaves_folder(path, self._root):
                    self._made[key] = f"{name}: it lies outside the show folder"
                else:
                    self._made[key] = make_cover(path) if is_cover else make_chapter_picture(path)
            except PictureError as error:
                self._made[key] = str(error)
            except OSError as error:
                self._made[key] = f"{name}: {error.strerror or error}"
        return self._made[key]
