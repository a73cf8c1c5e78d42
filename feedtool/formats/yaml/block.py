"""Plain data to YAML as people write it: blocks, short things on one line, texts in full."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedtool.formats.yaml.text import write_flow_scalar, write_scalar

_WIDTH = 90
_KEY = re.compile(r"[A-Za-z_][\w.:-]*(?<!:)", re.ASCII)
_NO_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\n[ \t]+(?:\n|$)")
"""What a block text cannot hold, or would not keep."""


class Plain(str):
    """A text that needs no quotes, since its field says what it is: `1:05:20`, `012`."""

    __slots__ = ()


def write_fields(values: Mapping[str, Any]) -> str:
    """Write a mapping as the lines of a record."""
    return "".join(f"{line}\n" for line in _mapping(values, ""))


def _mapping(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{_key(key)}:", value, indent)


def _entry(lead: str, value: Any, indent: str) -> Iterator[str]:
    """Write what follows `key:` or `-`."""
    if isinstance(value, str) and "\n" in value:
        yield from _text(lead, value, indent)
        return
    line = _flow(value)
    has_room = line is not None and len(lead) + len(line) < _WIDTH
    if line is not None and (has_room or not isinstance(value, (dict, list))):
        yield f"{lead} {line}".rstrip()
    elif isinstance(value, dict):
        yield lead
        yield from _mapping(value, f"{indent}  ")
    else:
        yield lead
        yield from _list(value, f"{indent}  ")


def _list(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict) and value and _is_long(value, indent):
            first, *rest = _mapping(value, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", value, indent)


def _is_long(value: dict[str, Any], indent: str) -> bool:
    line = _flow(value) if len(value) > 1 else None
    return line is None or len(indent) + len(line) + 2 >= _WIDTH


def _flow(value: Any) -> str | None:
    """Write a value on one line; None where it holds what needs more."""
    if value is None:
        return "null"
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    if isinstance(value, str):
        return str(value) if isinstance(value, Plain) else write_scalar(value)
    if isinstance(value, dict):
        return _flow_mapping(value)
    parts = [_flow_part(each) for each in value]
    return None if None in parts else f"[{', '.join(map(str, parts))}]"


def _flow_mapping(value: dict[str, Any]) -> str | None:
    parts = [(key, _flow_part(each)) for key, each in value.items()]
    if any(part is None or ":" in key for key, part in parts):
        return None
    return "{" + ", ".join(f"{write_flow_scalar(key)}: {part}" for key, part in parts) + "}"


def _flow_part(value: Any) -> str | None:
    if isinstance(value, str) and not isinstance(value, Plain):
        return None if "\n" in value else write_flow_scalar(value)
    return None if isinstance(value, (dict, list)) else _flow(value)


def _text(lead: str, value: str, indent: str) -> Iterator[str]:
    """Write a text of many lines as a block, where a block gives it back."""
    if _NO_BLOCK.search(value) or value.endswith("\n") or value[0] in " \t\n":
        yield f"{lead} {write_scalar(value)}"
        return
    yield f"{lead} |-"
    for line in value.split("\n"):
        yield f"{indent}  {line}" if line else ""


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and write_scalar(key) == key else write_scalar(key)
