"""The summary of a step on GitHub: a file named by the environment, shown below the run's graph."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.terminal import say
from feedtool.errors import FeedtoolError

if TYPE_CHECKING:
    from feedtool.model.finding import Finding

_VARIABLE = "GITHUB_STEP_SUMMARY"
_LIMIT = 1024 * 1024
"""Bytes a step's summary may have; GitHub shows nothing of a longer one."""
_LEAST = 1024
"""Bytes below which no table is begun."""


def append_step_summary(findings: Sequence["Finding"]) -> None:
    """Add the findings as a table where GitHub asks for it; a failure is only a warning."""
    name = os.environ.get(_VARIABLE)
    if not name:
        return
    try:
        _append(Path(name), findings)
    except FeedtoolError as error:
        say(f"feedtool: warning: no step summary: {error.message}", to_stderr=True)


def _append(path: Path, findings: Sequence["Finding"]) -> None:
    from feedtool.files import append_report, measure_report  # noqa: PLC0415 - keeps --help quick
    from feedtool.report.markdown import format_markdown  # noqa: PLC0415 - keeps --help quick

    used = measure_report(path)
    lead = "\n\n" if used else ""
    room = _LIMIT - used - len(lead)
    if room < _LEAST:
        raise FeedtoolError(f"{path} is full: a step has {_LIMIT:,} bytes")
    append_report(path, lead + format_markdown(findings, limit=room))
