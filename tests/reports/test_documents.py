"""What GitLab, JUnit readers and SARIF viewers are told, value by value."""

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from lxml import etree
from nasty_findings import DEAD_LINK, PATHS, make_nasty, move, shown

from feedtool import __version__
from feedtool.model.finding import Finding, Level
from feedtool.model.place import Location
from feedtool.report.gitlab import format_gitlab
from feedtool.report.junit import format_junit
from feedtool.report.places import write_uri
from feedtool.report.sarif import format_sarif
from feedtool.rules import all_rules

_SEMANTIC = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")


def read_run(findings: list[Finding]) -> dict[str, Any]:
    """Write findings as SARIF and return the one run."""
    document = json.loads(format_sarif(findings))
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def read_suite(findings: list[Finding]) -> Any:
    """Write findings as JUnit and return the one suite."""
    (suite,) = etree.fromstring(format_junit(findings).encode())
    return suite


def test_gitlab_entry() -> None:
    """One finding has the keys of GitLab's table, and the cure in its description."""
    (entry,) = json.loads(format_gitlab([DEAD_LINK]))

    assert entry == {
        "description": (
            "NO05 dead-link: notes: link '/notes' is not absolute; an address starts with https://"
            " (write the page's whole address, such as https://site.com/page)"
        ),
        "check_name": "NO05",
        "fingerprint": entry["fingerprint"],
        "severity": "critical",
        "location": {"path": "episodes/001-first-compiler.md", "lines": {"begin": 12}},
    }


def test_gitlab_tells_new_findings_from_old() -> None:
    """Between two reports only what was mended or broken has another fingerprint."""
    before = json.loads(format_gitlab(make_nasty()))
    mended = move(make_nasty(), 3)[1:]
    after = json.loads(format_gitlab(mended))
    gone = {entry["fingerprint"] for entry in before} - {entry["fingerprint"] for entry in after}

    assert gone == {before[0]["fingerprint"]}
    assert len({entry["fingerprint"] for entry in before}) == len(before)


def test_gitlab_severities_and_whole_files() -> None:
    """Levels are critical, minor and info; a finding of a whole file is at its first line."""
    findings = [replace(DEAD_LINK, level=level, location=Location("a.mp3")) for level in Level]
    entries = json.loads(format_gitlab(findings))

    assert [entry["severity"] for entry in entries] == ["critical", "minor", "info"]
    assert {entry["location"]["lines"]["begin"] for entry in entries} == {1}


def test_junit_errors_fail_and_the_rest_is_skipped() -> None:
    """Each level is shown with its message; only errors are failures."""
    suite = read_suite([replace(DEAD_LINK, level=level) for level in Level])

    assert dict(suite.attrib) == {
        "name": "feedtool",
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "2",
    }
    assert [(test[0].tag, test[0].get("type")) for test in suite] == [
        ("failure", "error"),
        ("skipped", "warning"),
        ("skipped", "advice"),
    ]
    assert suite[0].get("classname") == "episodes/001-first-compiler.md"
    assert suite[0][0].get("message").startswith("episodes/001-first-compiler.md:12:21: error NO05")
    assert suite[0][0].text.splitlines()[1:3] == [
        "  | Her notes are [here](/notes).",
        "  |                      ^^^^^^",
    ]


def test_junit_without_findings_is_a_passing_test() -> None:
    """A suite is never empty."""
    suite = read_suite([])

    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("1", "0", "0")
    assert [(test.get("name"), len(test)) for test in suite] == [("no findings", 0)]


def test_junit_tests_keep_their_names_when_lines_move() -> None:
    """A reader knows a test again by its class and name, of which no two are the same."""

    def read_names(findings: list[Finding]) -> list[tuple[str, str]]:
        return [(test.get("classname"), test.get("name")) for test in read_suite(findings)]

    findings = make_nasty()
    names = read_names(findings)

    assert read_names(move(findings, 5)) == names
    assert max(Counter(names).values()) == 1
    assert names[-1][1].endswith("an address starts with https:// (2)")


def test_sarif_names_the_tool_and_only_the_rules_that_occur() -> None:
    """Rules stand once, sorted, with their documentation, and results point at them."""
    findings = [replace(DEAD_LINK, code="RC02", name="unknown-field"), DEAD_LINK, DEAD_LINK]
    run = read_run(findings)
    driver = run["tool"]["driver"]

    assert (driver["name"], driver["semanticVersion"]) == ("feedtool", __version__)
    assert _SEMANTIC.fullmatch(driver["semanticVersion"])
    assert [rule["id"] for rule in driver["rules"]] == ["NO05", "RC02"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 0]
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_sarif_documents_every_rule(rule: Any) -> None:
    """Each rule has texts within GitHub's limits, its examples, and the level it has by itself."""
    finding = replace(DEAD_LINK, code=rule.code, name=rule.name)
    (entry,) = read_run([finding])["tool"]["driver"]["rules"]

    assert (entry["id"], entry["name"]) == (rule.code, rule.name)
    assert entry["shortDescription"] == {"text": rule.summary}
    assert 0 < len(entry["fullDescription"]["text"]) <= 1024
    assert entry["help"]["text"] == rule.documentation
    assert all(example in entry["help"]["markdown"] for example in rule.examples.values())
    assert entry["help"]["markdown"].count("````") == 4
    assert entry["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert len(entry["properties"]["tags"]) == 1


def test_sarif_of_a_rule_that_is_not_there() -> None:
    """A finding whose rule is unknown is reported all the same."""
    run = read_run([replace(DEAD_LINK, code="XX99", name="from-elsewhere")])

    assert run["tool"]["driver"]["rules"] == [{"id": "XX99", "name": "from-elsewhere"}]
    assert run["results"][0]["ruleId"] == "XX99"


def test_sarif_result() -> None:
    """A result has its level, message with the cure, region and fingerprint."""
    (result,) = read_run([replace(DEAD_LINK, level=Level.ADVICE)])["results"]
    (location,) = result["locations"]

    assert result["level"] == "note"
    assert result["message"]["text"] == f"{DEAD_LINK.message}\n{DEAD_LINK.hint}"
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "episodes/001-first-compiler.md", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 12, "startColumn": 21, "endLine": 12, "endColumn": 27},
    }
    assert list(result["partialFingerprints"]) == ["feedtool/v1"]


def test_sarif_whole_files_have_a_line() -> None:
    """GitHub shows no result without one."""
    (result,) = read_run([replace(DEAD_LINK, location=Location("episodes/audio/1.mp3"))])["results"]

    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_sarif_messages_are_never_empty() -> None:
    """GitHub refuses a file in which one is."""
    (result,) = read_run([replace(DEAD_LINK, message="", hint="")])["results"]

    assert result["message"]["text"] == "dead-link"


def test_sarif_messages_hold_no_links() -> None:
    """Brackets that a viewer would take for a link are escaped; others stay as they are."""
    findings = [replace(DEAD_LINK, message=text, hint="") for text in ("[a](https://b) [c]", "[c]")]
    texts = [result["message"]["text"] for result in read_run(findings)["results"]]

    assert texts == ["\\[a\\](https://b) \\[c\\]", "[c]"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("space", "my%20show/001%20%231%20&%20more%3F.md"),
        ("percent", "show/100%2520.md"),
        ("windows", "shows%5C001%3Aa.md"),
        ("drive", "file:///C:/shows/my%20podcast/001.md"),
        ("root", "file:///srv/shows/001.md"),
        ("dotted", "episodes/001.md"),
        ("colon", "a%3Ab/001.md"),
        ("cjk", "%E7%AF%80%E7%9B%AE/%E7%AC%AC%E4%B8%80%E9%9B%86.md"),
        ("bytes", "show/%E9t%E9.md"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    """A path is percent-encoded, names the same bytes, and is absolute only where it was."""
    assert write_uri(PATHS[path]) == uri
    if path not in ("drive", "root", "dotted"):
        assert unquote_to_bytes(uri) == PATHS[path].encode("utf-8", "surrogateescape")


def test_absolute_paths_have_no_base() -> None:
    """What is relative to nothing names no root."""
    for path in ("root", "drive"):
        (result,) = read_run([replace(DEAD_LINK, location=Location(PATHS[path]))])["results"]
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert list(artifact) == ["uri"]


def test_texts_are_what_people_see() -> None:
    """Messages hold what a terminal would show, so that no report says more than another."""
    findings = make_nasty()
    results = read_run(findings)["results"]
    entries = json.loads(format_gitlab(findings))

    for finding, result, entry in zip(findings, results, entries, strict=True):
        assert shown(finding.message) in entry["description"]
        assert shown(finding.message) in result["message"]["text"].replace("\\[", "[").replace(
            "\\]", "]"
        )
