"""Whom somebody introduces: `my guest today is Grace Hopper`, `I'm joined by …`. English alone."""

import re
from collections.abc import Iterator
from itertools import islice

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.place import Span

_INTRODUCES = lazy_pattern(
    r"\b(?:(?:my|our|today['’]s|this\sweek['’]s)\s(?:special\s)?guest"
    r"(?:\stoday|\sthis\sweek)?(?:\sis|,)"
    r"|(?:i['’]m|i\sam|we['’]re|we\sare)(?:\s(?:here|today|now))?\s"
    r"(?:joined(?:\stoday)?\sby|(?:talking|speaking|chatting)\s(?:to|with)|with)"
    r"|please\swelcome)\s(?P<name>\w[\w'’.-]*(?:\s\w[\w'’.-]*){0,4})",
    re.IGNORECASE,
)

_WORD = lazy_pattern(r"\S+")
_MOST = 100
"""Introductions that are looked at: each is compared with every turn."""


def find_introduced(text: str) -> Iterator[Span]:
    """Give the places behind such words, where a name may begin: up to five words."""
    for match in islice(_INTRODUCES.finditer(text), _MOST):
        yield Span(*match.span("name"))


def list_names(text: str) -> list[str]:
    """List what may be the name at the beginning of a text, the longest first."""
    ends = [match.end() for match in _WORD.finditer(text)]
    return [text[:end].rstrip(".") for end in reversed(ends)]
