"""Items taken out of a feed that is out, every other byte as it was; and the files a feed names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from feedtool.formats.feed.document import read_feed

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_NAME = r"/([^\s\"'<>&?#]+)"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed without some of its items, and the XML of those."""

    data: bytes
    items: tuple[str, ...]


def cut_items(data: bytes, guids: Iterable[str]) -> Cut:
    """Take out the items with these GUIDs; the feed itself where it has none of them.

    Raises ValueError where the feed cannot be written as it was read.
    """
    wanted = frozenset(guids)
    document = read_feed(data)
    text = document.text
    gone = [
        item
        for item in document.items
        if (guid := item.child("guid")) is not None and guid.plain in wanted
    ]
    if not gone:
        return Cut(data, ())
    if _encode(text, document.encoding, data) != data:
        raise ValueError("its bytes are not those of its text")
    items = tuple(text[item.start : item.end] for item in gone)
    for item in sorted(gone, key=lambda each: -each.start):
        start = len(text[: item.start].rstrip())
        text = text[:start] + text[item.end :]
    return Cut(_encode(text, document.encoding, data), items)


def _encode(text: str, encoding: str, like: bytes) -> bytes:
    lead = _BOM if like.startswith(_BOM.encode()) and not text.startswith(_BOM) else ""
    return (lead + text).encode(encoding, "replace")


def count_items(data: bytes) -> int:
    """Count the items of a feed."""
    return len(read_feed(data).items)


def list_named(text: str, *bases: str) -> frozenset[str]:
    """List the files below public addresses that a text names, statistics prefixes or not.

    Rather too many than too few: what is named is kept.
    """
    found: set[str] = set()
    for base in bases:
        bare = _SCHEME.sub("", base).rstrip("/")
        if bare:
            found |= set(re.findall(re.escape(bare) + _NAME, text))
    return frozenset(map(unquote, found))
