"""Hypothesis strategies: valid episodes, and texts that YAML, HTML and XML are likely to spoil."""

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

from hypothesis import strategies as st

from feedtool.model import tags
from feedtool.model.element import Element
from feedtool.model.episode import (
    Audio,
    Category,
    Chapter,
    Chapters,
    Episode,
    EpisodeNumber,
    Guid,
    Live,
    Season,
    SponsorMention,
    TranscriptLink,
)
from feedtool.model.person import Link, Person
from feedtool.model.value import RemoteItem, Value, ValueRecipient, ValueTimeSplit

TRICKY = (
    'He said "no": why?',
    "It's # not a comment",
    "- a dash first",
    "? a question",
    "* star & ampersand",
    "!tag",
    "%directive",
    "@at `tick`",
    "{brace: [bracket, ",
    "null",
    "~",
    "NO",
    "010",
    "1:05:20",
    "2:1 for the guests: a title",
    "2024-01-02",
    "0x10",
    "---",
    "+++",
    "<b>bold</b> & <script>",
    "]]>",
    "&amp; &#60; &nbsp;",
    "شاي وقت \u200fשלום\u200e",
    "👩‍👩‍👧‍👦 🌫️ e\u0301",
    "tab\there\nand a line",
    "carriage\rreturn\r\n",
    " space round ",
    "C:\\path\\n",
    "\u0085 \u2028 \u00a0 \ufeff",
    "| > |-",
    "item\u2028",
)
LEGAL = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
texts = st.sampled_from(TRICKY) | st.text(LEGAL, min_size=1, max_size=40).filter(str.strip)
"""Any text that XML can hold, and the texts that YAML, HTML and XML are likely to spoil."""
words = st.from_regex(r"[a-z][a-z0-9]{0,7}", fullmatch=True)
paths = st.text(st.sampled_from("abcXYZ019/-_.~?=&%()'"), max_size=20)
urls = st.builds("https://{}.example/{}".format, words, paths)
whole = st.integers(0, 10**9)
counts = st.integers(1, 9999).map(str)
decimals = counts | st.builds("{}.{}".format, st.integers(0, 999), st.integers(0, 999))
seconds = st.integers(1, 40_000).map(float) | st.integers(1, 4_000_000).map(lambda ms: ms / 1000)
truths = st.booleans()
extra = st.dictionaries(words.map(lambda word: f"my-{word}"), texts, min_size=1, max_size=2)
markdown = st.lists(
    st.one_of(
        texts,
        texts.map(lambda text: f"**{text}**"),
        st.builds("[{}]({})".format, texts, urls),
        st.just("- one\n- two\n"),
        st.just("\n\n"),
        st.just("<em>raw</em> <script>x</script>"),
        st.just("---\n"),
        st.just("```\ncode & <tags>\n```\n"),
    ),
    max_size=6,
).map("".join)


def some(
    model: Any, needed: str = "", /, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    """Make a model with the fields that are needed and some of the others."""
    required = {name: fields.pop(name) for name in needed.split()}
    chosen = st.fixed_dictionaries(required, optional=fields)
    return chosen.map(lambda values: model(**values))


def full(model: Any, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Make a model with all the fields named."""
    return st.fixed_dictionaries(fields).map(lambda values: model(**values))


def many(strategy: st.SearchStrategy[Any], size: int = 2) -> st.SearchStrategy[Any]:
    """Make a tuple."""
    return st.lists(strategy, min_size=1, max_size=size).map(tuple)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Write a moment in one of the ways a record may have it."""
    minutes = draw(st.integers(-12 * 60, 14 * 60))
    zone = timezone(timedelta(minutes=minutes))
    moment = draw(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001
    moment = moment.replace(microsecond=0, tzinfo=zone)
    if draw(truths):
        return format_datetime(moment)
    offset = moment.isoformat()[-6:]
    exact = draw(st.sampled_from(("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")))
    return moment.strftime(exact) + draw(st.sampled_from(("", " "))) * ("T" not in exact) + offset


persons = some(
    Person, "name", name=texts, link=urls, image=urls, role=texts, group=texts, attributes=extra
)
places = full(tags.Place, name=texts) | full(
    tags.Place,
    name=texts,
    rel=st.sampled_from(("subject", "creator")),
    geo=texts,
    osm=texts,
    country=texts,
)
remote_items = some(
    RemoteItem, feed_guid=texts, feed_url=urls, item_guid=texts, medium=words, title=texts
)
recipients = some(
    ValueRecipient,
    name=texts,
    type=words,
    address=texts,
    custom_key=texts,
    custom_value=texts,
    split=counts,
    fee=truths,
)
time_splits = some(
    ValueTimeSplit,
    start_time=decimals,
    duration=decimals,
    remote_start_time=decimals,
    remote_percentage=counts,
    remote_item=many(remote_items, 1),
    recipients=many(recipients),
)
values = some(
    Value,
    type=words,
    method=words,
    suggested=decimals,
    recipients=many(recipients),
    time_splits=many(time_splits),
)
alternates = full(
    tags.AlternateEnclosure, type=words, source=many(some(tags.EnclosureSource, uri=urls))
) | full(
    tags.AlternateEnclosure,
    type=words,
    length=whole,
    bitrate=decimals,
    height=whole,
    language=words,
    title=texts,
    rel=texts,
    codecs=texts,
    default=truths,
    source=many(full(tags.EnclosureSource, uri=urls, content_type=words)),
    integrity=full(tags.Integrity, type=st.just("sri"), value=texts),
)
pictures = full(tags.Picture, url=urls) | full(
    tags.Picture,
    url=urls,
    alt=texts,
    aspect_ratio=texts,
    width=whole,
    height=whole,
    type=words,
    purpose=texts,
)
chapters = some(
    Chapter,
    "start",
    start=seconds,
    end=seconds,
    title=texts,
    image=urls,
    link=urls,
    toc=truths,
    location=full(tags.Place, name=texts, geo=texts, osm=texts)
    | full(tags.Place, name=texts, rel=st.sampled_from(tags.RELATIONS), geo=texts, country=words),
)
leaves = st.builds(
    Element,
    name=st.sampled_from(("dc:subject", "acast:note", "media:keywords", "comments")),
    text=texts.map(str.strip),
    attributes=st.dictionaries(words, texts, max_size=2).map(lambda found: tuple(found.items())),
)
elements = leaves | st.builds(Element, name=st.just("media:group"), children=many(leaves))

episodes = st.fixed_dictionaries(
    {
        "title": texts,
        "guid": some(Guid, "value", value=texts, is_permalink=truths),
        "audio": full(Audio, url=urls, type=words, length=whole, duration=seconds),
    },
    optional={
        "published": dates(),
        "season": full(Season, number=counts) | full(Season, number=counts, name=texts),
        "episode": full(EpisodeNumber, number=decimals)
        | full(EpisodeNumber, number=decimals, display=texts),
        "episode_type": st.sampled_from(("full", "trailer", "bonus")),
        "hosts": st.just(()) | many(persons),
        "guests": many(persons),
        "credits": st.just(()) | many(persons),
        "summary": texts,
        "notes": markdown,
        "notes_format": st.sampled_from(("markdown", "html")),
        "description": texts,
        "footer": st.just("") | markdown,
        "alternate_enclosure": many(alternates),
        "artwork": urls,
        "images": many(pictures),
        "link": urls,
        "video": urls,
        "content_link": many(some(tags.ContentLink, link=urls, label=texts)),
        "transcript": many(
            some(TranscriptLink, "url type", url=urls, type=words, language=words, rel=words)
        ),
        "chapters": full(Chapters, entries=many(chapters, 3))
        | full(Chapters, url=st.just("https://cdn.example/chapters.json")),
        "links": many(full(Link, title=texts, url=urls)),
        "explicit": truths,
        "author": texts,
        "keywords": many(texts),
        "categories": many(full(Category, name=texts) | full(Category, name=texts, domain=texts)),
        "sponsors": many(
            full(SponsorMention, name=texts)
            | full(SponsorMention, name=texts, link=urls, text=texts)
        ),
        "block": truths,
        "live": full(Live, status=st.sampled_from(("pending", "live", "ended")), start=dates()),
        "value": many(values),
        "funding": many(some(tags.Funding, url=urls, label=texts, attributes=extra)),
        "license": full(tags.License, name=texts) | full(tags.License, name=texts, url=urls),
        "location": many(places),
        "txt": many(some(tags.Txt, label=texts, purpose=texts)),
        "social_interact": many(
            some(
                tags.SocialInteract,
                protocol=words,
                uri=urls,
                account_id=texts,
                account_url=urls,
                priority=whole,
            )
        ),
        "chat": some(tags.Chat, server=words, protocol=words, account_id=texts, space=texts),
        "soundbite": many(
            some(tags.Soundbite, start_time=decimals, duration=decimals, title=texts)
        ),
        "remote_item": many(remote_items),
        "elements": many(elements),
    },
).map(lambda values: Episode(**values))
"""Valid episodes with some of their fields, in the long form."""
