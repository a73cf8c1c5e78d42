"""Station write: bytes into the output folder, all of them or none, only what changed.

Order: files the feed points to, then the feed, then the manifest, then what is no longer made.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from feedtool.errors import FeedtoolError
from feedtool.files import (
    UnreadableError,
    hash_file,
    leaves_folder,
    read_bytes,
    remove_file,
)
from feedtool.model.feed import Asset
from feedtool.staging import Replacement, lock_folder

MANIFEST = "manifest.json"
FEED = "feed.xml"
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading JSON that is not ours can raise."""
_MAX_MANIFEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Public:
    """One public file: `name` under base_url, where it comes from, sha256, media type.

    `stays` says that it is not in the output folder but in the show folder.
    """

    name: str
    source: str
    sha256: str
    type: str
    stays: bool = False


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
    if root.resolve().is_relative_to(out.resolve()):
        message = f"{out} holds the show itself: a build must not write over its records"
        raise FeedtoolError(message, "name another folder with -o")
    _refuse_outside(assets, out, root)
    try:
        if out.exists() and not out.is_dir():
            raise FeedtoolError(f"{out} is a file; the feed goes into a folder", "name one with -o")
        out.mkdir(parents=True, exist_ok=True)
        with lock_folder(out):
            return _write_all(out, root, feed, assets, list(listed))
    except OSError as error:
        reason = error.strerror or str(error)
        path = error.filename2 or error.filename or out  # of two, the second was to be replaced
        message = f"{path} cannot be written: {reason}"
        raise FeedtoolError(message, "the feed that was there is unchanged") from None


def _refuse_outside(assets: Sequence[Asset], out: Path, root: Path) -> None:
    """Refuse names that leave their folder, even where a finding about them is let through.

    Links can lead out only by the folders of a name: a file that is a link is itself replaced.
    """
    for asset in assets:
        if asset.name in (FEED, MANIFEST) or ".." in asset.name.split("/"):
            raise _refusal(asset.name)
        if asset.content is None and leaves_folder(root / asset.source, root):
            raise _refusal(asset.source)
    for parent in {asset.name.rpartition("/")[0] for asset in assets}:
        if leaves_folder(out / parent, out):
            raise _refusal(parent)


def _refusal(name: str) -> FeedtoolError:
    return FeedtoolError(f"{name!r} cannot be published under this name", "rename the file")


def _write_all(
    out: Path, root: Path, feed: bytes, assets: Sequence[Asset], listed: list[Public]
) -> list[Change]:
    before = read_manifest(out)
    replacement = Replacement(out)
    try:
        changes, public = _stage_assets(replacement, out, root, assets, before)
        public |= {entry.name: entry for entry in listed}
        digest: list[str] = []
        hashing = Thread(target=lambda: digest.append(_sha256(feed)))  # as long as to write it
        hashing.start()
        try:
            is_new = replacement.stage(out / FEED, feed, is_synced=True)
        finally:
            hashing.join()
        public[FEED] = Public(FEED, "show.yaml", digest[0], "application/rss+xml")
        is_listed = replacement.stage(out / MANIFEST, _manifest(public), is_synced=True)
        written = ((FEED, is_new), (MANIFEST, is_listed))
        changes += [Change(name, "written") for name, is_written in written if is_written]
        replacement.commit()
    finally:
        replacement.sweep()
    return changes + _remove_stale(out, before, public)


def _stage_assets(
    replacement: Replacement,
    out: Path,
    root: Path,
    assets: Sequence[Asset],
    before: dict[str, Public],
) -> tuple[list[Change], dict[str, Public]]:
    """Stage every asset; one whose source is not at hand stays as the last build left it."""
    changes: list[Change] = []
    public: dict[str, Public] = {}
    for asset in assets:
        path = out / asset.name
        try:
            if asset.content is None:
                is_new, digest = replacement.stage_copy(path, root / asset.source)
            else:
                is_new = replacement.stage(path, asset.content, is_synced=False)
                digest = _sha256(asset.content)
        except FileNotFoundError:
            if asset.name in before and path.is_file():
                public[asset.name] = before[asset.name]
            else:
                changes.append(Change(asset.name, "absent"))
            continue
        public[asset.name] = Public(asset.name, asset.source, digest, asset.type)
        changes += [Change(asset.name, "written")] if is_new else []
    return changes, public


def _remove_stale(out: Path, before: dict[str, Public], public: dict[str, Public]) -> list[Change]:
    """Remove files of the last build that this one does not make, if nobody changed them."""
    changes: list[Change] = []
    for name, entry in before.items():
        if name not in public and _is_unchanged(out, entry):
            remove_file(out / name)
            changes.append(Change(name, "removed"))
    return changes


def _is_unchanged(out: Path, entry: Public) -> bool:
    """Tell whether a file is still as the manifest says; anyone may have written that."""
    path = out / entry.name
    try:
        return _is_inside(out, path) and path.is_file() and hash_file(path) == entry.sha256
    except (OSError, ValueError):
        return False


def _is_inside(folder: Path, path: Path) -> bool:
    """Tell whether a path stays in a folder, links followed; raises ValueError."""
    return not leaves_folder(path, folder)


def read_manifest(out: Path) -> dict[str, Public]:
    """Read what the last build put into the folder; a broken manifest counts as none."""
    entries = read_public(out)
    return {each.name: each for each in entries if each.name != FEED and not each.stays}


def read_public(out: Path) -> list[Public]:
    """Read every public file of the last build, sorted by name; none from a broken manifest."""
    try:
        document: Any = json.loads(read_bytes(out / MANIFEST, _MAX_MANIFEST))
        return [
            Public(
                str(entry["name"]),
                str(entry["source"]),
                str(entry["sha256"]),
                str(entry["type"]),
                bool(entry.get("stays")),
            )
            for entry in document["files"]
        ]
    except (FileNotFoundError, UnreadableError, *_BROKEN):
        return []


def _manifest(public: dict[str, Public]) -> bytes:
    files = [
        {"name": each.name, "source": each.source, "sha256": each.sha256, "type": each.type}
        | ({"stays": True} if each.stays else {})
        for each in sorted(public.values(), key=lambda entry: entry.name)
    ]
    document = {"schema": 1, "files": files}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
