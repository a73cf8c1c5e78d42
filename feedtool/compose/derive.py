"""`derive` and `elements`: what else is written, and what replaces it."""

from collections.abc import Callable
from typing import Any

from feedtool.model.element import Attribute, Element
from feedtool.model.feed import Enclosure

_BUILT = frozenset({"description", "content:encoded"})
"""Derived names that are core parts of an item and are composed there."""
PSC_ELEMENT = "psc:chapters"
"""The element that chapters become; under any other name they are lines of text."""
Texter = Callable[[str], str]
Builder = Callable[[str], tuple[Element, ...]]


def derive_elements(
    derive: dict[str, Any], text: Texter, build: dict[str, Builder]
) -> list[Element]:
    """Make the derived elements of an item or the channel.

    `text` gives the text of a source; `build` makes the elements of sources that are no text.
    """
    found: list[Element] = []
    for name, sources in derive.items():
        if name in _BUILT or not sources:
            continue
        source = sources[0]
        if source in build and (source != "chapters" or name == PSC_ELEMENT):
            found.extend(build[source](name))
            continue
        value = "\n".join(part for part in map(text, sources) if part)
        if value:
            found.append(Element(name, value, cdata="<" in value))
    return found


def merge_elements(
    derived: list[Element], fields: list[Element], written: tuple[Element, ...]
) -> tuple[Element, ...]:
    """Put fields, derived and written elements together.

    A written element replaces what would be derived under its name and adds to what a field
    says; one that is marked absent takes both away.
    """
    if not written and not derived:
        return tuple(fields)
    absent = {element.name for element in written if element.absent}
    said = {element.name for element in (*written, *fields)}
    stay = [element for element in fields if element.name not in absent]
    kept = [element for element in derived if element.name not in said]
    return (*stay, *kept, *(element for element in written if not element.absent))


def media_content(
    name: str, audio: Enclosure | None, duration: float | None
) -> tuple[Element, ...]:
    """Make media:content (Media RSS) of the enclosure."""
    if audio is None:
        return ()
    attributes: list[Attribute] = [("url", audio.url)]
    if audio.length is not None:
        attributes.append(("fileSize", str(audio.length)))
    attributes.append(("type", audio.type))
    if duration is not None:
        attributes.append(("duration", str(max(1, round(duration)))))
    return (Element(name, None, tuple(attributes)),)


def picture(name: str, url: str | None) -> tuple[Element, ...]:
    """Make an element that points to a picture: href for itunes:image, url for Media RSS."""
    if url is None:
        return ()
    if name == "media:thumbnail":
        return (Element(name, None, (("url", url),)),)
    return (Element(name, None, (("href", url),)),)
