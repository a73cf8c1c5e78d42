"""Identities: the show's UUID by the podcast namespace's rule, and a first one for an item."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def make_podcast_guid(feed_url: str) -> str:
    """Compute podcast:guid: UUIDv5 of the feed's address without scheme and trailing slashes.

    Source: podcast namespace, tag guid.
    """
    _, separator, rest = feed_url.partition("://")
    return str(uuid5(_NAMESPACE, (rest if separator else feed_url).rstrip("/")))


def make_item_guid(show_guid: str | None, feed_url: str, file_name: str) -> str:
    """Compute a first GUID for an item: UUIDv5 of its record's file name within its show.

    The show is known by its GUID, else by the feed's address; without either the result is "".
    The same record of the same show always gets the same GUID. It is computed once, to be written
    into the record, where it stays whatever the file is called later.
    """
    try:
        show = UUID(show_guid or make_podcast_guid(feed_url)) if show_guid or feed_url else None
    except ValueError:
        show = UUID(make_podcast_guid(feed_url)) if feed_url else None
    return str(uuid5(show, file_name)) if show and file_name else ""
