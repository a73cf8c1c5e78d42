"""Findings as GitHub workflow commands, which become annotations of a pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions". Of one step GitHub keeps ten errors,
ten warnings and ten notices, and fifty of a job, so the rest are counted and not sent.
"""

from collections.abc import Sequence

from feedtool.model.finding import Finding, Level
from feedtool.report.places import tidy_path
from feedtool.report.text import printable, summarise

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}
_SHOWN = 10


def format_github(findings: Sequence[Finding]) -> str:
    """Write one command a finding, errors first and ten of each level, then count the others."""
    lines: list[str] = []
    others: list[Finding] = []
    for level in _COMMANDS:
        of_level = [finding for finding in findings if finding.level is level]
        lines += map(_command, of_level[:_SHOWN])
        others += of_level[_SHOWN:]
    if others:
        lines.append(f"not annotated, since a step has ten of each level: {summarise(others)}")
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding) -> str:
    place = finding.location
    properties = {
        "file": printable(tidy_path(place.path)),
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column if place.end_line == place.line else None,
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(
        f"{key}={_escape_property(str(value))}"
        for key, value in properties.items()
        if value is not None
    )
    message = "\n".join(printable(text) for text in (finding.message, finding.hint) if text)
    return f"::{_COMMANDS[finding.level]} {written}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
