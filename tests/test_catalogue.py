"""Every code of the catalogue has one status, and `feedtool explain` answers for each."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feedtool.cli.commands import make_app
from feedtool.model.finding import Level
from feedtool.pipeline.catalogue import explain_unchecked
from feedtool.rules import all_rules

HERE = Path(__file__).parent
CATALOGUE = tomllib.loads((HERE.parent / "feedtool" / "catalogue.toml").read_text(encoding="utf-8"))
CODES = {code: entry for family in CATALOGUE["codes"].values() for code, entry in family.items()}
RULES = {each.code: each for each in all_rules()}
_PROOF = re.compile(r"^def test_([A-Z]{2}\d{2})_\w+", re.MULTILINE)
PROVEN = set(_PROOF.findall((HERE / "test_by_construction.py").read_text(encoding="utf-8")))
PARTLY_PROVEN = {
    "XM01": "what the tool writes is well-formed; the rule judges the user's own namespaces",
    "SH27": "lastBuildDate cannot be wrong; the rule judges dates that `elements` adds",
    "CH12": "forms made of one list agree; the rule judges those that the user gives",
} | dict.fromkeys(
    ("XM02 XM03 XM04 XM10 XM16 XM22 EP22 EP23 PE04 NO01 ID24".split()),
    "our own feeds cannot have it; the rule judges those of other tools",
)


@pytest.mark.parametrize("code", CODES)
def test_code_is_checked_or_impossible_or_not_yet(code: str) -> None:
    """A rule bears it, or a test proves that it cannot happen, or a reason says why it waits."""
    entry = CODES[code]
    states = {
        "checked": code in RULES,
        "impossible": code in PROVEN and code not in PARTLY_PROVEN,
        "not judged": "unjudged" in entry,
    }

    assert sum(states.values()) == 1, states
    assert entry["title"]
    assert entry["level"] in [*Level, "mixed"]


def test_nothing_stands_outside_the_catalogue() -> None:
    """Rules and proofs are all of codes that the catalogue has, and each family is its own."""
    assert RULES.keys() | PROVEN <= CODES.keys()
    assert [
        code for name, codes in CATALOGUE["codes"].items() for code in codes if code[:2] != name
    ] == []
    used = Counter(entry["unjudged"] for entry in CODES.values() if "unjudged" in entry)
    assert used.keys() <= CATALOGUE["reasons"].keys()


@pytest.mark.parametrize("code", CODES.keys() - RULES.keys())
def test_explain_says_why_a_code_is_not_checked(code: str) -> None:
    """One sentence says what must hold, another why nothing checks it."""
    said = explain_unchecked(code)

    assert said is not None
    assert said.startswith(
        f"{code} ({CODES[code]['level']}): {CODES[code]['title']}. Not checked: "
    )
    assert ("cannot break it" in said) is (code in PROVEN)


def test_explain_answers_for_every_code() -> None:
    """Checked codes with their documentation, in any case; unknown ones with a hint."""
    answers = {
        code: CliRunner().invoke(make_app("explain"), ["explain", code.lower()]) for code in CODES
    }

    assert {code for code, answer in answers.items() if answer.exit_code} == set()
    for code, answer in answers.items():
        assert answer.stdout.startswith(code)
        assert code not in RULES or RULES[code].summary in answer.stdout
    assert explain_unchecked("AU99") is None
