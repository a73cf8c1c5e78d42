"""Files that reports go to: never over a record or a recording."""

from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import write_text

_START = 4096
_BOM = b"\xef\xbb\xbf"
_YAML = (".yaml", ".yml")
_FENCES = (b"---", b"+++")
"""What a record begins with, and no report."""


def write_report(path: Path, text: str) -> None:
    """Write a report: whole into a file, straight into a pipe, a device or what a link leads to.

    Raises FeedtoolError, also for a file that is no earlier report: a slip in `--format` must not
    cost a record or a recording. To replace `/dev/stdout` would take it away from every other
    program.
    """
    if not path.is_symlink() and (path.is_file() or not path.exists()):
        _refuse_source(path)
        write_text(path, text)
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be written: {error.strerror}") from None


def _refuse_source(path: Path) -> None:
    """Raise FeedtoolError for a file that holds a record, or that is no text at all."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return  # not there, or not readable: writing says so
    is_record = path.suffix.lower() in _YAML or start.removeprefix(_BOM).startswith(_FENCES)
    if start and (is_record or b"\0" in start):
        raise FeedtoolError(f"{path} is no report: it is left as it is", "name another file")


def measure_report(path: Path) -> int:
    """Return the bytes of a file that is to be added to; one that is not there has none.

    Raises FeedtoolError, also for what is no file: to open a pipe would wait for ever.
    """
    try:
        if path.exists() and not path.is_file():
            raise FeedtoolError(f"{path} cannot be written: not a file")
        return path.stat().st_size if path.exists() else 0
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be read: {error.strerror}") from None


def append_report(path: Path, text: str) -> None:
    """Add a report to the end of a file, or begin one; raises FeedtoolError."""
    try:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise FeedtoolError(f"{path} cannot be written: {error.strerror}") from None
