"""Links that are promised in speech: "linked in the description", "in the show notes"."""

import re
from collections.abc import Iterator

from feedtool.model.place import Span

_PLACE = re.compile(
    r"\b(?:description|show ?notes?|episode ?notes|notes (?:of|for|to) (?:this|the|today'?s) "
    r"(?:show|episode|podcast)|shownotes|doobly-?doo|beschreibung|sendungsnotizen|"
    r"descripci[oó]n|notas del (?:episodio|programa)|notes de l['\u2019][eé]pisode|"
    r"descri[cç][aã]o|links? (?:down )?below)\b",
    re.IGNORECASE,
)
"""Where listeners are sent."""
_LINK = re.compile(
    r"\b(?:re)?link(?:s|ed|ing)?\b|\bverlink\w*|\benlaces?\b|\bliens?\b|\burls?\b|\bhyperlinks?\b|"
    r"\blinks? (?:down )?below\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:i|we)(?:['\u2019]ll| will|['\u2019]m going to| am going to|['\u2019]re going to)"
    r"(?: \w+){0,3}? (?:"
    r"link(?: \w+){0,2} (?:it|that|this|those|these|them|up|to|here)\b"
    r"|link (?:it|that|this|those|these|them)\b"
    r"|have (?:\w+ ){1,4}?linked\b"
    r"|(?:put|drop|include|add|share|post|leave) (?:\w+ ){0,3}?links?\b)",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!\n](?=\s|$)")
_REACH = 160
"""Code points of a sentence that are looked at on each side."""
_LIKELY = ("link", "enlace", "lien", "url")


def find_promises(text: str) -> list[Span]:
    """List what promises a link, one place a sentence, in the order of the text."""
    folded = text.casefold()
    if not any(word in folded for word in _LIKELY):
        return []
    found = sorted((*_sent_elsewhere(text), *_announced(text)), key=lambda span: span.start)
    promises: list[Span] = []
    for span in found:
        if not promises or _END.search(text, promises[-1].end, span.start + 1):
            promises.append(span)
    return promises


def _sent_elsewhere(text: str) -> Iterator[Span]:
    """Find sentences that name a link and the place where it is to be."""
    for place in _PLACE.finditer(text):
        start, end = _sentence(text, place.start(), place.end())
        link = _LINK.search(text, start, end)
        if link is not None:
            yield Span(min(link.start(), place.start()), max(link.end(), place.end()))


def _announced(text: str) -> Iterator[Span]:
    for match in _WILL.finditer(text):
        yield Span(match.start(), match.end())


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence round a place, no further than is looked at."""
    first = max(0, start - _REACH)
    for stop in _END.finditer(text, first, start):
        first = stop.end()
    last = _END.search(text, end, min(len(text), end + _REACH))
    return first, last.start() if last else min(len(text), end + _REACH)
