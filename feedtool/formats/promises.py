"""Links that are promised in speech: "linked in the description", "in the show notes"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.model.place import Span
from feedtool.model.transcript import Cue, Transcript

_PLACE = lazy_pattern(
    r"\b(?:(?:(?:the|our|my|your|this|in|en|la|episode|show|video|podcast)(?:['\u2019]s)?|youtube) "
    r"description\b(?! (?:field|of (?!(?:this|the|today'?s) (?:show|episode|podcast|video)\b)))|"
    r"show ?notes?|episode ?notes|notes (?:of|for|to) (?:this|the|today'?s) "
    r"(?:show|episode|podcast)|shownotes|doobly-?doo|\w*beschreibung|sendungsnotizen|"
    r"descripci[oó]n|notas del (?:episodio|programa)|notes de l['\u2019][eé]pisode|"
    r"descri[cç][aã]o|links? (?:down )?below)\b",
    re.IGNORECASE,
)
"""Where listeners are sent."""
_MAKING = lazy_pattern(
    r"\b(?:mak|writ|creat|edit|generat|produc|prepar)(?:e|es|ing|ed)(?: \w+){0,2} $", re.IGNORECASE
)
"""Before a place that is spoken of as work: `to make your show notes`."""
_MAKING_REACH = 40
_LINK = lazy_pattern(
    r"\b(?:re)?link(?:s|ed|ing)?\b|\bverlink\w*|\benlaces?\b|\bliens?\b|\burls?\b|\bhyperlinks?\b|"
    r"\blinks? (?:down )?below\b",
    re.IGNORECASE,
)
_WILL = lazy_pattern(
    r"\b(?:i|we)(?:['\u2019]ll| will|['\u2019]m going to| am going to|['\u2019]re going to)"
    r"(?: \w+){0,3}? (?:"
    r"link (?:(?:you )?to|(?:\w+ ){1,2}(?:up|here))\b"
    r"|link (?:it|that|this|those|these|them)\b(?! (?:back|to|together|up with|with|two|three)\b)"
    r"|have (?:\w+ ){1,4}?linked\b"
    r"|(?:put|drop|include|add|share|post|leave) (?:\w+ ){0,3}?links?\b)",
    re.IGNORECASE,
)
_END = lazy_pattern(r"[.?!\n](?=\s|$)")
_REACH = 80
"""Code points of a sentence that are looked at on each side."""
_LIKELY = ("link", "enlace", "lien", "url")
"""One of them is in every promise."""
_ROUND = 400
"""Code points round such a word that hold the whole promise."""


_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")


def list_promises(transcript: Transcript) -> list[tuple[Span, str]]:
    """List what promises a link, in order: where it begins in the file, and the words.

    Captions end anywhere, some after each word: their sentences are put together first.
    """
    cues: list[Cue] = []
    texts: list[str] = []
    for turn in transcript.turns:
        cues += turn.cues
        texts += [f"{cue.text} " for cue in turn.cues]
        if turn.cues:
            texts[-1] += "\n\n"
    spoken, starts = "".join(texts), [0, *accumulate(map(len, texts))]
    if not cues:
        text = transcript.text
        return [(span, text[span.start : span.end]) for span in find_promises(text)]
    found: list[tuple[Span, str]] = []
    for span in find_promises(spoken):
        number = bisect_right(starts, span.start) - 1
        place = _place_in(cues[number], span.start - starts[number], transcript.text)
        found.append((place, spoken[span.start : span.end]))
    return found


def _place_in(cue: Cue, offset: int, text: str) -> Span:
    """Find a place of a cue's words in the file, which may write them with tags or escapes."""
    written = text[cue.span.start : cue.span.end]
    at = written.find(cue.text[offset:].split("\n")[0]) if written != cue.text else offset
    return Span(cue.span.start + max(at, 0), cue.span.end)


def find_promises(text: str) -> list[Span]:
    """List what promises a link, one place a sentence, in the order of the text."""
    text = _LINE_END.sub(" ", text)
    found = sorted(
        span
        for start, end in _windows(text)
        for search in (_sent_elsewhere, _announced)
        for span in search(text, start, end)
    )
    promises: list[Span] = []
    for start, end in found:
        if not promises or _END.search(text, promises[-1].end, start + 1):
            promises.append(Span(start, end))
    return promises


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """List the stretches that may hold a promise: patterns are slow where nothing is."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter became two: places would be others
        yield 0, len(text)
        return
    begin = end = 0
    for place in sorted(place for word in _LIKELY for place in _places(folded, word)):
        if place - _ROUND > end:
            if end:
                yield begin, end
            begin = max(0, place - _ROUND)
        end = place + _ROUND
    if end:
        yield begin, min(end, len(text))


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _sent_elsewhere(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Find sentences that name a link and the place where it is to be."""
    for place in _PLACE.finditer(text, begin, stop):
        if _MAKING.search(text, max(0, place.start() - _MAKING_REACH), place.start()):
            continue
        start, end = _sentence(text, place.start(), place.end())
        link = _LINK.search(text, start, end)
        if link is not None:
            yield min(link.start(), place.start()), max(link.end(), place.end())


def _announced(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Find sentences that say a link will be there."""
    for match in _WILL.finditer(text, begin, stop):
        yield match.span()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence round a place, no further than is looked at."""
    first = max(0, start - _REACH)
    for stop in _END.finditer(text, first, start):
        first = stop.end()
    last = _END.search(text, end, min(len(text), end + _REACH))
    return first, last.start() if last else min(len(text), end + _REACH)
