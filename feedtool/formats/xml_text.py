"""Characters that XML 1.0 allows.

Source: Extensible Markup Language (XML) 1.0, production 2 (Char).
"""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])


def has_illegal(text: str) -> bool:
    """Tell quickly whether a text holds what no XML document may hold."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True
    plain = data.translate(None, _CONTROLS)
    return len(plain) != len(data) or "\ufffe" in text or "\uffff" in text


def strip_illegal(text: str) -> str:
    """Delete what no XML document may hold."""
    return ILLEGAL.sub("", text)
