"""Identities: the show's UUID by the podcast namespace's rule."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def make_podcast_guid(feed_url: str) -> str:
    """Compute podcast:guid: UUIDv5 of the feed's address without scheme and trailing slashes.

    Source: podcast namespace, tag guid.
    """
    _, separator, rest = feed_url.partition("://")
    return str(uuid5(_NAMESPACE, (rest if separator else feed_url).rstrip("/")))
