"""Whatever a feed holds, in any namespace, comes out of a build as it went in.

The judge is lxml alone: it knows nothing of what feedtool takes for the same.
"""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from feedtool.pipeline.importing.feed import ImportOptions, import_feed
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options

NOW = datetime(2030, 1, 1, tzinfo=UTC)
URIS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "georss": "http://www.georss.org/georss",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "spotify": "http://www.spotify.com/ns/rss",
    "rawvoice": "http://www.rawvoice.com/rawvoiceRssModule/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "q": "urn:q",
}
PERSON = f"{{{URIS['podcast']}}}person"
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in URIS.items())
SHOW = "<title>T &amp; T</title><link>https://t.test/</link><description>About</description>"
DATES = ("Mon, 01", "Tue, 02", "Wed, 03")
OURS = {"generator", "lastBuildDate", "docs", "pubDate", "item"}
"""Of the channel: what every build writes anew, and the items."""


def make_feed(channel: str, *items: str) -> str:
    """Write a feed; every item gets a GUID, a title and a date unless it brings its own."""
    whole = "".join(
        f"<item><title>Part {n}</title><guid isPermaLink='false'>g{n}</guid>"
        f"<pubDate>{DATES[n - 1]} Jan 2024 09:00:00 +0000</pubDate>{item}</item>"
        for n, item in enumerate(items, start=1)
    )
    return f"<rss version='2.0' {DECLARED}><channel>{SHOW}{channel}{whole}</channel></rss>"


def say(node: etree._Element) -> tuple[object, ...]:
    """Tell all an element says: name, attributes, text wherever it stands, children.

    Taken for the same: isPermaLink left out is true, a person without a role is a host. What says
    nothing at all is nothing.
    """
    texts = [node.text or "", *(child.tail or "" for child in node)]
    attributes = dict(node.attrib)
    for tag, name, value in (("guid", "isPermaLink", "true"), (PERSON, "role", "host")):
        if node.tag == tag:
            attributes.setdefault(name, value)
    said = tuple(said for child in node if (said := say(child)))
    text = " ".join("".join(texts).split())
    if not (text or attributes or said):
        return ()
    return node.tag, text, tuple(sorted(attributes.items())), said


def read(feed: bytes) -> tuple[Counter[object], dict[str, Counter[object]]]:
    """Return what the channel says, and each item by its first GUID."""
    root = etree.fromstring(
        feed, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    )
    channel = root[0]
    show = Counter(say(child) for child in channel if child.tag not in OURS)
    items = {item.findtext("guid") or "": Counter(map(say, item)) for item in channel.iter("item")}
    return show, items


def find_lost(feed: str, folder: Path) -> list[object]:
    """Import a feed, build it, and list all that does not come out again."""
    (folder / "old.xml").write_text(feed, encoding="utf-8")
    import_feed(ImportOptions(str(folder / "old.xml"), folder / "show", NOW), lambda *_: None)
    options = Options(str(folder / "show"), NOW, locked=True)
    built = build_show_folder(options, None, lambda *_: None)
    assert not built.is_stopped
    show, items = read(feed.encode())
    new_show, new_items = read((folder / "feed" / "feed.xml").read_bytes())
    assert new_items.keys() == items.keys()
    lost = list((show - new_show).elements())
    for guid, said in items.items():
        lost += (said - new_items[guid]).elements()
    return [each for each in lost if each]


CASES = {
    "namespaces declared deep inside": (
        '<a:b xmlns:a="urn:one" a:x="1" y="2"><a:c xmlns:a="urn:two">d<z xmlns="urn:d">e</z></a:c>'
        '</a:b><a:b xmlns:a="urn:three">f</a:b><w xmlns="urn:w"><r/>t<s k="v"/></w>'
    ),
    "the iTunes namespace as the default one": (
        f'<summary xmlns="{URIS["itunes"]}">S</summary><order xmlns="{URIS["itunes"]}">1</order>'
    ),
    "comments and instructions": "<!-- a --><foo>1<!-- -->2</foo><?php x ?><sy:x>a<?y?>b</sy:x>",
    "sections": (
        "<description><![CDATA[a]]]]><![CDATA[>b]]> &amp; <![CDATA[&amp; <b>c</b>]]></description>"
        "<content:encoded><![CDATA[]]><![CDATA[<p>x</p>]]></content:encoded>"
    ),
    "everything twice": (
        "<title>again</title><guid>g1</guid><link>a</link><link>b</link><description>1</description>"
        "<description>2</description><itunes:image href='https://x.test/1.jpg'/><itunes:image "
        "href='https://x.test/2.jpg'/><enclosure url='https://t.test/1.mp3' length='1' type='a'/>"
        "<enclosure url='https://t.test/2' length='0' type=''/><itunes:episode>1</itunes:episode>"
        "<itunes:episode>2</itunes:episode><podcast:episode>1.5</podcast:episode><category>A"
        "</category><category>A</category><content:encoded>a</content:encoded><content:encoded>b"
        "</content:encoded><itunes:duration>1</itunes:duration><itunes:duration>2</itunes:duration>"
    ),
    "attributes where none belong": (
        "<itunes:summary xml:lang='de'>S</itunes:summary><itunes:author q:x='1'>A</itunes:author>"
        "<itunes:duration q:x='1'>5</itunes:duration><itunes:episode foo='1'>3</itunes:episode>"
        "<link rel='x'>https://t.test/1</link><itunes:explicit a='1'>true</itunes:explicit>"
        "<podcast:person xml:lang='de' role='guest' q:y='1'>P</podcast:person>"
        "<podcast:transcript url='u' type='t' q:z='1'/><description xml:space='preserve'>d"
        "</description><enclosure q:q='1' url='https://t.test/1.mp3' length='1' type='a'/>"
    ),
    "empty but for attributes": (
        "<itunes:image href=''/><podcast:transcript url='' type=''/><podcast:person role='guest'/>"
        "<category domain='d'/><source url='x'/><foo a=''/><podcast:soundbite startTime='1'/>"
    ),
    "text between elements": (
        "<xhtml:body><xhtml:p>Hi<xhtml:b>you</xhtml:b>there <xhtml:i>a</xhtml:i> <xhtml:i>b"
        "</xhtml:i></xhtml:p></xhtml:body><dc:creator>x<q:y/>z</dc:creator>"
    ),
    "media": (
        "<media:group><media:content url='https://t.test/a.mp4' medium='video'><media:hash "
        "algo='md5'>df</media:hash></media:content><media:content url='b' isDefault='true'/>"
        "<media:credit role='producer' scheme='urn:ebu'>x</media:credit></media:group>"
        "<media:thumbnail url='u'/><media:rating>nonadult</media:rating>"
    ),
    "deep": "<d>" * 60 + "x" + "</d>" * 60,
    "blogs": (
        "<comments>https://t.test/#c</comments><slash:comments>3</slash:comments><wfw:commentRss>c"
        "</wfw:commentRss><dc:creator>A</dc:creator><dc:creator>B</dc:creator><georss:point>1 2"
        "</georss:point><author>a@b.test (A)</author><source url='u'>S</source><rawvoice:poster "
        "url='x'/><googleplay:block>yes</googleplay:block><sy:updatePeriod>hourly</sy:updatePeriod>"
    ),
    "what YAML would take for something else": "".join(
        f"<q:t>{text}</q:t>"
        for text in "null ~ - 'q' a: #b @x %x !t *a | &gt; ? 12:30 010 1e5 ... --- {a} [a]".split()
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_comes_out_of_an_item(name: str, tmp_path: Path) -> None:
    """Every element of an item, in whatever form."""
    assert find_lost(make_feed("", CASES[name], "<description>d</description>"), tmp_path) == []


@pytest.mark.parametrize("name", CASES)
def test_it_comes_out_of_a_channel(name: str, tmp_path: Path) -> None:
    """The same of a channel, which has no audio of its own."""
    assert find_lost(make_feed(CASES[name], "<description>d</description>"), tmp_path) == []


NAMES = st.sampled_from(
    "title link description author category comments source itunes:title itunes:author "
    "itunes:subtitle itunes:summary itunes:image itunes:order itunes:owner "
    "itunes:name podcast:person podcast:transcript podcast:chapters podcast:value podcast:funding "
    "podcast:valueRecipient podcast:soundbite podcast:license podcast:location podcast:txt "
    "podcast:alternateEnclosure podcast:source podcast:socialInteract podcast:remoteItem "
    "podcast:unheardOf content:encoded atom:link media:content media:group dc:creator q:new "
    "spotify:limit copyright managingEditor image url cloud textInput rating".split()
)
ATTRIBUTES = st.sampled_from(
    "url href text type role group img domain rel purpose id name geo osm address split "
    "uri xml:lang q:z start title language feedGuid medium".split()
)
WORDS = ("", "x", " two  words ", "12", "https://t.test/?a=1&b=2", "<p>Hi <b>you</b> & me</p>")
TRAPS = ("null", "a: b # c", "- x", "Grace Hopper", "ä€😀", "one\ntwo", "\n\n  a\n  b\n", "guest")
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
TEXTS = st.sampled_from([*WORDS, *TRAPS]) | st.text(LETTERS, max_size=9)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    """Write an element of any name with anything in it."""
    node = etree.Element(qualify(draw(NAMES)), nsmap=URIS)
    for name in draw(st.lists(ATTRIBUTES, max_size=3, unique=True)):
        node.set(qualify(name), " ".join(draw(TEXTS).split()))
    node.text = draw(TEXTS)
    for inner in draw(st.lists(elements(depth + 1), max_size=2)) if depth < 3 else []:
        child = etree.fromstring(inner)
        child.tail = draw(st.sampled_from(["", "", "", " tail ", "x"]))
        node.append(child)
    return etree.tostring(node, encoding="unicode")


def qualify(name: str) -> str:
    """Turn `prefix:local` into lxml's name."""
    prefix, colon, local = name.partition(":")
    uris = URIS | {"xml": "http://www.w3.org/XML/1998/namespace"}
    return f"{{{uris[prefix]}}}{local}" if colon else name


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(elements(), max_size=8), st.lists(st.lists(elements(), max_size=8), max_size=3))
def test_anything_comes_out_again(channel: list[str], items: list[list[str]]) -> None:
    """Elements of any name, with any attributes, texts and children, in any number."""
    feed = make_feed("".join(channel), *map("".join, items))
    with TemporaryDirectory() as folder:
        assert find_lost(feed, Path(folder)) == []
