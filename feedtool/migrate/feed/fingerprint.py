"""What an item said when it was imported, in a line short enough to be kept for every one.

Of each element's name a few digits of a hash over all that is said under it, in one spelling.
"""

import hashlib
from typing import Any

from feedtool.formats.element_sameness import Same, spell
from feedtool.formats.feed.node import Node, to_element

_DIGITS = 8
_LEFT_OUT = frozenset({"item", "podcast:liveItem", "lastBuildDate", "pubDate", "generator"})
"""Of the channel: its items, and what changes with every build."""


def fingerprint(node: Node) -> str:
    """Return `name=digits` for every element, sorted, with a blank between them."""
    said: dict[str, list[str]] = {}
    skipped = _LEFT_OUT if node.name == "channel" else frozenset[str]()
    for child in node.children:
        if child.name not in skipped:
            said.setdefault(child.name, []).extend(
                repr(_in_order(same)) for same in spell(to_element(child))
            )
    return " ".join(f"{name}={_digits(sorted(texts))}" for name, texts in sorted(said.items()))


def list_changes(before: str, after: str) -> list[str]:
    """List the names of the elements that say something else than before."""
    old, new = _hashes(before), _hashes(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _hashes(line: str) -> dict[str, str]:
    """Take such a line apart again; a part that was damaged is left out."""
    return dict(part.split("=", 1) for part in line.split() if "=" in part)


def _in_order(same: Same) -> tuple[Any, ...]:
    """Bring what an element says into one order, which that of a set is not between processes."""
    name, text, attributes, children, tail = same
    return name, text, sorted(attributes), sorted(map(_in_order, children)), tail


def _digits(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
