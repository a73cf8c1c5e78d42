"""A folder as a target: for a web server, rsync, or the pages of a code host."""

import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.files import (
    UnreadableError,
    hash_file,
    leaves_folder,
    read_bytes,
    remove_file,
    written_aside,
)
from feedtool.publish.store import (
    AlteredError,
    ChangedError,
    Entry,
    Headers,
    Held,
    Placed,
    TakenError,
    Tally,
    read_parts,
)
from feedtool.staging import await_folder, sync_folder

_MAX_READ = 256 * 1024 * 1024
_SPARE = 16 * 1024 * 1024
"""Bytes that stay free on the disk: a full one harms more than this show."""
_UNFINISHED = re.compile(r"\..{1,40}\.\w{8}\.tmp", re.ASCII | re.DOTALL)
"""Names of files that are being written aside, as `written_aside` makes them."""
_HOUR = 3600


class FolderStore:
    """Files below a folder. A change is compared and made while the folder is held."""

    def __init__(self, root: Path) -> None:
        self._root = root
        plain = os.path.normpath(root)
        is_same = os.path.realpath(plain) == os.path.realpath(root)  # round in a circle, too
        self.where = plain if is_same else str(root)

    def refuse_inside(self, *folders: Path) -> None:
        """Raise FeedtoolError where the target is one of these folders, or lies in one."""
        for each in folders:
            if not leaves_folder(self._root, each):
                message = f"the target {self.where} lies in {each}, which is no place to publish to"
                raise FeedtoolError(message, "name another folder as its url")

    def read(self, name: str) -> Held | None:
        """Read a small file; its version is the hash of its bytes."""
        with self._explained(name):
            try:
                data = read_bytes(self._path(name), _MAX_READ)
            except FileNotFoundError:
                return None
            return Held(data, hashlib.sha256(data).hexdigest())

    def list(self, prefix: str = "") -> dict[str, Entry]:
        """List files; what is still being written, links and git's own are passed over."""
        found: dict[str, Entry] = {}
        with self._explained(prefix):
            for parent, folders, names in os.walk(self._root):
                folders[:] = [each for each in folders if each != ".git"]
                below = Path(parent).relative_to(self._root).as_posix()
                for each in names:
                    name = each if below == "." else f"{below}/{each}"
                    if name.startswith(prefix) and not _UNFINISHED.fullmatch(each):
                        found |= self._list_one(name)
        return found

    def _list_one(self, name: str) -> dict[str, Entry]:
        facts = (self._root / name).lstat()
        if not stat.S_ISREG(facts.st_mode):
            return {}
        return {name: Entry(facts.st_size, _stamp(facts), _moment(facts))}

    def find_hash(self, name: str) -> str:
        """Return the hash of a file's bytes."""
        with self._explained(name):
            return hash_file(self._path(name))

    def create(self, name: str, data: bytes, headers: Headers) -> Placed:
        """Write a file that is not there yet."""
        with self._explained(name):
            return Placed(self._take_name(name, [data], None), headers.sha256)

    def replace(self, name: str, data: bytes, headers: Headers, version: str) -> Placed:
        """Write over the bytes that were seen."""
        with self._explained(name):
            return Placed(self._take_name(name, [data], version), headers.sha256)

    def send(self, name: str, source: Path, headers: Headers, tally: Tally) -> Placed:
        """Copy a file to a name that nothing has."""
        with self._explained(name):
            self._refuse_full(source)
            parts = read_parts(source, headers.sha256, tally.sent)
            return Placed(self._take_name(name, parts, None), headers.sha256)

    def delete(self, name: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        with self._explained(name):
            path = self._path(name)
            if not path.is_file():
                return
            remove_file(path)
            for parent in path.parents:
                if parent == self._root or any(parent.iterdir()):
                    break
                parent.rmdir()

    def list_begun(self) -> dict[str, datetime]:
        """List nothing: a copy that was broken off begins anew."""
        return {}

    def give_up(self, name: str) -> None:
        """Do nothing: there are no parts."""

    def sweep(self) -> None:
        """Remove what nobody has written on for an hour: whoever began it was killed.

        What is gone already, or cannot be removed, stops no release.
        """
        for parent, folders, names in os.walk(self._root):
            folders[:] = [each for each in folders if each != ".git"]
            for path in (Path(parent) / name for name in names if _UNFINISHED.fullmatch(name)):
                with suppress(OSError):
                    if time.time() - path.lstat().st_mtime > _HOUR:
                        remove_file(path)

    def _take_name(self, name: str, parts: Iterable[bytes], version: str | None) -> str:
        """Write aside, then compare and take the name in one go; None: nothing may have it."""
        path = self._path(name)
        self._root.mkdir(parents=True, exist_ok=True)
        with written_aside(path, parts) as aside, await_folder(self._root):
            if version is None:
                if path.exists() or path.is_symlink():
                    raise TakenError(name)
            elif not path.is_file() or hash_file(path) != version:
                raise ChangedError(name)
            facts = aside.stat()
            aside.replace(path)
        sync_folder(path.parent)
        return _stamp(facts)

    def _refuse_full(self, source: Path) -> None:
        near = next((each for each in (self._root, *self._root.parents) if each.is_dir()), None)
        needed = source.stat().st_size + _SPARE
        if near is not None and shutil.disk_usage(near).free < needed:
            raise FeedtoolError(f"{self.where} has no room for {source.name}: {needed:,} bytes")

    def _path(self, name: str) -> Path:
        """Return where a file lies; raises FeedtoolError for a name that leads out."""
        path = self._root / name
        parts = name.split("/")
        if not name or name.startswith("/") or ".." in parts:
            raise FeedtoolError(f"{name!r} leads out of {self.where}", "rename the file")
        if leaves_folder(path, self._root):
            message = f"{name!r} leads out of {self.where}, or round in a circle"
            raise FeedtoolError(message, "a link lies in the way: take it out")
        return path

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        """Turn what the system says into one sentence."""
        try:
            yield
        except UnreadableError as error:
            raise FeedtoolError(f"{self.where}/{name}: {error}") from None
        except AlteredError:
            raise
        except OSError as error:
            where = error.filename2 or error.filename or f"{self.where}/{name}"
            message = f"{where} cannot be written: {error.strerror or error}"
            raise FeedtoolError(message, "what was published before is unchanged") from None


def _stamp(facts: os.stat_result) -> str:
    return f"{facts.st_size}-{facts.st_mtime_ns}-{facts.st_ino}"


def _moment(facts: os.stat_result) -> datetime:
    return datetime.fromtimestamp(facts.st_mtime, UTC)
