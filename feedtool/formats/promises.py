"""What listeners are promised in speech: "linked in the description", "in the show notes"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.vocabulary.promises import HOLDS_NO_LINK, PLACES, PUT_IN_NOTES
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
    r"|link (?:it|that|this|those|these|them)\b(?! (?:back|to|together|up with|with|two|three"
    r"|in the (?:meantime|channel|chat|slack|discord|zoom))\b)"
    r"|have (?:\w+ ){1,4}?linked\b"
    r"|(?:put|drop|include|add|share|post|leave) (?:\w+ ){0,3}?links?\b)",
    re.IGNORECASE,
)
_END = lazy_pattern(r"[.?!\n](?=\s|$)")
_REACH = 80
"""Code points of a sentence that are looked at on each side."""
_LINKS = ("link", "enlace", "lien", "url")
"""One of them is in every promise of a link."""
_ROUND = 400
"""Code points round such a word that hold the whole promise."""
_NEAR = 120
"""The same where the word is what listeners are sent to."""


_LINE_END = re.compile(r"\n(?<=\S\n)(?=\S)")


def list_promises(transcript: Transcript, *, names_link: bool = False) -> list[tuple[Span, str]]:
    """List what is promised, in order: where it begins in the file, and the words.

    With `names_link` only what is called a link counts. Captions end anywhere, some after each
    word: their sentences are put together first.
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
        spans = find_promises(text, names_link=names_link)
        return [(span, text[span.start : span.end]) for span in spans]
    found: list[tuple[Span, str]] = []
    for span in find_promises(spoken, names_link=names_link):
        number = bisect_right(starts, span.start) - 1
        place = _place_in(cues[number], span.start - starts[number], transcript.text)
        found.append((place, spoken[span.start : span.end]))
    return found


def _place_in(cue: Cue, offset: int, text: str) -> Span:
    """Find a place of a cue's words in the file, which may write them with tags or escapes."""
    written = text[cue.span.start : cue.span.end]
    at = written.find(cue.text[offset:].split("\n")[0]) if written != cue.text else offset
    return Span(cue.span.start + max(at, 0), cue.span.end)


def find_promises(text: str, *, names_link: bool = False) -> list[Span]:
    """List what is promised, one place a sentence, in the order of the text."""
    text = _LINE_END.sub(" ", text)
    links = [
        span
        for start, end in _windows(text, _LINKS, _ROUND)
        for search in (_sent_elsewhere, _announced)
        for span in search(text, start, end)
    ]
    found = links if names_link else links + _put_in_notes(text, links)
    promises: list[Span] = []
    seen = 0
    for start, end in sorted(found):
        if not promises or _END.search(text, seen, start + 1):
            promises.append(Span(start, end))
        seen = max(promises[-1].end, start + 1)
    return promises


def _windows(text: str, words: Sequence[str], reach: int) -> Iterator[tuple[int, int]]:
    """List the stretches that may hold a promise: patterns are slow where nothing is."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter became two: places would be others
        yield 0, len(text)
        return
    begin = end = 0
    for place in sorted(place for word in words for place in _places(folded, word)):
        if place - reach > end:
            if end:
                yield begin, end
            begin = max(0, place - reach)
        end = place + reach
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


def _put_in_notes(text: str, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find what else is said to be in the notes, but for what is no link."""
    begins = sorted(begin for begin, _ in links)
    stops = [0, *accumulate((stop for _, stop in sorted(links)), max)]
    return [
        match.span()
        for start, end in _windows(text, PLACES, _NEAR)
        for match in PUT_IN_NOTES.finditer(text, start, end)
        if not HOLDS_NO_LINK.search(text, *_sentence(text, *match.span()))
        and stops[bisect_left(begins, match.end())] <= match.start()  # no link overlaps it
    ]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence round a place, no further than is looked at."""
    first = max(0, start - _REACH)
    for stop in _END.finditer(text, first, start):
        first = stop.end()
    last = _END.search(text, end, min(len(text), end + _REACH))
    return first, last.start() if last else min(len(text), end + _REACH)
