"""Findings as GitLab's Code Quality report, which a merge request compares with its target's.

Source: GitLab Docs, "Code Quality", the table of the report's format. GitLab takes findings of one
fingerprint for one finding, and needs a line of each: 1 stands for a file as a whole.
"""

from collections.abc import Sequence
from typing import Any

from feedtool.model.finding import Finding, Level
from feedtool.report.fingerprints import make_fingerprints
from feedtool.report.json_report import write_json
from feedtool.report.places import tidy_path
from feedtool.report.text import printable

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.ADVICE: "info"}


def format_gitlab(findings: Sequence[Finding]) -> str:
    """Write a list of objects, one a finding."""
    pairs = zip(findings, make_fingerprints(findings), strict=True)
    return write_json([_entry(finding, fingerprint) for finding, fingerprint in pairs])


def _entry(finding: Finding, fingerprint: str) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    description = f"{finding.code} {finding.name}: {finding.message}{hint}"
    return {
        "description": printable(description),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {
            "path": tidy_path(finding.location.path),
            "lines": {"begin": finding.location.line or 1},
        },
    }
