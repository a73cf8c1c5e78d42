"""Tags and pictures in notes that no listener sees."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.lazy_pattern import lazy_pattern
from feedtool.formats.markup.convert import HTML_TAGS, TAGS, render_markdown
from feedtool.formats.markup.tags import Picture, Tag, find_all_tags, find_pictures
from feedtool.formats.vocabulary.html import FORBIDDEN, LOST, PART_OF
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.place import Span
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.rules.notes.passages import Passage, list_passages

_DROPPED = HTML_TAGS - TAGS - FORBIDDEN
"""What Markdown notes lose: the tags that are taken out when they are rendered."""
_LOST = frozenset({*LOST, *PART_OF})
"""What HTML notes lose in apps. The text in other tags stays as it is."""


def _opening(names: frozenset[str]) -> re.Pattern[str]:
    return lazy_pattern(rf"<(?:{'|'.join(sorted(names))})\b", re.IGNORECASE)


_IN_MARKDOWN, _IN_HTML = _opening(_DROPPED), _opening(_LOST)


@rule("NO02", Level.WARNING, takes_all=True)
def lost_tag(record: Show | Episode, roster: Roster) -> Iterable[Problem]:
    """A text for the feed holds a tag or a picture that listeners do not see.

    Apple Podcasts shows paragraphs, lists and links in notes, Spotify headings and line breaks
    too. A picture is not shown, the cells of a table run together, and 10<sup>2</sup> reads 102.
    From Markdown notes every tag that no app shows is left out; HTML notes go out as they are, so
    that only tags with a loss are named there. Use words, lists and links; to show a tag to
    readers, write it in backticks. What Markdown makes itself, such as headings and quotations,
    reads well without its tags too. YouTube shows no tags at all, and keeps the text.

    Bad:
        # 001.md
        ---
        ![Grace Hopper at her desk](https://hopper.example/desk.jpg)

    Good:
        # 001.md
        ---
        [Grace Hopper at her desk](https://hopper.example/desk.jpg), a photograph of 1960.
    """
    for passage in list_passages(record, roster):
        text = passage.text
        if passage.is_markdown:
            if "!" in text and "![" in text:  # one character is found far faster than two
                for picture in find_pictures(text):
                    yield _judge_picture(picture, passage)
            if "<" in text and _IN_MARKDOWN.search(text):
                yield from _judge_tags(passage, _DROPPED)
        elif _IN_HTML.search(text):
            yield from _judge_tags(passage, _LOST)


def _judge_picture(picture: Picture, passage: Passage) -> Problem:
    message = f"{passage.at[0]}: picture {picture.url[:80]!r} is left out of the feed"
    hint = "write what it shows, or a link to it"
    within = passage.narrow(picture.span)
    edits = tuple(_link_instead(picture, passage))
    return Problem(passage.at, message, hint, edits, within=within, is_unsafe=True)


def _link_instead(picture: Picture, passage: Passage) -> Iterator[Replace]:
    """Make a link of a picture, if its address is one that apps show; inside a link, its words."""
    words, start = picture.words.strip(), picture.span.start
    if picture.is_linked:
        if words:
            yield passage.replace(picture.span, words)
    elif picture.url.startswith("https://"):
        if words:
            yield passage.replace(Span(start, start + len("![")), "[")
        elif ">" not in picture.url:
            yield passage.replace(picture.span, f"<{picture.url}>")


def _judge_tags(passage: Passage, names: frozenset[str]) -> Iterator[Problem]:
    """Name each kind of tag once, where it first stands."""
    by_name: dict[str, list[Tag]] = {}
    for tag in find_all_tags(passage.text, is_markdown=passage.is_markdown):
        if tag.name in names:
            by_name.setdefault(tag.name, []).append(tag)
    for name, tags in by_name.items():
        count = sum(not tag.closes for tag in tags)
        if count and PART_OF.get(name) not in by_name:
            times = f" ({count} times)" if count > 1 else ""
            message = f"{passage.at[0]}: tag <{name}>{times} {_describe(name, passage)}"
            edits, is_same = _without(tags, passage) if name not in _LOST else ((), True)
            within = passage.narrow(tags[0].span)
            hint = _hint(name, passage)
            yield Problem(passage.at, message, hint, edits, within=within, is_unsafe=not is_same)


def _describe(name: str, passage: Passage) -> str:
    loss = LOST.get(PART_OF.get(name, name))
    if not passage.is_markdown:
        return f"is dropped by Apple and Spotify: {loss}"
    return f"is left out of the feed: {loss or 'only its text stays'}"


def _hint(name: str, passage: Passage) -> str:
    shown = f"`<{name}>`" if passage.is_markdown else f"&lt;{name}&gt;"
    return f"use words, lists and links; to show the tag itself, write {shown}"


def _without(tags: list[Tag], passage: Passage) -> tuple[tuple[Replace, ...], bool]:
    """Take tags out of Markdown; say whether the feed stays the same."""
    edits = passage.replace_all((tag.span, "") for tag in tags)
    text = passage.text
    for edit in edits:
        if edit.within is None or "<" not in edit.old:
            return (), True
        text = text[: edit.within.start] + text[edit.within.end :]
    return edits, _squeeze(render_markdown(text)) == _squeeze(render_markdown(passage.text))


def _squeeze(markup: str) -> str:
    return " ".join(markup.split())
