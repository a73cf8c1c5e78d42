"""Station write: bytes into the output folder, all of them or none, only what changed.

Order: files the feed points to, then the feed, then the manifest, then what is no longer made.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
_REMOVED = "removed"
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


@dataclass(slots=True)
class Written:
    """What the output folder holds: its public files by name, and what was done to it.

    `sizes` are bytes of what lies in it, the manifest too, whose hash is `manifest`; files that
    stay elsewhere have none.
    """

    public: dict[str, Public] = field(default_factory=dict)
    manifest: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def write_feed(
    out: Path, root: Path, feed: Sequence[bytes], assets: Sequence[Asset], listed: Iterable[Public]
) -> Written:
    """Write the feed and what it points to; raises FeedtoolError, the old feed untouched.

    The feed comes in pieces. `root` is the show folder that assets come from; `listed` are public
    files that stay where they are and are only named in the manifest.
    """
    with _explained(out, root, assets):
        out.mkdir(parents=True, exist_ok=True)
        with lock_folder(out):
            replacement = Replacement(out)
            try:
                written = _Staging(out, root, replacement).stage_all(feed, assets, listed)
                replacement.commit()
            finally:
                replacement.sweep()
            for change in written.changes:
                if change.action == _REMOVED:
                    remove_file(out / change.name)
            return written


def compare_feed(
    out: Path, root: Path, feed: Sequence[bytes], assets: Sequence[Asset], listed: Iterable[Public]
) -> Written:
    """Say what `write_feed` would do, and do nothing; raises FeedtoolError."""
    with _explained(out, root, assets):
        return _Staging(out, root, Replacement(out, is_dry=True)).stage_all(feed, assets, listed)


@contextlib.contextmanager
def _explained(out: Path, root: Path, assets: Sequence[Asset]) -> Iterator[None]:
    """Refuse what must not be written, and turn what the system says into one sentence."""
    if not leaves_folder(root, out):
        message = f"{out} holds the show itself: a build must not write over its records"
        raise FeedtoolError(message, "name another folder with -o")
    if leaves_folder(out, out):
        raise FeedtoolError(f"{out} leads round in a circle", "name another folder with -o")
    _refuse_outside(assets, out, root)
    try:
        if out.exists() and not out.is_dir():
            raise FeedtoolError(f"{out} is a file; the feed goes into a folder", "name one with -o")
        yield
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


class _Staging:
    """Puts every public file aside, and notes what the folder will hold."""

    def __init__(self, out: Path, root: Path, replacement: Replacement) -> None:
        self._out, self._root, self._replacement = out, root, replacement
        self._before = read_manifest(out)
        self._written = Written()

    def stage_all(
        self, feed: Sequence[bytes], assets: Sequence[Asset], listed: Iterable[Public]
    ) -> Written:
        """Stage assets, the feed, the manifest; what is no longer made comes last."""
        public = self._written.public
        for asset in assets:
            self._stage_asset(asset)
        public |= {entry.name: entry for entry in listed}
        self._stage_feed(feed)
        manifest = _manifest(public)
        self._written.manifest = _sha256(manifest)
        is_new = self._replacement.stage(self._out / MANIFEST, [manifest], is_synced=True)
        self._note(MANIFEST, len(manifest), is_new=is_new)
        stale = [each for name, each in self._before.items() if name not in public]
        self._written.changes += [
            Change(each.name, _REMOVED) for each in stale if _is_unchanged(self._out, each)
        ]
        return self._written

    def _stage_feed(self, feed: Sequence[bytes]) -> None:
        digest: list[str] = []
        hashing = Thread(target=lambda: digest.append(_sha256(*feed)))  # as long as to write it
        hashing.start()
        try:
            is_new = self._replacement.stage(self._out / FEED, feed, is_synced=True)
        finally:
            hashing.join()
        self._written.public[FEED] = Public(FEED, "show.yaml", digest[0], "application/rss+xml")
        self._note(FEED, sum(map(len, feed)), is_new=is_new)

    def _stage_asset(self, asset: Asset) -> None:
        """Stage an asset; one whose source is not at hand stays as the last build left it."""
        path, source = self._out / asset.name, self._root / asset.source
        try:
            if asset.content is None:
                is_new, digest = self._replacement.stage_copy(path, source)
                size = source.stat().st_size
            else:
                is_new = self._replacement.stage(path, [asset.content], is_synced=False)
                digest, size = _sha256(asset.content), len(asset.content)
        except FileNotFoundError:
            known = self._before.get(asset.name)
            if known is None or not path.is_file():
                self._written.changes.append(Change(asset.name, "absent"))
                return
            is_new, digest, size = False, known.sha256, path.stat().st_size
        self._written.public[asset.name] = Public(asset.name, asset.source, digest, asset.type)
        self._note(asset.name, size, is_new=is_new)

    def _note(self, name: str, size: int, *, is_new: bool) -> None:
        self._written.sizes[name] = size
        self._written.changes += [Change(name, "written")] if is_new else []


def _is_unchanged(out: Path, entry: Public) -> bool:
    """Tell whether a file is still as the manifest says; anyone may have written that."""
    path = out / entry.name
    try:
        is_inside = not leaves_folder(path, out)
        return is_inside and path.is_file() and hash_file(path) == entry.sha256
    except (OSError, ValueError):
        return False


def read_manifest(out: Path) -> dict[str, Public]:
    """Read what the last build put into the folder; a broken manifest counts as none."""
    try:
        document: Any = json.loads(read_bytes(out / MANIFEST, _MAX_MANIFEST))
        entries = [
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
        return {}
    return {each.name: each for each in entries if each.name != FEED and not each.stays}


def _manifest(public: dict[str, Public]) -> bytes:
    files = [
        {"name": each.name, "source": each.source, "sha256": each.sha256, "type": each.type}
        | ({"stays": True} if each.stays else {})
        for each in sorted(public.values(), key=lambda entry: entry.name)
    ]
    document = {"schema": 1, "files": files}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
