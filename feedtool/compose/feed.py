"""The show's record to the channel."""

from feedtool.compose import media
from feedtool.compose.addresses import addresses_of_show, feed_address, resolve
from feedtool.compose.derive import Builder, derive_elements, merge_elements, picture
from feedtool.compose.item import author_of
from feedtool.compose.media import Ground
from feedtool.compose.persons import person_element, show_persons
from feedtool.compose.tags import tag_element, tag_elements
from feedtool.compose.texts import show_description
from feedtool.formats.dates import find_zone, read_date
from feedtool.formats.markup.convert import to_text
from feedtool.model.element import Element
from feedtool.model.feed import Feed
from feedtool.model.shapes import file_or_url
from feedtool.model.show import Show
from feedtool.model.tags import Trailer


def compose_feed(ground: Ground) -> Feed:
    """Compose the channel; never raises, whatever is missing."""
    show, base_url = ground.show, ground.base_url
    feed_url = feed_address(base_url, show.feed_url)
    artwork = resolve(base_url, show.artwork) if show.artwork else None
    persons = show_persons(show)
    written = _written_description(show)
    description = (written and written.text) or show_description(show)
    texts = _texts(show, description, author_of(show.author, persons))
    derived = derive_elements(show.derive, lambda source: texts.get(source, ""), _builders(artwork))
    fields = [*_core(show), *_links(show, feed_url), *_itunes(show, artwork, texts["author"])]
    fields += [person_element(person, base_url) for person in persons]
    fields += _podcast(show, ground)
    return Feed(
        title=show.title or "",
        link=show.link or "",
        description=description,
        language=show.language,
        feed_url=feed_url,
        base_url=base_url,
        copyright=show.copyright,
        artwork=artwork,
        elements=_in_place(
            merge_elements(
                derived, fields, tuple(each for each in show.elements if each is not written)
            )
        ),
        persons=persons,
        namespaces=tuple(show.namespaces.items()),
        urls=tuple(addresses_of_show(show)),
        assets=tuple(media.file_asset(name, ground) for name in _files(show)),
        author=texts["author"],
    )


def _in_place(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Put items that are written by hand behind all else, where the others follow.

    An RSS image, often a small one, goes before Apple's: some readers take the last of both.
    """
    return tuple(sorted(elements, key=lambda element: _PLACES.get(element.name, 0)))


_PLACES = {"image": -1, "item": 1, "podcast:liveItem": 1}


def _written_description(show: Show) -> Element | None:
    """Find the description that `elements` writes as it stands, in place of the field."""
    return next((each for each in show.elements if each.name == "description" and each.text), None)


def _texts(show: Show, description: str, author: str) -> dict[str, str]:
    """Give the texts of the sources of `derive`; a show's notes are its description."""
    return {
        "title": show.title or "",
        "summary": show.summary or "",
        "description": description,
        "notes": description,
        "notes_text": to_text(description),
        "notes_links": to_text(description, with_urls=True),
        "author": author,
        "keywords": ", ".join(show.keywords),
        "explicit": "true" if show.explicit else "false",
    }


def _builders(artwork: str | None) -> dict[str, Builder]:
    """Make the elements of sources that are no text; a channel has no audio."""
    return {
        "artwork": lambda name: picture(name, artwork),
        "audio": lambda _: (),
        "chapters": lambda _: (),
        "value": lambda _: (),
    }


def _core(show: Show) -> list[Element]:
    """Make the seldom elements of RSS 2.0, whose values feedgen would judge in its own way."""
    plain = (
        ("managingEditor", show.managing_editor),
        ("webMaster", show.web_master),
        ("ttl", show.ttl),
    )
    found = [Element(name, str(value)) for name, value in plain if value not in (None, "")]
    if show.skip_hours:
        hours = tuple(Element("hour", str(hour)) for hour in show.skip_hours)
        found.append(Element("skipHours", children=hours))
    if show.skip_days:
        days = tuple(Element("day", day) for day in show.skip_days)
        found.append(Element("skipDays", children=days))
    return found


def _links(show: Show, feed_url: str) -> list[Element]:
    """Make atom:link self, unless `elements` says it with more than that, and hub."""
    found = []
    own = {("rel", "self"), ("href", feed_url)}
    is_written = any(e.name == "atom:link" and own <= set(e.attributes) for e in show.elements)
    if feed_url and not is_written:
        attributes = (("href", feed_url), ("rel", "self"), ("type", "application/rss+xml"))
        found.append(Element("atom:link", None, attributes))
    if show.hub:
        found.append(Element("atom:link", None, (("href", show.hub), ("rel", "hub"))))
    return found


def _itunes(show: Show, artwork: str | None, author: str) -> list[Element]:
    found = [Element("itunes:author", author)] if author else []
    if show.owner is not None:
        parts = (("itunes:name", show.owner.name), ("itunes:email", show.owner.email))
        children = tuple(Element(name, text) for name, text in parts if text)
        found.append(Element("itunes:owner", children=children))
    found += [_category(text) for text in show.categories]
    if artwork:
        found.append(Element("itunes:image", None, (("href", artwork),)))
    if show.explicit is not None:
        found.append(Element("itunes:explicit", "true" if show.explicit else "false"))
    if show.type:
        found.append(Element("itunes:type", show.type))
    if show.block:
        found.append(Element("itunes:block", "Yes"))
    if show.complete:
        found.append(Element("itunes:complete", "Yes"))
    if show.new_feed_url:
        found.append(Element("itunes:new-feed-url", show.new_feed_url))
    return found


def _category(text: str) -> Element:
    top, _, sub = (part.strip() for part in text.partition(">"))
    children = (Element("itunes:category", None, (("text", sub),)),) if sub else ()
    return Element("itunes:category", None, (("text", top),), children)


def _podcast(show: Show, ground: Ground) -> list[Element]:
    """List the channel's podcast: elements in feed order."""
    found = [Element("podcast:guid", show.guid)] if show.guid else []
    if show.locked is not None:
        owner = show.owner.email if show.owner else None
        with_owner = show.locked.owner or owner
        found.append(tag_element(show.locked.model_copy(update={"owner": with_owner})))
    if show.medium:
        found.append(Element("podcast:medium", show.medium))
    found += [media.picture_element(each, ground) for each in show.images]
    found += tag_elements(show, _PLAIN_TAGS)
    found += [_trailer(trailer, show) for trailer in show.trailer]
    if show.podping is not None:
        uses = "true" if show.podping else "false"
        found.append(Element("podcast:podping", None, (("usesPodping", uses),)))
    if show.podroll:
        found.append(Element("podcast:podroll", children=tuple(map(tag_element, show.podroll))))
    if show.publisher is not None:
        publisher = show.publisher.model_copy(
            update={"medium": show.publisher.medium or "publisher"}
        )
        found.append(Element("podcast:publisher", children=(tag_element(publisher),)))
    return found


def _trailer(trailer: Trailer, show: Show) -> Element:
    """Make podcast:trailer; its date is RFC 2822 in the feed, as an item's is."""
    zone = find_zone(show.timezone) if show.timezone else None
    date = read_date(trailer.pubdate, zone).text if trailer.pubdate else None
    return tag_element(trailer.model_copy(update={"pubdate": date}))


_PLAIN_TAGS = (
    "funding",
    "license",
    "location",
    "txt",
    "update_frequency",
    "social_interact",
    "chat",
    "block_services",
    "remote_item",
    "value",
)


def _files(show: Show) -> list[str]:
    names = [show.artwork, *(picture.file for picture in show.images)]
    names += [person.image for person in (*show.hosts, *show.credits)]
    return list(dict.fromkeys(n for n in names if n and file_or_url(n) == "file"))
