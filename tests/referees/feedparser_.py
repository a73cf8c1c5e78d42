"""feedparser: the reader that most Python programs use."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import TYPE_CHECKING, Any

from referees.habits import Habit, bare, require

try:
    import feedparser
except ImportError:  # the test says so
    feedparser = None

if TYPE_CHECKING:
    from pathlib import Path

    from referees.wanted import Wanted, WantedFeed

NAME = "feedparser"
APPLE = "http://www.itunes.com/"

NORMALISES = {
    "explicit": Habit(lambda _text: None, "knows yes and clean, which Apple gave up in 2019"),
    "block": Habit(lambda text: int(text == "Yes"), "makes 1 of Yes"),
    "moment": Habit(
        lambda text: list(parsedate_to_datetime(text).utctimetuple()),
        "gives dates in UTC, as the parts of a struct_time",
    ),
    "unknown": Habit(
        lambda each: {name.lower(): text for name, text in each.attributes.items()} or each.text,
        "keeps of an element it does not know the last one: its attributes in lower case, or its "
        "text where it has none; children stand beside it",
    ),
    "prefixed": Habit(
        lambda name: name.rpartition(":")[2], "gives an attribute with prefix also without it"
    ),
}
"""What the parser makes of values, each with the reason."""

UNREAD: dict[str, str] = {}
"""It leaves nothing out, but keeps one of a name (see `unknown`)."""

MISREAD = {
    "author": "of the addresses in managingEditor it reads four letters of the top domain",
    "author_detail": "of the addresses in managingEditor it reads four letters of the top domain",
    "authors": "of the addresses in managingEditor it reads four letters of the top domain",
    "publisher": "it mixes webMaster and itunes:owner",
    "publisher_detail": "it mixes webMaster and itunes:owner",
}
"""What it gets wrong in a channel that has managingEditor and webMaster, so nothing is compared."""

OWN = frozenset(
    "title link description content:encoded guid category enclosure pubDate itunes:author "
    "itunes:keywords itunes:subtitle itunes:summary dc:description itunes:image itunes:block "
    "itunes:explicit itunes:category itunes:owner atom:link copyright generator language "
    "lastBuildDate managingEditor webMaster image item podcast:liveItem media:content "
    "media:thumbnail media:group media:rating psc:chapters".split()
)
"""Elements with a meaning of their own; every other one is unknown to it."""


def read(feed: Path) -> Any:
    """Read a feed; the channel of a feed with a live item is not compared.

    The parser takes a live item's children for the channel's.
    """
    require(feedparser, NAME)
    data = feed.read_bytes()
    found = plain(feedparser.parse(data))
    assert not found["bozo"], found["bozo_exception"]
    channel = None if b"<podcast:liveItem" in data else found["feed"]
    if channel and b"<managingEditor>" in data:
        channel = {name: each for name, each in channel.items() if name not in MISREAD}
    return {"feed": channel, "entries": found["entries"], "version": found["version"]}


def plain(found: Any) -> Any:
    """Make plain data of what was read."""
    if isinstance(found, dict):
        return {name: plain(found[name]) for name in found}
    if isinstance(found, (list, struct_time)):
        return [plain(each) for each in found]
    return found


def expected(feed: WantedFeed) -> dict[str, Any]:
    """Say what the parser must read in the feed."""
    is_whole = not feed.live_items
    entries = [entry(each) for each in feed.items]
    return {
        "feed": channel(feed.channel) if is_whole else None,
        "entries": entries,
        "version": "rss20",
    }


def channel(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in the channel."""
    built, subtitle = each.get("lastBuildDate"), each.get("itunes:subtitle")
    markup = each.get("dc:description")
    author, mail = each.get("itunes:author"), each.one("itunes:owner").get("itunes:email")
    detail = {"name": author, "email": mail}
    people = {"author": author, "author_detail": detail, "authors": [detail]}
    found = {
        **titled(each),
        **({} if each.one("managingEditor") else people | {"publisher_detail": detail}),
        "subtitle": subtitle or each.get("description"),
        "subtitle_detail": text_detail(subtitle) or html_detail(each.get("description")),
        "summary": each.get("itunes:summary"),
        "summary_detail": text_detail(each.get("itunes:summary")),
        "content": markup,
        "content_detail": html_detail(markup),
        "language": each.get("language"),
        "rights": each.get("copyright"),
        "rights_detail": text_detail(each.get("copyright")),
        "generator": each.get("generator"),
        "generator_detail": {"name": each.get("generator")},
        "updated": built,
        "updated_parsed": seen("moment", built),
        "links": [link("alternate", each.get("link"))]
        + [{"type": "text/html", **one.attributes} for one in each.all("atom:link")],
        "tags": [*apple_tags(each), *tags(each)],
    }
    return bare(found) | marks(each) | unknown(each)


def entry(each: Wanted) -> dict[str, Any]:
    """Say what the parser must read in an item."""
    date, author, subtitle = (
        each.get(name) for name in ("pubDate", "itunes:author", "itunes:subtitle")
    )
    own = each.get("link")
    file = each.one("enclosure").attributes | {"rel": "enclosure"}
    content = html_detail(each.get("content:encoded"))
    chapters = [timed(one) for one in each.one("psc:chapters") or ()]
    found = {
        **titled(each),
        "id": each.get("guid"),
        "summary": each.get("description"),  # dc:description says it once more
        "summary_detail": html_detail(each.get("description")),
        "content": [content] if content else None,
        "subtitle": subtitle,
        "subtitle_detail": text_detail(subtitle),
        "author": author,
        "author_detail": bare({"name": author}),
        "authors": [{"name": author}] if author else None,
        "published": date,
        "published_parsed": seen("moment", date),
        "links": ([link("alternate", own)] if own else [])
        + [{("href" if name == "url" else name): text for name, text in file.items()}],
        "tags": tags(each),
        "psc_chapters": bare({"chapters": chapters}) and {"version": "1.2", "chapters": chapters},
    }
    return bare(found) | {"guidislink": False} | marks(each) | unknown(each)


def seen(name: str, value: Any) -> Any:
    """Give a value as the parser does."""
    return NORMALISES[name].change(value)


def titled(each: Wanted) -> dict[str, Any]:
    """Give title and link."""
    title = each.get("title")
    return {"title": title, "title_detail": text_detail(title), "link": each.get("link")}


def text_detail(text: str | None, kind: str = "text/plain") -> dict[str, Any] | None:
    """Give a text with its type."""
    return {"base": "", "language": None, "type": kind, "value": text} if text else None


def html_detail(text: str | None) -> dict[str, Any] | None:
    """Give HTML with its type."""
    return text_detail(text, "text/html")


def link(rel: str, url: str) -> dict[str, str]:
    """Give a link as it completes it."""
    return {"rel": rel, "href": url, "type": "text/html"}


def tags(each: Wanted) -> list[dict[str, Any]]:
    """List keywords, then categories: `derive` stands before `elements`."""
    words = [one for one in each.get("itunes:keywords", "").split(", ") if one]
    rss = [tag(one.text, one.attributes.get("domain")) for one in each.all("category")]
    apple = [tag(word, APPLE) for word in words]
    return [*apple, *rss] if each.name == "channel" else [*rss, *apple]


def apple_tags(each: Wanted) -> list[dict[str, Any]]:
    """List Apple's categories with those inside them."""
    found = []
    for one in each.all("itunes:category"):
        found += [tag(one.attributes["text"], APPLE), *apple_tags(one)]
    return found


def tag(term: str, scheme: str | None) -> dict[str, Any]:
    """Give a category as it completes it."""
    return {"term": term, "scheme": scheme, "label": None}


def timed(each: Wanted) -> dict[str, Any]:
    """Give a simple chapter with its time."""
    hours, minutes, seconds = map(int, each.attributes["start"].split(":"))
    start = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return each.attributes | {"start_parsed": start}


def marks(each: Wanted) -> dict[str, Any]:
    """Give Apple's marks, the picture and Media RSS."""
    found: dict[str, Any] = {}
    if each.one("itunes:explicit"):
        found["itunes_explicit"] = seen("explicit", each.get("itunes:explicit"))
    if each.one("itunes:block"):
        found["itunes_block"] = seen("block", each.get("itunes:block"))
    if each.one("itunes:image"):
        found["image"] = each.one("itunes:image").attributes
    if each.one("media:thumbnail"):
        found["href"] = ""
        found["media_thumbnail"] = [one.attributes for one in each.all("media:thumbnail")]
    files = [one for part in (each, *each.all("media:group")) for one in part.all("media:content")]
    if files:
        found["media_content"] = [seen("unknown", one) for one in files]
    for one in (
        rating for group in each.all("media:group") for rating in group.all("media:rating")
    ):
        found |= {"rating": one.text, "media_rating": {"content": one.text, **one.attributes}}
    return found


def unknown(parent: Wanted) -> dict[str, Any]:
    """Give elements it does not know, the last of each name."""
    found: dict[str, Any] = {}
    for each in parent:
        if each.name in OWN:
            continue
        value = seen("unknown", each)
        prefixed = [name for name in each.attributes if ":" in name and name[:4] != "xml:"]
        for name in prefixed:
            value[seen("prefixed", name)] = each.attributes[name]
        found[each.name.replace(":", "_").lower()] = value
        found |= unknown(each)
    return found
