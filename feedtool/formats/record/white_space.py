"""White space at the ends of a record's values."""

from collections.abc import Iterator
from typing import Any

from feedtool.model.finding import Problem, Replace
from feedtool.model.place import FieldPath, dotted

_HARMLESS = frozenset("guid notes description footer summary bio text elements".split())
"""Texts that are rendered, where it makes no difference, and the guid, of which it is a part."""


def find_padded(value: Any, at: FieldPath = ()) -> Iterator[Problem]:
    """Yield a problem for each text of a record that begins or ends with white space."""
    if isinstance(value, str):
        bare = value.strip()
        if bare != value and not (at == ("chapters",) and "\n" in value):
            field = dotted(at)
            message = f"{field} {value!r} begins or ends with white space"
            yield Problem(at, message, "delete it", (Replace(at, value, bare),))
    elif isinstance(value, dict):
        for key, item in value.items():
            if not _is_harmless(key, at):
                yield from find_padded(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from find_padded(item, (*at, number))


def _is_harmless(key: str, at: FieldPath) -> bool:
    """Tell fields that are rendered or the user's own; a label is called `text` too."""
    if key == "text":
        return not at or at[0] == "sponsors"
    return key in _HARMLESS or key.startswith("x-")
