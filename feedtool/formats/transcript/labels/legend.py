"""Legends: lines at the top of a transcript that say whom initials stand for."""

import re
from collections.abc import Iterable

from feedtool.formats.names import split_words
from feedtool.formats.transcript.prose import WHITE
from feedtool.model.place import Span
from feedtool.model.transcript import Initials

_EQUATION = re.compile(
    r"(?P<short>[^\W\d_]{1,4})\*{0,2}[ \t]{0,9}(?:=|[-–—](?=[ \t])|:|stands for)"
    r"[ \t*]{0,9}(?P<name>[^\n=:;,()*]{3,60})"
)
_BRACKETS = re.compile(r"(?P<name>[^\n=:;,()]{3,60}?)[ \t]{0,3}\((?P<short>[^\W\d_]{1,4})\)")
_LONGEST = 5000
"""Characters before the first label in which a legend is looked for."""
_SMALL = frozenset("van von de der den del di da do dos la le el al bin ibn und and of".split())


def find_legend(text: str, offset: int, shorts: Iterable[str]) -> list[Initials]:
    """Find what the text before the first label says of the initials that are labels."""
    wanted = set(shorts)
    found: dict[str, Initials] = {}
    for pattern in (_EQUATION, _BRACKETS):
        for match in pattern.finditer(text[:_LONGEST]):
            short, name = match["short"], match["name"].strip(WHITE)
            if short in wanted and short not in found and stands_for(short, name):
                span = Span(offset + match.start(), offset + match.end())
                found[short] = Initials(short, name, span)
    return sorted(found.values(), key=lambda each: each.span.start)


def stands_for(short: str, name: str) -> bool:
    """Tell whether short letters are the initials of a name, its particles counted or not."""
    words = split_words(name)
    every = "".join(word[0] for word in words)
    proper = "".join(word[0] for word in words if word.casefold() not in _SMALL)
    return len(words) > 1 and short.casefold() in (every.casefold(), proper.casefold())
