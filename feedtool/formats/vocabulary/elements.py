"""The elements and attributes of a podcast feed, in exact case, and which may stand only once.

Sources: RSS 2.0 (https://www.rssboard.org/rss-specification), Apple's "A Podcaster's Guide to
RSS", the podcast namespace (https://github.com/Podcastindex-org/podcast-namespace, docs/tags),
Podlove Simple Chapters 1.2.
Pure data of the formats layer: it reads no files.
"""

from typing import Final

_CHANNEL_ONCE: Final = """
title link description language copyright managingEditor webMaster pubDate lastBuildDate generator
docs cloud ttl image rating textInput skipHours skipDays
itunes:applepodcastsverify itunes:author itunes:block itunes:complete itunes:explicit itunes:image
itunes:keywords itunes:new-feed-url itunes:owner itunes:subtitle itunes:summary itunes:title
itunes:type
podcast:chat podcast:guid podcast:license podcast:locked podcast:medium podcast:podping
podcast:podroll podcast:publisher podcast:updateFrequency
"""

_CHANNEL_MANY: Final = """
item category atom:link itunes:category
podcast:block podcast:funding podcast:image podcast:images podcast:liveItem podcast:location
podcast:person podcast:remoteItem podcast:socialInteract podcast:trailer podcast:txt podcast:value
"""

_ITEM_ONCE: Final = """
title link description author comments guid pubDate source content:encoded
itunes:author itunes:block itunes:duration itunes:episode itunes:episodeType itunes:explicit
itunes:image itunes:keywords itunes:order itunes:season itunes:subtitle itunes:summary
itunes:title
podcast:chapters podcast:chat podcast:episode podcast:license podcast:season psc:chapters
"""

_ITEM_MANY: Final = """
category enclosure atom:link itunes:isClosedCaptioned
podcast:alternateEnclosure podcast:contentLink podcast:funding podcast:image podcast:images
podcast:location podcast:person podcast:remoteItem podcast:socialInteract podcast:soundbite
podcast:transcript podcast:txt podcast:value
"""

_INSIDE: Final = {
    "image": "url title link width height description",
    "textInput": "title description name link",
    "skipHours": "hour",
    "skipDays": "day",
    "itunes:owner": "itunes:name itunes:email",
    "itunes:category": "itunes:category",
    "podcast:alternateEnclosure": "podcast:source podcast:integrity",
    "podcast:podroll": "podcast:remoteItem",
    "podcast:publisher": "podcast:remoteItem",
    "podcast:value": "podcast:valueRecipient podcast:valueTimeSplit",
    "podcast:valueTimeSplit": "podcast:remoteItem podcast:valueRecipient",
    "psc:chapters": "psc:chapter",
}
"""Elements that hold others, apart from channel and item; those of the norms that do not are
left out: nothing is said of what stands in them."""

_ATTRIBUTES: Final = """
accountId accountUrl address alt aspect-ratio bitrate codecs complete contentType country
customKey customValue default display domain dtstart duration end fee feedGuid feedUrl geo group
height href id img isPermaLink itemGuid lang language length medium method name osm owner priority
protocol pubdate purpose rel remotePercentage remoteStartTime role rrule season server space split
srcset start startTime status suggested text title type uri url usesPodping version width
"""

CHANNEL_ONCE: Final[frozenset[str]] = frozenset(_CHANNEL_ONCE.split())
"""Elements a channel may hold once."""

ITEM_ONCE: Final[frozenset[str]] = frozenset(_ITEM_ONCE.split())
"""Elements an item may hold once; of `enclosure` a rule of its own speaks."""

CHILDREN: Final[dict[str, frozenset[str]]] = {
    "channel": CHANNEL_ONCE | frozenset(_CHANNEL_MANY.split()),
    "item": ITEM_ONCE | frozenset(_ITEM_MANY.split()),
    "podcast:liveItem": ITEM_ONCE | frozenset(_ITEM_MANY.split()),
    **{parent: frozenset(names.split()) for parent, names in _INSIDE.items()},
}
"""What each element may hold, of RSS 2.0, itunes: and podcast:."""

ELEMENTS: Final[frozenset[str]] = frozenset().union(*CHILDREN.values())
"""Every element of RSS 2.0, itunes: and podcast:, and the few of other namespaces in use."""

OTHER_ELEMENTS: Final[frozenset[str]] = frozenset(
    """
    content:encoded psc:chapters
    dc:contributor dc:coverage dc:creator dc:date dc:description dc:format dc:identifier dc:language
    dc:publisher dc:relation dc:rights dc:source dc:subject dc:title dc:type
    media:category media:content media:copyright media:credit media:description media:group
    media:keywords media:player media:rating media:thumbnail media:title
    """.split()
)
"""Elements of further namespaces that podcasts use: Dublin Core 1.1, most of Media RSS."""

ATTRIBUTES: Final[frozenset[str]] = frozenset(_ATTRIBUTES.split())
"""Every attribute of these elements."""


def fold_word(word: str) -> str:
    """Reduce a name to what slips of case, hyphen and underscore leave alone."""
    return word.lower().replace("-", "").replace("_", "")


_ELEMENT_BY_FOLD: Final = {fold_word(name): name for name in ELEMENTS}
_ATTRIBUTE_BY_FOLD: Final = {fold_word(name): name for name in ATTRIBUTES}


def right_element(name: str) -> str:
    """Return the right spelling of an element that is wrong only in case or hyphens, else ""."""
    right = _ELEMENT_BY_FOLD.get(fold_word(name), "")
    return "" if name in ELEMENTS else right


def right_attribute(name: str) -> str:
    """Return the right spelling of an attribute that is wrong only in case or hyphens, else ""."""
    right = _ATTRIBUTE_BY_FOLD.get(fold_word(name), "")
    return "" if name in ATTRIBUTES else right


def parents_of(name: str) -> list[str]:
    """List the elements that may hold this one."""
    return [parent for parent, names in CHILDREN.items() if name in names]
