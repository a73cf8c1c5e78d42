"""XML prefixes every record may use, and the names they stand for.

Sources: each namespace's own document; URIs are compared as exact text by every reader.
"""

from lxml import etree

_RESERVED = ("xml", "xmlns")
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ATOM = "http://www.w3.org/2005/Atom"
PSC = "http://podlove.org/simple-chapters"

BUILT_IN: dict[str, str] = {
    "acast": "https://schema.acast.com/1.0/",
    "admin": "http://webns.net/mvcb/",
    "anchor": "https://anchor.fm/xmlns",
    "atom": ATOM,
    "cc": "http://web.resource.org/cc/",
    "content": CONTENT,
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "fireside": "http://fireside.fm/modules/rss/fireside",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "itunes": ITUNES,
    "media": "http://search.yahoo.com/mrss/",
    "omny": "https://omny.fm/rss-extensions",
    "podcast": PODCAST,
    "psc": PSC,
    "rawvoice": "https://blubrry.com/developer/rawvoice-rss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "spotify": "http://www.spotify.com/ns/rss",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def is_namespace(prefix: str, uri: str) -> bool:
    """Tell whether an XML document can bind this prefix to this URI (Namespaces in XML 1.0)."""
    if not uri or prefix in _RESERVED:
        return False
    try:
        etree.Element("any", nsmap={prefix: uri})
    except ValueError:
        return False
    return True
