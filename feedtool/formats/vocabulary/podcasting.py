"""The word lists of the podcast namespace (Podcasting 2.0), apart from the roles of people.

Each list is a file or a table of https://github.com/Podcastindex-org/podcast-namespace, named
below it, in the order of that source.
Pure data of the formats layer: it reads no files.
"""

from typing import Final

_PLAIN_MEDIUMS: Final = (
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
)

LIST_MEDIUMS: Final[tuple[str, ...]] = (*(f"{medium}L" for medium in _PLAIN_MEDIUMS), "mixed")
"""Values of `podcast:medium` for a feed that holds remote items only: docs/tags/medium.md."""

MEDIUMS: Final[tuple[str, ...]] = (*_PLAIN_MEDIUMS, *LIST_MEDIUMS)
"""Every value of `podcast:medium`, in exact case; without one "podcast" is meant."""

SOCIAL_PROTOCOLS: Final[tuple[str, ...]] = (
    "disabled",
    "activitypub",
    "twitter",
    "lightning",
    "atproto",
    "hive",
    "matrix",
    "nostr",
)
"""Values of `protocol` of `podcast:socialInteract`: socialprotocols.txt.

Versions before 2025 say "bluesky" instead of "atproto", the protocol that it speaks.
"""

CHAT_PROTOCOLS: Final[tuple[str, ...]] = ("irc", "xmpp", "nostr", "matrix")
"""Values of `protocol` of `podcast:chat`: docs/chatprotocols.txt."""

LICENSE_SLUGS: Final[tuple[str, ...]] = (
    "arr",
    "cc-by-4.0",
    "cc-by-nc-4.0",
    "cc-by-nc-nd-4.0",
    "pod-v4v-1.0",
)
"""Values of `podcast:license` that need no `url`: docs/examples/license/licenses.json.

The list is in upper case, but docs/tags/license.md asks for lower case in the feed.
Other Creative Commons licences are not on it, so they count as custom and need a `url`.
"""

SERVICE_SLUGS: Final[tuple[str, ...]] = (
    "acast",
    "amazon",
    "anchor",
    "apple",
    "audible",
    "audioboom",
    "backtracks",
    "bitcoin",
    "blubrry",
    "buzzsprout",
    "captivate",
    "castos",
    "castopod",
    "facebook",
    "fireside",
    "fyyd",
    "google",
    "gpodder",
    "hypercatcher",
    "kasts",
    "libsyn",
    "mastodon",
    "megafono",
    "megaphone",
    "omnystudio",
    "overcast",
    "paypal",
    "pinecast",
    "podbean",
    "podcastaddict",
    "podcastguru",
    "podcastindex",
    "podcasts",
    "podchaser",
    "podcloud",
    "podfriend",
    "podiant",
    "podigee",
    "podnews",
    "podomatic",
    "podserve",
    "podverse",
    "redcircle",
    "relay",
    "resonaterecordings",
    "rss",
    "shoutengine",
    "simplecast",
    "slack",
    "soundcloud",
    "spotify",
    "spreaker",
    "tiktok",
    "transistor",
    "twitter",
    "whooshkaa",
    "youtube",
    "zencast",
)
"""Values of `id` of `podcast:block`: serviceslugs.txt, as Blubrry PowerPress too carries it.

Versions of 2020 spelt some otherwise: "itunes", "podcasts.com", "relayfm", "resonate", "rss.com".
"""
