"""Faults that only feeds of other tools can have: each is named once, where it stands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.formats.feed.document import read_feed
from feedtool.model.finding import Finding, Level
from feedtool.model.platforms import PLATFORMS
from feedtool.pipeline.check_feed import FeedOptions, check_pages
from feedtool.pipeline.feed_file import FeedAtHand

NOW = datetime(2024, 6, 1, tzinfo=UTC)
BASE = (Path(__file__).parent / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
GUID = '<guid isPermaLink="false">8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12</guid>'
DATE = "Tue, 09 Jan 2024 09:30:00 +0000"
URL = "https://compilertalk.com/"
GUEST = '<podcast:person role="guest" href="https://backus.example">John Backus</podcast:person>'
HOST = '      <podcast:person role="host">Ada Lovelace</podcast:person>\n'
SOURCE = f'<podcast:source uri="{URL}a.opus"/>'
FUNDING = "    <podcast:funding url='https://compilertalk.com/f'>Help us</podcast:funding>\n"
PSC = (
    '<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">'
    '<psc:chapter start="{}" title="Hello"/><psc:chapter start="{}" title="Clarity"/>'
    "</psc:chapters>"
)

CHANGES = {
    "a comment behind the end": ("</rss>", "</rss>\n<!-- page cached -->", ["XM22"]),
    "a comment, then text": ("</rss>", "</rss><!-- x -->42", ["XM22", "XM22"]),
    "a comment before the end": ("</rss>", "<!-- x --></rss>", []),
    "a comment behind, and no XML": ("<item>", "<item a=1>", ["XM01", "XM22"]),
    "the self link without type": (' type="application/rss+xml"', "", ["SH14"]),
    "a lock that is true": (">yes<", ">true<", ["SH24"]),
    "a build date of ISO": (
        f"<lastBuildDate>{DATE}",
        "<lastBuildDate>2024-01-09T09:30:00Z",
        ["SH27"],
    ),
    "a build date older than the newest item": (
        f"<lastBuildDate>{DATE}",
        "<lastBuildDate>Mon, 08 Jan 2024 09:30:00 +0000",
        ["SH27"],
    ),
    "a build date to come": (
        f"<lastBuildDate>{DATE}",
        "<lastBuildDate>Sat, 01 Jun 2024 02:00:00 +0000",
        ["SH27"],
    ),
    "a build date by a clock that is some minutes ahead": (
        f"<lastBuildDate>{DATE}",
        "<lastBuildDate>Sat, 01 Jun 2024 00:10:00 +0000",
        [],
    ),
    "an empty podroll": (FUNDING, "    <podcast:podroll/>\n", ["PE19"]),
    "two publishers": (
        FUNDING,
        "    <podcast:publisher>"
        + '<podcast:remoteItem feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f810"/>' * 2
        + "</podcast:publisher>\n",
        ["PE19"],
    ),
    "a channel's HTML as elements": (
        "<description>Conversations",
        "<description><i>Real</i> conversations",
        ["NO01"],
    ),
    "a title as elements": (">John Backus and", "><i>John Backus</i> and", ["NO01"]),
    "a description as elements": (
        "<description>&lt;p&gt;",
        "<description><br/>&lt;p&gt;",
        ["NO01"],
    ),
    "a blank title": (">John Backus and the cost of clarity<", "> <", ["EP01"]),
    "content without description": ("<description>&lt;p&gt;", None, ["EP05"]),
    "a permalink that says no": ('isPermaLink="false"', 'isPermaLink="no"', ["ID04"]),
    "a permalink that says yes": (
        f"{GUID}",
        '<guid isPermaLink="Yes">https://a.fm/2</guid>',
        ["ID04"],
    ),
    "a permalink in the wrong case": ("isPermaLink", "ispermalink", ["ID04"]),
    "a size of 0": ('length="30720000"', 'length="0"', ["AU03"]),
    "a size in seconds": ('length="30720000"', 'length="1920"', ["AU03"]),
    "a size in seconds, rounded to minutes": ('length="30720000"', 'length="1860"', ["AU03"]),
    "a size that is only small": ('length="30720000"', 'length="2048"', []),
    "an address without scheme and host": (
        'url="https://feeds.compilertalk.example/audio/002.mp3"',
        'url="//audio/002.mp3"',
        ["XM18"],
    ),
    "an empty description of the show": (
        "<description>Conversations with the people who taught machines to read.</description>",
        "<description></description>",
        ["SH03"],
    ),
    "an empty title of the show": (
        "<title>Compiler Talk</title>\n    <link>",
        "<title/>\n    <link>",
        ["SH01"],
    ),
    "a date with the day right-aligned": (
        f"<pubDate>{DATE}",
        f"<pubDate>{DATE[:5]} 9{DATE[7:]}",
        ["ID20"],
    ),
    "a date with two digits for the year": (
        f"<pubDate>{DATE}",
        f"<pubDate>{DATE[:12]}{DATE[14:]}",
        ["ID20"],
    ),
    "a date with a colon in its offset": (
        f"<pubDate>{DATE}",
        f"<pubDate>{DATE[:-5]}+00:00",
        ["ID20"],
    ),
    "an extension behind the question mark": ("audio/002.mp3", "play?file=002.mp3", ["AU05"]),
    "a decimal for Apple": ("<itunes:episode>2<", "<itunes:episode>2.5<", ["EP13"]),
    "a decimal for apps of today": (
        "<podcast:episode>2<",
        "<podcast:episode>2.5<",
        ["EP19"],
    ),
    "an episode's number twice": (
        "<podcast:episode>2<",
        "<podcast:episode>2</podcast:episode><podcast:episode>2<",
        ["XM15"],
    ),
    "a host of the show twice": (
        FUNDING,
        '    <podcast:person role="Host">Ada Lovelace</podcast:person>\n',
        ["PE07"],
    ),
    "a guest alone": (HOST, "", ["PE04"]),
    "a guest host": (HOST, HOST.replace('"host"', '"Guest Host"'), []),
    "the host in another role": (HOST, HOST.replace('"host"', '"producer"'), []),
    "a transcript without type": (
        GUEST,
        f'{GUEST}<podcast:transcript url="{URL}t.vtt"/>',
        ["TR01"],
    ),
    "a transcript without address": (
        GUEST,
        f'{GUEST}<podcast:transcript type="text/vtt"/>',
        ["TR01"],
    ),
    "a transcript that is called otherwise": (
        GUEST,
        f'{GUEST}<podcast:transcript url="{URL}t.srt" type="text/vtt"/>',
        ["TR04"],
    ),
    "a transcript without extension": (
        GUEST,
        f'{GUEST}<podcast:transcript url="{URL}?t=webvtt" type="text/vtt"/>',
        [],
    ),
    "chapters without type": (GUEST, f'{GUEST}<podcast:chapters url="{URL}c.json"/>', ["CH01"]),
    "chapters as text": (
        GUEST,
        f'{GUEST}<podcast:chapters url="{URL}c.json" type="text/plain"/>',
        ["CH01"],
    ),
    "chapters as the example has them": (
        GUEST,
        f'{GUEST}<podcast:chapters url="{URL}c.json" type="application/json"/>',
        [],
    ),
    "an alternate without type": (
        GUEST,
        f"{GUEST}<podcast:alternateEnclosure>{SOURCE}</podcast:alternateEnclosure>",
        ["AU24"],
    ),
    "an alternate of which nothing tells the type": (
        GUEST,
        f"{GUEST}<podcast:alternateEnclosure>{SOURCE}</podcast:alternateEnclosure>".replace(
            ".opus", ""
        ),
        ["AU24"],
    ),
    "Podlove's chapters beyond the audio": (GUEST, GUEST + PSC.format("0:00", "0:33:00"), ["CH05"]),
    "Podlove's chapters that begin late": (GUEST, GUEST + PSC.format("1:00", "9:00"), ["CH04"]),
    "Podlove's chapters in disorder": (GUEST, GUEST + PSC.format("9:00", "0:00"), ["CH10"]),
    "Podlove's chapters": (GUEST, GUEST + PSC.format("0:00", "9:00"), []),
    "an identifier of another namespace": (
        FUNDING,
        '    <burner:info xmlns:burner="http://rssnamespace.org/feedburner/ext/1.0" uri="talk"/>\n',
        [],
    ),
    "a date without seconds": (f"<pubDate>{DATE}", f"<pubDate>{DATE[:-9]} +0000", ["ID20"]),
    "a date of one digit": (
        f"<pubDate>{DATE}",
        f"<pubDate>{DATE.replace(' 09 ', ' 9 ').replace('+0000', 'GMT')}",
        [],
    ),
    "an address with spaces": ('audio/002.mp3"', 'audio/002.mp3 "', ["XM13"]),
    "a picture with a line end": (
        'href="https://feeds.compilertalk.example/artwork.jpg"',
        'href="\nhttps://feeds.compilertalk.example/artwork.jpg"',
        ["XM13"],
    ),
    "a military zone": (f"<pubDate>{DATE}", f"<pubDate>{DATE[:-5]}Z", ["ID28"]),
    "an address of ours": (
        GUEST,
        f'{GUEST}<podcast:socialInteract protocol="activitypub" uri="talk"/>',
        ["XM18"],
    ),
    "a date to come": (
        f"<pubDate>{DATE}",
        "<pubDate>Wed, 09 Jan 2030 09:30:00 +0000",
        ["ID24", "SH32"],
    ),
}


@pytest.mark.parametrize(("old", "new", "codes"), CHANGES.values(), ids=CHANGES.keys())
def test_a_fault_of_a_feed_is_named_once(old: str, new: str | None, codes: list[str]) -> None:
    """Exactly these rules speak, each once for each fault."""
    feed = BASE.replace("    <item>\n", f"{FUNDING}    <item>\n")
    if new is None:  # the description becomes content:encoded
        feed = feed.replace(old, "<content:encoded>&lt;p&gt;")
        feed = "</content:encoded>".join(feed.rsplit("</description>", 1))
    elif "XM01" in codes:
        feed = feed.replace(old, new).replace("</rss>", "</rss><!-- x -->")
    else:
        assert old in feed
        feed = feed.replace(old, new, 1)
    findings = check(feed)

    assert sorted(each.code for each in findings) == codes


def test_items_out_of_order_are_named_once() -> None:
    """Of a feed that begins with its oldest item one finding is enough."""
    begin, item, end = cut(BASE)
    dates = ["Mon, 01 Jan 2024 09:30:00 +0000", "at dawn", DATE, "Tue, 16 Jan 2024 09:30:00 +0100"]
    items = [
        item.replace(DATE, date)
        .replace("8a52f7d4", f"{n}a52f7d4")
        .replace("002.mp3", f"{n}.mp3")
        .replace("cost", f"cost {n}")
        .replace(">2<", f">{n + 1}<")
        for n, date in enumerate(dates)
    ]
    feed = begin + "".join(items) + end
    found = [each for each in check(feed) if each.code in ("EP23", "EP16")]

    assert [(each.code, each.location.line) for each in found] == [
        ("EP23", feed[: feed.index(items[2])].count("\n") + 1)
    ]


@pytest.mark.parametrize(("white", "level"), [("", Level.ERROR), ("\n   ", Level.WARNING)])
def test_guids_that_only_white_space_tells_apart_are_named(white: str, level: Level) -> None:
    """Letter by letter they are two; readers that leave white space out take them for one."""
    begin, item, end = cut(BASE)
    twin = item.replace(GUID, GUID.replace("</guid>", f"{white}</guid>"))
    (found,) = [each for each in check(begin + item + twin + end) if each.code == "ID02"]

    assert found.level == level
    assert ("but for white space" in found.message) == bool(white)


def cut(feed: str) -> tuple[str, str, str]:
    """Cut a feed of one item into what is before, in and behind it."""
    start, end = feed.index("    <item>"), feed.index("  </channel>")
    return feed[:start], feed[start:end], feed[end:]


def check(feed: str) -> list[Finding]:
    """Check a feed under all platforms; its addresses are made up."""
    options = FeedOptions("feed.xml", NOW, PLATFORMS, ignore=("XM23",))
    pages = [FeedAtHand(read_feed(feed.encode()), "feed.xml")]
    return check_pages(pages, options, lambda _done, _all: None)
