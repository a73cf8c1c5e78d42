"""References to other feeds: podroll, publisher, remote items."""

import re
from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.model.episode import Episode
from feedtool.model.finding import Problem
from feedtool.model.place import FieldPath, dotted
from feedtool.model.show import Show
from feedtool.model.value import RemoteItem

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


@rule("PE19", fields=("remote_item", "podroll", "publisher", "value", "elements"))
def unresolvable_remote_item(record: Show | Episode) -> Iterable[Problem]:
    """A reference to another feed does not say which feed it means.

    Apps find the other feed by its podcast:guid, a UUID: without a `feed_guid` that is one, a
    recommendation under `podroll`, the `publisher` or a song under `remote_item` leads nowhere.
    The publisher's feed is of the medium `publisher`, which need not be written. Podcasting 2.0
    requires both; podcastindex.org shows the guid of every feed.

    Bad:
        # show.yaml
        podroll:
          - {feed_url: "https://feeds.plugboard.example/feed.xml", title: Plugboard}

    Good:
        # show.yaml
        podroll:
          - {feed_guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, title: Plugboard}
    """
    for number, item in enumerate(record.remote_item):
        yield from _judge_item(item, ("remote_item", number))
    if isinstance(record, Show):
        yield from _judge_elements(record)
        for number, item in enumerate(record.podroll):
            yield from _judge_item(item, ("podroll", number))
        if record.publisher is not None:
            yield from _judge_item(record.publisher, ("publisher",))
            yield from _judge_publisher(record.publisher)
    for number, value in enumerate(record.value):
        for place, split in enumerate(value.time_splits):
            for count, item in enumerate(split.remote_item):
                at = ("value", number, "time_splits", place, "remote_item", count)
                yield from _judge_item(item, at)


def _judge_elements(show: Show) -> Iterator[Problem]:
    """Judge what no field can hold: a list of nothing, several publishers."""
    for element in show.elements:
        count = sum(child.name == "podcast:remoteItem" for child in element.children)
        at = ("elements", element.entry)
        if element.name == "podcast:podroll" and not element.absent and not count:
            yield Problem(at, "podcast:podroll holds no podcast:remoteItem", "leave it out")
        if element.name == "podcast:publisher" and not element.absent and count != 1:
            message = f"podcast:publisher holds {count} podcast:remoteItem; expected one"
            yield Problem(at, message, "name the publisher's own feed, and no other")


def _judge_item(item: RemoteItem, at: FieldPath) -> Iterator[Problem]:
    guid = (item.feed_guid or "").strip()
    if _UUID.fullmatch(guid):
        return
    where = dotted(at)
    found = f"feed_guid {guid!r}" if guid else "no feed_guid"
    message = f"{where} has {found}; a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810 is needed"
    yield Problem((*at, "feed_guid"), message, "take the podcast:guid of the feed that is meant")


def _judge_publisher(item: RemoteItem) -> Iterator[Problem]:
    if item.medium not in (None, "publisher"):
        message = f"publisher has the medium {item.medium!r}; only 'publisher' is allowed"
        yield Problem(("publisher", "medium"), message, "delete medium")
