"""Lets findings through that the settings name, each with its reason."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from feedtool.model.finding import Finding
from feedtool.model.settings import Ignore


def split_ignored(
    findings: Sequence[Finding], ignores: Sequence[Ignore], shown: str
) -> tuple[list[Finding], list[Finding]]:
    """Divide findings into those that count and those let through.

    `shown` is what stands before names of the show folder in the findings' paths.
    """
    kept: list[Finding] = []
    ignored: list[Finding] = []
    for finding in findings:
        name = finding.location.path.removeprefix(shown)
        is_ignored = any(_matches(ignore, finding.code, name) for ignore in ignores)
        (ignored if is_ignored else kept).append(finding)
    return kept, ignored


def _matches(ignore: Ignore, code: str, name: str) -> bool:
    return ignore.code == code and (ignore.path is None or fnmatchcase(name, ignore.path))
