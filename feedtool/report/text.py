"""Findings for people: place, level, code and name, the line with a caret, the cure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from feedtool.formats.plural import count
from feedtool.formats.width import display_width
from feedtool.model.finding import Finding, Level
from feedtool.model.place import Location

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.ADVICE: "36"}


def format_text(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Write every finding with its excerpt, then the summary line."""
    blocks = [format_finding(finding, colour=colour) for finding in findings]
    return "".join(f"{block}\n\n" for block in blocks) + summarise(findings) + "\n"


def format_finding(finding: Finding, *, colour: bool = False, word: str = "") -> str:
    """Write one finding on its own lines; `word` stands in place of its level."""
    lines = [format_head(finding, colour=colour, word=word)]
    if finding.excerpt:
        column, width = finding.caret
        lead = "".join(" " * display_width(char) for char in finding.excerpt[:column])
        mark = "^" * max(1, display_width(finding.excerpt[column : column + width]))
        lines.append(f"  | {printable(finding.excerpt)}")
        lines.append(f"  | {lead}{paint(mark, _COLOURS[finding.level], colour=colour)}")
    if finding.hint:
        lines.append(f"  = {printable(finding.hint)}")
    return "\n".join(lines)


def format_head(finding: Finding, *, colour: bool = False, word: str = "") -> str:
    """Write where a finding stands, its level, its rule and its message on one line."""
    level = paint(word or finding.level.value, _COLOURS[finding.level], colour=colour)
    place = printable(format_place(finding.location))
    out = f" ({finding.rest})" if finding.rest else ""
    return f"{place}: {level} {finding.code} {finding.name}{out}: {printable(finding.message)}"


def format_place(place: Location) -> str:
    """Write `path:line:column`, or what is known of it; `path: TIT2` for a frame of tags."""
    parts = [place.path, place.line, place.column]
    frame = f": {place.frame}" if place.frame else ""
    return ":".join(str(part) for part in parts if part is not None) + frame


def summarise(findings: Iterable[Finding]) -> str:
    """Count the findings by level in one sentence."""
    return say_counts(Counter(finding.level for finding in findings)) or "no findings"


def say_counts(counts: Mapping[Level, int]) -> str:
    """Say how many findings of each level there are; nothing for none."""
    words = [
        count(counts[level], noun, plural)
        for level, noun, plural in (
            (Level.ERROR, "error", "errors"),
            (Level.WARNING, "warning", "warnings"),
            (Level.ADVICE, "piece of advice", "pieces of advice"),
        )
        if counts.get(level)
    ]
    return ", ".join(words)


def paint(text: str, code: str, *, colour: bool) -> str:
    """Colour a text for a terminal."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def printable(text: str) -> str:
    """Show control characters as what they are, so that no text can drive the terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _visible(char) for char in text)


def _visible(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"  # noqa: PLR2004 - Latin-1
