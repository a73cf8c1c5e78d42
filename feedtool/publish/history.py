"""Every feed that was published, kept at the target with who published it."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from feedtool.publish.ledger import Release, read_release, write_release
from feedtool.publish.names import FEED_TYPE, FEEDS, UNCACHED
from feedtool.publish.store import Headers, Store, TakenError, own_headers

_SHORT = 12


def list_kept(store: Store) -> list[str]:
    """List the releases that are kept, by the start of their names, oldest first."""
    return choose_kept(store.list(FEEDS))


def choose_kept(names: Iterable[str]) -> list[str]:
    """Choose the releases that are kept from the names of all files at a target."""
    endings = (name.rpartition(".") for name in names if name.startswith(FEEDS))
    stems = [stem for stem, _, ending in endings if ending == "json" and number_of(stem)]
    return sorted(stems, key=lambda stem: (number_of(stem), stem))


def number_of(stem: str) -> int:
    """Return the number of a release; 0 for a name that is none of ours."""
    number = stem.removeprefix(FEEDS).partition("-")[0]
    return int(number) if number.isascii() and number.isdecimal() else 0


def digest_of(stem: str) -> str:
    """Return the start of the hash of a release's feed."""
    return stem.rpartition("-")[2]


def digest_of_feed(feed: bytes) -> str:
    """Return what `digest_of` returns for a release of this feed."""
    return hashlib.sha256(feed).hexdigest()[:_SHORT]


def read_one(store: Store, stem: str) -> Release | None:
    """Read what is known of one release."""
    held = store.read(f"{stem}.json")
    return read_release(held.data) if held else None


def read_feed(store: Store, stem: str) -> bytes | None:
    """Read the feed of one release."""
    held = store.read(f"{stem}.xml")
    return held.data if held else None


def keep(store: Store, feed: bytes, release: Release, kept: Sequence[str]) -> str:
    """Keep a feed under the number after the last; return the start of its name."""
    digest = hashlib.sha256(feed).hexdigest()
    number = max(map(number_of, kept), default=0) + 1
    stem = f"{FEEDS}{number:06}-{digest[:_SHORT]}"
    data = write_release(replace(release, number=number, sha256=digest))
    with suppress(TakenError):  # begun before, or by another who published the same
        store.create(f"{stem}.xml", feed, Headers(FEED_TYPE, UNCACHED, digest))
    with suppress(TakenError):
        store.create(f"{stem}.json", data, own_headers(data))
    return stem


def is_kept(kept: Sequence[str], feed: bytes) -> bool:
    """Tell whether the newest release that is kept is this feed."""
    return bool(kept) and digest_of(kept[-1]) == digest_of_feed(feed)
