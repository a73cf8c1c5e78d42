"""Dates, durations and sizes are rewritten where they mean one thing, and else left alone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.formats.dates import read_date
from feedtool.formats.guids import make_item_guid
from feedtool.formats.record.amount_repair import mend_duration, mend_length
from feedtool.formats.record.date_repair import mend_date

NEW_YORK = ZoneInfo("America/New_York")
SHOW = "359fe46e-8b9f-50cc-b343-eab6b89fb2d4"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("2 January 2024 at 9:00", "2024-01-02 09:00"),
        ("January 2nd, 2024", "2024-01-02"),
        ("Jan 2, 2024 9:30 p.m.", "2024-01-02 21:30"),
        ("2024-01-02 12am", "2024-01-02 00:00"),
        ("Tuesday, 2 January 2024 09:00:15 GMT", "2024-01-02 09:00:15 +00:00"),
        ("TUE 02 JAN 2024 09:00:00 +0100", "2024-01-02 09:00 +01:00"),
        ("2024/1/2 09:00", "2024-01-02 09:00"),
        ("2024-01-02T09:00:00,123Z", "2024-01-02 09:00 +00:00"),
        ("Tue, 02 Jan 2024 09:00:00 EST", "2024-01-02 09:00 -05:00"),
        ("Thu, 18 Jul 2024 09:00:00 EDT", "2024-07-18 09:00 -04:00"),
        # what may mean something else
        ("2 January 2024 at nine", ""),
        ("01/02/2024", ""),
        ("2024/13/02", ""),
        ("2024-01-02 13pm", ""),
        ("Wed, 02 Jan 2024 09:00", ""),
        ("Thu, 18 Jul 2024 09:00:00 EST", ""),
        ("Tue, 02 Jan 2024 09:00:00 PST", ""),
        ("Tue, 02 Jan 2024 09:00:00 BST", ""),
        ("Tue, 02 Jan 2024 09:00:00 A", ""),
        ("2024-03-10 02:30 pm EST", ""),
        ("2 Jan 2024 25:00", ""),
    ],
)
def test_certain_dates_are_rewritten(text: str, mended: str) -> None:
    """English names, other signs and half days are read; two meanings are none."""
    assert mend_date(text, NEW_YORK) == mended


def test_zone_is_judged_by_the_show_or_its_own_clocks() -> None:
    """CST is America's only for a show whose clocks agree, or that names no zone."""
    text = "Tue, 02 Jan 2024 09:00:00 CST"

    assert mend_date(text, None) == "2024-01-02 09:00 -06:00"
    assert mend_date(text, ZoneInfo("Asia/Shanghai")) == ""


def test_weekday_is_left_out_on_demand() -> None:
    """Where the weekday is what is wrong, day and month count."""
    text = "Mon, 02 Jan 2024 09:00:00 +0000"

    assert mend_date(text, None) == ""
    assert mend_date(text, None, trusts_weekday=False) == "2024-01-02 09:00 +00:00"


@given(seconds=st.integers(10**9, 4 * 10**9), text=st.text(max_size=90))
def test_rewritten_dates_are_the_same_moment(seconds: int, text: str) -> None:
    """What is rewritten is read without a fault; any other text gives nothing or such a date."""
    moment = datetime.fromtimestamp(seconds, UTC)
    mended = mend_date(moment.strftime("%A, %B %d, %Y %I:%M:%S %p GMT"), None)

    assert read_date(mended, None).instant == moment
    assert not (other := mend_date(text, None)) or read_date(other, None).code == ""


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("30 minutes", "30:00"),
        ("1h 5m 20s", "1:05:20"),
        ("1 hour, 5 minutes", "1:05:00"),
        ("PT30M", "30:00"),
        ("12:11 mins", "12:11"),
        ("1:05:20 min.", "1:05:20"),
        ("12:71 mins", ""),
        ("90 min", "1:30:00"),
        ("1800 seconds", "30:00"),
        ("1h 90m", ""),
        ("1.5h", ""),
        ("99:99:99", ""),
        ("1:2", ""),
        ("0 min", ""),
        ("", ""),
    ],
)
def test_certain_durations_are_rewritten(text: str, mended: str) -> None:
    """Units are read; overflowing and half ones are not, and nothing lasts 0 seconds."""
    assert mend_duration(text) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("28,800,000", "28800000"),
        ("28 800 000 bytes", "28800000"),
        ("28_800_000", "28800000"),
        ("28.800.000", "28800000"),
        ("28800000.0", "28800000"),
        ("28800000 B", "28800000"),
        ("28.8 MB", ""),
        ("28.800", ""),
        ("1,2", ""),
        ("28800000.5", ""),
        ("-1", ""),
    ],
)
def test_certain_sizes_are_rewritten(text: str, mended: str) -> None:
    """Groups of digits are joined; what is rounded, or may be a fraction, is not."""
    assert mend_length(text) == mended


def test_minted_guid_follows_from_show_and_file() -> None:
    """The same record of the same show gets the same GUID; without a show there is none."""
    guid = make_item_guid(SHOW, "", "072.md")

    assert guid == make_item_guid(SHOW, "https://other.example/feed.xml", "072.md")
    assert guid != make_item_guid(SHOW, "", "073.md")
    assert make_item_guid("no uuid", "https://a.example/f", "1.md") == make_item_guid(
        None, "http://a.example/f/", "1.md"
    )
    assert make_item_guid(None, "", "072.md") == ""
