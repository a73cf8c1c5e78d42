"""The W3C feed validator's cases for iTunes get the verdict that each asks for.

Where Apple's rules of today differ, docs/feeds.md gives the reason.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.pipeline.check_feed import FeedOptions, check_feed_file
from feedtool.rules import all_rules

CORPUS = os.environ.get("FEEDTOOL_CORPUS")
SUITE = Path(CORPUS or ".") / "suites" / "w3c-itunes"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not CORPUS, reason="FEEDTOOL_CORPUS names no corpus")
KNOWN = {rule.code for rule in all_rules()}

REFUSED = {
    "duplicate_explicit_value": ("XM15", "itunes:explicit"),
    "duration_in_channel": ("XM12", "itunes:duration"),
    "image_relative_url": ("XM18", "itunes:image href"),
    "incomplete_category": ("SH07", "itunes:category"),
    "invalid_category": ("SH07", "Everything"),
    "invalid_category_and_sub": ("SH07", "Foo"),
    "invalid_channeltype": ("SH15", "random"),
    "invalid_duration": ("EP10", "duration"),
    "invalid_episode": ("RC03", "itunes:episode"),
    "invalid_episodetype": ("EP17", "fullisg"),
    "invalid_explicit_value": ("EP28", "very"),
    "invalid_owner_email": ("SH16", "mail"),
    "invalid_season": ("RC03", "itunes:season"),
    "invalid_subcategory": ("SH08", "Everything"),
    "missing_category": ("SH07", "categor"),
    "missing_explicit": ("SH11", "explicit"),
    "missing_lang": ("SH06", "language"),
    "missing_owner_email": ("SH16", "mail"),
    "non_utf8": ("XM03", "iso-8859-1"),
    "obsolete_category": ("SH07", "Travel"),
    "obsolete_subcategory": ("SH08", "Computers"),
    "subtitle_contains_html": ("XM17", "itunes:subtitle"),
    "subtitle_too_long": ("SH34", "itunes:subtitle"),
    "unsupported_format": ("AU05", "wmv"),
}
"""Case, the rule that must speak, and a word of what it must speak about."""
ACCEPTED = {
    "abbreviated_duration": ("EP10",),
    "duration_seconds": ("EP10",),
    "image_absolute_https_url": ("XM18", "AR09"),
    "image_absolute_url": ("XM18", "AR09"),
    "lowercase_explicit_value": ("XM11", "XM15"),
    "new_feed_url": ("XM11", "XM12"),
    "valid_category": ("SH08",),
    "valid_category_with_ampersand": ("SH07", "SH08", "SH09"),
    "valid_episode": ("EP13", "RC03"),
    "valid_subcategory": ("SH07", "SH08"),
}
"""Case, and the rules that must be silent."""
REASONS = {
    "image_no_url",
    "missing_itunes_email",
    "whitespace_in_explicit_value",
    "invalid_block_value",
    "missing_block_value",
    "invalid_keywords",
    "keywords_contains_html",
    "keywords_too_long",
    "summary_contains_html",
    "summary_too_long",
}
"""Cases for which docs/feeds.md tells why the verdict is another one today."""


def find(case: str) -> list[tuple[str, str]]:
    """Check one case; return codes and messages."""
    options = FeedOptions(str(SUITE / f"{case}.xml"), NOW)
    outcome = check_feed_file(options, lambda _done, _all: None)
    assert all(each.location.line for each in outcome.findings)
    return [(each.code, each.message) for each in outcome.findings]


@pytest.mark.parametrize("case", REFUSED)
def test_the_fault_is_found(case: str) -> None:
    """The rule that is about the case names it."""
    code, word = REFUSED[case]
    if code not in KNOWN:
        pytest.skip(f"no rule {code} in this version")

    assert any(found == code and word in message for found, message in find(case))


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_right_is_let_through(case: str) -> None:
    """No rule complains about what the case shows to be right."""
    assert not {code for code, _ in find(case)} & set(ACCEPTED[case])


def test_every_case_has_a_verdict_or_a_reason() -> None:
    """No case of the suite is left out."""
    reasons = (Path(__file__).parents[1] / "docs" / "feeds.md").read_text(encoding="utf-8")

    assert {path.stem for path in SUITE.glob("*.xml")} == {*REFUSED, *ACCEPTED, *REASONS}
    assert all(f"`{case}`" in reasons for case in REASONS)
