"""A plan written as JSON is the same plan when it is read; anything else is refused in words."""

import json
from datetime import MAXYEAR, UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.errors import FeedtoolError
from feedtool.formats.plan_document import describe_plan, read_plan
from feedtool.model.place import Location
from feedtool.model.plan import (
    Allowance,
    Change,
    Danger,
    FeedIdentity,
    Intent,
    Kind,
    Move,
    Plan,
)

TEXTS = st.text(max_size=20)
NUMBERS = st.none() | st.integers(1, 10**6)
IDENTITIES = st.builds(FeedIdentity, TEXTS, TEXTS, st.integers(0), st.integers(0), TEXTS)
CHANGES = st.builds(
    Change, st.sampled_from(Kind), TEXTS, TEXTS, TEXTS, st.tuples(TEXTS, TEXTS), TEXTS
)
PLACES = st.builds(Location, TEXTS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
DANGERS = st.builds(Danger, TEXTS, TEXTS, TEXTS, PLACES, st.tuples(TEXTS), TEXTS)
INTENTS = st.builds(
    Intent,
    st.tuples(st.builds(Allowance, TEXTS, TEXTS)),
    st.tuples(st.builds(Move, TEXTS, TEXTS)),
    st.integers(0, 9),
    st.booleans(),
)
TIMELESS = """{"schema": 1, "now": "2024-01-01T00:00:00", "previous": null,
    "next": {"source": "", "sha256": "", "length": 0, "items": 0}}"""
PLANS = st.builds(
    Plan,
    st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1 < moment.year < MAXYEAR),
    st.none() | IDENTITIES,
    IDENTITIES,
    INTENTS,
    st.tuples(CHANGES),
    st.tuples(DANGERS),
)


@given(PLANS)
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    """Every value survives the way through JSON."""
    assert read_plan(json.dumps(describe_plan(plan)), "plan.json") == plan


def test_unknown_keys_are_passed_over() -> None:
    """What a later version adds does not stop an older one."""
    plan = Plan(datetime(2024, 1, 1, tzinfo=UTC), None, FeedIdentity("feed.xml", "0", 1, 1))
    document = {**describe_plan(plan), "weather": "fine"}

    assert read_plan(json.dumps(document), "plan.json") == plan


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no plan: Expecting value"),
        ("[" * 100_000, "no plan: it is nested too deep"),
        ('{"schema": 1, "now": "\\ud800"}', "no plan: Invalid JSON"),
        ("[]", "no JSON object with a schema"),
        ('{"schema": 2}', "its schema is 2"),
        ('{"schema": true}', "its schema is true"),
        ('{"schema": 1.0}', "its schema is 1.0"),
        ('{"schema": NaN}', "its schema is NaN"),
        (
            TIMELESS.replace('"length": 0', '"length": true'),
            "length: Input should be a valid integer",
        ),
        (
            TIMELESS.replace('"length": 0', '"length": "7"'),
            "length: Input should be a valid integer",
        ),
        (
            TIMELESS.replace('"length": 0', '"length": NaN'),
            "length: Input should be a valid integer",
        ),
        (TIMELESS.replace('"length": 0', '"length": ' + "9" * 5000), "no plan: "),
        (
            TIMELESS.replace('"items"', '"sha256": 5, "items"'),
            "sha256: Input should be a valid string",
        ),
        ('{"schema": 1}', "now: Field required"),
        ('{"schema": 1, "now": "today"}', "now: Input should be a valid datetime"),
        (
            TIMELESS,
            "the time has no offset",
        ),
    ],
)
def test_what_is_no_plan_is_refused(text: str, words: str) -> None:
    """One sentence says what is wrong, and the cure follows."""
    with pytest.raises(FeedtoolError) as caught:
        read_plan(text, "plan.json")

    assert words in caught.value.message
    assert "feedtool plan --out" in caught.value.hint
