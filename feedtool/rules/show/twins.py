"""What the feed says twice: in other words, or in two vocabularies."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show
from feedtool.rules.show.written import elements_named, place_of, removal, text_edit

_LIMITS = {"width": 144, "height": 400}
"""Pixels of the RSS image. Source: RSS 2.0."""
_TITLES = ("dc:title", "itunes:title", "media:title")
_PAIRS = {
    "dc:date": "pubDate",
    "dc:creator": "managingEditor",
    "dc:rights": "copyright",
    "dc:language": "language",
}
"""Dublin Core's names for what RSS says. Source: W3C feed validator, DuplicateSemantics."""


@rule("SH26", Level.WARNING)
def contrary_image(feed: Feed) -> Iterable[Problem]:
    """The RSS image that `elements` writes differs from the channel, or is no picture of RSS.

    Readers use its title and link as those of the channel, and RSS 2.0 allows 144 by 400 pixels.
    Without the entry the image is written by itself, from `artwork`, with the right words.

    Bad:
        # show.yaml
        elements:
          - image:
              elements:
                - url: https://compilertalk.example/logo.png
                - title: Compiler talks
                - link: https://compilertalk.example

    Good:
        # show.yaml
        elements:
          - image:
              elements:
                - url: https://compilertalk.example/logo.png
                - title: Compiler Talk
                - link: https://compilertalk.example
                - width: "88"
    """
    wanted = {"url": None, "title": feed.title, "link": feed.link}
    for image in elements_named(feed, "image"):
        at = place_of(image, "derive")
        names = [child.name for child in image.children]
        for name in (name for name in wanted if name not in names):
            hint = "add it, or delete the entry: the image is made of artwork"
            in_feed = "add it, or delete the image: apps take itunes:image"
            yield Problem(at, f"the RSS image has no {name}", hint, feed_hint=in_feed)
        for number, child in enumerate(image.children):
            path = (*at, "image", "elements", number, child.name)
            right, text = wanted.get(child.name), (child.text or "").strip()
            if right and text.rstrip("/") != right.strip().rstrip("/"):
                message = f"the RSS image has the {child.name} {text!r}, the channel {right!r}"
                edits = (Replace(path, child.text or "", right),)
                yield Problem(path, message, f"write {right}", edits)
            limit = _LIMITS.get(child.name)
            if limit and not (text.isdecimal() and 1 <= int(text[:9]) <= limit):
                message = f"the RSS image has {child.name} {text!r}; expected 1 to {limit} pixels"
                yield Problem(path, message, "delete it, or take a smaller picture")


@rule("SH31", Level.ADVICE, fields=("elements",))
def second_vocabulary(part: Feed | Item, record: Show | Episode) -> Iterable[Problem]:
    """An element says in another vocabulary what RSS says already, or asks for typed words.

    Readers take one of the two, and nobody knows which: Dublin Core's date, creator, rights and
    language stand for pubDate, managingEditor, copyright and language. A textInput is shown by no
    app. Take the entry out. Of an episode's author EP21 speaks.

    Bad:
        # show.yaml
        elements:
          - dc:language: en

    Good:
        # 001.md
        elements:
          - dc:subject: Compilers
    """
    if not record.elements:
        return
    for element in record.elements:
        at, twin = ("elements", element.entry), _PAIRS.get(element.name)
        if twin and not element.absent and _says(part, twin):
            message = f"{element.name} says what {twin} says too"
            yield Problem(at, message, "delete it", removal(element, record))
        elif element.name == "textInput" and not element.absent:
            message = "textInput asks readers for words, and no app shows it"
            yield Problem(at, message, "delete it", removal(element, record))


def _says(part: Feed | Item, name: str) -> bool:
    """Tell whether the channel or item holds an element of RSS, of a field or written."""
    if isinstance(part, Item):
        is_core = name == "pubDate" and part.published is not None
    else:
        is_core = bool({"language": part.language, "copyright": part.copyright}.get(name))
    return is_core or any(element.name == name for element in part.elements)


@rule("SH40", Level.ADVICE)
def second_title(feed: Feed) -> Iterable[Problem]:
    """The channel has a second title in other words.

    Apps take one or the other, so the show goes by two names. Write the same, or leave the entry
    out. Of the title in the RSS image SH26 speaks, of the album in the audio's tags a rule on
    tags; what the web page says is not looked at.

    Bad:
        # show.yaml
        elements:
          - itunes:title: The Compiler Talk Show

    Good:
        # show.yaml
        elements:
          - itunes:title: Compiler Talk
    """
    for element in _titles(feed):
        text = (element.text or "").strip()
        if feed.title and text.casefold() != feed.title.strip().casefold():
            message = f"{element.name} is {text!r}, the title {feed.title!r}"
            at, edits = place_of(element, "derive"), text_edit(element, feed.title)
            yield Problem(at, message, f"write {feed.title}", edits)


def _titles(feed: Feed) -> Iterator[Element]:
    return (element for element in feed.elements if element.name in _TITLES)
