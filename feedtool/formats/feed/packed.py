"""Feeds packed with gzip, whatever their name or their server says."""

import zlib

_MAGIC = b"\x1f\x8b\x08"
_FREE = 8 << 20
_RATIO = 100
"""Bytes that one packed byte may become: feeds become 3 to 20, bombs up to 1,000."""


def is_packed(data: bytes) -> bool:
    """Tell gzip by its first bytes."""
    return data.startswith(_MAGIC)


def unpack(data: bytes, limit: int) -> bytes | None:
    """Unpack gzip, or return None for what is broken, or larger than it may be."""
    most = min(limit, max(_FREE, _RATIO * len(data)))
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = unpacker.decompress(data, most)
    except zlib.error:
        return None
    return found if unpacker.eof else None
