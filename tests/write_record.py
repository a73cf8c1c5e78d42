"""A small writer of records: an episode in the long form or, by chance, in a short one."""

from random import Random
from typing import Any

import yaml

from feedtool.model.element import Element
from feedtool.model.episode import Chapter, Episode, SponsorMention
from feedtool.model.person import Link
from feedtool.model.shapes import Record, ShortRecord

LISTS = frozenset({"chapters", "links", "elements"})
"""Fields that are read in their own way."""


def write_record(episode: Episode, chance: Random, suffix: str = ".md") -> str:
    """Write a record: front matter and notes, or YAML alone."""
    fields = write_fields(episode, chance, suffix)
    text = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True)
    return text if suffix == ".yaml" else f"---\n{text}---\n{episode.notes or ''}"


def write_fields(episode: Episode, chance: Random, suffix: str) -> dict[str, Any]:
    """Make the plain data of a record, its fields in any order."""
    fields = {}
    for name in episode.model_fields_set:
        value = getattr(episode, name)
        if name in ("notes", "notes_format") and suffix != ".yaml":
            continue
        if name == "footer" and value == "":
            fields[name] = False
        elif name in LISTS:
            fields[name] = WRITERS[name](value, chance)
        else:
            fields[name] = plain(value, chance)
    names = list(fields)
    names.sort()
    chance.shuffle(names)
    return {name: fields[name] for name in names}


def plain(value: Any, chance: Random) -> Any:
    """Make plain data of a value, short where that says the same."""
    if isinstance(value, Record):
        return shorten(value, chance)
    if isinstance(value, tuple):
        items = [plain(each, chance) for each in value]
        return items[0] if len(items) == 1 and chance.random() < 0.5 else items
    return value


def shorten(record: Record, chance: Random) -> Any:
    """Write a mapping, or its one bare value."""
    named = {
        info.alias or name: getattr(record, name)
        for name, info in type(record).model_fields.items()
        if name in record.model_fields_set
    }
    only = next(iter(named.values())) if len(named) == 1 else None
    may_be_short = isinstance(record, ShortRecord) and not isinstance(record, SponsorMention)
    is_text = may_be_short and record.short and isinstance(only, str) and chance.random() < 0.5
    if is_text and type(record).model_validate(only) == record:
        return only
    return {name: plain(value, chance) for name, value in named.items()}


def write_chapters(chapters: Any, chance: Random) -> Any:
    """Write chapters as a list of lines and mappings, or the address of a file."""
    if chapters.url:
        return chapters.url if chance.random() < 0.5 else {"url": chapters.url}
    return [write_chapter(each, chance) for each in chapters.entries]


def write_chapter(chapter: Chapter, chance: Random) -> Any:
    """Write `MM:SS Title` where there is no more to say."""
    title = chapter.title or ""
    is_line = chapter.model_fields_set <= {"start", "title"} and title[:1].isalpha()
    if is_line and " ".join(title.split()) == title and chapter.start and chance.random() < 0.5:
        minutes, rest = divmod(round(chapter.start * 1000), 60_000)
        return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03} {title}"
    return shorten(chapter, chance)


def write_links(links: tuple[Link, ...], chance: Random) -> Any:
    """Write `Title: url`, or both by name."""
    return [
        {each.title: each.url}
        if each.title != "url" and chance.random() < 0.7
        else {"title": each.title, "url": each.url}
        for each in links
    ]


def write_elements(elements: tuple[Element, ...], _chance: Random) -> Any:
    """Write elements as a list of one-key mappings."""
    return [{each.name: write_element(each)} for each in elements]


def write_element(element: Element) -> Any:
    """Write text, or a mapping of all that an element holds."""
    if not element.attributes and not element.children:
        return element.text
    parts = {
        "attributes": dict(element.attributes),
        "text": element.text,
        "elements": [{each.name: write_element(each)} for each in element.children],
    }
    return {name: value for name, value in parts.items() if value}


WRITERS: Any = {"chapters": write_chapters, "links": write_links, "elements": write_elements}
