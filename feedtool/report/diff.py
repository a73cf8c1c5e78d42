"""What a repair changes, as a unified diff."""

from collections.abc import Mapping
from difflib import unified_diff

from feedtool.report.text import printable

_CONTEXT = 2


def format_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Write the differences of texts, file by file, sorted by path."""
    return "".join(_diff(path, before[path], after[path]) for path in sorted(after))


def _diff(path: str, before: str, after: str) -> str:
    old, new = before.split("\n"), after.split("\n")
    lines = unified_diff(old, new, path, path, n=_CONTEXT, lineterm="")
    return "".join(f"{line[:1]}{printable(line[1:].removesuffix(chr(13)))}\n" for line in lines)
