"""Station probe: the media a record names, to facts: measured, kept, or from media.lock."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from feedtool.files import read_pointer
from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts
from feedtool.probe.audio import probe_audio
from feedtool.probe.facts_cache import FactsCache, Stamp, stamp_of

_OBJECT = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_TRIES = 3

T = TypeVar("T", AudioFacts, ImageFacts)


class MediaProbe:
    """Measures the media of a show folder; each file once.

    `fresh` are the facts of all files that were at hand, by name, `stamps` what tells whether one
    has changed since.
    """

    def __init__(self, root: Path, lock: Mapping[str, MediaFacts], cache: FactsCache) -> None:
        """Take the show folder, the content of media.lock, and what was measured before."""
        self.fresh: dict[str, MediaFacts] = {}
        self.stamps: dict[str, Stamp] = {}
        self._root, self._lock, self._cache = root, lock, cache
        self._asked: dict[tuple[type, str], MediaFacts | None] = {}

    def audio(self, name: str) -> AudioFacts | None:
        """Return the facts of an audio file; None where it is neither at hand nor locked.

        `name` is a path in the show folder, with `/`.
        """
        return self._find(name, AudioFacts, probe_audio)

    def image(self, name: str) -> ImageFacts | None:
        """Return the facts of a picture; None where it is neither at hand nor locked."""
        return self._find(name, ImageFacts, _probe_image)

    def _find(self, name: str, kind: type[T], probe: Callable[[Path], T]) -> T | None:
        key = (kind, name)
        if key not in self._asked:
            self._asked[key] = self._look_up(name, kind, probe)
        found = self._asked[key]
        return found if isinstance(found, kind) else None

    def _look_up(self, name: str, kind: type[T], probe: Callable[[Path], T]) -> T | None:
        path = self._root / name
        stamp = stamp_of(path)
        if stamp is None:
            return self._locked(name, kind)
        pointer = read_pointer(path)
        if pointer:
            return _check_pointer(self._locked(name, kind), pointer)
        facts = self._cache.find(name, stamp, kind)
        if facts is None:
            facts, stamp = _measure(path, kind, probe)
        self.fresh[name], self.stamps[name] = facts, stamp
        return facts

    def _locked(self, name: str, kind: type[T]) -> T | None:
        facts = self._lock.get(name)
        return facts if isinstance(facts, kind) else None


def _probe_image(path: Path) -> ImageFacts:
    from feedtool.probe.image import probe_image  # noqa: PLC0415 - Pillow only for a new picture

    return probe_image(path)


def _measure(path: Path, kind: type[T], probe: Callable[[Path], T]) -> tuple[T, Stamp]:
    for _ in range(_TRIES):
        before = stamp_of(path)
        facts = probe(path)
        if before is not None and stamp_of(path) == before:
            return facts, before
    fault = "the file changes while it is read: wait until its export has ended"
    return kind(0, "", fault=fault), (0, 0, 0)


def _check_pointer(locked: T | None, pointer: bytes) -> T | None:
    """Let media.lock stand for a pointer, unless it knows other bytes."""
    name = _OBJECT.search(pointer)
    if locked is None or name is None or name[1].decode() == locked.sha256:
        return locked
    fault = "its Git LFS pointer names other bytes than media.lock: run 'git lfs pull'"
    return replace(locked, sha256=name[1].decode(), fault=fault)
