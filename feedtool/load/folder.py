"""The show folder: where it is, and which files in it are records."""

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.errors import FeedtoolError

SHOW_FILE = "show.yaml"
_SIDECAR_SUFFIXES = (".yaml", ".yml")
_RECORD_SUFFIXES = (".md", ".html", *_SIDECAR_SUFFIXES)
NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""What the system says where there is no such file."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A show folder. `shown` is put before names in reports: `episodes/`, or nothing.

    `unsaved` holds texts that are read instead of the files, by the path that reports print.
    """

    path: Path
    shown: str
    unsaved: Mapping[str, str] = field(default_factory=dict)


def find_folder(given: str | None) -> Folder:
    """Find the show folder: the one named, else here, else ./episodes; raises FeedtoolError."""
    if given is None:
        given = "." if stat.S_ISREG(_mode_of(Path(SHOW_FILE))) else "episodes"
        if not stat.S_ISDIR(_mode_of(Path(given))):
            message = "there is no show here: neither ./show.yaml nor ./episodes/show.yaml"
            raise FeedtoolError(message, "name the show's folder, or make one: feedtool init")
    if not given:
        raise FeedtoolError("the name of the show's folder is empty")
    path = Path(given)
    mode = _mode_of(path)
    if not mode:
        if path.suffix:
            raise FeedtoolError(
                f"{given}: there is no such file or folder", "look for a typing slip"
            )
        raise FeedtoolError(f"{given}: there is no such folder", "feedtool init makes one")
    if not stat.S_ISDIR(mode):
        message = f"{given} is a file; a show is a folder that holds {SHOW_FILE}"
        raise FeedtoolError(message, "name that folder")
    if not stat.S_ISREG(_mode_of(path / SHOW_FILE)):
        import shlex  # noqa: PLC0415 - for this hint alone

        named = shlex.quote(given)
        hint = f"feedtool init {named} makes a show folder; a site is taken over by feedtool import"
        raise FeedtoolError(f"{given} holds no {SHOW_FILE}, so it is no show folder", hint)
    shown = "" if given in (".", "./") else given.replace(os.sep, "/").rstrip("/") + "/"
    return Folder(path, shown)


def _mode_of(path: Path) -> int:
    """Return the type and mode of a file, 0 where none is; raises FeedtoolError.

    Path.exists and is_file say no, from Python 3.14 on, also where nobody may look.
    """
    try:
        return path.stat().st_mode
    except ValueError:
        return 0
    except OSError as error:
        if error.errno in NOT_THERE:
            return 0
        raise FeedtoolError(f"{path} cannot be read: {error.strerror}") from None


def find_output(folder: Folder, out: Path | None) -> Path:
    """Return the output folder: the one given, else feed/ beside the show folder."""
    if out is not None:
        return out
    path = folder.path
    is_plain = ".." not in path.parts and path != Path()
    return (path if is_plain else path.resolve()).parent / "feed"


def list_records(folder: Folder) -> tuple[list[str], dict[str, str]]:
    """List the names of record files, sorted, and the sidecars: record name -> .yaml name."""
    try:
        with os.scandir(folder.path) as entries:
            names = sorted(entry.name for entry in entries if _is_record(entry))
    except OSError as error:
        raise FeedtoolError(f"{folder.path} cannot be read: {error.strerror}") from None
    yamls = [name for name in names if name.lower().endswith(_SIDECAR_SUFFIXES)]
    sidecars = _find_owners(yamls, names) if yamls else {}
    added = set(sidecars.values())
    return [name for name in names if name not in added] if added else names, sidecars


def _find_owners(yamls: list[str], names: list[str]) -> dict[str, str]:
    """Tell whose sidecar a .yaml is: of two of the same name, the Markdown is the record."""
    parts = [(name, *name.rpartition(".")[::2]) for name in names]
    owners: dict[str, str] = {}
    for wanted in ("html", "md"):
        owners |= {stem: name for name, stem, suffix in parts if suffix.lower() == wanted}
    stems = [(name, name.rpartition(".")[0]) for name in yamls]
    return {owners[stem]: name for name, stem in stems if stem in owners}


def is_record_name(name: str) -> bool:
    """Tell a record by the end of its name; some systems write it in capitals."""
    return name.lower().endswith(_RECORD_SUFFIXES)


def _is_record(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if not is_record_name(name) or name[0] in "_." or name == SHOW_FILE:
        return False
    return not name.upper().startswith("README.")
