"""An import gives back every oddity that feeds hold, in records that people can read."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from well_formed import is_well_formed

from feedtool.cli import run
from feedtool.formats.element_sameness import spell
from feedtool.formats.feed.document import read_feed
from feedtool.formats.feed.node import Node
from feedtool.formats.statistics_prefix import split_prefix
from feedtool.migrate.feed.completeness import list_gaps
from feedtool.migrate.feed.notes import write_notes
from feedtool.migrate.feed.show_folder import draft_import, write_import
from feedtool.migrate.feed.written import wanted_nodes
from feedtool.migrate.file_names import Named, name_files
from feedtool.migrate.guests import find_guest
from feedtool.pipeline.importing.feed import ImportOptions, import_feed
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options

BASE = (Path(__file__).parent / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
NOW = datetime(2024, 6, 1, tzinfo=UTC)
ODDITIES = """\
<itunes:explicit>maybe</itunes:explicit>
<itunes:explicit>Clean</itunes:explicit>
<itunes:season>x</itunes:season><podcast:season name="A">2</podcast:season>
<itunes:season>3</itunes:season><podcast:season>4</podcast:season>
<podcast:episode display="Ch">3.5</podcast:episode>
<itunes:episodeType>FULL</itunes:episodeType>
<category domain="">A</category><category>A</category>
<podcast:person role="Guest" img="x.jpg">A</podcast:person>
<podcast:person group="cast" role="editor" href="">  B  </podcast:person>
<podcast:transcript url="/t.srt" type="application/srt" x="y"/>
<podcast:value type="l"><podcast:valueRecipient split="x"/>text</podcast:value>
<title>second</title>
<guid>second</guid>
<link>https://two.test</link>
<description><b>2</b></description>
<foo xmlns="urn:x"><bar a="1">t<i>u</i>v</bar></foo>
<q:z xmlns:q="urn:q" q:a="1">--- # x: y</q:z><q:z xmlns:q="urn:r"/>
<comments>null</comments>
<source url="u">true</source>
<enclosure url="http://a.test/b c.mp3" length="1,5" type="x"/>
<itunes:keywords>a,,b, c</itunes:keywords>
<itunes:block>no</itunes:block><itunes:order>1</itunes:order>
<itunes:block>Yes</itunes:block>
<podcast:chapters url="https://a.test/c.json" type="application/json"/>
<podcast:license url="u">cc</podcast:license><podcast:license>two</podcast:license>
<itunes:title>  A &#9;B &#13; C </itunes:title>
<itunes:summary>&lt;p&gt;x&lt;/p&gt;</itunes:summary>
<content:encoded><![CDATA[<p>one</p>]]></content:encoded>
<content:encoded>*a* _b_ 1. c - d</content:encoded>
<itunes:image href="rel.jpg"/>
<itunes:duration>3:4:5:6</itunes:duration>
<podcast:alternateEnclosure length="b"><podcast:source/></podcast:alternateEnclosure>
<podcast:socialInteract protocol="x" uri="y" priority="01"/>
<podcast:soundbite startTime="1.10" duration="2">t</podcast:soundbite>
<podcast:contentLink href="u"/>
<m:content xmlns:m="http://search.yahoo.com/mrss/" url="u"><m:title>t</m:title></m:content>
<podcast:images srcset="a 1w"/>
<podcast:location geo="geo:1,2">Here</podcast:location>
""".splitlines()
ODD_SHOWS = """\
<description>two</description>
<image><url>u</url><title>t</title><link>l</link><width>9</width></image>
<itunes:category text="A"><itunes:category text="B"/></itunes:category>
<itunes:category text=""/>
<itunes:owner><itunes:name>B</itunes:name></itunes:owner>
<itunes:new-feed-url>https://new.test/feed</itunes:new-feed-url>
<atom:link rel="next" href="https://a.test/2"/><atom:link rel="hub" href="https://hub.test/"/>
<body xmlns="http://www.w3.org/1999/xhtml"><p>one</p></body>
<skipDays><day>Monday</day></skipDays><skipHours><hour>x</hour></skipHours><ttl>060</ttl>
<podcast:podroll><podcast:remoteItem feedGuid="a"/></podcast:podroll>
<podcast:liveItem status="live" start="2024-01-01" chat="irc"><title>L</title></podcast:liveItem>
<podcast:liveItem status="pending" start="2024-07-01T00:00:00Z"><title>L</title></podcast:liveItem>
<podcast:trailer pubdate="Tue, 02 Jan 2024 09:00:00 GMT" url="u" length="1">T</podcast:trailer>
<podcast:locked>no</podcast:locked><podcast:block id="x">yes</podcast:block>
<itunes:complete>Yes</itunes:complete><itunes:block>false</itunes:block>
""".splitlines()


def build_again(feed: str, folder: Path) -> str:
    """Import a feed and build it again."""
    (folder / "old.xml").write_text(feed, encoding="utf-8")
    options = ImportOptions(str(folder / "old.xml"), folder / "episodes", NOW)
    import_feed(options, lambda _done, _all: None)
    options = Options(str(folder / "episodes"), NOW, locked=True)
    built = build_show_folder(options, None, lambda _done, _all: None)
    assert not built.is_stopped
    return (folder / "feed" / "feed.xml").read_text(encoding="utf-8")


def find_lost(old: Node, new: Node) -> list[str]:
    """List elements of a channel or item that another one does not hold."""
    left = [same for _, element in wanted_nodes(new) for same in spell(element)]
    lost: list[str] = []
    for node, element in wanted_nodes(old):
        for same in spell(element):
            if same in left:
                left.remove(same)
            else:
                lost.append(node.name)
    return lost


@pytest.mark.parametrize("odd", ODDITIES)
def test_oddities_of_items_come_out_again(odd: str, tmp_path: Path) -> None:
    """Whatever stands in an item stands there after import and build."""
    feed = BASE.replace("</item>", f"{odd}</item>", 1)
    old = read_feed(feed.encode())

    new = read_feed(build_again(feed, tmp_path).encode())

    assert is_well_formed(old)
    assert new.faults == ()
    assert find_lost(old.items[0], new.items[0]) == []


def test_a_link_to_itself_keeps_its_title(tmp_path: Path) -> None:
    """Podlove calls each form of a feed by a name; the address stands there once all the same."""
    link = (
        '<atom:link rel="self" type="application/rss+xml" title="MP3" href="https://a.test/mp3"/>'
    )
    plain = re.sub(r'<atom:link [^>]*rel="self"[^>]*/>', "", BASE)
    built = build_again(plain.replace("<item>", f"{link}<item>", 1), tmp_path)
    found = [
        each for each in read_feed(built.encode()).channel.children if each.name == "atom:link"
    ]

    assert [each.attributes.get("title") for each in found] == ["MP3"]
    assert "feed_url: https://a.test/mp3" in (tmp_path / "episodes" / "show.yaml").read_text()


@pytest.mark.parametrize("numbers", [(3, 2, 1), (1, 2, 3)])
@pytest.mark.parametrize("dates", ["", "<pubDate>Tue, 09 Jan 2024 09:30:00 +0000</pubDate>"])
def test_items_that_no_date_orders_stay_in_order(
    dates: str, numbers: tuple[int, ...], tmp_path: Path
) -> None:
    """Apps show them as they stand, and feeds count up or down."""
    items = "".join(
        f"<item><title>About {n}</title><guid isPermaLink='false'>talk-{n}</guid>{dates}</item>"
        for n in numbers
    )
    start, end = BASE.index("    <item>"), BASE.index("  </channel>")

    again = build_again(BASE[:start] + items + BASE[end:], tmp_path)

    assert re.findall(r"<title>About (\d)", again) == list(map(str, numbers))


def test_an_image_of_rss_stays_before_that_of_apple(tmp_path: Path) -> None:
    """Of both, some readers take the last one, and that of RSS is small."""
    small = "https://feeds.compilertalk.example/144.jpg"
    url = "<url>https://feeds.compilertalk.example/artwork.jpg</url>"
    assert url in BASE

    again = build_again(BASE.replace(url, f"<url>{small}</url>"), tmp_path)

    assert 0 < again.index(small) < again.index("<itunes:image ")


def test_a_base_for_addresses_is_said_to_be_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Readers that know xml:base would find other addresses without it."""
    feed = BASE.replace("<rss ", '<rss xml:base="https://compilertalk.example/feed/" ')
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")

    assert run(["import", str(tmp_path / "feed.xml"), str(tmp_path / "episodes")]) == 0
    assert "spelt anew: xml:base: left out" in capsys.readouterr().out


@pytest.mark.parametrize("odd", ODD_SHOWS)
def test_oddities_of_channels_come_out_again(odd: str, tmp_path: Path) -> None:
    """Whatever stands in a channel stands there after import and build."""
    feed = BASE.replace("<item>", f"{odd}<item>", 1)
    old = read_feed(feed.encode())

    new = read_feed(build_again(feed, tmp_path).encode())

    assert len(new.items) == len(old.items)
    assert find_lost(old.channel, new.channel) == []


def test_records_are_pleasant_to_read(tmp_path: Path) -> None:
    """Short front matter in a sensible order, nothing quoted without need."""
    path = tmp_path / "feed.xml"
    path.write_text(BASE, encoding="utf-8")

    assert run(["import", str(path), str(tmp_path / "show")]) == 0

    record = (tmp_path / "show" / "002-john-backus-and-the-cost-of-clarity.md").read_text(
        encoding="utf-8"
    )
    front, _, notes = record.removeprefix("---\n").partition("---\n")
    assert front == (
        "title: John Backus and the cost of clarity\n"
        "guid: 8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12\n"
        "published: 2024-01-09 09:30 +00:00\n"
        "episode: 2\n"
        "guests:\n"
        "  - {name: John Backus, link: https://backus.example}\n"
        "audio:\n"
        "  url: https://feeds.compilertalk.example/audio/002.mp3\n"
        "  length: 30720000\n"
        "  duration: 1920\n"
    )
    assert notes.startswith("John Backus on making formulas")
    assert "**John Backus** remembers" in notes


@pytest.mark.parametrize(
    ("notes", "written", "suffix"),
    [
        ("", "", ".md"),
        ("One & only *plain* paragraph.", "One & only \\*plain\\* paragraph.", ".md"),
        ("<p>One</p>", "<p>One</p>", ".html"),  # as a description it would lose its <p>
        ("<p>A <strong>b</strong></p>\n<p>c</p>", "A **b**\n\nc", ".md"),
        ("<p>A <b>b</b></p>", "<p>A <b>b</b></p>", ".html"),
        ('<p><a href="https://a.test/" rel="x">a</a> b</p>', None, ".html"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b", ".md"),
        ("<p>one</p><p>two</p>", None, ".html"),
        ("Two\n\nparagraphs", "Two\n\nparagraphs", ".html"),
    ],
)
def test_notes_become_markdown_only_without_loss(
    notes: str, written: str | None, suffix: str
) -> None:
    """Markdown that does not give the same bytes back is not written."""
    assert write_notes(notes, is_description=True) == (
        notes if written is None else written,
        suffix,
    )


@pytest.mark.parametrize(
    ("url", "prefix", "bare"),
    [
        ("https://a.test/1.mp3", "", "https://a.test/1.mp3"),
        ("https://op3.dev/e/a.test/1.mp3", "https://op3.dev/e/", "https://a.test/1.mp3"),
        (
            "https://op3.dev/e,pg=x/dts.podtrac.com/redirect.mp3/chrt.fm/track/AB/a.test/1.mp3?x=1",
            "https://op3.dev/e,pg=x/dts.podtrac.com/redirect.mp3/chrt.fm/track/AB/",
            "https://a.test/1.mp3?x=1",
        ),
        ("https://op3.dev/e/", "", "https://op3.dev/e/"),
    ],
)
def test_statistics_prefixes_are_split_off(url: str, prefix: str, bare: str) -> None:
    """Known services are peeled off, one after the other; nothing else is."""
    assert split_prefix(url) == (prefix, bare)


@pytest.mark.parametrize(
    ("title", "guest"),
    [
        ("12: Compilers with Grace Hopper", "Grace Hopper"),
        ("Compilers (feat. Ada de Lovelace)", "Ada de Lovelace"),
        ("Living with Ada Lovelace", ""),
        ("Working with people", ""),
    ],
)
def test_guests_are_found_in_titles(title: str, guest: str) -> None:
    """A name after `with` is offered, unless it is a host's."""
    assert find_guest(title, ["Ada Lovelace"] if guest == "" else []) == guest


def test_long_blocks_stand_beside_the_record() -> None:
    """What machines wrote does not drown what people read."""
    recipient = '<podcast:valueRecipient name="A" type="node" address="b" split="1"/>'
    value = f'<podcast:value type="l" method="k">{recipient * 12}</podcast:value>'
    feed = BASE.replace("</item>", f"{value}</item>", 1)

    files = write_import(draft_import(read_feed(feed.encode()), None), {}).files

    assert "value:" in files["002-john-backus-and-the-cost-of-clarity.yaml"]
    assert "value:" not in files["002-john-backus-and-the-cost-of-clarity.md"]


def number(item: str, first: int, count: int) -> str:
    """Repeat an item with episode numbers, GUIDs and titles of its own."""
    found = []
    for n in range(first + count - 1, first - 1, -1):
        own = item.replace("<itunes:episode>2<", f"<itunes:episode>{n}<")
        own = own.replace("8a52f7d4", f"{n:08}").replace("John Backus and", f"John Backus {n} and")
        found.append(own)
    return "".join(found)


@pytest.mark.parametrize(
    ("first", "count", "words"),
    [
        (1, 50, ""),
        (1, 49, ""),
        (
            13,
            100,
            "numbered 13 to 112 and the feed holds 100, and hosts cut feeds at 100: 12 older",
        ),
        (3, 7, "numbered 3 to 9 and the feed holds 7: 2 older ones seem to be missing"),
        (0, 100, "exactly 100 items: hosts cut feeds at such numbers"),
        (0, 99, ""),
    ],
)
def test_a_feed_that_was_cut_is_said_to_be(first: int, count: int, words: str) -> None:
    """A round number of items, or numbers that begin late, tell of episodes that are missing."""
    item = BASE[BASE.index("    <item>") : BASE.index("  </channel>")]
    items = number(item, first or 1, count)
    if not first:
        items = re.sub("<itunes:episode>.*?</itunes:episode>", "", items)
    document = read_feed(BASE.replace(item, items).encode())

    gaps = list_gaps(document, draft_import(document, None).items)

    assert [words in gap for gap in gaps] == ([True] if words else [])


def test_pages_that_are_not_followed_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file has no address to go on from: that there is more is in the report."""
    links = (
        '<atom:link rel="next" href="https://a.test/3"/><atom:link rel="previous" href="/"/>'
        '<atom:link rel="first" href="https://a.test/1"/>'
    )
    path = tmp_path / "feed.xml"
    path.write_text(BASE.replace("<item>", links + "<item>", 1), encoding="utf-8")

    assert run(["import", str(path), str(tmp_path / "show")]) == 0

    out = capsys.readouterr().out
    assert "more pages, from https://a.test/3 on" in out
    assert "not the first page of the feed: that is https://a.test/1" in out


def test_a_feed_that_leads_to_itself_has_no_more_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some hosts write a next page where there is none."""
    here = re.search(r'href="([^"]+)" rel="self"', BASE)
    assert here
    link = f'<atom:link rel="next" href="{here[1]}"/>'
    path = tmp_path / "feed.xml"
    path.write_text(BASE.replace("<item>", link + "<item>", 1), encoding="utf-8")

    assert run(["import", str(path), str(tmp_path / "show")]) == 0
    assert "more pages" not in capsys.readouterr().out


@pytest.mark.parametrize("count", [1, 9, 10, 99])
def test_names_sort_in_the_order_of_numbers(count: int) -> None:
    """Also behind those that an earlier import wrote when there were fewer."""
    episodes = [Named(f"Talk {n}", "", str(n), None) for n in range(1, count + 2)]
    names = [*name_files(episodes[:count]), name_files(episodes)[-1]]

    assert names == sorted(names)
