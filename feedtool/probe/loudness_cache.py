"""Station probe: loudness that was measured before, by the hash of the sound, in one JSON file.

It lies in `.feedtool` of a show folder; of files outside of shows, in the user's own cache. The
file may be deleted at any time, and one that cannot be read or written is no fault.
"""

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from feedtool.files import UnreadableError, read_bytes, write_atomic
from feedtool.model.loudness import Loudness

_VERSION = 1
_FILE = "loudness.json"
_MAX_BYTES = 16 << 20
_MOST = 50_000
"""Sounds that are kept, the latest."""
_MOST_NUMBER = 1e15


def cache_of_show(show: Path) -> Path:
    """Return the folder of a show's own cache."""
    return show / ".feedtool"


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


class LoudnessCache:
    """Loudness by the hash of the sound, in one folder."""

    def __init__(self, folder: Path) -> None:
        """Read what is kept in a folder, if it is there."""
        self._folder, self._is_new = folder, False
        self._known = _read(folder / _FILE)

    def find(self, audio_sha256: str) -> Loudness | None:
        """Return what was measured of this sound."""
        return self._known.get(audio_sha256)

    def put(self, audio_sha256: str, loudness: Loudness) -> None:
        """Keep what was measured."""
        self._known[audio_sha256] = loudness
        self._is_new = True

    def save(self) -> None:
        """Write what is new."""
        if not self._is_new or self._folder.is_symlink():  # a link would lead the cache elsewhere
            return
        latest = list(self._known.items())[-_MOST:]
        sounds = {sha256: asdict(loudness) for sha256, loudness in latest}
        text = json.dumps({"version": _VERSION, "sounds": sounds}, indent=0)
        with contextlib.suppress(OSError):
            write_atomic(self._folder / ".gitignore", b"*\n")
            write_atomic(self._folder / _FILE, text.encode())
        self._is_new = False


def _read(path: Path) -> dict[str, Loudness]:
    try:
        document = json.loads(read_bytes(path, _MAX_BYTES))
        is_ours = document["version"] == _VERSION and document["version"] is not True
        sounds = document["sounds"] if is_ours else {}
        return {sha256: _read_entry(entry) for sha256, entry in sounds.items()}
    except (OSError, UnreadableError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    except RecursionError:  # of brackets without end
        return {}


def _read_entry(entry: Mapping[str, Any]) -> Loudness:
    values = {each.name: entry[each.name] for each in fields(Loudness)}
    if not all(value is None or _is_number(value) for value in values.values()):
        raise ValueError("a value is no number")
    return Loudness(**values)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= _MOST_NUMBER  # False for nan
