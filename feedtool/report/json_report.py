"""Findings for programs: one object, the same for every command. Described in docs/json.md."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from feedtool.model.finding import Finding, Level

_BEYOND_ASCII = re.compile(r"[^\n -~]")
_DEL = "\\u007f"


def format_json(findings: Sequence[Finding]) -> str:
    """Write `schema`, `findings` and `summary`."""
    return write_json(findings_document(findings))


def findings_document(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return what every command says of findings, for one that says more."""
    counts = Counter(finding.level for finding in findings)
    return {
        "schema": 1,
        "findings": [_entry(finding) for finding in findings],
        "summary": {level.value: counts[level] for level in Level},
    }


def write_json(document: object) -> str:
    """Write JSON that is safe to look at: characters which do not print are escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return _BEYOND_ASCII.sub(_escape_hidden, text)


def _escape_hidden(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1].replace("\x7f", _DEL)


def _entry(finding: Finding) -> dict[str, Any]:
    place = finding.location
    known = {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "frame": place.frame or None,
        "hint": finding.hint or None,
    }
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "message": finding.message,
        "path": place.path,
        **{key: value for key, value in known.items() if value is not None},
        "fixable": finding.fixable,
        **({"unsafe": True} if finding.is_unsafe and finding.fixable else {}),
        **({"out": True} if finding.rest else {}),
    }
