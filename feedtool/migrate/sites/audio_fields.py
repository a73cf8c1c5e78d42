"""Audio in the front matter of sites: every theme has names of its own for address and size."""

import re
from typing import Any

from feedtool.migrate.sites.site import (
    join_address,
    plain_duration,
    plain_length,
    take_text,
    without_empty,
)

_FORMATS = ("mp3", "m4a", "mp4", "aac", "ogg", "opus")
_PARTS = ("url", "file", "src", "path", "href")
_ADDRESSES = (
    *("audio", "enclosure", "podcast", "media", "episode_audio", "audio_file", "audiofile"),
    *("audio_url", "audiourl", "audio_link", "podcast_file", "podcast_url", "podcast_link"),
    *("media_url", "media_file", "enclosure_url", "file_url", "mp3_url", "mp3url", "soundfile"),
    *("audio_path", "file", "sound", *_FORMATS),
)
_SIZES = (
    *("filesize", "file_size", "size", "bytes", "length", "audio_size", "audio_length"),
    *("audio_filesize", "audio_bytes", "enclosure_length", "podcast_bytes", "podcast_length"),
    *("podcast_size", "podcast_file_size", "mp3_size", "media_size"),
)
_DURATIONS = ("duration", "audio_duration", "podcast_duration", "itunes_duration", "runtime")
_VAGUE = frozenset({"podcast", "media", "file", "sound"})
"""Names under which pages and other files stand, too: only an audio file's name counts."""
_WORDS = frozenset({"true", "false", "yes", "no"})
_LEAST_BYTES = 100_000
"""What a page calls its `length` may be minutes or seconds: no episode has fewer bytes."""


def take_audio(values: dict[str, Any], prefix: str, site_url: str) -> dict[str, str]:
    """Take the audio of a page, with its size and duration; empty where it names none.

    A path that begins with a slash is one of the site, any other one stands behind `prefix`. Where
    several formats are given, the first that all apps play counts.
    """
    path, kind, inner = _take_address(values)
    if not path:
        return {}
    address = join_address(site_url if path.startswith("/") else prefix, path)
    found = {
        "url" if "://" in address else "file": address.lstrip("/"),
        "length": _take_length(inner, kind) or _take_length(values, kind, _LEAST_BYTES),
        "duration": _take_duration(inner) or _take_duration(values),
    }
    return without_empty(found)


def _take_address(values: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Take the first field that names audio: its path, its format, and what stands beside it."""
    for name in _ADDRESSES:
        value = values.get(name)
        inner = dict(value) if isinstance(value, dict) else {}
        texts = {name: value} if isinstance(value, str) else inner
        for part in (name, *_FORMATS, *_PARTS):
            path = texts.get(part)
            if isinstance(path, str) and _is_path(path, name):
                del values[name]
                extension = path.rpartition(".")[2].lower()
                return path.strip(), part if part in _FORMATS else extension, inner
    return "", "", {}


def _is_path(text: str, name: str) -> bool:
    """Tell an address of audio from other words: `podcast: true` names none."""
    path = re.split(r"[?#]", text.strip(), maxsplit=1)[0].lower()
    if path.rpartition(".")[2] in _FORMATS:
        return True
    return name not in _VAGUE and path not in ("", *_WORDS) and ("/" in path or name == "audio")


def _take_length(values: dict[str, Any], kind: str, least: int = 0) -> str:
    """Take the size in bytes, given once or for each format; a `length` of at least so many."""
    for name in _SIZES:
        value = values.get(name)
        size = value.get(kind) if isinstance(value, dict) else value
        length = plain_length(size) if isinstance(size, str) else ""
        if length and (name != "length" or int(length) >= least):
            del values[name]
            return length
    return ""


def _take_duration(values: dict[str, Any]) -> str:
    """Take the duration; a `length` with colons is one, too."""
    duration = plain_duration(take_text(values, *(name for name in _DURATIONS if name in values)))
    length = values.get("length")
    if not duration and isinstance(length, str) and ":" in length:
        duration = plain_duration(length)
        if duration:
            del values["length"]
    return duration
