"""Splits a record file into its fields and its notes."""

from dataclasses import dataclass

from feedtool.model.finding import Fault, Problem
from feedtool.model.place import Span

_FENCES = {"---": "yaml", "+++": "toml"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the fields and the body stand in a text, in code points.

    `language` is `yaml` or `toml`; `body` is None in files without one.
    """

    language: str
    start: int
    end: int
    body: int | None


def split_front_matter(text: str, suffix: str) -> FrontMatter | Fault:
    """Find the front matter of a .md or .html text, or take a .yaml text whole."""
    if suffix in (".yaml", ".yml"):
        return _split_plain(text)
    first, newline, _ = text.partition("\n")
    fence = first.rstrip()
    if fence not in _FENCES:
        message = "the file does not start with '---': its first line must open the front matter"
        if "\r" in first and not newline:
            message = "the lines end with CR alone, as on old Macs: save the file with LF or CRLF"
        message = message if text.strip() else "the file is empty"
        return Fault("RC01", Problem(Span(0, len(first)), message))
    start = len(first) + len(newline)
    closing = text.find(f"\n{fence}", start - 1)
    while closing >= 0:
        stop = text.find("\n", closing + 1)
        stop = len(text) if stop < 0 else stop
        if text[closing + 1 : stop].rstrip() == fence:
            return FrontMatter(_FENCES[fence], start, closing + 1, min(stop + 1, len(text)))
        closing = text.find(f"\n{fence}", stop)
    message = f"the front matter opened by this '{fence}' is never closed by a second one"
    return Fault("RC01", Problem(Span(0, len(fence)), message))


def _split_plain(text: str) -> FrontMatter:
    """Take a whole YAML file; a first `---` line is allowed, as YAML allows it."""
    return FrontMatter("yaml", 0, len(text), None)
