"""Laws that no record can break, because of how the feed is written: one test a code."""
# ruff: noqa: N802 - the code a test proves stands in its name

import html
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring as read_by_expat

import pytest
from lxml import etree
from rule_examples import lay_over_base

from feedtool import __version__
from feedtool.pipeline.releasing.build import build_show_folder
from feedtool.pipeline.run import Options, Outcome, check_show_folder
from feedtool.publish.steps import Act, Change, Wanted, plan_steps
from feedtool.render.rss import render_document

NOW = datetime(2024, 6, 1, tzinfo=UTC)
NASTY = r"""
# show.yaml
title: "Fish & Chips <b>now</b> ]]> &nbsp; \u00ff\U0001F41F"
description: "Two paragraphs & a <script>alert(1)</script>\n\n<!DOCTYPE x> &eacute; ]]>"
copyright: "Me & <you>"
managing_editor: "a&b@fish.example (A < B)"
derive:
  content:encoded: notes
  itunes:summary: notes_text
# 001.md
title: "<!-- --> <![CDATA[ & ]]> \a end"
guid: " Ab/C &<d> "
summary: "]]> & <i>open"
author: "Ö \u2028 & co"
categories: ["R&B", {name: "<x>", domain: "a&b"}]
elements:
  - itunes:subtitle: "<&>]]>"
  - <media:title type="html">a &amp; b &lt;c&gt;</media:title>
---
<p>unclosed &nbsp; &#x1F600; ]]> <![CDATA[x]]> <?php echo 1 ?>

<!DOCTYPE html [<!ENTITY a "b">]> & < > "
# 003.html
title: Verbatim
guid: third
published: 2024-01-03
---
<!DOCTYPE html [<!ENTITY a "b">]><p>]]> &nbsp; <![CDATA[open & <b>
"""


def check(tmp_path: Path, block: str) -> Outcome:
    """Take the base show with a block laid over it through all stations but write."""
    folder = tmp_path / "episodes"
    lay_over_base(block, folder)
    options = Options(str(folder), NOW, locked=True, workers=1)
    return check_show_folder(options, lambda _done, _all: None, renders=True)


def render(tmp_path: Path, block: str) -> bytes:
    """Render the base show with a block laid over it, whatever its findings."""
    outcome = check(tmp_path, block)
    items = [item.rendered for item in outcome.items]
    return b"".join(render_document(outcome.feed, items, "feedtool 0", NOW))


def build(tmp_path: Path, block: str, now: datetime = NOW, workers: int = 1) -> bytes:
    """Build the base show with a block laid over it, and return the feed."""
    folder = tmp_path / "episodes"
    lay_over_base(block, folder)
    options = Options(str(folder), now, locked=True, workers=workers)
    built = build_show_folder(options, tmp_path / "feed", lambda _done, _all: None)
    assert not built.is_stopped, [finding.message for finding in built.outcome.findings]
    return (tmp_path / "feed" / "feed.xml").read_bytes()


def parse(document: bytes) -> etree._Element:
    """Parse strictly, as the least forgiving app does."""
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, recover=False))


@pytest.fixture
def nasty(tmp_path: Path) -> bytes:
    """Render what careless copying brings into a record."""
    return render(tmp_path, NASTY)


def test_XM01_feed_is_well_formed(nasty: bytes) -> None:
    """XML 1.0: every `&` and `<` is escaped, no HTML entity is left, every CDATA is closed."""
    channel = parse(nasty)[0]

    assert channel.findtext("title") == "Fish & Chips <b>now</b> ]]> &nbsp; ÿ\U0001f41f"
    titles = [item.findtext("title") for item in channel.iter("item")]
    assert any("<!-- --> <![CDATA[ & ]]>" in (title or "") for title in titles)


def test_XM02_declaration_comes_first(nasty: bytes) -> None:
    """XML 1.0: nothing, not even a byte order mark, stands before the declaration."""
    assert nasty.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss ')


def test_XM03_encoding_is_utf_8(nasty: bytes) -> None:
    """Apple, PSP-1: the bytes are the UTF-8 that the declaration names."""
    assert "\U0001f41f" in nasty.decode("utf-8")
    assert parse(nasty).getroottree().docinfo.encoding == "UTF-8"


def test_XM04_root_is_rss_with_one_channel(nasty: bytes) -> None:
    """RSS 2.0: the root is <rss version="2.0"> and holds exactly one <channel>."""
    root = parse(nasty)

    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert [child.tag for child in root] == ["channel"]


def test_XM10_no_document_type(nasty: bytes) -> None:
    """XML 1.0: a feed has no DOCTYPE and no entities of its own; texts that show one are text."""
    info = parse(nasty).getroottree().docinfo

    assert info.doctype == ""
    assert info.internalDTD is None


def test_XM16_items_come_last(tmp_path: Path) -> None:
    """RSS best practices: items follow all else, those too that somebody writes by hand."""
    block = (
        "# show.yaml\nelements:\n"
        "  - item: {elements: [{title: By hand}]}\n"
        "  - <item><title>Pasted</title></item><rating>late</rating>\n"
        "  - <podcast:liveItem><title>On air</title></podcast:liveItem>\n"
        "  - category: Last\n"
    )
    live = "# 001.md\nlive: {status: live, start: 2024-02-01 19:00}\n"
    names = [etree.QName(node).localname for node in parse(render(tmp_path, block + live))[0]]

    assert names.count("item") == 3
    assert names.count("liveItem") == 2
    assert {"rating", "category"} <= set(names)
    assert set(names[-5:]) == {"item", "liveItem"}


def test_XM22_nothing_follows_the_feed(tmp_path: Path) -> None:
    """Blubrry: what follows </rss>, comments too, delays Apple; no text gets out of the feed."""
    block = (
        "# show.yaml\ntitle: '</rss><!-- late -->'\nfooter: '</channel></rss> <!-- end'\n"
        "elements:\n  - <spotify:limit recentCount='3'/><!-- pasted --><?php end ?>\n"
        "# 001.md\ntitle: ']]></rss><?x?>'\n---\n</rss>\n\n<!-- notes -->\n"
    )
    document = render(tmp_path, block)

    assert document.endswith(b"</channel>\n</rss>\n")
    assert document.count(b"</rss>") == 1
    assert b"<?php" not in document
    root = parse(document)
    assert (root.getnext(), root.getprevious(), root.tail) == (None, None, None)


def test_XM24_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    """A feed is not stamped with the time of its build, as feedgen does: it moves with episodes."""
    first = build(tmp_path / "a", "# x.txt\n")
    later = datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)
    again = build(tmp_path / "elsewhere" / "b", "# x.txt\n", later, workers=2)
    edited = build(tmp_path / "c", "# 001.md\ntitle: Grace Hopper tells more\n")

    assert first == again
    differing = zip(first.splitlines(), edited.splitlines(), strict=True)
    assert [one for one, other in differing if one != other] == [
        b"      <title>Grace Hopper and the first compiler</title>"
    ]


def test_SH27_build_date_is_that_of_the_newest_item(tmp_path: Path) -> None:
    """RSS 2.0: lastBuildDate is a date, never one to come, and no item is newer."""
    block = (
        "# 001.md\npublished: 2024-05-31 23:59:59 -12:00\n"
        "# 002.md\npublished: 2024-06-01 01:30 +01:30\n"
        "# 003.md\ndraft: true\npublished: 2024-05-31 12:00\n"
        "# 004.md\ntitle: On air with Grace Hopper\nguid: on-air-with-grace-hopper\n"
        "published: 2031-01-01\nlive: {status: pending, start: 2031-01-01 19:00}\n"
        "content_link: https://compilertalk.example/live\n"
        "audio: {url: https://feeds.compilertalk.example/live.mp3, type: audio/mpeg}\n"
        "---\n**Grace Hopper** will answer.\n"
    )
    channel = parse(build(tmp_path, block))[0]
    built = parsedate_to_datetime(channel.findtext("lastBuildDate") or "")

    assert built == NOW
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in channel.iter("item")]
    assert dates == [built]


def test_SH38_generator_names_its_version(tmp_path: Path) -> None:
    """RSS 2.0: the feed says which program, in which version, wrote it."""
    channel = parse(build(tmp_path, "# show.yaml\nx-generator: Other 1.0\n"))[0]

    assert [each.text for each in channel.iter("generator")] == [f"feedtool {__version__}"]


def test_ID03_guid_follows_nothing(tmp_path: Path) -> None:
    """Apple: a GUID stays, whatever else of the episode changes."""
    block = "# 001.md\ntitle: New\npublished: 2024-05-05\naudio: https://new.example/1.mp3\n"
    before = render(tmp_path / "before", "# x.txt\n")
    after = render(tmp_path / "after", block)

    assert guids(before) == guids(after)


def test_ID06_guid_is_never_computed(tmp_path: Path) -> None:
    """Castanet and others: a GUID made of a title or date changes with it; none is made."""
    document = render(tmp_path, '# 001.md\nguid: ""\n')

    assert guids(document) == [None, "8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12"]


def test_ID07_guid_is_verbatim(tmp_path: Path) -> None:
    """Apps compare GUIDs letter by letter: scheme, www, slash, white space and case stay."""
    guid = "  HTTP://www.Fish.example/?p=1&amp;B/  "
    document = render(tmp_path, f'# 001.md\nguid: "{guid}"\n')

    assert guids(document)[0] == guid


def test_ID24_future_items_are_held_back(tmp_path: Path) -> None:
    """Podcast Index hides an item of tomorrow, other apps show it: it is not written before."""
    late = "# 001.md\npublished: 2024-06-01 01:01 +01:00\n"
    just_now = "# 002.md\npublished: 2024-06-01 00:00 +00:00\n"

    assert guids(render(tmp_path, late + just_now)) == ["8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12"]


def test_EP26_drafts_are_held_back(tmp_path: Path) -> None:
    """What is in the feed is out for good: a draft never gets there, whatever its date."""
    document = render(tmp_path, "# 001.md\ndraft: true\n")

    assert guids(document) == ["8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12"]
    assert b"Grace Hopper" not in document


def guids(document: bytes) -> list[str | None]:
    """List the GUIDs of the items, in the order of their records."""
    return [item.findtext("guid") for item in parse(document).iter("item")]


def persons(document: bytes) -> list[list[tuple[str | None, str | None]]]:
    """List role and name of the people of each item."""
    name = "{https://podcastindex.org/namespace/1.0}person"
    items = parse(document).iter("item")
    return [[(each.get("role"), each.text) for each in item.iter(name)] for item in items]


def test_PE04_item_with_a_guest_restates_the_hosts(tmp_path: Path) -> None:
    """Podcasting 2.0: an item's people replace the channel's, so hosts and credits come again."""
    block = (
        "# show.yaml\nhosts: [Ada Lovelace, Alan Turing]\n"
        "credits:\n  - {name: Jean Bartik, role: Editor}\n"
        "# 002.md\nguests:\nhosts: [Fran Allen]\n"
    )
    crew = [("host", "Ada Lovelace"), ("host", "Alan Turing")]

    first, second = persons(render(tmp_path, block))

    assert first == [*crew, ("guest", "Grace Hopper"), ("Editor", "Jean Bartik")]
    assert second == [("host", "Fran Allen"), ("Editor", "Jean Bartik")]


def test_PE05_guests_of_the_item_are_those_of_the_record(tmp_path: Path) -> None:
    """The record's guests, and nobody else, are the item's people in the role of guest."""
    block = (
        "# show.yaml\npeople:\n  grace: {name: Grace Hopper, aliases: [Amazing Grace]}\n"
        "# 001.md\nguests: [grace, 'Zoë & <Zed>', {name: Kay McNulty, role: Guest Host}]\n"
    )

    first, second = persons(render(tmp_path, block))

    assert first[1:] == [
        ("guest", "Grace Hopper"),
        ("guest", "Zoë & <Zed>"),
        ("Guest Host", "Kay McNulty"),
    ]
    assert second[1:] == [("guest", "John Backus")]


def test_NO01_markup_is_text_and_never_elements(tmp_path: Path) -> None:
    """Apple, PSP-1: HTML is escaped or in CDATA, whole, whatever CDATA marks it holds itself."""
    body = "<p>a ]]> b <![CDATA[c]]> &amp; <br/>d</p>\n"
    block = "# show.yaml\nderive: {content:encoded: notes}\n# 003.html\ntitle: T\n---\n" + body
    document = render(tmp_path, block)
    names = ("description", "{http://purl.org/rss/1.0/modules/content/}encoded")
    texts = [each for name in names for each in parse(document).iter(name)]

    assert len(texts) == 7
    assert all(len(each) == 0 for each in texts)
    assert sum((each.text or "").strip() == body.strip() for each in texts) == 2
    assert b"<content:encoded><![CDATA[<p>" in document


def test_CH12_forms_of_one_list_agree(tmp_path: Path) -> None:
    """JSON, Podlove's chapters and the lines of the description say the same times and titles."""
    titles = ['A "moth" & <b>', "]]> <![CDATA[", "- 12:30 Words", "Ö שלום"]
    listed = "".join(
        f"  - {{start: '{n}:00', title: {json.dumps(t)}}}\n" for n, t in enumerate(titles)
    )
    block = (
        "# show.yaml\nderive: {psc:chapters: chapters, 'content:encoded': chapters}\n"
        f"# 001.md\nchapters:\n{listed}"
    )
    outcome = check(tmp_path, block)
    made = next(asset.content for item in outcome.items for asset in item.assets if asset.content)
    entries = [(each["startTime"], each["title"]) for each in json.loads(made)["chapters"]]
    items = [item.rendered for item in outcome.items]
    document = parse(b"".join(render_document(outcome.feed, items, "feedtool 0", NOW)))
    podlove = document.iter("{http://podlove.org/simple-chapters}chapter")
    encoded = next(document.iter("{http://purl.org/rss/1.0/modules/content/}encoded")).text or ""
    lines = [html.unescape(line) for line in encoded.strip()[3:-4].split("<br>\n")]

    assert entries == [(n * 60, title) for n, title in enumerate(titles)]
    assert [each.get("title") for each in podlove] == titles
    assert lines == [f"0{n}:00 {' '.join(t.split())}" for n, t in enumerate(titles)]


_BLOCKS = (
    "<p>One.</p><p>Two<br>three</p><ul><li>four</li><li>five</li></ul><h2>Six</h2>seven"
    "<blockquote>eight</blockquote><table><tr><td>nine</td><td>ten</td></tr></table>"
    "<dl><dt>eleven</dt><dd>twelve</dd></dl><pre>if x:\nfoo</pre><div>thirteen</div>"
)


@pytest.mark.parametrize("source", ["notes_text", "notes_links"])
def test_NO09_plain_texts_keep_their_lines(tmp_path: Path, source: str) -> None:
    """Apps that show no tags read our own plain texts: no two lines or cells run together."""
    block = f"# show.yaml\nderive: {{itunes:summary: {source}}}\n# 003.html\ntitle: T\n---\n"
    document = render(tmp_path, block + _BLOCKS)
    name = "{http://www.itunes.com/dtds/podcast-1.0.dtd}summary"
    text = next(
        each.text or "" for each in parse(document).iter(name) if "One" in (each.text or "")
    )

    assert [line for line in text.splitlines() if line] == [
        *("One.", "Two", "three", "- four", "- five", "Six", "seven", "eight", "nine ten"),
        *("eleven", "twelve", "if x:", "foo", "thirteen"),
    ]


LONG = "# show.yaml\ndescription: |\n  First.\n\n  %s\n"
ACCENTS = "é" * 1980
LINKS = "[x](https://compilertalk.example/%s)" % ("a" * 950) * 4


@pytest.mark.parametrize(
    ("description", "is_long"),
    [("a" * 3900, False), (ACCENTS, False), (ACCENTS + "é" * 20, True), (LINKS, True)],
    ids=["letters", "accents", "more accents", "links"],
)
def test_NO12_limits_count_what_is_written(
    tmp_path: Path,
    description: str,
    is_long: bool,  # noqa: FBT001 - a case
) -> None:
    """PSP-1 counts bytes of UTF-8, tags and addresses included; so do we, in what goes out."""
    outcome = check(tmp_path, LONG % description)

    assert len(description) < 4000
    assert ("SH04" in {finding.code for finding in outcome.findings}) is is_long


def test_NO12_limits_of_episodes_count_tags(tmp_path: Path) -> None:
    """Apple's limit is one of characters, those of the markup among them."""
    inside = "# 001.md\nsummary: null\n---\n*Grace Hopper*\n\n" + "é" * 9900
    beyond = inside + "\n\n" + "\n\n".join("*a*" for _ in range(10))

    assert len(inside.encode()) > 19_000
    codes = [
        {f.code for f in check(tmp_path / n, text).findings}
        for n, text in (("a", inside), ("b", beyond))
    ]
    assert ["EP06" in found for found in codes] == [False, True]


def test_EP22_description_comes_before_content(tmp_path: Path) -> None:
    """RSS profile: content:encoded stands behind a description, however the record writes it."""
    bare = "summary: null\nelements:\n  - content:encoded: {text}\n---\n"
    block = (
        "# show.yaml\nderive: {content:encoded: notes}\n"
        "# 001.md\nsummary: null\n---\n**Only** notes.\n"
        f"# 002.md\n{bare.format(text='<p>Only <b>written</b> &amp; shown</p>')}"
        "# 003.html\ntitle: T\nguid: third\nlive: {status: live, start: 2024-02-01 19:00}\n"
        "elements:\n  - <content:encoded>a &lt;p&gt; b</content:encoded>\n---\n"
        "# 004.md\ntitle: F\nguid: fourth\npublished: 2024-01-04\n"
        "description: ''\n---\n**Bold** notes.\n"
    )
    items = list(parse(render(tmp_path, block)).iter("item", "{*}liveItem"))
    names = [[child.tag.rpartition("}")[2] for child in item] for item in items]

    assert len(names) == 4
    assert all(name.index("description") < name.index("encoded") for name in names)
    assert all((item.findtext("description") or "").strip() for item in items)


def test_EP23_items_are_ordered_newest_first(tmp_path: Path) -> None:
    """Apps that keep the feed's order show the newest first, whatever file, zone or form it has."""
    dates = {
        "a": "2024-03-01 23:30 -05:00",
        "b": "Sat, 02 Mar 2024 09:00:00 +0900",
        "c": "2024-03-02T04:29:59Z",
        "z": "2023-12-31 23:59",
    }
    block = "".join(
        f"# {name}.md\ntitle: T{name}\nguid: {name}\npublished: {date}\n"
        f"audio: {{url: 'https://feeds.compilertalk.example/{name}.mp3', length: 9000000}}\n"
        "---\nNotes.\n"
        for name, date in dates.items()
    )
    lay_over_base(block, tmp_path / "episodes")
    options = Options(str(tmp_path / "episodes"), NOW, workers=1)
    build_show_folder(options, tmp_path / "feed", lambda _done, _all: None)
    document = (tmp_path / "feed" / "feed.xml").read_bytes()
    moments = [parsedate_to_datetime(each.text or "") for each in parse(document).iter("pubDate")]

    assert guids(document)[:3] == ["a", "c", "b"]
    assert guids(document)[-1] == "z"
    assert moments == sorted(moments, reverse=True)


def test_RL19_another_parser_reads_back_every_field(tmp_path: Path) -> None:
    """Expat, which wrote nothing of it, reads what each record says of its episode.

    tests/test_referees.py compares every field of every element, with six parsers of feeds.
    """
    outcome = check(tmp_path, NASTY)
    rendered = [item.rendered for item in outcome.items]
    document = b"".join(render_document(outcome.feed, rendered, "feedtool 0", NOW))
    items = read_by_expat(document).iter("item")  # noqa: S314 - a feed of our own
    read = {
        item.findtext("guid"): (
            item.findtext("title"),
            parsedate_to_datetime(item.findtext("pubDate") or ""),
            enclosure.get("url") if (enclosure := item.find("enclosure")) is not None else "",
        )
        for item in items
    }
    said = {
        digest.guid: (clean(digest.title), digest.instant, digest.enclosure)
        for digest in outcome.digests
    }

    assert read == said
    assert " Ab/C &<d> " in read


def clean(text: str) -> str:
    """Leave out what no XML can hold."""
    return "".join(char for char in text if char >= " ")


def plan_release() -> list[Act]:
    """Plan the release of a file that is new, and of a feed that names it."""
    new = Wanted("audio/1.mp3", "audio/mpeg", "a", 1, Path("1.mp3"))
    return [step.act for step in plan_steps([new], {}, Change(True, True), ()).order]  # noqa: FBT003


def test_HO16_files_go_out_before_the_feed_that_names_them() -> None:
    """No release has another order: tests/publish shows it at every point where one can end."""
    acts = plan_release()

    assert acts.index(Act.SEND) < acts.index(Act.FEED)


def test_RL20_new_addresses_answer_before_the_feed_goes_out() -> None:
    """Each file that is sent is looked at between its upload and the feed."""
    acts = plan_release()

    assert acts.index(Act.SEND) < acts.index(Act.VERIFY) < acts.index(Act.FEED)


def test_RL21_the_feed_is_read_again_after_its_upload() -> None:
    """It comes back from its public address before anybody is told."""
    acts = plan_release()

    assert acts.index(Act.FEED) < acts.index(Act.READ_BACK)
