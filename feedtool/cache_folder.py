"""The folder of caches: `.feedtool` of a show, or the user's own. It may be deleted at any time."""

import contextlib
import os
import sys
from pathlib import Path

from feedtool.files import UnreadableError, read_bytes, write_atomic


def cache_of_show(root: Path) -> Path:
    """Return the cache folder of the show folder `root`; git ignores it."""
    return root / ".feedtool"


def cache_of_user() -> Path:
    """Return the folder of the user's cache, where the system wants it."""
    given = os.environ.get("XDG_CACHE_HOME")
    if given:
        return Path(given) / "feedtool"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "feedtool"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "feedtool"
    return Path.home() / ".cache" / "feedtool"


def read_kept(folder: Path, name: str, limit: int) -> bytes:
    """Read a file of a cache folder; b"" for none that can be read, or one of more than `limit`."""
    with contextlib.suppress(OSError, UnreadableError):
        return b"" if _leads_elsewhere(folder, name) else read_bytes(folder / name, limit)
    return b""


def write_kept(folder: Path, name: str, data: bytes) -> None:
    """Write a file of a cache folder; one that cannot be written is no fault."""
    with contextlib.suppress(OSError):
        if not _leads_elsewhere(folder, name):
            write_atomic(folder / ".gitignore", b"*\n")
            write_atomic(folder / name, data)


def _leads_elsewhere(folder: Path, name: str) -> bool:
    """Tell whether a folder on the way is a link."""
    return folder.is_symlink() or (folder / name).parent.is_symlink()
