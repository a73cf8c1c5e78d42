"""One tag of a feed's text: its name and attributes, each with its place."""

import re
from dataclasses import dataclass, field

from feedtool.formats.feed.entities import decode_references
from feedtool.model.place import Span

START = re.compile(
    r"""<(?P<name>[^\s<>/!?="'&]++)(?P<rest>(?:[^<>"'/]++|/(?!>)|"[^"]*+"|'[^']*+')*+)"""
)
"""A start tag without its end; it goes as far as it can and never looks back."""
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s="'/]++)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'"""
    r"""|(?P<bare>[^\s"']++)))?+"""
)
_SPACES = str.maketrans("\n\t", "  ")


@dataclass(slots=True)
class Attributes:
    """The attributes of one tag, and what XML does not allow in them, each with its place."""

    values: dict[str, str] = field(default_factory=dict)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    references: list[tuple[int, str]] = field(default_factory=list)


def read_attributes(rest: str, start: int) -> Attributes:
    """Read a tag behind its name, from `start`; of two equal names the first counts."""
    found = Attributes()
    for match in _ATTRIBUTE.finditer(rest):
        name, group = match["name"], match.lastgroup or "name"
        place = start + match.start()
        if group in ("name", "bare"):
            found.wrong.append((place, f"attribute {name!r} has no value in quotes"))
        if name in found.values:
            found.wrong.append((place, f"attribute {name!r} stands twice in one element"))
            continue
        value = "" if group == "name" else match[group]
        if "\n" in value or "\t" in value:
            value = value.translate(_SPACES)
        if "&" in value:
            value = decode_references(value, start + match.start(group), found.references)
        found.values[name] = value
    return found


def find_attribute(text: str, start: int, wanted: frozenset[str]) -> tuple[Span, Span] | None:
    """Find an attribute of the tag at `start` by its name without prefix; name and value."""
    tag = START.match(text, start)
    if tag is None:
        return None
    offset = tag.start("rest")
    for match in _ATTRIBUTE.finditer(tag["rest"]):
        if match["name"].rpartition(":")[2] in wanted:
            group = match.lastgroup or "name"
            name = Span(offset + match.start("name"), offset + match.end("name"))
            return name, Span(offset + match.start(group), offset + match.end(group))
    return None
