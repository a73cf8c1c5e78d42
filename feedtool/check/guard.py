"""Keeps rules away from fields that could not be read, so that one fault is named once."""

from collections.abc import Mapping
from typing import Any


class FieldDroppedError(Exception):
    """A rule asked for a field whose value was already found faulty."""


class Guarded:
    """Stands for a record or item; asking it for a dropped field ends the rule.

    `derived` names, for fields of an item or feed, the record's fields they are made of.
    """

    __slots__ = ("_derived", "_dropped", "_target")

    def __init__(
        self, target: Any, dropped: frozenset[str], derived: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._target, self._dropped, self._derived = target, dropped, derived

    @property  # type: ignore[misc]
    def __class__(self) -> type[Any]:
        """Pass for what it stands for, so that `isinstance` tells a show from an episode."""
        return type(self._target)

    def __getattr__(self, name: str) -> Any:
        """Pass on what was read well."""
        if name in self._dropped or not self._dropped.isdisjoint(self._derived.get(name, ())):
            raise FieldDroppedError(name)
        return getattr(self._target, name)
