"""What listeners are given, and whether all of it is there."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote
from urllib.request import urlopen

from lxml import etree

Fetch = Callable[[str], bytes | None]
"""Returns the bytes of a public file by its name, None where it is not there."""


def from_folder(folder: Path) -> Fetch:
    """Read files as a web server over this folder would."""

    def fetch(name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.is_file() else None

    return fetch


def from_web(url: str) -> Fetch:
    """Read files from a web server."""

    def fetch(name: str) -> bytes | None:
        try:
            with urlopen(url + name, timeout=10) as answer:  # noqa: S310 - on this machine
                data: bytes = answer.read()
                return data
        except HTTPError as error:
            error.close()
            return None

    return fetch


def list_named(feed: bytes, base: str) -> set[str]:
    """List the files below an address that a feed names."""
    root = etree.fromstring(feed)
    values = [value for each in root.iter() for value in (*each.attrib.values(), each.text or "")]
    names = {unquote(value.removeprefix(base)) for value in values if value.startswith(base)}
    return names - {"", "feed.xml"}


def check_whole(fetch: Fetch, base: str, feeds: list[bytes]) -> int:
    """See that one of the feeds is served, whole, with all that it names; say which."""
    feed = fetch("feed.xml")
    assert feed in feeds, "the feed is neither the old nor the new one"
    root = etree.fromstring(feed)
    named = list_named(feed, base)
    assert named
    for name in named:
        assert fetch(name), f"{name} is named by the feed, and is not there"
    for each in root.iter("enclosure"):
        data = fetch(unquote(each.attrib["url"].removeprefix(base)))
        assert len(data or b"") == int(each.attrib["length"])
    return feeds.index(feed)


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()
