"""import.lock: what an import wrote, so that a later one knows what the user has changed since."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feedtool.formats.toml_text import quote_toml
from feedtool.formats.toml_tree import find_deep_key

_HEAD = """\
# What `feedtool import` wrote: with it `--update` tells records that you have changed from those
# that you have not. Commit it; delete it when the old host is history.
format = 1
"""
FORMAT = 1


class ImportLockError(ValueError):
    """An import.lock that cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One item of the old feed: its files with the SHA-256 of each, and what it said.

    `said` is a fingerprint: `name=digits` for each of its elements.
    """

    key: str
    files: Mapping[str, str]
    said: str


@dataclass(frozen=True, slots=True)
class ImportLock:
    """An import: the feed's address or file, and its items by key.

    `show` is the SHA-256 of show.yaml as it was written, `said` the fingerprint of the channel.
    """

    source: str
    show: str = ""
    said: str = ""
    items: Mapping[str, ImportedItem] = field(default_factory=dict)


def write_import_lock(lock: ImportLock) -> str:
    """Write a lock, its items in the order they have."""
    known = {"source": lock.source, "show": lock.show, "said": lock.said}
    head = _HEAD + "".join(f"{name} = {quote_toml(value)}\n" for name, value in known.items())
    return head + "".join(map(_write_item, lock.items.values()))


def _write_item(item: ImportedItem) -> str:
    files = ", ".join(
        f"{quote_toml(name)} = {quote_toml(digest)}" for name, digest in item.files.items()
    )
    key, said = quote_toml(item.key), quote_toml(item.said)
    return f"\n[[item]]\nkey = {key}\nfiles = {{ {files} }}\nsaid = {said}\n"


def read_import_lock(text: str) -> ImportLock:
    """Read a lock; raises ImportLockError."""
    try:
        values = tomllib.loads(text) if find_deep_key(text) is None else {}
    except (ValueError, RecursionError) as error:  # also for a number of thousands of digits
        raise ImportLockError(f"it is no TOML: {error}") from None
    version = values.get("format")
    if version is None:
        raise ImportLockError("it names no format: it is empty, or no import wrote it")
    if type(version) is not int or version != FORMAT:
        raise ImportLockError(f"its format is {version!r}; this feedtool reads {FORMAT}")
    entries = values.get("item", [])
    texts = [values.get(name, "") for name in ("source", "show", "said")]
    if not isinstance(entries, list) or not all(isinstance(each, str) for each in texts):
        raise ImportLockError("its source, show, said or items are not what an import writes")
    source, show, said = texts
    items = map(_read_item, entries)
    return ImportLock(source, show, said, {item.key: item for item in items})


def _read_item(entry: Any) -> ImportedItem:
    files = entry.get("files") if isinstance(entry, dict) else None
    if not isinstance(files, dict) or not isinstance(entry.get("key"), str):
        raise ImportLockError("an item of it lacks its key or its files")
    outside = [name for name in files if name.startswith("/") or ".." in name.split("/")]
    if outside:
        raise ImportLockError(f"it names {outside[0]!r}, which no import writes")
    said = entry.get("said", "")
    if not all(isinstance(each, str) for each in (said, *files.values())):
        raise ImportLockError(f"a digest of {entry['key']!r} is no text")
    return ImportedItem(entry["key"], files, said)
