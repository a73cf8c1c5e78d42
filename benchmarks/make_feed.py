"""Writes a feed as other hosts do: the same texts three times, numbers, people, long notes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
     xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
<title>The Long Run</title>
<link>https://longrun.fm/</link>
<description>Conversations about what lasts.</description>
<language>en</language>
<atom:link href="https://feeds.longrun.fm/show" rel="self" type="application/rss+xml"/>
<itunes:author>Ada Lovelace</itunes:author>
<itunes:category text="Technology"/>
<itunes:image href="https://feeds.longrun.fm/cover.jpg"/>
<itunes:explicit>false</itunes:explicit>
"""
ITEM = """<item>
<title>Part {n}: what lasts &amp; what does not</title>
<link>https://longrun.fm/{n}</link>
<guid isPermaLink="false">longrun-{n:06d}</guid>
<pubDate>{date}</pubDate>
<description><![CDATA[{notes}]]></description>
<content:encoded><![CDATA[{notes}]]></content:encoded>
<itunes:summary>Part {n} of a long conversation about what lasts.</itunes:summary>
<itunes:title>Part {n}: what lasts &amp; what does not</itunes:title>
<itunes:author>Ada Lovelace</itunes:author>
<itunes:episode>{n}</itunes:episode>
<itunes:episodeType>full</itunes:episodeType>
<itunes:explicit>false</itunes:explicit>
<itunes:duration>00:31:15</itunes:duration>
<podcast:person role="guest" href="https://longrun.fm/people/{n}">Guest Number {n}</podcast:person>
<enclosure url="https://audio.longrun.fm/{n}.mp3" length="30000000" type="audio/mpeg"/>
</item>
"""
PARAGRAPH = (
    '<p>A paragraph with <a href="https://longrun.fm/n/{n}">a link</a> &amp; some words.</p>\n'
)
FIRST = datetime(2000, 1, 1, 9, tzinfo=UTC)


def write_foreign_feed(path: Path, items: int, size: int) -> None:
    """Write a feed of so many items and about so many bytes, newest first."""
    room = (size - len(HEAD)) // items - len(ITEM)
    paragraphs = max(1, room // (2 * len(PARAGRAPH)))
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(_items(items, paragraphs))
        file.write("</channel>\n</rss>\n")


def _items(items: int, paragraphs: int) -> Iterator[str]:
    for n in range(items, 0, -1):
        notes = "".join(PARAGRAPH.format(n=n * 100 + k) for k in range(paragraphs)).strip()
        date = format_datetime(FIRST + timedelta(hours=20 * n))
        yield ITEM.format(n=n, date=date, notes=notes)
