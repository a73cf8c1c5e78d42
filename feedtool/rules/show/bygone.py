"""Elements that directories no longer read."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.markup.convert import squeeze_markup
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show
from feedtool.rules.show.written import text_edit

_TEXTS = frozenset({"itunes:summary", "itunes:subtitle"})
_MANY_WORDS = 5


@rule("SH34", Level.ADVICE, fields=("elements", "keywords"))
def lost_words(part: Feed | Item, record: Show | Episode) -> Iterable[Problem]:
    """A text stands only where apps of today do not look, or keywords are not parted by commas.

    Apple dropped itunes:summary, itunes:subtitle and itunes:keywords, and Spotify never shows the
    summary: what only stands there is lost. Move it to `summary` or the notes; what repeats them
    for old apps may stay. Old apps part keywords at commas and nowhere else.

    Bad:
        # 001.md
        elements:
          - itunes:subtitle: Recorded in the navy yard of Boston.

    Good:
        # 001.md
        elements:
          - itunes:subtitle: How a moth got into the log book
    """
    if not (record.elements or record.keywords):
        return
    written = [each for each in record.elements if each.name in _TEXTS and each.text]
    shown = squeeze_markup(_shown(part)) if written else ""
    for element in written:
        if squeeze_markup(element.text or "").rstrip(".…") not in shown:
            message = f"{element.name} says what no other text says"
            hint = "move it to summary or the notes, where apps look"
            at, in_feed = ("elements", element.entry), "move it to the description, where apps look"
            yield Problem(at, message, hint, feed_hint=in_feed)
    yield from _judge_keywords(part, record)


def _shown(part: Feed | Item) -> str:
    more = (part.content or "", part.notes) if isinstance(part, Item) else ()
    return " ".join(dict.fromkeys((part.title, part.description, *more)))


def _judge_keywords(part: Feed | Item, record: Show | Episode) -> Iterator[Problem]:
    """Judge keywords that this record says itself, once for each form."""
    for element in part.elements:
        text = element.text or ""
        if element.name != "itunes:keywords" or not _runs_on(text):
            continue
        if element.entry < 0 and not record.keywords:
            continue
        parted = ", ".join(word.strip() for word in text.split(";")) if ";" in text else ""
        edits: tuple[Replace, ...] = ()
        if parted:
            old = (Replace(("keywords", 0), text, parted),) if len(record.keywords) == 1 else ()
            edits = text_edit(element, parted) or old
        message = f"itunes:keywords {text!r} are not parted by commas"
        at = ("elements", element.entry) if element.entry >= 0 else ("keywords",)
        yield Problem(at, message, "put a comma between two keywords", edits)


def _runs_on(text: str) -> bool:
    return "," not in text and (";" in text or len(text.split()) >= _MANY_WORDS)
