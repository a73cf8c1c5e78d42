"""Findings in a feed point at the element or attribute that they are about."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.formats.feed.document import read_feed
from feedtool.model.finding import Level
from feedtool.pipeline.check_feed import FeedOptions, check_pages
from feedtool.pipeline.feed_file import FeedAtHand

BASE = (Path(__file__).parent / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
NOW = datetime(2024, 6, 1, tzinfo=UTC)


CHAPTERS = """<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">
 <psc:chapter start="0:00" title="Hello"/>
 <psc:chapter start="9:00:00" title="Late"/></psc:chapters>"""


def find(feed: str) -> dict[str, str]:
    """Check a feed; return, by code, the words that each finding points at."""
    options = FeedOptions("feed.xml", NOW, ignore=("XM23",))
    pages = [FeedAtHand(read_feed(feed.encode()), "feed.xml")]
    lines = feed.split("\n")
    found: dict[str, str] = {}
    for each in check_pages(pages, options, lambda _d, _a: None):
        place = each.location
        assert place.line
        assert place.column
        start, end = place.column - 1, (place.end_column or 1) - 1
        last = end if place.end_line == place.line else None
        found.setdefault(each.code, lines[place.line - 1][start:last])
    return found


CASES = {
    "an attribute": ('length="30720000"', 'length="30 MB"', "AU02", "30 MB"),
    "an empty attribute": ('length="30720000"', 'length=""', "AU02", "length"),
    "an attribute in single quotes": ('length="30720000"', "length='x'", "AU02", "x"),
    "a text": ("<itunes:type>episodic<", "<itunes:type>daily<", "SH15", "daily"),
    "a text in CDATA": ("<itunes:type>episodic<", "<itunes:type><![CDATA[ a ]]><", "SH15", "a"),
    "an attribute of an own element": (
        'itunes:category text="Technology"',
        'itunes:category text="Tech"',
        "SH07",
        "<itunes:category",
    ),
    "a missing element": ("<itunes:explicit>false</itunes:explicit>", "", "SH11", "<channel"),
    "a missing element of an item": (
        "<pubDate>Tue, 09 Jan 2024 09:30:00 +0000</pubDate>",
        "",
        "EP09",
        "<item",
    ),
    "a date": ("pubDate>Tue, 09", "pubDate>Mon, 09", "ID21", "Mon, 09 Jan 2024 09:30:00 +0000"),
    "a word in escaped HTML": (
        "&lt;strong&gt;John",
        "&amp;&lt;iframe src=&quot;/x&quot;&gt;John",
        "NO03",
        "&lt;iframe src=&quot;/x&quot;&gt;",
    ),
    "a word behind references in CDATA": (
        "<description>&lt;p&gt;John",
        "<description><![CDATA[ &amp;&nbsp;&amp; <iframe src='/x'>]]>&lt;p&gt;John",
        "NO03",
        "<iframe src='/x'>",
    ),
    "a bare ampersand": (
        "Compiler Talk</title>\n    <link>",
        "C & T</title>\n    <link>",
        "XM01",
        "&",
    ),
    "an entity of HTML": (">Compiler Talk<", ">Compiler&nbsp;Talk<", "XM01", "&nbsp;"),
    "a wrong end tag": ("</itunes:owner>", "</itunes:ovner>", "XM01", "</itunes:ovner>"),
    "a namespace": ("itunes.com/dtds", "itunes.com/DTDs", "XM05", "<"),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_finding_points_at_its_cause(name: str) -> None:
    """Line and column lead to the very words."""
    old, new, code, words = CASES[name]
    assert old in BASE

    assert find(BASE.replace(old, new, 1)).get(code) == words


def test_a_word_in_nothing_but_cdata_is_found() -> None:
    """What looks like a reference there is none, and counts letter by letter."""
    first, rest = BASE.split("<description>&lt;", 1)
    notes = "<description><![CDATA[ R&amp;D&nbsp;&amp; <iframe src='/x'></iframe>]]>"
    feed = first + notes + "</description>" + rest.split("</description>", 1)[1]

    assert find(feed).get("NO03") == "<iframe src='/x'>"


def test_both_podcast_namespaces_are_right() -> None:
    """The address of the namespace's document counts as the same."""
    twin = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"

    assert find(BASE.replace("https://podcastindex.org/namespace/1.0", twin)) == {}


def test_a_minified_feed_has_columns() -> None:
    """A feed on one line is no slower to place, and its excerpt is cut round the place."""
    feed = "".join(line.strip() + " " for line in BASE.split("\n"))

    assert find(feed.replace('length="30720000"', 'length="30 MB"')) == {"AU02": "30 MB"}


def test_each_chapter_of_podlove_has_its_own_place() -> None:
    """The line is that of the chapter that lies outside, not that of the list."""
    feed = BASE.replace("</item>", f"{CHAPTERS}</item>", 1)
    options = FeedOptions("feed.xml", NOW, select=("CH05",))
    pages = [FeedAtHand(read_feed(feed.encode()), "feed.xml")]
    (found,) = check_pages(pages, options, lambda _d, _a: None)

    lines = feed.split("\n")
    assert found.location.line
    assert 'title="Late"' in lines[found.location.line - 1]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_columns_count_letters_in_any_encoding(encoding: str) -> None:
    """Places are code points of the text, whatever the bytes were."""
    feed = BASE.replace("UTF-8", encoding).replace("Compiler Talk", "Kömpiler <b/>Täk</title>", 1)

    document = read_feed(feed.encode(encoding))

    assert document.channel.children[0].text.startswith("Kömpiler")
    assert {fault.code for fault in document.faults} == {"XM03", "XM01"}


def test_the_size_of_a_feed_is_that_of_its_items() -> None:
    """Whatever their elements are called."""
    note = "<content:encoded>" + "é" * 700_000 + "</content:encoded></item>"
    feed = BASE.replace("</item>", note, 1)
    options = FeedOptions("feed.xml", NOW, ignore=("XM23",))
    pages = [FeedAtHand(read_feed(feed.encode()), "feed.xml")]
    findings = check_pages(pages, options, lambda _d, _a: None)

    assert [each.message for each in findings if each.code == "HO09"] == [
        "the feed has about 1.4 MB; at most 1 MB is advised"
    ]


@pytest.mark.parametrize(("use", "level"), [("", Level.ADVICE), ("<p2:txt>a</p2:txt>", None)])
def test_a_wrong_namespace_counts_where_it_is_used(use: str, level: Level | None) -> None:
    """One that is declared and never used hides nothing from anybody."""
    wrong = ('<channel xmlns:p2="http://podcastindex.org/namespace/1.0">', f"{use}</channel>")
    feed = BASE.replace("<channel>", wrong[0]).replace("</channel>", wrong[1])
    faults = [each for each in read_feed(feed.encode()).faults if each.code == "XM06"]

    assert [fault.problem.level for fault in faults] == [level]


def test_an_apple_title_that_is_the_title_is_right() -> None:
    """Also where nothing is left of it without its number."""
    title = "<title>John Backus and the cost of clarity</title>"
    feed = BASE.replace(title, "<title>Ep 2</title><itunes:title>Ep 2</itunes:title>")

    assert "EP24" not in find(feed)
