"""Every format of findings, by the name `--format` takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedtool.model.finding import Finding
from feedtool.report.concise import format_concise
from feedtool.report.github import format_github
from feedtool.report.gitlab import format_gitlab
from feedtool.report.json_report import format_json
from feedtool.report.junit import format_junit
from feedtool.report.markdown import format_markdown
from feedtool.report.sarif import format_sarif
from feedtool.report.text import format_text


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the function that writes it, and whether its text is a document.

    A document is UTF-8 and cannot share stdout with another format: whoever parses it needs it
    whole. The others are lines for a log, where one may follow the other.
    """

    write: Callable[[Sequence[Finding]], str]
    is_document: bool = False


FORMATS: dict[str, Format] = {
    "text": Format(format_text),
    "concise": Format(format_concise),
    "json": Format(format_json, is_document=True),
    "github": Format(format_github),
    "gitlab": Format(format_gitlab, is_document=True),
    "sarif": Format(format_sarif, is_document=True),
    "junit": Format(format_junit, is_document=True),
    "markdown": Format(format_markdown, is_document=True),
}
"""Every format by the name `--format` takes."""
