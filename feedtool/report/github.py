"""Findings as GitHub workflow commands, which become annotations of a pull request.

Source: GitHub Docs, "Workflow commands for GitHub Actions". A step shows ten of each level, so
the most important come first.
"""

from collections.abc import Sequence

from feedtool.model.finding import Finding, Level
from feedtool.report.text import printable

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def format_github(findings: Sequence[Finding]) -> str:
    """Write one command a finding, errors first."""
    ordered = sorted(findings, key=lambda finding: -finding.level.rank)
    return "".join(f"{_command(finding)}\n" for finding in ordered)


def _command(finding: Finding) -> str:
    place = finding.location
    properties = {
        "file": printable(place.path),
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
