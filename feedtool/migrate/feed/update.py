"""What a later look at the old feed means for a show folder: which items are new, which changed."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from feedtool.errors import FeedtoolError
from feedtool.formats.feed.node import Node
from feedtool.formats.import_lock import ImportedItem, ImportLock
from feedtool.migrate.feed.fingerprint import fingerprint, list_changes
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.pages import item_key
from feedtool.migrate.feed.show_folder import Draft
from feedtool.migrate.feed.texts import Choice

_TEXTS = ("itunes:subtitle", "description", "itunes:summary")


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is in the folder: its record's name, and the elements that changed."""

    name: str
    item: Mapped
    elements: list[str]
    before: ImportedItem


@dataclass(slots=True)
class Comparison:
    """The items of a feed, held against what an import wrote.

    `own` are those that only the user's records have; `gone` the records whose items the feed has
    no more.
    """

    new: list[Mapped] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[Change] = field(default_factory=list)
    own: int = 0
    gone: list[str] = field(default_factory=list)
    show: list[str] = field(default_factory=list)


def compare_draft(draft: Draft, lock: ImportLock, guids: AbstractSet[str]) -> Comparison:
    """Hold a feed against an import; `guids` are those of all records that are there.

    Raises FeedtoolError where they have nothing in common.
    """
    found = Comparison()
    keys: set[str] = set()
    for item in draft.items:
        key = item_key(item.node)
        if key in keys:
            continue
        keys.add(key)
        before = lock.items.get(key)
        if before is not None:
            elements = list_changes(before.said, fingerprint(item.node))
            change = Change(record_name(before), item, elements, before)
            (found.changed if elements else found.same).append(change)
        elif key in guids:
            found.own += 1
        else:
            found.new.append(item)
    if lock.items and not lock.items.keys() & keys:
        raise FeedtoolError(
            "this is another show's feed: nothing of it was imported here",
            f"this folder was imported from {lock.source}",
        )
    found.gone = [record_name(item) for key, item in lock.items.items() if key not in keys]
    found.show = list_changes(lock.said, fingerprint(draft.channel.node))
    return found


def used_namespaces(items: Iterable[Mapped], known: Mapping[str, str]) -> dict[str, str]:
    """Return which of a feed's own namespaces these items use, by prefix."""
    prefixes = {name.partition(":")[0] for item in items for name in _names(item.node)}
    return {prefix: uri for prefix, uri in known.items() if prefix in prefixes}


def _names(node: Node) -> Iterable[str]:
    yield node.name
    yield from node.attributes
    for child in node.children:
        yield from _names(child)


def record_name(item: ImportedItem) -> str:
    """Return the name of a record without its suffix."""
    return next(iter(item.files), "").rpartition(".")[0]


def choice_of(derive: Mapping[str, Any]) -> Choice:
    """Tell from show.yaml's `derive` which text an import took for notes, and which for summary."""
    notes = "content" if "content:encoded" in derive else "description"
    by_summary = (name for name in _TEXTS if derive.get(name) == "summary" and name != notes)
    return Choice(notes, next(by_summary, ""), dict(derive))
