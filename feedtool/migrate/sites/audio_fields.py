"""Audio in the front matter of sites: every theme has names of its own for address and size."""

import re
from typing import Any

from feedtool.formats.record.other_names import find_names, fold_name, list_names
from feedtool.migrate.sites.values import (
    join_address,
    plain_duration,
    plain_length,
    take_text,
    without_empty,
)

_FORMATS = ("mp3", "m4a", "mp4", "aac", "ogg", "opus")
_SOUNDS = frozenset(_FORMATS) - {"mp4"}
"""What names audio in a field of any name; a film may stand there for other reasons."""
_PARTS = ("url", "file", "src", "path", "href")
_SAYS_AUDIO = re.compile(r"audio|enclosure|mp3|m4a|podcast(?:file|url|link)|mediaurl|mediafile")
"""Names under which an address need not end as an audio file does."""
_QUERY = re.compile(r"[?#]")
_WORDS = frozenset({"true", "false", "yes", "no"})
_SAYS_SIZE = re.compile(r"(?:bytes|size|length)$")
_LEAST_BYTES = 100_000
"""What a page calls its `length` may be minutes or seconds: no episode has fewer bytes."""


def take_audio(values: dict[str, Any], prefix: str, site_url: str) -> dict[str, str]:
    """Take the audio of a page, with its size and duration; empty where it names none.

    A path that begins with a slash is one of the site, any other one stands behind `prefix`. Where
    several formats are given, the first that all apps play counts.
    """
    name, path, kind, inner = _take_address(values)
    if not path:
        return {}
    address = join_address(site_url if path.startswith("/") else prefix, path)
    found = {
        "url" if "://" in address else "file": address.lstrip("/"),
        "length": _take_length(inner, kind, is_inner=True) or _take_length(values, kind),
        "duration": _take_duration(inner) or _take_duration(values),
    }
    if name in values:
        values[name] = {each: value for each, value in inner.items() if not _is_type(value)}
    return without_empty(found)


def _is_type(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("audio/", "video/"))


def _take_address(values: dict[str, Any]) -> tuple[str, str, str, dict[str, Any]]:
    """Take the first field that names audio: name, path, format, and what stands beside the path.

    Those that tools call so come first; any other must name a file of sound. A mapping stays, for
    what else it holds.
    """
    known = find_names(values, list_names("audio"))
    for name in (*known, *(each for each in values if each not in known)):
        value = values[name]
        inner = dict(value) if isinstance(value, dict) else {}
        texts = {name: value} if isinstance(value, str) else inner
        for part in (name, *_FORMATS, *_PARTS, *texts):
            path = texts.get(part)
            if isinstance(path, str) and _is_path(path, name, is_known=name in known):
                if inner.pop(part, None) is None:
                    del values[name]
                return name, path.strip(), part if part in _FORMATS else _extension(path), inner
    return "", "", "", {}


def _is_path(text: str, name: str, *, is_known: bool) -> bool:
    """Tell an address of audio from other words: `podcast: true` names none."""
    path = _QUERY.split(text.strip(), maxsplit=1)[0].lower()
    if _extension(path) in (_FORMATS if is_known else _SOUNDS):
        return is_known or " " not in path
    is_said = _SAYS_AUDIO.search(fold_name(name)) is not None
    return is_said and path not in ("", *_WORDS) and ("/" in path or name == "audio")


def _extension(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _take_length(values: dict[str, Any], kind: str, *, is_inner: bool = False) -> str:
    """Take the size in bytes, given once or for each format; beside a path any number is one."""
    known = find_names(values, list_names("length"))
    vague = [name for name in values if name not in known and _SAYS_SIZE.search(fold_name(name))]
    for name in (*known, *vague):
        value = values[name]
        size = value.get(kind) if isinstance(value, dict) else value
        length = plain_length(size) if isinstance(size, str) else ""
        is_sure = is_inner or (name in known and name != "length")
        if length and (is_sure or int(length) >= _LEAST_BYTES):
            del values[name]
            return length
    return ""


def _take_duration(values: dict[str, Any]) -> str:
    """Take the duration; a length with colons is one, too."""
    lengths = [
        name for name in find_names(values, list_names("length")) if ":" in str(values[name])
    ]
    return take_text(values, *list_names("duration"), *lengths, read=plain_duration)
