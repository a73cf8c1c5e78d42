"""The summary of a step on GitHub: a file named by the environment, shown below the run's graph."""

import os
from collections.abc import Callable
from pathlib import Path

from feedtool.cli.terminal import say
from feedtool.errors import FeedtoolError

_VARIABLE = "GITHUB_STEP_SUMMARY"
_LIMIT = 1024 * 1024
"""Bytes a step's summary may have; GitHub shows nothing of a longer one."""
_LEAST = 1024
"""Bytes below which no table is begun."""


def append_step_summary(write: Callable[[int], str]) -> None:
    """Add Markdown where GitHub asks for it; a failure is only a warning.

    `write` is given the bytes that its text may have.
    """
    name = os.environ.get(_VARIABLE)
    if not name:
        return
    try:
        _append(Path(name), write)
    except FeedtoolError as error:
        say(f"feedtool: warning: no step summary: {error.message}", to_stderr=True)


def _append(path: Path, write: Callable[[int], str]) -> None:
    from feedtool.cli.report_file import append_report, measure_report

    used = measure_report(path)
    lead = "\n\n" if used else ""
    room = _LIMIT - used - len(lead)
    if room < _LEAST:
        raise FeedtoolError(f"{path} is full: a step has {_LIMIT:,} bytes")
    append_report(path, lead + write(room))
