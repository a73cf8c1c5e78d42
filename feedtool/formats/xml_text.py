"""Characters that XML 1.0 allows.

Source: Extensible Markup Language (XML) 1.0, production 2 (Char).
"""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_RARE = tuple(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))


def has_illegal(text: str) -> bool:
    """Tell quickly whether a decoded text holds what no XML document may hold."""
    return any([char in text for char in _RARE])  # noqa: C419 - one search each, and no generator


def strip_illegal(text: str) -> str:
    """Delete what no XML document may hold."""
    return ILLEGAL.sub("", text)
