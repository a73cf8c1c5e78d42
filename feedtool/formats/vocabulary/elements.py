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
itunes:author itunes:block itunes:complete itunes:explicit itunes:image itunes:keywords
itunes:new-feed-url itunes:owner itunes:subtitle itunes:summary itunes:title itunes:type
podcast:chat podcast:guid podcast:license podcast:locked podcast:medium podcast:podping
podcast:podroll podcast:publisher podcast:updateFrequency
"""

_ITEM_ONCE: Final = """
title link description author comments guid pubDate source content:encoded
itunes:author itunes:block itunes:duration itunes:episode itunes:episodeType itunes:explicit
itunes:image itunes:keywords itunes:order itunes:season itunes:subtitle itunes:summary
itunes:title
podcast:chapters podcast:chat podcast:episode podcast:license podcast:season psc:chapters
"""

_OTHERS: Final = """
item category enclosure url width height name hour day
atom:link itunes:category itunes:email itunes:isClosedCaptioned itunes:name
podcast:alternateEnclosure podcast:block podcast:contentLink podcast:funding podcast:image
podcast:images podcast:integrity podcast:liveItem podcast:location podcast:person
podcast:remoteItem podcast:socialInteract podcast:soundbite podcast:source podcast:trailer
podcast:transcript podcast:txt podcast:value podcast:valueRecipient podcast:valueTimeSplit
psc:chapter
"""

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

ELEMENTS: Final[frozenset[str]] = CHANNEL_ONCE | ITEM_ONCE | frozenset(_OTHERS.split())
"""Every element of RSS 2.0, itunes: and podcast:, and the few of other namespaces in use."""

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
