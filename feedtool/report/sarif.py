"""Findings as SARIF, the exchange format of static analysis, for code scanning and editors.

Source: OASIS Standard SARIF 2.1.0 with Errata 01, and GitHub Docs, "SARIF support for code
scanning", which shows only results with a line (1 stands for a file as a whole) and rules with
texts of at most 1,024 characters. Fingerprints have a name of their own: GitHub's upload makes
`primaryLocationLineHash` of the source itself, and warns of every one made otherwise.
"""

from collections.abc import Sequence
from typing import Any

from feedtool import __version__
from feedtool.check.rule import Rule
from feedtool.formats.shorten import shorten
from feedtool.model.finding import Finding, Level
from feedtool.model.place import Location
from feedtool.report.fingerprints import make_fingerprints
from feedtool.report.json_report import write_json
from feedtool.report.places import is_absolute, write_uri
from feedtool.report.text import printable
from feedtool.rules import FAMILIES, find_rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "SRCROOT"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
_TITLES = dict(FAMILIES.values())
_MAX_DESCRIPTION = 1024


def format_sarif(findings: Sequence[Finding]) -> str:
    """Write one run: the rules that occur, by code, and a result a finding."""
    codes = sorted({finding.code: finding for finding in findings}.items())
    indexes = {code: index for index, (code, _) in enumerate(codes)}
    pairs = zip(findings, make_fingerprints(findings), strict=True)
    driver = {
        "name": "feedtool",
        "semanticVersion": __version__,
        "rules": [_rule(finding) for _, finding in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder feedtool was run in."}}},
        "results": [_result(finding, mark, indexes[finding.code]) for finding, mark in pairs],
    }
    return write_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding) -> dict[str, Any]:
    rule = find_rule(finding.code)
    named = {"id": finding.code, "name": finding.name}
    return {**named, **_documentation(rule)} if rule else named


def _documentation(rule: Rule) -> dict[str, Any]:
    """Make the texts of a rule of its docstring."""
    return {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": shorten(rule.text, _MAX_DESCRIPTION)},
        "help": {"text": rule.documentation, "markdown": _write_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [_TITLES[rule.code[:2]]]},
    }


def _write_markdown(rule: Rule) -> str:
    examples = [f"{name}:\n\n````yaml\n{text}````\n" for name, text in rule.examples.items()]
    return "\n".join([f"{rule.text}\n", *examples])


def _result(finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    artifact = {"uri": write_uri(finding.location.path)}
    if not is_absolute(finding.location.path):
        artifact["uriBaseId"] = _ROOT
    place = {"artifactLocation": artifact, "region": _region(finding.location)}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"feedtool/v1": fingerprint},
    }


def _message(finding: Finding) -> str:
    """Write the fault and its cure; brackets that would be a link are escaped (3.11.6)."""
    said = [printable(text) for text in (finding.message, finding.hint) if text]
    text = "\n".join(said) or finding.name  # GitHub refuses a file with an empty message
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _region(place: Location) -> dict[str, int]:
    known = {
        "startLine": place.line or 1,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {key: value for key, value in known.items() if value is not None}
