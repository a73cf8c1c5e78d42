"""When two elements say the same to every reader: the list of spellings that may change.

These and no others: dates by their instant, durations by their seconds, whole numbers without
leading zeros, yes and no in all their words, keywords by their commas, white space, categories by
what they are below, and a person without a role, who is a host.
"""

from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any

from feedtool.formats.dates import read_date
from feedtool.formats.numbers import plain_number
from feedtool.model.element import Element
from feedtool.model.scalars import parse_seconds

Same = tuple[str, str, frozenset[tuple[str, str]], tuple[Any, ...], str]
"""Name, text, attributes, children in the same form, and the text behind it."""
_WORDS = {"yes": "true", "no": "false", "clean": "false"}


def spell(element: Element) -> Iterator[Same]:
    """Yield what an element says, in one spelling; one for each category below a category."""
    if element.name == "itunes:category" and len(element.children) > 1:
        for child in element.children:
            yield _spell(Element(element.name, element.text, element.attributes, (child,)))
    else:
        yield _spell(element)


def _spell(element: Element) -> Same:
    name = element.name
    text = _squeeze(element.text or "")
    reader = _TEXTS.get(name)
    attributes = frozenset(
        (key, _spell_attribute(name, key, value)) for key, value in element.attributes
    )
    if name == "podcast:person" and all(key != "role" for key, _ in attributes):
        attributes |= {("role", "host")}
    children = tuple(sorted(map(_spell, element.children), key=repr))
    return (
        name,
        reader(text) if reader and text else text,
        attributes,
        children,
        _squeeze(element.tail or ""),
    )


def _spell_attribute(name: str, key: str, value: str) -> str:
    reader = _ATTRIBUTES.get((name, key))
    return reader(_squeeze(value)) if reader else _squeeze(value)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _date(text: str) -> str:
    instant = read_date(text, None).instant
    try:
        return instant.astimezone(UTC).isoformat() if instant else text
    except OverflowError:  # the first or the last day of the calendar, in another zone
        return text


def _seconds(text: str) -> str:
    seconds = parse_seconds(text)
    return text if seconds is None else str(int(seconds))


def _yes(text: str) -> str:
    return _WORDS.get(text.lower(), text.lower())


def _keywords(text: str) -> str:
    return ",".join(word.strip() for word in text.split(",") if word.strip())


_TEXTS: dict[str, Callable[[str], str]] = {
    "pubDate": _date,
    "itunes:duration": _seconds,
    "itunes:season": plain_number,
    "itunes:episode": plain_number,
    "podcast:season": plain_number,
    "itunes:explicit": _yes,
    "itunes:block": _yes,
    "itunes:complete": _yes,
    "podcast:locked": _yes,
    "itunes:episodeType": str.lower,
    "itunes:type": str.lower,
    "itunes:keywords": _keywords,
    "ttl": plain_number,
}
_ATTRIBUTES: dict[tuple[str, str], Callable[[str], str]] = {
    ("enclosure", "length"): plain_number,
    ("guid", "isPermaLink"): _yes,
    ("podcast:trailer", "pubdate"): _date,
    ("podcast:trailer", "length"): plain_number,
    ("podcast:alternateEnclosure", "length"): plain_number,
    ("podcast:alternateEnclosure", "default"): _yes,
}
