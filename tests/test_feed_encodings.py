"""A feed is read in the encoding it is in, and what is wrong with that is said once."""

import pytest

from feedtool.formats.feed.document import read_feed

FEED = (
    '<?xml version="1.0" encoding="{}"?>\n'
    '<rss version="2.0"><channel><title>{}</title></channel></rss>'
)
NATIVE = {
    "windows-1251": "Разговоры о коде",
    "KOI8-R": "Разговоры о коде",
    "Shift_JIS": "表示ソフトの話",
    "EUC-JP": "コンピュータの話",
    "gb2312": "电脑谈",
    "Big5": "電腦談",
    "EUC-KR": "컴퓨터 이야기",
    "ISO-8859-8": "שיחות",
    "windows-1256": "بودكاست",
}


def read(data: bytes) -> tuple[str, list[str]]:
    """Return the title of a feed, and what is said of its encoding."""
    document = read_feed(data)
    title = document.channel.child("title")
    said = [each.problem.message for each in document.faults if each.code == "XM03"]
    return title.text if title else "", said


@pytest.mark.parametrize("encoding", list(NATIVE))
def test_a_declared_encoding_is_read(encoding: str) -> None:
    """The finding names it as the feed does."""
    title, said = read(FEED.format(encoding, NATIVE[encoding]).encode(encoding))

    assert title == NATIVE[encoding]
    assert said == [f"the feed is encoded in {encoding.lower()}; Apple asks for UTF-8"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_known_without_a_mark(encoding: str) -> None:
    """Zeros between the letters tell (XML 1.0, appendix F)."""
    title, said = read(FEED.format("UTF-16", "Überall 👋").encode(encoding))

    assert title == "Überall 👋"
    assert len(said) == 1


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?>', "the feed says it is utf-8, but byte 0xDC"),
        ("", "the feed names no encoding, which means utf-8, but byte 0xDC"),
    ],
)
def test_what_is_not_utf_8_is_said_once(declaration: str, words: str) -> None:
    """With the byte, and what the feed says or leaves out."""
    feed = f"{declaration}<rss version='2.0'><channel><title>Überall</title></channel></rss>"
    title, said = read(feed.encode("cp1252"))

    assert title == "Überall"
    assert len(said) == 1
    assert said[0].startswith(words)


def test_a_mark_that_contradicts_the_declaration_is_named() -> None:
    """Readers differ in whom they believe."""
    _, said = read(b"\xef\xbb\xbf" + FEED.format("ISO-8859-1", "Überall").encode())

    assert said == ["the feed is encoded in utf-8 and says iso-8859-1; Apple asks for UTF-8"]


def test_utf_8_is_not_named() -> None:
    """With a mark or without, declared or not, in any case."""
    feed = FEED.format("utf8", "Überall").encode()

    assert read(feed) == read(b"\xef\xbb\xbf" + feed) == ("Überall", [])
