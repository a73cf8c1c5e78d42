"""A new name for an episode's audio: what is published keeps its bytes, the record follows."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, leaves_folder, read_text, remove_file, replace_text
from feedtool.formats.record.edit import apply_edits
from feedtool.load.folder import Folder
from feedtool.model.finding import AnyEdit, Remove, Replace
from feedtool.pipeline.tagging.reading import EpisodeTags

_ASSERTED = ("length", "duration", "type")
"""Fields of `audio` that were about the old bytes."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """The old and the new name in the show folder, and the record before and after."""

    old: str
    new: str
    target: Path
    record: Path
    before: str
    after: str

    def write_record(self) -> None:
        """Name the new file in the record; raises FeedtoolError, and takes the file back."""
        try:
            is_written = replace_text(self.record, self.before, self.after)
        except FeedtoolError:
            remove_file(self.target)
            raise
        if not is_written:
            remove_file(self.target)
            message = f"{self.record} changed meanwhile: nothing was written"
            raise FeedtoolError(message, "try again")


def plan_renaming(folder: Folder, episode: EpisodeTags, old: str, new: Path) -> Renaming:
    """Work out the renaming; raises FeedtoolError where it cannot be done whole."""
    target, name = _place(folder, new)
    if PurePosixPath(name).suffix.lower() != PurePosixPath(old).suffix.lower():
        raise FeedtoolError(f"{new}: the extension must stay {PurePosixPath(old).suffix}")
    if target.exists() or target.is_symlink():
        raise FeedtoolError(f"{new} is there already", "choose a name that was never published")
    if not target.parent.is_dir():
        raise FeedtoolError(f"{target.parent} is no folder", "make it first")
    record = folder.path / episode.name
    try:
        before = read_text(record)
    except (OSError, UnreadableError) as error:
        raise FeedtoolError(f"{episode.path}: {error}") from None
    after = _rename_in(before, record.suffix, old, name)
    if after is None:
        message = f"{episode.path} does not name {old} in a way that can be rewritten"
        hint = f"copy it to {name}, write audio: {name} into the record, then run feedtool tag"
        raise FeedtoolError(message, hint)
    return Renaming(old, name, target, record, before, after)


def _place(folder: Folder, new: Path) -> tuple[Path, str]:
    """Find where the new file goes: a path in the show folder, or from where the user stands."""
    inside = [each for each in (folder.path / new, new) if not leaves_folder(each, folder.path)]
    if not inside:
        raise FeedtoolError(
            f"{new} lies outside the show folder", "name a file such as audio/072-b.mp3"
        )
    target = next((each for each in inside if each.parent.is_dir()), inside[0])
    name = target.resolve().relative_to(folder.path.resolve())
    return folder.path / name, name.as_posix()


def _rename_in(text: str, suffix: str, old: str, new: str) -> str | None:
    """Write the new name; a pinned address or asserted facts would be wrong for it."""
    if apply_edits(text, suffix, [Remove(("audio", "url"))]) is not None:
        return None
    edits: list[AnyEdit] = []
    for name in _ASSERTED:
        edit = Remove(("audio", name))
        if apply_edits(text, suffix, [edit]) is not None:
            edits.append(edit)
    return apply_edits(text, suffix, [Replace(("audio", "file"), old, new), *edits])
