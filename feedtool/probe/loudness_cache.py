"""Station probe: loudness that was measured before, by the hash of the sound, in one JSON file.

It lies in `.feedtool` of a show folder; of files outside of shows, in the user's own cache. The
file may be deleted at any time, and one that cannot be read or written is no fault.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from feedtool.cache_folder import read_kept, write_kept
from feedtool.model.loudness import Loudness

_VERSION = 2
_FILE = "loudness.json"
_MAX_BYTES = 16 << 20
_MOST = 50_000
"""Sounds that are kept, the latest."""
_MOST_NUMBER = 1e15


class LoudnessCache:
    """Loudness by the hash of the sound, in one folder."""

    def __init__(self, folder: Path) -> None:
        """Read what is kept in a folder, if it is there."""
        self._folder, self._is_new = folder, False
        self._known = _read(read_kept(folder, _FILE, _MAX_BYTES))

    def find(self, audio_sha256: str) -> Loudness | None:
        """Return what was measured of this sound."""
        return self._known.get(audio_sha256)

    def put(self, audio_sha256: str, loudness: Loudness) -> None:
        """Keep what was measured."""
        self._known[audio_sha256] = loudness
        self._is_new = True

    def save(self) -> None:
        """Write what is new."""
        if not self._is_new:
            return
        latest = list(self._known.items())[-_MOST:]
        sounds = {sha256: asdict(loudness) for sha256, loudness in latest}
        text = json.dumps({"version": _VERSION, "sounds": sounds}, indent=0)
        write_kept(self._folder, _FILE, text.encode())
        self._is_new = False


def _read(data: bytes) -> dict[str, Loudness]:
    try:
        document = json.loads(data)
        is_ours = document["version"] == _VERSION and document["version"] is not True
        sounds = document["sounds"] if is_ours else {}
        return {sha256: _read_entry(entry) for sha256, entry in sounds.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
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
