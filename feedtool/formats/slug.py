"""Titles to file names."""

import re
import unicodedata

_MAX = 60
_EXPAND = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "þ": "th"})


def make_slug(title: str) -> str:
    """Reduce a title to `a-z0-9-`, cut at a word; "episode" where nothing is left."""
    folded = unicodedata.normalize("NFKD", title.casefold().translate(_EXPAND))
    plain = folded.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(slug) > _MAX:
        slug = slug[:_MAX].rpartition("-")[0] or slug[:_MAX]
    return slug or "episode"
