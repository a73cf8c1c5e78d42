"""A feed that is out: what each of its items says, to tell what a release would change."""

import hashlib
from dataclasses import dataclass, field

from lxml import etree

_MOVING = frozenset({"lastBuildDate", "generator", "item"})
"""Children of the channel that say nothing about the show."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a feed says: a digest of each item by its GUID, and one of the channel without items.

    Two digests are equal where the elements are, whatever their prefixes and quotes.
    """

    channel: bytes = b""
    items: dict[str, bytes] = field(default_factory=dict)


def read_published(data: bytes) -> Published | None:
    """Read a feed; None for what is no RSS. Entities are not expanded, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False
    )
    try:
        channel = etree.fromstring(data, parser).find("channel")
    except (etree.XMLSyntaxError, ValueError):
        return None
    if channel is None:
        return None
    items: dict[str, bytes] = {}
    for item in channel.findall("item"):
        guid = item.findtext("guid")
        if guid:
            items.setdefault(guid, _digest(item))
    about = hashlib.sha256()
    for child in channel:
        if child.tag not in _MOVING:
            about.update(_digest(child))
    return Published(about.digest(), items)


def _digest(element: etree._Element) -> bytes:
    written = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return hashlib.sha256(written).digest()
