"""Values of pages and settings, each taken out by its field: what is left is the site's own."""

from collections.abc import Callable, Mapping
from typing import Any

from feedtool.formats.numbers import read_size
from feedtool.formats.record.amount_repair import mend_duration
from feedtool.formats.record.other_names import find_names
from feedtool.model.scalars import parse_seconds


def lower_keys(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write keys in small letters, as Hugo reads them."""
    return {key.lower(): value for key, value in values.items()}


def take_text(values: dict[str, Any], *names: str, read: Callable[[str], str] = str) -> str:
    """Take the first of some fields whose text `read` makes something of; the others stay.

    Names are compared without case, hyphens and underscores.
    """
    for name in find_names(values, names):
        value = values[name]
        found = read(value.strip()) if isinstance(value, str) else ""
        if found:
            del values[name]
            return found
    return ""


def take_list(values: dict[str, Any], name: str) -> list[str]:
    """Take a field that is a list of texts; empty entries are left out, one of other data stays."""
    value = values.get(name)
    entries = value if isinstance(value, list) else [value]
    if any(isinstance(each, (dict, list)) for each in entries):
        return []
    values.pop(name, None)
    return [each.strip() for each in entries if isinstance(each, str) and each.strip()]


def plain_length(text: str) -> str:
    """Write a size without the commas, dots and spaces that people put between thousands."""
    digits = text.translate(_GROUPING)
    return digits if read_size(digits) is not None else ""


_GROUPING = str.maketrans("", "", ", ._'\u00a0\u202f")


def plain_bool(text: str) -> str:
    """Return what Apple's yes, no and clean mean as true or false, or ""."""
    return _YES_NO.get(text.lower(), "")


_YES_NO = {"yes": "true", "true": "true", "no": "false", "false": "false", "clean": "false"}


def plain_duration(text: str) -> str:
    """Return a duration as a record can hold it, `PT30M` too, or ""."""
    return text if parse_seconds(text) is not None else mend_duration(text)


def join_address(prefix: str, path: str) -> str:
    """Put an address together; a path that is an address already stays, and so does none."""
    if "://" in path or not prefix or not path:
        return path
    return f"{prefix.rstrip('/')}/{path.lstrip('/')}"


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out fields that say nothing."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
