"""The podcast: elements that lead to other feeds and to money: remote items and value.

Source: the podcast namespace, https://podcasting2.org/docs/podcast-namespace/1.0
"""

from typing import Annotated, ClassVar

from feedtool.model.podcast_tag import Tag
from feedtool.model.scalars import Bool, Number, Text
from feedtool.model.shapes import OneOrMany


class RemoteItem(Tag):
    """An item of another feed."""

    tag: ClassVar[str] = "podcast:remoteItem"
    short: ClassVar[str] = "feed_guid"

    feed_guid: Text | None = None
    feed_url: Text | None = None
    item_guid: Text | None = None
    medium: Text | None = None
    title: Text | None = None


class ValueRecipient(Tag):
    """Who gets which share."""

    tag: ClassVar[str] = "podcast:valueRecipient"
    short: ClassVar[str] = "address"

    name: Text | None = None
    type: Text | None = None
    address: Text | None = None
    custom_key: Text | None = None
    custom_value: Text | None = None
    split: Number | None = None
    fee: Bool | None = None


class ValueTimeSplit(Tag):
    """Other recipients for a stretch of the episode."""

    tag: ClassVar[str] = "podcast:valueTimeSplit"
    nested: ClassVar[tuple[str, ...]] = ("remote_item", "recipients")

    start_time: Number | None = None
    duration: Number | None = None
    remote_start_time: Number | None = None
    remote_percentage: Number | None = None
    remote_item: Annotated[tuple[RemoteItem, ...], OneOrMany()] = ()
    recipients: Annotated[tuple[ValueRecipient, ...], OneOrMany()] = ()


class Value(Tag):
    """How listeners can send money."""

    tag: ClassVar[str] = "podcast:value"
    nested: ClassVar[tuple[str, ...]] = ("recipients", "time_splits")

    type: Text | None = None
    method: Text | None = None
    suggested: Number | None = None
    recipients: Annotated[tuple[ValueRecipient, ...], OneOrMany()] = ()
    time_splits: Annotated[tuple[ValueTimeSplit, ...], OneOrMany()] = ()
