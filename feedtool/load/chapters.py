"""The chapters file that an episode names, with everything that is wrong with it."""

from feedtool.files import UnreadableError, decode_text, read_bytes
from feedtool.formats.chapter.forms import read_chapters
from feedtool.load.folder import Folder
from feedtool.model.chapters import ChapterFile, ChapterReading
from feedtool.model.place import FieldPath, Source, Span


class NoFields:
    """The places of a text that has no fields: findings in it bring their own."""

    def find(self, at: FieldPath, *, is_key: bool = False) -> Span:  # noqa: ARG002 - as all places
        """Return the beginning of the text."""
        return Span(0, 0)


def load_chapters(folder: Folder, name: str) -> ChapterFile | None:
    """Read a chapters file that is known to lie in the show folder; None if it is gone."""
    shown = folder.shown + name
    unsaved = folder.unsaved.get(shown)
    if unsaved is not None:
        return ChapterFile(name, Source(shown, unsaved, NoFields()), read_chapters(unsaved))
    text, reading = "", ChapterReading("lines")
    try:
        data = read_bytes(folder.path / name)
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        reading = read_chapters(decode_text(data))
    except FileNotFoundError:
        return None
    except UnreadableError as error:
        before = data[: error.position].decode("utf-8", "replace") if text else ""
        index = len(before.removeprefix("\ufeff"))
        reading.give_up(Span(index, index + 1), str(error))
    return ChapterFile(name, Source(shown, text, NoFields()), reading)
