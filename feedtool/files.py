"""The door to the disk: bounded reads, and one file replaced whole or not at all."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from feedtool.errors import FeedtoolError

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opens at once, even a pipe that nobody writes to."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_IS_LINK = (errno.ELOOP, errno.EMLINK)
"""How systems say that what was to be opened is a link."""
_BOM = b"\xef\xbb\xbf"
_POINTER = b"version https://git-lfs.github.com/spec/v1"
_MAX_POINTER = 1024
"""Bytes that a Git LFS pointer has less than (its specification)."""
MAX_TEXT = 4 * 1024 * 1024
"""Bytes a text file of the show may have."""


class UnreadableError(Exception):
    """A file that is there and cannot be used; the text is a sentence about it.

    `position` is the byte where reading stopped, where that is known.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


def read_bytes(path: Path | str, limit: int = MAX_TEXT) -> bytes:
    """Read a file of at most `limit` bytes; raises UnreadableError, FileNotFoundError."""
    return _read(path, _READ, limit)


def read_inside(path: str) -> bytes:
    """Read a file as `read_bytes` does, but never through a link that leaves its folder."""
    if _NO_LINK:
        try:
            return _read(path, _READ | _NO_LINK, MAX_TEXT)
        except _LinkError:
            pass
    refuse_link_out(path)
    return read_bytes(path)


class _LinkError(Exception):
    """What was to be opened is a link."""


def _read(path: Path | str, flags: int, limit: int) -> bytes:
    try:
        handle = os.open(path, flags)
        try:
            data = _read_up_to(handle, limit + 1)
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise UnreadableError("this is a folder, not a file") from None
    except OSError as error:
        if flags & _NO_LINK and error.errno in _IS_LINK:
            raise _LinkError from None
        raise UnreadableError(f"the file cannot be read: {error.strerror}") from None
    if len(data) > limit:
        size = Path(path).stat().st_size
        raise UnreadableError(f"the file has {size:,} bytes; at most {limit:,} are read")
    return data


def read_start(path: Path, count: int) -> bytes:
    """Read the first bytes of a file; raises UnreadableError, FileNotFoundError."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnreadableError(f"the file cannot be read: {error.strerror}") from None


def _read_up_to(handle: int, limit: int) -> bytes:
    """Read in one call where the size is known: records are small and many."""
    facts = os.fstat(handle)
    if not stat.S_ISREG(facts.st_mode):
        is_folder = stat.S_ISDIR(facts.st_mode)
        what = "a folder" if is_folder else "a device or pipe"
        raise UnreadableError(f"this is {what}, not a file")
    data = os.read(handle, min(facts.st_size + 1, limit))
    if len(data) == facts.st_size:
        return data
    while data and len(data) < limit:
        part = os.read(handle, min(1 << 20, limit - len(data)))
        if not part:
            break
        data += part
    return data


def read_pointer(path: Path) -> bytes:
    """Return the text of a Git LFS pointer that stands where a file should, b"" for any other."""
    try:
        if not 0 < path.stat().st_size < _MAX_POINTER:
            return b""
        data = read_bytes(path, _MAX_POINTER)
    except (OSError, UnreadableError):
        return b""
    return data if data.startswith(_POINTER) else b""


def read_text(path: Path, limit: int = MAX_TEXT) -> str:
    """Read UTF-8 text without its byte order mark; raises as `read_bytes` does."""
    return decode_text(read_bytes(path, limit))


def leaves_folder(path: Path, folder: Path) -> bool:
    """Tell whether links lead a path out of a folder, or round in a circle."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # what Python raises for a circle depends on its version
        return True


def refuse_link_out(path: Path | str) -> None:
    """Raise UnreadableError for a link out of its folder: a report would tell what is there."""
    if os.path.islink(path) and leaves_folder(Path(path), Path(path).parent):  # noqa: PTH114 - fast
        raise UnreadableError("this is a link that leaves the show folder")


def decode_text(data: bytes) -> str:
    """Decode UTF-8 without its byte order mark; raises UnreadableError with the place."""
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        message = f"the file is not UTF-8: byte 0x{byte:02X} stands here; save it as UTF-8"
        raise UnreadableError(message, error.start) from None


def write_atomic(path: Path, data: bytes) -> bool:
    """Replace a file whole, or leave it as it was; say whether its bytes changed.

    The new bytes are on the disk before they take the name. Raises OSError.
    """
    if has_bytes(path, [data]):
        return False
    with written_aside(path, [data]) as aside:
        aside.replace(path)
    return True


@contextlib.contextmanager
def written_aside(path: Path, parts: Iterable[bytes]) -> Iterator[Path]:
    """Write a file beside `path`, its bytes on the disk, and hand it over to take that name.

    What is not taken is removed, also where `parts` raises. Raises OSError.
    """
    import tempfile  # noqa: PLC0415 - many commands write nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode_of(path))
        yield Path(name)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def write_text(path: Path, text: str) -> bool:
    """Replace a text file as `write_atomic` does; raises FeedtoolError."""
    try:
        return write_atomic(path, text.encode())
    except UnicodeEncodeError:
        message = f"{path} cannot be written: a text for it is not UTF-8"
        raise FeedtoolError(message, "use a terminal and a locale that are UTF-8") from None
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be written: {error.strerror}") from None


def replace_text(path: Path, before: str, after: str) -> bool:
    """Replace a text file that still holds `before`; say whether it did.

    A byte order mark stays. Raises FeedtoolError.
    """
    try:
        data = read_bytes(path)
        lead = _BOM if data.startswith(_BOM) else b""
        if path.is_symlink() or data != lead + before.encode():
            return False
        write_atomic(path, lead + after.encode())
    except (FileNotFoundError, UnreadableError):
        return False
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be written: {error.strerror}") from None
    return True


def _mode_of(path: Path) -> int:
    """Keep the mode of a file that is replaced; a new one is readable by all."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def has_bytes(path: Path, pieces: Sequence[bytes]) -> bool:
    """Tell whether a file holds exactly these bytes."""
    try:
        if path.stat().st_size != sum(map(len, pieces)):
            return False
        with path.open("rb") as file:
            return all(file.read(len(piece)) == piece for piece in pieces)
    except OSError:
        return False


def remove_file(path: Path) -> None:
    """Delete a file that is there."""
    path.unlink(missing_ok=True)
