"""Namespaces of a feed to the prefixes of records: right spellings, wrong ones, and unknown ones.

Readers compare namespaces letter by letter; feeds get them wrong in case, scheme and slashes.
"""

import re
from collections import Counter

from feedtool.formats.namespaces import BUILT_IN

_ALIASES = {
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd": "googleplay",
}
TWINS = frozenset({"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"})
"""Second addresses of a namespace that readers must know too."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def _fold(uri: str) -> str:
    scheme, separator, rest = uri.strip().lower().partition("://")
    rest = rest.removeprefix("www.").rstrip("/#")
    return rest if separator and scheme in ("http", "https") else uri.strip().lower()


_BY_FOLD = {_fold(uri): prefix for prefix, uri in BUILT_IN.items()}
_BY_FOLD |= {_fold(uri): prefix for uri, prefix in _ALIASES.items()}


_OF_RSS = frozenset(
    {
        "backend.userland.com/rss2",
        "blogs.law.harvard.edu/tech/rss",
        "cyber.harvard.edu/rss/rss.html",
        "cyber.law.harvard.edu/rss/rss.html",
        "rssboard.org/rss-specification",
    }
)
"""Where RSS 2.0 is or was written down: it names no namespace, and some take one of these."""


def is_of_rss(uri: str) -> bool:
    """Tell the address of RSS 2.0 itself, taken for the namespace that it does not have."""
    return _fold(uri) in _OF_RSS


class Prefixes:
    """Gives every namespace of one feed the prefix that records use for it."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.own: dict[str, str] = {}
        """Prefixes beyond the built-in ones, and their namespaces."""
        self.renamed: dict[str, str] = {}
        """Wrong spellings of well-known namespaces, and the prefix they were read as."""
        self._known: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()

    def name(self, uri: str, written: str) -> str:
        """Return the prefix for a namespace that the feed calls `written`."""
        known = self._known.get(uri)
        if known is None:
            known = self._known[uri] = self._choose(uri, written)
        return known

    def _choose(self, uri: str, written: str) -> str:
        built_in = _BY_FOLD.get(_fold(uri))
        if built_in is not None:
            if BUILT_IN[built_in] != uri:
                self.renamed[uri] = built_in
            return built_in
        wanted = written if _NAME.fullmatch(written) and written.isascii() else "ns"
        name = wanted
        while name in self.own or name in BUILT_IN:
            self._numbers[wanted] += 1
            name = f"{wanted}{self._numbers[wanted] + 1}"
        self.own[name] = uri
        return name
