"""Station report: findings to text, one function a format."""

from collections.abc import Callable, Sequence

from feedtool.model.finding import Finding
from feedtool.report.github import format_github
from feedtool.report.json_report import format_json
from feedtool.report.text import format_text

FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
}
"""Every format by the name `--format` takes."""
