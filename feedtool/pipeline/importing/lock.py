"""import.lock in the show folder: written by an import, read by one that goes on."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, hash_file, read_text
from feedtool.formats.import_lock import (
    ImportedItem,
    ImportLock,
    ImportLockError,
    read_import_lock,
    write_import_lock,
)
from feedtool.load.folder import SHOW_FILE
from feedtool.migrate.feed.episode_writer import Imported
from feedtool.migrate.feed.fingerprint import fingerprint
from feedtool.migrate.feed.pages import item_key

LOCK = "import.lock"
_MAX_LOCK = 64 * 1024 * 1024
_HINT = "restore it from git; without it, only a new import into another folder is possible"


def load_import_lock(folder: Path) -> ImportLock:
    """Read the lock of a show folder; raises FeedtoolError where there is none that serves."""
    path = folder / LOCK
    try:
        return read_import_lock(read_text(path, _MAX_LOCK))
    except FileNotFoundError:
        message = f"{path} is not there: nothing tells what an import wrote here"
        raise FeedtoolError(message, _HINT) from None
    except (UnreadableError, ImportLockError) as error:
        raise FeedtoolError(f"{path}: {error}", _HINT) from None


def lock_items(imported: Imported) -> Iterable[ImportedItem]:
    """Yield what a lock keeps of each item; one that nothing tells from others is left out."""
    for item, names in zip(imported.items, imported.records, strict=True):
        key = item_key(item.node)
        if key:
            digests = {name: hash_text(imported.files[name]) for name in names}
            yield ImportedItem(key, digests, fingerprint(item.node))


def write_lock(source: str, imported: Imported) -> str:
    """Return the text of the lock of a new show folder."""
    said = fingerprint(imported.show.node) if imported.show else ""
    items = {item.key: item for item in lock_items(imported)}
    show = hash_text(imported.files.get(SHOW_FILE, ""))
    return write_import_lock(ImportLock(source, show, said, items))


def is_untouched(folder: Path, files: Mapping[str, str]) -> bool:
    """Tell whether all files of a record are as the import wrote them."""
    try:
        return all(hash_file(folder / name) == digest for name, digest in files.items())
    except OSError:
        return False


def hash_text(text: str) -> str:
    """Return the SHA-256 of a file that holds this text."""
    return hashlib.sha256(text.encode()).hexdigest()
