"""Station probe: what was measured before, kept between runs in `.feedtool/facts.json`.

The file may be deleted at any time, and one that cannot be read or written is no fault: then
media are measured again. Workers read the cache; the process that started them saves it.
"""

import contextlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from feedtool import __version__
from feedtool.cache_folder import cache_of_show, read_kept, write_kept
from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts

VERSION = 18
"""Raised whenever measuring gives other facts of the same bytes."""

_FILE = "facts.json"
_MAX_BYTES = 256 << 20
_HUGE = re.compile(rb'":\s*-?\d{19}')
"""A number that nothing measures, and that is none to reckon with."""
_SETTLED = 2_000_000_000  # ns: some file systems tell times in steps of two seconds

Stamp = tuple[int, int, int]
"""Bytes, and the times of the last change of content and of entry in ns."""

T = TypeVar("T", AudioFacts, ImageFacts)


@dataclass
class _Stored:
    """The content of the file: facts by name, with the stamp they were measured under."""

    __pydantic_config__: ClassVar = ConfigDict(strict=True, allow_inf_nan=False)

    version: int
    feedtool: str
    audio: dict[str, tuple[Stamp, AudioFacts]]
    images: dict[str, tuple[Stamp, ImageFacts]]


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes when a file does, or None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


class FactsCache:
    """Facts of the media of one show folder, valid while their files stay as they were."""

    def __init__(self, root: Path, began: int | None = None) -> None:
        """Read what is kept for the show in `root`; the run began at `began` (ns), or now."""
        self._root, self._changed = root, False
        self._settled = (time.time_ns() if began is None else began) - _SETTLED
        self._stored = _read_stored(root)

    def find(self, name: str, stamp: Stamp, kind: type[T]) -> T | None:
        """Return the facts measured under this stamp."""
        entry = self._table(kind).get(name)
        return entry[1] if entry and entry[0] == stamp else None

    def _table(self, kind: type[T]) -> dict[str, tuple[Stamp, T]]:
        tables = {AudioFacts: self._stored.audio, ImageFacts: self._stored.images}
        return tables[kind]  # type: ignore[return-value] # mypy does not tie the value to its key

    def update(self, fresh: Mapping[str, MediaFacts]) -> None:
        """Take over what a run, begun after this cache was made, measured at hand.

        A file that has changed since, or shortly before, is left out: the facts may be older.
        """
        for name, facts in fresh.items():
            if isinstance(facts, AudioFacts):
                self._put(self._stored.audio, name, facts)
            else:
                self._put(self._stored.images, name, facts)

    def _put(self, table: dict[str, tuple[Stamp, T]], name: str, facts: T) -> None:
        entry = table.get(name)
        if entry and entry[1] is facts:
            return
        stamp = stamp_of(self._root / name)
        if stamp is None or not facts.sha256 or stamp[0] != facts.length:
            return
        if max(stamp[1:]) < self._settled and entry != (stamp, facts):
            table[name] = (stamp, facts)
            self._changed = True

    def save(self) -> None:
        """Write what is new; files that are gone are forgotten."""
        if not self._changed:
            return
        stored = self._stored
        stored.audio = {name: stored.audio[name] for name in self._present(stored.audio)}
        stored.images = {name: stored.images[name] for name in self._present(stored.images)}
        data = _adapter().dump_json(stored, exclude_defaults=True)
        write_kept(cache_of_show(self._root), _FILE, data)
        self._changed = False

    def _present(self, names: Mapping[str, object]) -> list[str]:
        return sorted(name for name in names if stamp_of(self._root / name))


@cache
def _adapter() -> TypeAdapter[_Stored]:
    return TypeAdapter(_Stored)


def _read_stored(root: Path) -> _Stored:
    data = read_kept(cache_of_show(root), _FILE, _MAX_BYTES)
    with contextlib.suppress(ValidationError):
        stored = _adapter().validate_json(data)
        if not _HUGE.search(data) and (stored.version, stored.feedtool) == (VERSION, __version__):
            return stored
    return _Stored(VERSION, __version__, {}, {})
