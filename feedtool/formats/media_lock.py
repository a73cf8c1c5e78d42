"""media.lock, the facts of every media file, to and from TOML.

One block a file, sorted by name, each fact on a line of its own, so that a change of one file
touches few lines. What can be measured only from the bytes (damage, most of the tags) is left out.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from feedtool.formats.conflicts import (
    Conflict,
    find_conflicts,
    keep_ours,
    keep_theirs,
    name_conflict,
)
from feedtool.formats.lock_tags import read_tags, write_tags
from feedtool.formats.toml_text import quote_toml
from feedtool.formats.toml_tree import find_deep_key, read_toml, scan_keys
from feedtool.model.finding import Fault, Level, Problem
from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts
from feedtool.model.place import FieldPath, Span

_HEAD = "# feedtool writes this file: what it measured in each media file. Commit it.\n"
_HINT = "delete the block, and run 'feedtool build' where the file is at hand"

# Name and kind of each fact, in the order they are written.
_AUDIO = {
    "sha256": "hash",
    "audio_sha256": "hash",
    "length": "count",
    "type": "text",
    "duration": "number",
    "container": "text",
    "codec": "text",
    "promised": "number",
    "bit_rate": "number",
    "sample_rate": "count",
    "channels": "count",
    "vbr": "text",
    "has_video": "flag",
    "tags": "list",
}
_IMAGE = {
    "sha256": "hash",
    "length": "count",
    "type": "text",
    "format": "text",
    "width": "count",
    "height": "count",
    "mode": "text",
    "has_alpha": "flag",
    "is_animated": "flag",
    "dpi": "number",
    "traces": "words",
    "is_blank": "flag",
}
_EXPECTED = {
    "hash": "64 hexadecimal digits",
    "count": "a whole number",
    "number": "a number, zero or more",
    "text": "text in quotes",
    "words": "text in quotes",
    "list": "a list of texts in quotes",
    "flag": "true or false",
}
_BETWEEN_WORDS = ", "
_NEEDED = ("sha256", "length")
_MAX_NUMBER = 1e15
_DECIMALS = 3
_MAX_SHOWN = 40

_HASH = re.compile("[0-9a-f]{64}")
_PLAIN = r"[^\"\\\x00-\x1f\x7f]"
_OTHER_ESCAPE = re.compile(r'(?<!\\)(?:\\\\)*\\[^"\\]')
_COMMENT = re.compile("#[ -~]*")
_HEADER = re.compile(rf'\["({_PLAIN}+)"\]')
_FACT = re.compile(
    rf'([a-z0-9_]+) = (?:"({_PLAIN}*)"|((?:0|[1-9][0-9]{{0,17}})(\.[0-9]+)?)|(true)'
    r'|(\["[^\x00-\x1f\x7f]*"\]|\[\]))'
)

Blocks = dict[str, Any]


def write_lock(facts: Mapping[str, MediaFacts]) -> str:
    """Write facts by file name; files that could not be measured are left out."""
    blocks = [_write_block(name, facts[name]) for name in sorted(facts) if not facts[name].fault]
    return "\n".join([_HEAD, *blocks])


def _write_block(name: str, facts: MediaFacts) -> str:
    lines = [f"[{quote_toml(name)}]\n"]
    for key, kind in _fields_of(isinstance(facts, ImageFacts)).items():
        value = _value_of(facts, key)
        if value is None or value is False or value in ("", ()):
            continue
        lines.append(f"{key} = {_write_value(value, kind)}\n")
    return "".join(lines)


def _value_of(facts: MediaFacts, key: str) -> Any:
    if key != "tags":
        return getattr(facts, key)
    tagging = facts.tagging if isinstance(facts, AudioFacts) else None
    return None if tagging is None else write_tags(tagging)


def _write_value(value: Any, kind: str) -> str:
    if kind == "flag":
        return "true"
    if kind == "number":
        return repr(round(float(value), _DECIMALS))
    if kind == "words":
        return quote_toml(_BETWEEN_WORDS.join(value))
    if kind == "list":
        return f"[{', '.join(map(quote_toml, value))}]"
    return str(value) if kind == "count" else quote_toml(value)


def _fields_of(is_image: bool) -> dict[str, str]:  # noqa: FBT001 - which of the two tables
    return _IMAGE if is_image else _AUDIO


def read_lock(text: str) -> tuple[dict[str, MediaFacts], list[Fault]]:
    """Read facts by file name; a block that is wrong is left out and named by a fault."""
    conflict = next(find_conflicts(text), None)
    return _read(text) if conflict is None else _read_both(text, conflict)


def _read_both(text: str, conflict: Conflict) -> tuple[dict[str, MediaFacts], list[Fault]]:
    """Read both sides of a merge: what two branches measured is what the show has now.

    That is a warning, unless they say something else of one file.
    """
    (ours, wrong), (theirs, also_wrong) = _read(keep_ours(text)), _read(keep_theirs(text))
    if wrong or also_wrong:
        return {}, [Fault("RC01", name_conflict(conflict))]
    both = sorted(ours.keys() & theirs.keys())
    contrary = next((name for name in both if ours[name] != theirs[name]), None)
    problem = name_conflict(conflict)
    if contrary is None:
        message = f"{problem.message}; both sides are read"
        cure = "feedtool build writes the file anew, without the marks"
        problem = replace(problem, message=message, hint=cure, level=Level.WARNING)
    else:
        message = f"{problem.message}: its sides say something else of '{contrary}'"
        cure = "keep the side that is right, and delete the marks"
        problem = replace(problem, message=message, hint=cure)
    return {**theirs, **ours}, [Fault("RC01", problem)]


def _read(text: str) -> tuple[dict[str, MediaFacts], list[Fault]]:
    blocks = _read_plain(text)
    if blocks is None:
        try:
            blocks = tomllib.loads(text) if find_deep_key(text) is None else {}
        except (ValueError, RecursionError):
            blocks = {}
        if not blocks:
            return {}, read_toml(text)[1]
    facts: dict[str, MediaFacts] = {}
    wrong: list[tuple[FieldPath, str]] = []
    for name, block in blocks.items():
        found = _read_block(name, block)
        if isinstance(found, tuple):
            wrong.append(found)
        else:
            facts[name] = found
    return facts, _place_faults(text, wrong)


def _read_plain(text: str) -> Blocks | None:
    """Read what `write_lock` writes, several times as fast as TOML; else None."""
    blocks: Blocks = {}
    block: Blocks | None = None
    for line in text.split("\n"):
        if not line or _COMMENT.fullmatch(line):
            continue
        fact = _FACT.fullmatch(line)
        header = None if fact else _HEADER.fullmatch(line)
        if fact and block is not None and fact[1] not in block:
            value = _plain_value(fact)
            if value is None:
                return None
            block[fact[1]] = value
        elif header and header[1] not in blocks:
            block = blocks[header[1]] = {}
        else:
            return None
    return blocks


def _plain_value(fact: re.Match[str]) -> str | float | bool | list[str] | None:
    _, text, number, decimals, flag, entries = fact.groups()
    if entries is not None:
        return _plain_list(entries)
    if number is not None:
        return float(number) if decimals else int(number)
    return True if flag else text


def _plain_list(text: str) -> list[str] | None:
    """Read a list of texts as JSON, which has the same escapes for quotes and backslashes."""
    if _OTHER_ESCAPE.search(text):
        return None
    try:
        found: list[str] = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def _read_block(name: str, block: Any) -> MediaFacts | tuple[FieldPath, str]:
    if not isinstance(block, dict):
        return (name,), f"'{name}' stands outside of a block"
    is_image = "width" in block or "format" in block
    values: Blocks = {}
    for key, kind in _fields_of(is_image).items():
        value = block.get(key)
        if value is None:
            continue
        if not _fits(value, kind):
            shown = repr(value)[:_MAX_SHOWN]
            return (name, key), f"{key} of '{name}' must be {_EXPECTED[kind]}, not {shown}"
        values[key] = _read_value(value, kind)
    missing = [key for key in _NEEDED if key not in values]
    if missing:
        return (name,), f"'{name}' lacks its {' and '.join(missing)}"
    if is_image:
        return ImageFacts(**values)
    tags = values.pop("tags", None)
    return AudioFacts(**values, tagging=None if tags is None else read_tags(tags))


def _read_value(value: Any, kind: str) -> Any:
    if kind == "words":
        return tuple(value.split(_BETWEEN_WORDS)) if value else ()
    return float(value) if kind == "number" else value


def _fits(value: object, kind: str) -> bool:
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "list":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if kind in ("hash", "text", "words"):
        return isinstance(value, str) and (kind != "hash" or _HASH.fullmatch(value) is not None)
    if isinstance(value, bool) or not isinstance(value, int if kind == "count" else (int, float)):
        return False
    return 0 <= value <= _MAX_NUMBER  # False for nan, which TOML knows


def _place_faults(text: str, wrong: list[tuple[FieldPath, str]]) -> list[Fault]:
    if not wrong:
        return []
    places = {path: value for path, _, value in scan_keys(text)}
    faults: list[Fault] = []
    for at, message in wrong:
        start, end = places.get(at) or places.get(at[:1]) or (0, 0)
        faults.append(Fault("RC03", Problem(Span(start, end), message, _HINT)))
    return faults
