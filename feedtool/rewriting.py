"""One large file made anew: written beside the old one, checked, then put in its place.

A reader sees the old file or the new one, whole, whatever ends the process in between.
"""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.pieces import Piece, count_bytes, write_pieces
from feedtool.staging import sync_folder

_SUFFIX = ".feedtool-tag"
_ROOM = 1 << 16  # bytes that a file system may need besides
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_BUSY = (errno.EBUSY, errno.ETXTBSY, errno.EACCES, errno.EPERM)


@dataclass(frozen=True, slots=True)
class Old:
    """A file that is to be made anew: where it really lies, and what tells that it changed.

    `links` are its further names (hard links): they keep the old bytes.
    """

    path: Path
    facts: os.stat_result

    @property
    def links(self) -> int:
        """How many further names the file has."""
        return self.facts.st_nlink - 1


def open_old(path: Path, folder: Path) -> Old:
    """Look at a file that is to be made anew; raises FeedtoolError.

    A link is followed inside `folder`: what it leads to is made anew, and it stays a link.
    """
    try:
        real = path.resolve(strict=True)
        facts = real.stat()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it leads round in a circle"
        raise FeedtoolError(f"it cannot be read: {reason}") from None
    if not stat.S_ISREG(facts.st_mode):
        raise FeedtoolError("it is no file")
    if not real.is_relative_to(folder.resolve()):
        hint = "put the file itself into the show folder"
        raise FeedtoolError("it is a link that leaves the show folder", hint)
    if not facts.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise FeedtoolError("it is write-protected", f"chmod u+w {path}, if that is wanted")
    return Old(real, facts)


def sweep(folder: Path) -> list[str]:
    """Remove what runs that were killed left in a folder; nobody else may be writing there."""
    removed: list[str] = []
    with contextlib.suppress(OSError):
        for entry in sorted(folder.iterdir()):
            if entry.name.startswith(".") and entry.name.endswith(_SUFFIX):
                with contextlib.suppress(OSError):
                    entry.unlink()
                    removed.append(entry.name)
    return removed


def rewrite(
    old: Old,
    pieces: Sequence[Piece],
    check: Callable[[Path], None],
    finish: Callable[[Path], None] | None = None,
    to: Path | None = None,
) -> None:
    """Make a file anew of pieces; raises FeedtoolError, or what `check` and `finish` raise.

    `finish` works on the new file, which nobody else sees yet; `check` reads it, and raises where
    it is not as it should be. With `to` the new file gets that name, which must be free, and the
    old one stays.
    """
    target = to or old.path
    new: Path | None = None
    try:
        new = _write_aside(old, pieces, target)
        if finish is not None:
            finish(new)
        with ThreadPoolExecutor(1) as pool:  # the disk is slow: the file is read meanwhile
            settled = pool.submit(_settle, new, old)
            check(new)
            settled.result()
        _refuse_changed(old)
        if to is None:
            new.replace(target)
        else:
            _take_free_name(new, target)
    except OSError as error:
        name = str(to) if to else "it"
        raise FeedtoolError(*_explain(error, name, target.parent, _room_for(pieces))) from None
    finally:
        if new is not None:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
    sync_folder(target.parent)


def _take_free_name(new: Path, target: Path) -> None:
    """Give a file a name, never that of a file that is there."""
    try:
        os.link(new, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # exFAT has no links
        new.replace(target)


def _room_for(pieces: Sequence[Piece]) -> int:
    return count_bytes(pieces) + _ROOM


def _write_aside(old: Old, pieces: Sequence[Piece], target: Path) -> Path:
    """Write the pieces into a new file beside `target`."""
    if shutil.disk_usage(target.parent).free < _room_for(pieces):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
    prefix = f".{target.name[:40]}."
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=_SUFFIX, dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, old.path.open("rb") as source:
            write_pieces(pieces, source, file)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    return new


def _settle(new: Path, old: Old) -> None:
    """Give the new file the old one's mode and owner, and put it on the disk."""
    handle = os.open(new, os.O_RDWR)
    try:
        if hasattr(os, "fchown"):
            with contextlib.suppress(OSError):  # only root may give a file away
                os.fchown(handle, old.facts.st_uid, old.facts.st_gid)
        new.chmod(stat.S_IMODE(old.facts.st_mode))
        _copy_attributes(old.path, new)
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_attributes(old: Path, new: Path) -> None:
    """Copy what a file system keeps beside a file, such as labels of the desktop."""
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(old):
                with contextlib.suppress(OSError):
                    os.setxattr(new, name, os.getxattr(old, name))


def _refuse_changed(old: Old) -> None:
    """Raise FeedtoolError where another program wrote to the file meanwhile."""
    now = old.path.stat()
    seen = (old.facts.st_ino, old.facts.st_size, old.facts.st_mtime_ns)
    if (now.st_ino, now.st_size, now.st_mtime_ns) != seen:
        message = "it changed while its tags were written"
        raise FeedtoolError(message, "wait until its export has ended, then try again")


def _explain(error: OSError, name: str, folder: Path, need: int) -> tuple[str, str]:
    """Say what went wrong with a file, and what helps; `need` bytes must be free in its folder."""
    if error.errno == errno.EEXIST:
        return f"{name} is there already", "choose another name"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no room on the disk", f"{need:,} bytes must be free in {folder}"
    reason = error.strerror or str(error)
    if error.errno in _BUSY:
        hint = "close the program that has it open, or ask for leave to write into its folder"
        return f"{name} cannot be replaced: {reason}", hint
    return f"{name} cannot be written: {reason}", ""
