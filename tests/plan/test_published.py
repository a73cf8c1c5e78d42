"""What is read of a feed that is out: all its items, however the document is made."""

import pytest

from feedtool.compare.difference import list_changed
from feedtool.formats.feed.published import NoFeedError, read_published, read_said
from feedtool.model.published import PublishedFeed

HEAD = '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
LIVE = 'xmlns:podcast="https://podcastindex.org/namespace/1.0"'


def read(
    body: str, known: PublishedFeed | None = None, tail: str = "</channel></rss>"
) -> list[str]:
    """Return the titles of a feed's items."""
    feed = read_published(f"{HEAD}{body}{tail}".encode(), known)
    said = [read_said(item).get("title", ()) for item in feed.items]
    assert [item.title for item in feed.items] == [
        " ".join((each[0].text or "").split()) if each else "" for each in said
    ]
    return [item.title for item in feed.items]


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("", []),
        ("<item><title>a</title></item><item><title>b</title></item>", ["a", "b"]),
        ("<item/><item known=''/><item><title>a</title></item>", ["", "", "a"]),
        ("<item ><title>a</title></item><item><title>b</title></item\n>", ["a", "b"]),
        ("<item><title><![CDATA[</item>]]></title></item>", ["</item>"]),
        ("<item><title><![CDATA[<item>x</item>]]></title></item>", ["<item>x</item>"]),
        ("<!-- <item>no</item> --><item><title>a</title></item>", ["a"]),
        (f"<podcast:liveItem {LIVE}><title>l</title></podcast:liveItem><item/>", ["l", ""]),
    ],
)
def test_every_item_is_read(body: str, titles: list[str]) -> None:
    """CDATA sections, comments and odd tags move no border; a second reading finds the same."""
    assert read(body) == titles
    first = read_published(f"{HEAD}{body}</channel></rss>".encode())
    assert read(body, first) == titles


def test_items_beside_the_channel_count() -> None:
    """Some feeds end their channel too early."""
    assert read(
        "<item><title>a</title></item></channel><item><title>b</title></item>", None, "</rss>"
    ) == ["a", "b"]


def test_what_is_known_is_taken_and_the_rest_is_read() -> None:
    """In the order of the feed; twins are two."""
    old = read_published(f"{HEAD}<item><title>a</title></item></channel></rss>".encode())
    body = "<item><title>b</title></item>" + "<item><title>a</title></item>" * 2
    new = read_published(f"{HEAD}{body}</channel></rss>".encode(), old)

    assert [item.title for item in new.items] == ["b", "a", "a"]
    assert new.items[1] is old.items[0]
    assert new.items[2] is not old.items[0]


def test_other_encodings_are_read() -> None:
    """Bytes of an item alone would say something else."""
    text = f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}<item><title>ü</title></item>'
    feed = read_published(f"{text}</channel></rss>".encode("latin-1"))

    assert read_said(feed.items[0])["title"][0].text == "ü"


def test_a_namespace_that_is_no_address_is_one() -> None:
    """Canonical XML knows no such namespace; hosts write them all the same."""
    feed = read_published(f'{HEAD}<a:b xmlns:a="a">1</a:b></channel></rss>'.encode())

    assert feed.said["a:b"][0].text == "1"
    assert b"b" in feed.channel


def test_external_entities_are_not_read() -> None:
    """Neither files nor addresses."""
    bomb = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(NoFeedError, match="entities"):
        read_published(f"{bomb}{HEAD}<title>&x;</title></channel></rss>".encode())


def test_the_title_of_a_picture_is_that_of_the_show() -> None:
    """RSS repeats it there: who gives a show another name has not changed its picture."""
    image = "<image><url>u</url><title>{1}</title></image>"
    old = f"<rss><channel><title>{{0}}</title>{image}</channel></rss>"
    before, after, other = (
        read_published(old.format(*titles).encode()).said
        for titles in (("One", "One"), ("Two", "Two"), ("Two", "A cover"))
    )

    assert list_changed(before, after) == {"title"}
    assert list_changed(after, other) == {"image"}


def test_the_address_of_rss_as_namespace_is_none_here_either() -> None:
    """A feed that check and import read was said to have no channel."""
    plain = (
        b"<rss version='2.0'><channel><title>A</title><item><guid>1</guid></item></channel></rss>"
    )
    named = plain.replace(b"<rss", b"<rss xmlns='http://backend.userland.com/rss2'")

    assert [each.xml for each in read_published(named).items] == [
        each.xml for each in read_published(plain).items
    ]
    assert len(read_published(named).items) == 1
