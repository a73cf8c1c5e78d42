"""What holds for every format, whatever the findings say."""

import json
import re
import time

import pytest
from ci_schemas import GITLAB_REPORT, SARIF, find_faults, find_junit_faults
from hypothesis import given
from hypothesis import strategies as st
from nasty_findings import DEAD_LINK, make_many, make_nasty, move

from feedtool.model.finding import Finding, Level
from feedtool.model.place import Location
from feedtool.report.fingerprints import make_fingerprints
from feedtool.report.formats import FORMATS

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe]")
_LIMIT = 10.0
"""Seconds that ten thousand findings may take; the slowest format takes less than one."""


def find_document_faults(name: str, text: str) -> list[str]:
    """List what the schema of a format has against a report; lines have none."""
    if name == "sarif":
        return find_faults(SARIF, json.loads(text))
    if name == "gitlab":
        return find_faults(GITLAB_REPORT, json.loads(text))
    return find_junit_faults(text) if name == "junit" else []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("findings", [[], [DEAD_LINK], make_nasty()], ids=["none", "one", "nasty"])
def test_report_is_valid(name: str, findings: list[Finding]) -> None:
    """Each format keeps its schema, ends its last line, and holds nothing that drives a screen."""
    text = FORMATS[name].write(findings)

    assert find_document_faults(name, text) == []
    assert text.endswith("\n") or text == ""
    assert not _HIDDEN.search(text)
    assert FORMATS[name].write(findings) == text


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("sarif", '"startLine": 12', '"startLine": 0'),
        ("sarif", '"ruleIndex"', '"ruleindex"'),
        ("gitlab", '"critical"', '"severe"'),
        ("gitlab", '"begin": 12', '"begin": "12"'),
        ("junit", " classname=", " class="),
        ("junit", "failure", "fault"),
    ],
)
def test_schemas_are_awake(name: str, right: str, wrong: str) -> None:
    """A report that is spoilt is refused."""
    text = FORMATS[name].write([DEAD_LINK])

    assert right in text
    assert find_document_faults(name, text.replace(right, wrong)) != []


@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_findings_are_quick(name: str) -> None:
    """No format needs longer than checking does."""
    findings = make_many(10_000)
    began = time.process_time()
    FORMATS[name].write(findings)

    assert time.process_time() - began < _LIMIT


texts = st.text(st.characters(), max_size=60)
numbers = st.none() | st.integers(1, 10**9)
findings_of_any_text = st.lists(
    st.builds(
        Finding,
        code=st.sampled_from(["NO05", "RC02", "XX99"]),
        name=st.just("some-rule"),
        level=st.sampled_from(Level),
        message=texts,
        location=st.builds(Location, texts, numbers, numbers, numbers, numbers),
        hint=texts,
    ),
    max_size=4,
)


@pytest.mark.parametrize("name", FORMATS)
@given(findings=findings_of_any_text)
def test_any_text_gives_a_valid_report(name: str, findings: list[Finding]) -> None:
    """No text and no path, not even half a character, breaks a format."""
    text = FORMATS[name].write(findings)

    assert find_document_faults(name, text) == []
    assert not _HIDDEN.search(text)


def test_fingerprints_stay_when_lines_move_and_differ_within_a_report() -> None:
    """An edit above a finding does not make it a new one; the same finding twice is two."""
    findings = make_nasty()
    fingerprints = make_fingerprints(findings)

    assert make_fingerprints(move(findings, 7)) == fingerprints
    assert len(set(fingerprints)) == len(findings)
    assert make_fingerprints(findings[3:5]) == fingerprints[3:5]


def test_concise_has_one_line_a_finding() -> None:
    """Each line starts with the place that editors and terminals jump to."""
    findings = make_nasty()
    *lines, summary = FORMATS["concise"].write(findings).splitlines()

    assert len(lines) == len(findings)
    assert lines[-1] == (
        "episodes/001-first-compiler.md:12:21: error NO05 dead-link: "
        "notes: link '/notes' is not absolute; an address starts with https://"
    )
    assert summary == "31 errors, 6 warnings, 5 pieces of advice"


def test_concise_has_the_first_lines_of_text() -> None:
    """Both formats for people say the same of a finding."""
    concise = FORMATS["concise"].write([DEAD_LINK]).splitlines()
    text = FORMATS["text"].write([DEAD_LINK]).splitlines()

    assert concise[0] == text[0]
    assert concise[-1] == text[-1]
