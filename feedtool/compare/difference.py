"""What two versions of an item, or of a channel, say differently: by element, not by spelling."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from feedtool.formats.element_sameness import Same, spell
from feedtool.formats.feed.published import read_said
from feedtool.model.element import Element
from feedtool.model.published import PublishedItem, Said

_DEFAULTS = {
    "itunes:episodeType": "full",
    "itunes:type": "episodic",
    "itunes:explicit": "false",
    "itunes:block": "false",
    "itunes:complete": "false",
    "podcast:locked": "no",
}
"""What apps assume where a feed does not say it; an item's explicit is the channel's."""
_TWINS = {
    "itunes:season": "podcast:season",
    "podcast:season": "itunes:season",
    "itunes:episode": "podcast:episode",
    "podcast:episode": "itunes:episode",
}
"""Elements that say the same number: a build writes both where a feed had one."""


def list_changed(before: Said, after: Said, channel: Said | None = None) -> frozenset[str]:
    """Name the elements that say something else; `channel` is that of items, which they inherit."""
    names = before.keys() | after.keys()
    return frozenset(
        name
        for name in names
        if before.get(name) != after.get(name)
        and _meaning(name, before, channel) != _meaning(name, after, channel)
    )


def own_address(channel: Said) -> str:
    """Return the address that a feed gives as its own (atom:link rel=self), else ""."""
    own = (dict(each.attributes) for each in channel.get("atom:link", ()) if _is_self(each))
    return next((each.get("href", "").strip() for each in own), "")


def _is_self(element: Element) -> bool:
    return element.name == "atom:link" and ("rel", "self") in element.attributes


def _meaning(name: str, said: Said, channel: Said | None) -> Counter[Same]:
    own = (each for each in said.get(name, ()) if not _is_empty(each))
    elements = tuple(own) or tuple(_implied(name, said, channel))
    return Counter(
        same for each in elements if not _is_self(each) for same in spell(_complete(each, said))
    )


def _implied(name: str, said: Said, channel: Said | None) -> Iterable[Element]:
    """Yield what an element that is missing stands for: its twin, what is inherited, a default."""
    if name in _TWINS:
        twins = said.get(_TWINS[name], ())
        yield from (Element(name, each.text) for each in twins)
    elif name == "image":
        yield from map(_picture_of, said.get("itunes:image", ()), said.get("title", ()))
    elif name == "itunes:explicit" and channel and name in channel:
        yield from channel[name]
    elif name in _DEFAULTS:
        yield Element(name, _DEFAULTS[name])


def _picture_of(image: Element, title: Element) -> Element:
    """Make the picture of RSS 2.0 of the show's cover."""
    url = dict(image.attributes).get("href", "")
    return Element("image", None, (), (Element("url", url), Element("title", title.text)))


def _complete(element: Element, said: Said) -> Element:
    """Write out what means the same when it is left out, and drop what says nothing of its own."""
    if element.name == "image":  # its link is the show's, and so is most often its title
        titles = [each.text for each in said.get("title", ())]
        kept = (each for each in element.children if each.name in ("url", "title"))
        own = (each for each in kept if each.name == "url" or each.text not in titles)
        return replace(element, children=tuple(own))
    if element.name != "guid" or any(key == "isPermaLink" for key, _ in element.attributes):
        return element
    return Element(element.name, element.text, (*element.attributes, ("isPermaLink", "true")))


def _is_empty(element: Element) -> bool:
    return not (element.text or element.attributes) and all(map(_is_empty, element.children))


def is_same_item(before: PublishedItem, after: PublishedItem, channel: Said) -> bool:
    """Tell whether two items say the same, however they are written."""
    if before.xml == after.xml:
        return True
    if (before.guid, before.title, before.url) != (after.guid, after.title, after.url):
        return False  # most items that differ do here, which spares reading them
    return not list_changed(read_said(before), read_said(after), channel)
