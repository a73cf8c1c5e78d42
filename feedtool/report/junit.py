"""Findings as JUnit's XML, which nearly every CI reads.

There is no one standard; this is what the xUnit plugin of Jenkins lets through (junit-10.xsd),
GitLab's reader and others. Decided here:

- An error is a failed test. A warning or advice is a skipped one: readers show a skipped test with
  its message, but only a failed one turns a build red, and a run that exits with 0 must not.
- A test is named by its rule and message, not by its line: readers know a test again by its name,
  and an edit further up must not make old findings new ones. The place opens the message.
- Without findings one test passes, since some readers refuse a suite that has none.
"""

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from feedtool.model.finding import Finding, Level
from feedtool.report.places import tidy_path
from feedtool.report.text import format_finding, format_head, printable

_NAME = "feedtool"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def format_junit(findings: Sequence[Finding]) -> str:
    """Write one suite with a test a finding."""
    failures = sum(_fails(finding) for finding in findings)
    counts = {"tests": str(len(findings) or 1), "failures": str(failures), "errors": "0"}
    root = Element("testsuites", {"name": _NAME, **counts})
    skipped = str(len(findings) - failures)
    suite = SubElement(root, "testsuite", {"name": _NAME, **counts, "skipped": skipped})
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        _add_test(suite, finding, seen)
    if not findings:
        SubElement(suite, "testcase", {"classname": _NAME, "name": "no findings", "time": "0"})
    indent(root)
    return f"{_HEAD}{tostring(root, encoding='unicode')}\n"


def _add_test(suite: Element, finding: Finding, seen: Counter[tuple[str, str]]) -> None:
    path = printable(tidy_path(finding.location.path))
    name = printable(f"{finding.code} {finding.name}: {finding.message}")
    seen[path, name] += 1
    again = f" ({seen[path, name]})" if seen[path, name] > 1 else ""
    names = {"classname": path, "name": f"{name}{again}", "time": "0"}
    outcome = "failure" if _fails(finding) else "skipped"
    details = {"message": format_head(finding), "type": finding.level.value}
    test = SubElement(suite, "testcase", names)
    SubElement(test, outcome, details).text = format_finding(finding)


def _fails(finding: Finding) -> bool:
    """Say whether a finding is a failed test: an old error of what is out is none."""
    return finding.level is Level.ERROR and finding.rest is None
