"""What a document is that is no RSS, and the feeds that a web page names in its head.

Source: the HTML standard, `<link rel="alternate">`; RSS Advisory Board, "RSS Autodiscovery".
"""

import re

from feedtool.formats.feed.node import Node
from feedtool.formats.feed.tags import START, read_attributes

_LINK = re.compile(r"<link\b", re.IGNORECASE)
_HEAD = 1 << 20
_MOST = 10
_TYPE = "application/rss+xml"


def find_feeds(page: str) -> tuple[str, ...]:
    """List the addresses of RSS feeds that a page names, as they are written there."""
    found: list[str] = []
    for match in _LINK.finditer(page, 0, _HEAD):
        tag = START.match(page, match.start(), match.start() + 10_000)
        if tag is None:
            continue
        written = read_attributes(tag["rest"], tag.start("rest")).values
        values = {name.lower(): value for name, value in written.items()}
        is_feed = values.get("type", "").strip().lower() == _TYPE
        if is_feed and "alternate" in values.get("rel", "").lower().split() and values.get("href"):
            found.append(values["href"].strip())
        if len(found) == _MOST:
            break
    return tuple(found)


HTML = "it is an HTML page"
_OTHERS = {
    "atom:feed": "it is Atom",
    "rdf:rdf": "it is RSS 1.0 (RDF)",
    "html": HTML,
    "opml": "it is OPML, a list of feeds",
    "channel": "the rss element round its channel is missing",
}


def describe_other(root: Node, text: str) -> str:
    """Say what a document is whose root is not `rss`, in words that follow a colon."""
    start = text.lstrip()[:14].lower()
    if start == "<!doctype html":
        return HTML
    if root.name:
        return _OTHERS.get(root.name.lower(), f"its root is <{root.name}>")
    if start.startswith(("{", "[")):
        return "it is JSON"
    return "it is text without any tag" if start else "it is empty"
