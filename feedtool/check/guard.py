"""Keeps rules away from fields that could not be read, so that one fault is named once."""

from collections.abc import Mapping
from typing import Any

from feedtool.model.loaded import Loaded


class FieldDroppedError(Exception):
    """A rule asked for a field whose value was already found faulty."""


class Guarded:
    """Stands for a record or item; asking it for a dropped field ends the rule.

    `derived` names, for fields of an item or feed, the record's fields they are made of.
    """

    __slots__ = ("_derived", "_dropped", "_target")

    def __init__(
        self, target: object, dropped: frozenset[str], derived: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._target, self._dropped, self._derived = target, dropped, derived

    @property  # type: ignore[misc]
    def __class__(self) -> type[Any]:
        """Pass for what it stands for, so that `isinstance` tells a show from an episode."""
        return type(self._target)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it stands for any record
        """Pass on what was read well."""
        if name in self._dropped or not self._dropped.isdisjoint(self._derived.get(name, ())):
            raise FieldDroppedError(name)
        return getattr(self._target, name)


def guard_facts(
    facts: Mapping[type, Any], loaded: Loaded[Any], show_dropped: frozenset[str]
) -> Mapping[type, Any]:
    """Guard the records among the facts of a subject; `show_dropped` are fields of the show."""
    dropped = loaded.dropped
    if not dropped and not show_dropped:
        return facts
    from feedtool.model.episode import Episode  # noqa: PLC0415 - a run over audio has no records
    from feedtool.model.feed import RECORD_FIELDS, Feed, Item  # noqa: PLC0415 - as above
    from feedtool.model.show import Show  # noqa: PLC0415 - as above

    of_show = dropped if loaded.record is facts.get(Show) else show_dropped
    by_type = {Episode: dropped, Item: dropped, Show: of_show, Feed: of_show}
    return {
        kind: Guarded(value, by_type[kind], RECORD_FIELDS) if kind in by_type else value
        for kind, value in facts.items()
    }
