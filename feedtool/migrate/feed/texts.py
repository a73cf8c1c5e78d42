"""Which of a feed's texts become notes and summary, and which others can be derived from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from feedtool.formats.markup.convert import to_text
from feedtool.migrate.feed.mapped import Mapped

_SAMPLE = 60
_TEXTS = ("itunes:title", "itunes:subtitle", "itunes:summary")
_ENOUGH = 0.3
_LONGEST = 600
"""Characters a summary may have: longer ones are notes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done with the texts of one feed.

    `notes` and `summary` name the text that becomes the field; `derive` is that of show.yaml.
    """

    notes: str = "description"
    summary: str = ""
    derive: dict[str, Any] = field(default_factory=dict)


def choose_texts(items: Sequence[Mapped]) -> Choice:
    """Choose by what most items say; a sample of them speaks for all."""
    step = max(1, len(items) // _SAMPLE)
    sample = [dict(mapped.values) for mapped in items[::step]]
    if not sample:
        return Choice()
    has_content = sum("content" in each for each in sample) > _ENOUGH * len(sample)
    notes = "content" if has_content else "description"
    summary = _choose_summary(sample, notes)
    derive: dict[str, Any] = {}
    if has_content:
        derive |= _match(sample, "description", notes, summary, _SOURCES["description"])
        derive["content:encoded"] = "notes"
    elif summary:
        derive["description"] = "notes"
    for name in _TEXTS:
        derive |= _match(sample, name, notes, summary, _SOURCES[name])
    for name, source in _FIELDS.items():
        if _is_usual(sample, source):
            derive[name] = source
    return Choice(notes, summary, derive)


_SOURCES = {
    "description": ("notes", "summary", "notes_links", "notes_text"),
    "itunes:title": ("title",),
    "itunes:subtitle": ("summary", "description", "title", "notes_text"),
    "itunes:summary": ("description", "summary", "notes", "notes_text", "notes_links"),
}
_FIELDS = {
    "itunes:author": "author",
    "itunes:explicit": "explicit",
    "itunes:episodeType": "episode_type",
    "itunes:keywords": "keywords",
}
"""Elements that every build can write on all items, and the field they come from."""


def _is_usual(sample: Sequence[dict[str, Any]], name: str) -> bool:
    return 2 * sum(name in each for each in sample) > len(sample)


def _choose_summary(sample: Sequence[dict[str, Any]], notes: str) -> str:
    """Return the first text that is plain, short, and says something of its own."""
    for name in ("itunes:subtitle", "description", "itunes:summary"):
        if name == notes:
            continue
        good = sum(_is_summary(each, name, notes) for each in sample)
        if 2 * good > len(sample):
            return name
    return ""


def _is_summary(values: dict[str, Any], name: str, notes: str) -> bool:
    text = values.get(name, "")
    if not is_plain(text) or text == values.get("title"):
        return False
    return _squeeze(text) != _squeeze(values.get(notes, ""))


def is_plain(text: str) -> bool:
    """Tell whether a text can be a summary: one paragraph, no markup."""
    return 0 < len(text) <= _LONGEST and "<" not in text and "\n" not in text


def _match(
    sample: Sequence[dict[str, Any]],
    name: str,
    notes: str,
    summary: str,
    sources: tuple[str, ...],
) -> dict[str, str]:
    """Find the source that gives most items' text of this name back, if there is one."""
    have = [each for each in sample if name in each]
    if 2 * len(have) <= len(sample):
        return {}
    if name == summary:
        return {name: "summary"}
    for source in sources:
        same = sum(_squeeze(each[name]) == _text_of(each, source, notes, summary) for each in have)
        if 2 * same > len(have):
            return {name: source}
    return {}


def _text_of(values: dict[str, Any], source: str, notes: str, summary: str) -> str:
    body = values.get(notes, "")
    if source in ("notes_text", "notes_links"):
        return _squeeze(to_text(body, with_urls=source == "notes_links"))
    names = {"notes": notes, "summary": summary}
    return _squeeze(values.get(names.get(source, source), ""))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def take_texts(mapped: Mapped, choice: Choice) -> str:
    """Put an item's texts where the choice wants them; return its notes."""
    values = mapped.values
    texts = {name: values.pop(name, "") for name in ("content", "description", *_TEXTS)}
    text = texts.get(choice.summary, "")
    if is_plain(text):
        values["summary"] = text
    return str(texts[choice.notes])
