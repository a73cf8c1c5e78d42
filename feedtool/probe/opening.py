"""Station probe: a path to an open file, or to facts that say why there is none."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from feedtool.model.media import AudioFacts, ImageFacts

T = TypeVar("T", AudioFacts, ImageFacts)


def open_facts(path: Path, kind: type[T], measure: Callable[[BinaryIO, int], T]) -> T:
    """Open a file, and let `measure` make facts of it and the number of its bytes.

    A path that is no readable file, or an empty one, gives facts with their `fault`.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # to open a pipe would wait for ever
            what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            return kind(0, "", fault=f"this is {what}, not a file")
        with path.open("rb") as file:
            length = os.fstat(file.fileno()).st_size
            return measure(file, length) if length else _empty(kind)
    except FileNotFoundError:
        return kind(0, "", fault="the file is not there")
    except OSError as error:
        return kind(0, "", fault=f"the file cannot be read: {error.strerror or error}")
    except ValueError:
        return kind(0, "", fault="the file's name holds a character that no file system knows")


def _empty(kind: type[T]) -> T:
    return kind(0, hashlib.sha256().hexdigest(), fault="the file is empty")
