"""The media.lock of a show folder, read; what is wrong with it becomes faults of its own record."""

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_text, refuse_link_out
from feedtool.formats.media_lock import read_lock
from feedtool.formats.toml_tree import TomlPlaces
from feedtool.load.folder import Folder
from feedtool.model.finding import Fault
from feedtool.model.loaded import Loaded
from feedtool.model.media import MediaFacts
from feedtool.model.place import Source
from feedtool.model.shapes import Record

LOCK_FILE = "media.lock"
_MAX_LOCK = 200 * 1024 * 1024
"""Bytes of media.lock: 10,000 episodes have 4 MB."""


def load_lock(folder: Folder) -> tuple[dict[str, MediaFacts], Loaded[Record]]:
    """Read media.lock; raises FeedtoolError where it is no text."""
    shown = folder.shown + LOCK_FILE
    text, facts, faults = "", dict[str, MediaFacts](), list[Fault]()
    try:
        refuse_link_out(folder.path / LOCK_FILE)
        text = read_text(folder.path / LOCK_FILE, _MAX_LOCK)
        facts, faults = read_lock(text)
    except FileNotFoundError:
        pass
    except UnreadableError as error:
        raise FeedtoolError(f"{shown}: {error}", "restore it from git") from None
    source = Source(shown, text, TomlPlaces(text))
    return facts, Loaded(shown, LOCK_FILE, Record(), source, faults)


def refuse_broken(lock: Loaded[Record]) -> None:
    """Raise FeedtoolError for a lock with errors, which must not be written anew.

    What it says of files that are not at hand would be lost.
    """
    if any(fault.problem.level is None for fault in lock.faults):
        message = (
            f"{lock.path} has faults, and what it says of files that are elsewhere may be lost"
        )
        raise FeedtoolError(message, "feedtool check names the place: mend it, or restore the file")
