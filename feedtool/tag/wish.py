"""Station tag: what is asked of the tags of one file, and the new file that would fulfil it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.formats.private_data import name_private_data
from feedtool.formats.tag_names import group_of, keep_totals, list_targets, tells_wrong_length
from feedtool.model.tagging import Frame, Tagging, WantedTags
from feedtool.pieces import Piece
from feedtool.probe.window import Window


class CannotTagError(Exception):
    """A file that cannot be tagged soundly; the text is a sentence about it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The wanted values, and the bytes of the pictures by path in the show folder.

    `id3_version` is 3 or 4, None where nobody asked for one. With `strips_private`, frames with
    private data go. `duration` is seconds.
    """

    wanted: WantedTags
    pictures: dict[str, bytes] = field(default_factory=dict)
    id3_version: int | None = None
    strips_private: bool = False
    duration: float | None = None

    @property
    def cover(self) -> bytes | None:
        """The bytes of the cover, None where the record has no picture at hand."""
        return self.pictures.get(self.wanted.cover)

    def targets(self, kind: str, before: Tagging) -> list[Frame]:
        """List the frames that a tag of this kind should have, in a file with these tags."""
        targets = keep_totals(list_targets(self.wanted, kind), before)
        if group_of(kind) == "ID3v2" and tells_wrong_length(before, self.duration):
            targets.append(Frame(kind, "TLEN", str(round((self.duration or 0) * 1000))))
        return targets

    def drops(self, frame: Frame) -> bool:
        """Say whether a frame that nobody replaces goes all the same."""
        return self.strips_private and name_private_data(frame) != ""


@dataclass(slots=True)
class Draft:
    """A new file that is not written yet: its pieces, and the tags it will have.

    `finish` works on the new file after the pieces are in it; `is_same` compares the sound of the
    old and the new file, beyond the bytes of it; `notes` say what could not be done.
    """

    tagging: Tagging
    pieces: list[Piece]
    finish: Callable[[Path], None] | None = None
    is_same: Callable[[Window, Window], bool] | None = None
    notes: list[str] = field(default_factory=list)
