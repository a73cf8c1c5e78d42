"""How a referee differs from what a feed says: a table of it stands in each referee's module."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from referees.wanted import Wanted

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Habit:
    """What a referee makes of a value, and why."""

    change: Callable[[Any], Any]
    reason: str


def prune(element: Wanted, unread: dict[str, str]) -> Wanted:
    """Leave out what a referee does not read.

    It is named `PARENT/ELEMENT`, `PARENT/PREFIX:*` or `ELEMENT@ATTRIBUTE`.
    """
    name = element.name
    attributes = {
        key: text for key, text in element.attributes.items() if f"{name}@{key}" not in unread
    }
    children = [
        prune(each, unread)
        for each in element
        if unread.keys().isdisjoint(names_in(name, each.name))
    ]
    return Wanted(name, element.text, attributes, tuple(children))


def names_in(parent: str, name: str) -> set[str]:
    """Name a child in full, and with all of its prefix."""
    return {f"{parent}/{name}", f"{parent}/{name.partition(':')[0]}:*"}


def list_places(element: Wanted) -> set[str]:
    """List every `PARENT/ELEMENT` and `ELEMENT@ATTRIBUTE` of a tree."""
    found = {f"{element.name}@{key}" for key in element.attributes}
    found = found.union(*(names_in(element.name, each.name) for each in element))
    return found.union(*map(list_places, element))


def require(found: object, name: str) -> None:
    """Skip the test of a referee that is not installed; where CI=true, fail it."""
    if not found:
        reason = f"{name} is not installed: pip install --group test, npm ci in tests/referees"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


def read_with_node(name: str, feed: Path) -> Any:
    """Let a parser of the npm registry read a feed; return what it read."""
    node = shutil.which("node")
    require(node and (HERE / "node_modules" / name).is_dir(), name)
    command = [node, str(HERE / "read.mjs"), name, str(feed)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def squash(text: str) -> str:
    """Make one space of every run of white space."""
    return " ".join(text.split())


def unescape(text: str) -> str:
    """Read character references once more than the XML has them."""
    return html.unescape(text)


def number(text: str) -> float | int:
    """Read a number as JSON has it."""
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)


def bare(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not there."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}
