"""Our reader sees in well-formed XML just what lxml sees."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from well_formed import is_well_formed

from feedtool.formats.feed.document import read_feed
from feedtool.formats.feed.node import Node

CORPUS = os.environ.get("FEEDTOOL_CORPUS")
FEEDS = sorted(Path(CORPUS).glob("*/*.xml")) if CORPUS else []
FEEDS += sorted(Path(CORPUS).glob("suites/*/*.xml")) if CORPUS else []
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
NAMES = st.sampled_from(["a", "b-c", "enclosure", "title", "x.y", "_z"])


def parse(data: bytes) -> Any:
    """Parse with lxml, entities left alone; None for what is not well-formed."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def compare(node: Node, element: Any) -> None:
    """Compare two trees: names, texts, attributes, order."""
    children = [child for child in element if isinstance(child.tag, str)]
    assert node.name.rpartition(":")[2] == etree.QName(element).localname
    assert list(node.attributes.values()) == list(element.attrib.values())
    assert len(node.children) == len(children)
    if len(children) == len(element):
        assert node.text == (element.text or "")
    for inner, other in zip(node.children, children, strict=True):
        compare(inner, other)


@pytest.mark.skipif(not FEEDS, reason="FEEDTOOL_CORPUS names no corpus")
def test_real_feeds_are_read_as_lxml_reads_them() -> None:
    """Well-formed or not, and if so the same tree."""
    for path in FEEDS:
        data = path.read_bytes()
        document, root = read_feed(data), parse(data)
        assert is_well_formed(document) == (root is not None), path.name
        if root is not None:
            compare(document.root, root)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> Any:
    """Make an element with texts, attributes and children."""
    element = etree.Element(draw(NAMES), draw(st.dictionaries(NAMES, TEXT, max_size=2)))
    element.text = draw(TEXT)
    for _ in range(draw(st.integers(0, 2)) if depth else 0):
        child = draw(elements(depth - 1))
        child.tail = draw(TEXT)
        element.append(child)
    return element


@given(elements())
def test_any_tree_is_read_as_it_was_written(element: Any) -> None:
    """Escapes, quotes and nesting come back, and the verdict is: well-formed."""
    document = read_feed(etree.tostring(element, encoding="UTF-8", xml_declaration=True))

    assert is_well_formed(document)
    compare(document.root, element)


@given(st.text(st.sampled_from(list("<>&;/='\"![]-?abc \n")), max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands there: no error, and the verdict of expat."""
    feed = f"<rss><channel>{text}</channel></rss>"

    document = read_feed(feed.encode())

    assert is_well_formed(document) <= (parse(feed.encode()) is not None)


def test_a_namespace_without_prefix_holds_where_it_is_declared() -> None:
    """On the root it was a misunderstanding, for RSS has none; inside an item it is meant."""
    body = '<body xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></body>'
    feed = f'<rss version="2.0"><channel><item><title>A</title>{body}</item></channel></rss>'
    item = read_feed(feed.encode()).items[0]
    root = feed.replace("<rss ", '<rss xmlns="http://backend.userland.com/rss2" ')

    assert [node.name for node in item.children] == ["title", "ns:body"]
    assert item.children[1].children[0].name == "ns:p"
    assert read_feed(feed.encode()).namespaces == {"ns": "http://www.w3.org/1999/xhtml"}
    assert read_feed(root.encode()).items[0].children[0].name == "title"


def test_the_address_of_rss_is_no_namespace() -> None:
    """Some writers give each element of RSS the address of its specification."""
    rss = 'xmlns="https://www.rssboard.org/rss-specification"'
    own = 'xmlns="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    feed = (
        f'<rss version="2.0"><channel {rss}><title {rss}>A</title><author {own}>B</author>'
        f"<item {rss}><title {rss}>C</title></item></channel></rss>"
    )
    document = read_feed(feed.encode())

    assert [node.name for node in document.channel.children] == ["title", "itunes:author", "item"]
    assert document.items[0].children[0].name == "title"
    assert document.namespaces == {}


@pytest.mark.parametrize(
    "inside", ["", '<x:channel xmlns:x="urn:x"><x:title>A</x:title></x:channel>']
)
def test_rss_without_anything_of_rss_is_no_feed(inside: str) -> None:
    """An import of it would be an empty show."""
    document = read_feed(f'<rss version="2.0">{inside}</rss>'.encode())

    assert not document.is_rss
    assert [fault.code for fault in document.faults] == ["XM04"]
