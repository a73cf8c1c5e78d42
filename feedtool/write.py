"""Station write: bytes into the output folder, all of them or none, only what changed.

Order: files the feed points to, then the feed, then the manifest, then what is no longer made.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.errors import FeedtoolError
from feedtool.files import (
    Replacement,
    UnreadableError,
    lock_folder,
    read_bytes,
    remove_file,
)
from feedtool.model.feed import Asset

MANIFEST = "manifest.json"
FEED = "feed.xml"
_MAX_ASSET = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Public:
    """One public file: `name` under base_url, where it comes from, sha256, media type."""

    name: str
    source: str
    sha256: str
    type: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one file of the output folder: written, removed or absent."""

    name: str
    action: str


def write_feed(
    out: Path, root: Path, feed: bytes, assets: Sequence[Asset], listed: Iterable[Public]
) -> list[Change]:
    """Write the feed and what it points to; raises FeedtoolError, the old feed untouched.

    `root` is the show folder that assets come from; `listed` are public files that stay where
    they are and are only named in the manifest.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with lock_folder(out):
            return _write_all(out, root, feed, assets, list(listed))
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{error.filename or out} cannot be written: {reason}"
        raise FeedtoolError(message, "the feed that was there is unchanged") from None


def _write_all(
    out: Path, root: Path, feed: bytes, assets: Sequence[Asset], listed: list[Public]
) -> list[Change]:
    before = read_manifest(out)
    replacement = Replacement(out)
    try:
        changes, public = _stage_all(replacement, out, root, feed, assets, listed)
        replacement.commit()
    finally:
        replacement.sweep()
    return changes + _remove_stale(out, before, public)


def _stage_all(
    replacement: Replacement,
    out: Path,
    root: Path,
    feed: bytes,
    assets: Sequence[Asset],
    listed: list[Public],
) -> tuple[list[Change], dict[str, Public]]:
    changes: list[Change] = []
    public = {entry.name: entry for entry in listed}
    for asset in assets:
        data = _bytes_of(asset, root)
        if data is None:
            changes.append(Change(asset.name, "absent"))
            continue
        if replacement.stage(out / asset.name, data, is_synced=False):
            changes.append(Change(asset.name, "written"))
        public[asset.name] = Public(asset.name, asset.source, _sha256(data), asset.type)
    public[FEED] = Public(FEED, "show.yaml", _sha256(feed), "application/rss+xml")
    for name, data in ((FEED, feed), (MANIFEST, _manifest(public))):
        if replacement.stage(out / name, data, is_synced=True):
            changes.append(Change(name, "written"))
    return changes, public


def _bytes_of(asset: Asset, root: Path) -> bytes | None:
    if asset.content is not None:
        return asset.content
    try:
        return read_bytes(root / asset.source, _MAX_ASSET)
    except (FileNotFoundError, UnreadableError):
        return None


def _remove_stale(out: Path, before: dict[str, str], public: dict[str, Public]) -> list[Change]:
    """Remove files of the last build that this one does not make, if nobody changed them."""
    changes: list[Change] = []
    for name, sha256 in before.items():
        path = out / name
        if name in public or not _is_inside(out, path) or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            remove_file(path)
            changes.append(Change(name, "removed"))
    return changes


def _is_inside(out: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(out.resolve())


def read_manifest(out: Path) -> dict[str, str]:
    """Read name and sha256 of what the last build made; a broken manifest counts as none."""
    try:
        document: Any = json.loads(read_bytes(out / MANIFEST, _MAX_ASSET))
        return {
            entry["name"]: entry["sha256"] for entry in document["files"] if entry["name"] != FEED
        }
    except (FileNotFoundError, UnreadableError, ValueError, KeyError, TypeError):
        return {}


def _manifest(public: dict[str, Public]) -> bytes:
    files = [
        {"name": each.name, "source": each.source, "sha256": each.sha256, "type": each.type}
        for each in sorted(public.values(), key=lambda entry: entry.name)
    ]
    document = {"schema": 1, "files": files}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
