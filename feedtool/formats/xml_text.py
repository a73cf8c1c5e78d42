"""Characters that XML 1.0 allows.

Source: Extensible Markup Language (XML) 1.0, production 2 (Char).
"""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def strip_illegal(text: str) -> str:
    """Delete what no XML document may hold."""
    return ILLEGAL.sub("", text)
