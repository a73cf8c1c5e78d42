"""One of a thing is one, in every message that counts."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rule_examples import lay_over_base

from feedtool.formats.plural import count
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.rules import all_rules

NOW = datetime(2024, 6, 1, tzinfo=UTC)
WRONG = re.compile(
    r"(?<![\d.,:/x-])1 (?:new |more |remote )?(?:bytes|characters|chapters|days|drafts|episodes|"
    r"files|findings|items|pieces|seconds|times|turns|words)\b"
)


@pytest.mark.parametrize(
    ("number", "noun", "plural", "words"),
    [
        (0, "day", "", "0 days"),
        (1, "day", "", "1 day"),
        (2, "day", "", "2 days"),
        (1.0, "second", "", "1 second"),
        (1.5, "second", "", "1.5 seconds"),
        (1000, "address", "addresses", "1,000 addresses"),
        (1, "title seems", "titles seem", "1 title seems"),
    ],
)
def test_a_number_has_its_noun(number: float, noun: str, plural: str, words: str) -> None:
    """With an s, or the plural that is given."""
    assert count(number, noun, plural) == words


@pytest.mark.parametrize(("code", "words"), [("SH04", "cut 1 byte"), ("XM14", "cut 1 character")])
def test_one_too_many_is_one(code: str, words: str, tmp_path: Path) -> None:
    """The examples of these rules are one too long."""
    rule = next(each for each in all_rules() if each.code == code)
    lay_over_base(rule.examples["Bad"], tmp_path)
    outcome = check_show_folder(Options(str(tmp_path), NOW), lambda _d, _a: None)

    assert [each.hint for each in outcome.findings] == [words]


def test_no_message_has_one_of_many(tmp_path: Path) -> None:
    """Of all that the examples of rules are told."""
    told: list[str] = []
    for rule in all_rules():
        folder = tmp_path / rule.code
        lay_over_base(rule.examples["Bad"], folder / "episodes")
        outcome = check_show_folder(Options(str(folder / "episodes"), NOW), lambda _d, _a: None)
        told += [f"{each.message} {each.hint}" for each in outcome.findings]

    assert len(told) > 200
    assert [each for each in told if WRONG.search(each)] == []
