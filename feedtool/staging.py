"""Several files of a folder replaced together, by one process at a time."""

import contextlib
import errno
import filecmp
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import has_bytes, hash_file, read_pointer

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock
    fcntl = None  # type: ignore[assignment]


ASIDE = ".feedtool-new"
"""Where files of a folder stand until all of them are there."""
_TOGETHER = 200
"""Pieces that are joined for one call."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class BusyError(FeedtoolError):
    """Another process holds the folder."""


class Replacement:
    """Several files of a folder replaced together: all are written aside, then take their names.

    Until `commit` nothing of the folder has changed. The folder must be locked: what a build that
    was killed left aside is swept. One that `is_dry` only compares, and writes nothing anywhere.
    """

    def __init__(self, folder: Path, *, is_dry: bool = False) -> None:
        self._aside, self._is_dry = folder / ASIDE, is_dry
        self._staged: list[tuple[str, Path]] = []
        self.sweep()

    def stage(self, path: Path, pieces: Sequence[bytes], *, is_synced: bool) -> bool:
        """Write bytes aside for `path`; say whether they differ from what is there.

        With `is_synced` they are on the disk before they take the name; without, a power cut can
        lose them, and they must be ones that the next run makes again. Raises OSError.
        """
        if has_bytes(path, pieces):
            return False
        if self._is_dry:
            return True
        aside = self._next()
        _write(aside, pieces, is_synced=is_synced)
        self._staged.append((aside, path))
        return True

    def stage_copy(self, path: Path, source: Path) -> tuple[bool, str]:
        """Copy a file aside for `path`; say whether it differs, and its SHA-256.

        Raises OSError; FileNotFoundError where the source is not there, or only a pointer to it.
        """
        if read_pointer(source):
            raise FileNotFoundError(errno.ENOENT, "a Git LFS pointer", str(source))
        if source.exists() and not source.is_file():  # to open a pipe would wait for ever
            raise OSError(errno.EINVAL, "not a file", str(source))
        digest = hash_file(source)
        if path.is_file() and filecmp.cmp(source, path, shallow=False):
            return False, digest
        if not self._is_dry:
            aside = self._next()
            shutil.copyfile(source, aside)
            self._staged.append((aside, path))
        return True, digest

    def _next(self) -> str:
        """Return where the next bytes stand until they take their name."""
        if not self._staged:
            self._aside.mkdir(exist_ok=True)
        return f"{self._aside}{os.sep}{len(self._staged)}"

    def commit(self) -> None:
        """Give every file its name, in the order they were staged. Raises OSError."""
        folders = {path.parent for _, path in self._staged}
        for path in (path for _, path in self._staged if os.path.isdir(path)):  # noqa: PTH112 - fast
            raise IsADirectoryError(errno.EISDIR, "a folder has its name", str(path))
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for aside, path in self._staged:
            os.replace(aside, path)  # noqa: PTH105 - fast
        for folder in folders:
            sync_folder(folder)

    def sweep(self) -> None:
        """Remove what is still aside."""
        if not self._is_dry:
            shutil.rmtree(self._aside, ignore_errors=True)


def _write(path: str, pieces: Sequence[bytes], *, is_synced: bool) -> None:
    """Write a new file with as few calls as there can be: a show has ten thousand of them."""
    handle = os.open(path, _NEW, 0o666)
    try:
        for start in range(0, len(pieces), _TOGETHER):
            rest = memoryview(b"".join(pieces[start : start + _TOGETHER]))
            while rest:
                rest = rest[os.write(handle, rest) :]
        if is_synced:
            os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Put the folder's entries on the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def lock_folder(folder: Path, work: str = "build") -> Iterator[None]:
    """Hold a folder for this process; a second holder is refused at once, by BusyError.

    `work` is what the message calls the other one's. The lock is the system's own: it ends with
    the process, however that ends.
    """
    if fcntl is None:  # pragma: no cover - Windows has no flock
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another {work} is writing to {folder}"
            raise BusyError(message, f"wait for it to end, then {work} again") from None
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def await_folder(folder: Path) -> Iterator[None]:
    """Hold a folder for the moment that a comparison and a change take, after whoever holds it."""
    if fcntl is None:  # pragma: no cover - Windows has no flock
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
