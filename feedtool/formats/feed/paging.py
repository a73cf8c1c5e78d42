"""The links between the pages of a feed.

Source: RFC 5005, sections 3 (paged feeds, `next`) and 4 (archives, `prev-archive`).
"""

from collections.abc import Iterable

_ONWARD = ("next", "prev-archive")
PAGING = frozenset({*_ONWARD, "first", "last", "previous", "prev", "next-archive", "current"})
"""Relations of links that only a feed in pages has."""


def choose_next(links: Iterable[tuple[str, str]]) -> str:
    """Return the address of the page that follows, as it is written, or "".

    `links` are the relations and addresses of the feed's `atom:link`s; of several alike the first
    counts. A feed that leads to its own address has no page behind it.
    """
    known: dict[str, str] = {}
    for relation, address in links:
        known.setdefault(relation, address.strip())
    onward = (known.get(each, "") for each in _ONWARD)
    return next((each for each in onward if each and each != known.get("self")), "")
