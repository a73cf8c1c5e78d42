"""Laws for the whole suite."""

import os
import signal
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)  # a busy machine is no fault
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("here")
if os.environ.get("CI") == "true":  # the gate must not depend on chance; runs by hand explore
    settings.load_profile("ci")

os.environ.pop("GITHUB_STEP_SUMMARY", None)  # the gate's own summary is not for shows of tests
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a job in the background hears no Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what tests start must hear it

_MAY_BE_ABSENT = ("FEEDTOOL_CORPUS", "root")
"""What a machine need not have: files of other shows, and a user who may not read everything."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],  # noqa: ARG001 - pytest hands it over by name
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI=true, a test skipped for want of an outside tool has failed."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(word in reason for word in _MAY_BE_ABSENT):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: in CI nothing may be skipped: {reason}"
    return report
