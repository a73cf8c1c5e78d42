"""The reference feed: the one that is out, by its address, a file, or a git revision."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from feedtool.errors import FeedtoolError
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.feed.published import NoFeedError, read_published
from feedtool.formats.feed.published_pages import find_next_page, join_published, keys_of
from feedtool.formats.web_address import is_web
from feedtool.git import read_committed
from feedtool.model.plan import FeedIdentity
from feedtool.model.published import PublishedFeed

if TYPE_CHECKING:
    from feedtool.net.client import Client
    from feedtool.pipeline.feed_pages import Page

_MAX_FEED = 256 * 1024 * 1024
FEED, MANIFEST = "feed.xml", "manifest.json"
_GIT = "git:"
_HINT = "name a feed's file or address, or git:REV for feed.xml of a revision"
_FIRST = "if none is out yet, plan and publish take --first-release"
_INSTEAD = "--against git:HEAD compares with the feed of the last commit instead"
_GONE = frozenset({404, 410})
"""Statuses of what is not there: Not Found, Gone (RFC 9110)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The feed that is out: which it is, what it says, and where it is served if that is known.

    `hashes` are the SHA-256 of public files by name, from the manifest that was written with it.
    """

    identity: FeedIdentity
    feed: PublishedFeed
    address: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)


def find_reference(against: str | None, out: Path, *, follows: bool = True) -> Seen | None:
    """Read the feed that is out: the one named, else feed.xml of the last commit.

    None where nothing is named and the last commit has no feed; raises FeedtoolError.
    """
    if against is None:
        return read_revision(out, "HEAD")
    if is_web(against):
        seen = fetch_live(against, follows=follows)
        why = ": nothing is served there"
    elif against.startswith(_GIT):
        seen = read_revision(out, against.removeprefix(_GIT))
        why = f": git knows no {(out / FEED).as_posix()} there"
    else:
        seen = read_file(Path(against))
        why = ": there is no such file"
    if seen is None:
        message = f"'{_show(against)}' holds no feed to compare with{why}"
        raise FeedtoolError(message, f"{_HINT}; {_FIRST}")
    return seen


def find_old_feed(against: str | None, out: Path) -> PublishedFeed | None:
    """Read the feed that is out; a commit's that cannot be read counts as none."""
    try:
        seen = find_reference(against, out)
    except FeedtoolError:
        if against is not None:
            raise
        return None
    return seen.feed if seen else None


def read_revision(out: Path, revision: str) -> Seen | None:
    """Read feed.xml of the output folder as a revision has it; None where it has none."""

    def read(name: str) -> bytes | None:
        try:
            return read_committed(out / name, revision)
        except FeedtoolError:
            return None

    return _see(f"{_GIT}{revision}", read, FEED)


def read_file(path: Path) -> Seen | None:
    """Read a feed's file; None where there is none, raises FeedtoolError where it is no feed."""

    def read(name: str) -> bytes | None:
        try:
            return read_bytes(path.parent / name, _MAX_FEED)
        except FileNotFoundError:
            return None
        except UnreadableError as error:
            raise FeedtoolError(f"{path.parent / name}: {error}") from None

    return _see(str(path), read, path.name)


def fetch_live(
    url: str, base_url: str = "", *, is_first: bool = False, follows: bool = True
) -> Seen | None:
    """Fetch a feed where it is served, and its manifest; None where nothing is (404, 410).

    Raises FeedtoolError where no answer came, or none that is a feed; if it `is_first`, a server
    without a name serves nothing. The manifest lies under `base_url`, left out beside the feed.
    If it `follows`, items of further pages belong to the feed.
    """
    from feedtool.net.answer import NetworkError, Reason  # noqa: PLC0415 - heavy, and not always
    from feedtool.pipeline.feed_file import feed_client  # noqa: PLC0415

    with feed_client(url, *([base_url] if base_url else [])) as client:
        try:
            answer = client.get(url)
            if answer.status in _GONE:
                return None
            answer.require_ok()
        except NetworkError as error:
            if is_first and error.reason is Reason.UNKNOWN_HOST:
                return None
            first = _FIRST if error.reason is Reason.UNKNOWN_HOST else ""
            hint = "; ".join(filter(None, (error.hint, _INSTEAD, first)))
            raise FeedtoolError(error.message, hint, error.code) from None

        def read_manifest() -> bytes | None:
            try:
                found = client.get(urljoin(base_url or answer.url, MANIFEST))
            except NetworkError:
                return None
            return found.body if found.is_ok else None

        seen = make_seen(_show(url), answer.body, read_manifest, answer.known.etag)
        return follow_pages(seen, answer.url, client) if follows else seen


def follow_pages(seen: Seen, url: str, client: "Client") -> Seen:
    """Return a feed that was found at an address with the items of all its pages."""
    from feedtool.pipeline.feed_pages import Page, walk_pages  # noqa: PLC0415 - with the rest

    def fetch(address: str) -> "Page[PublishedFeed]":
        answer = client.get(address).require_ok()
        return describe(answer.url, _read_feed(_show(address), answer.body))

    def describe(at: str, feed: PublishedFeed) -> "Page[PublishedFeed]":
        following = find_next_page(feed.said.get("atom:link", ()))
        return Page(feed, at, following, keys_of(feed), feed.length)

    pages = walk_pages(describe(url, seen.feed), fetch, _INSTEAD)
    if len(pages) == 1:
        return seen
    feed = join_published(pages)
    items = feed.episode_count
    return replace(seen, feed=feed, identity=replace(seen.identity, items=items))


def _show(address: str) -> str:
    """Return an address as reports show it."""
    from feedtool.net.answer import shown_address  # noqa: PLC0415 - heavy, and not always

    return shown_address(address)


def _see(source: str, read: Callable[[str], bytes | None], name: str) -> Seen | None:
    data = read(name)
    return None if data is None else make_seen(source, data, lambda: read(MANIFEST))


def make_seen(
    source: str, data: bytes, read_manifest: Callable[[], bytes | None], etag: str = ""
) -> Seen:
    """Read a feed that was found; raises FeedtoolError where it cannot be compared with."""
    feed = _read_feed(source, data)
    items = feed.episode_count
    identity = FeedIdentity(source, feed.sha256, feed.length, items, etag)
    address = source if "://" in source else ""
    return Seen(identity, feed, address, _read_hashes(read_manifest(), feed.sha256))


def _read_feed(source: str, data: bytes) -> PublishedFeed:
    try:
        return read_published(data)
    except NoFeedError as error:
        raise FeedtoolError(f"'{source}' holds no feed to compare with: {error}", _HINT) from None


def _read_hashes(data: bytes | None, sha256: str) -> dict[str, str]:
    """Read the manifest that belongs to a feed; one of another feed says nothing of it."""
    try:
        document: Any = json.loads(data or b"")
        hashes = {str(entry["name"]): str(entry["sha256"]) for entry in document["files"]}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return hashes if hashes.get(FEED) == sha256 else {}
