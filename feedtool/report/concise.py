"""Findings on one line each, for logs and for editors that jump to `path:line:column`."""

from collections.abc import Sequence

from feedtool.model.finding import Finding
from feedtool.report.text import format_head, summarise


def format_concise(findings: Sequence[Finding]) -> str:
    """Write a line a finding, then the summary line."""
    return "".join(f"{format_head(finding)}\n" for finding in findings) + summarise(findings) + "\n"
