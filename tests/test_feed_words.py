"""Whoever checks a feed of another tool has elements and no records: findings speak of those."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online_answers import stated_live
from rule_examples import lay_over_base

from feedtool.formats.feed.document import read_feed
from feedtool.formats.feed.field_names import CHANNEL_NAMES, ITEM_NAMES
from feedtool.formats.feed.places import FeedPlaces
from feedtool.migrate.feed.channel import map_channel
from feedtool.migrate.feed.item import map_item
from feedtool.model.episode import Episode
from feedtool.model.finding import Finding
from feedtool.model.platforms import PLATFORMS
from feedtool.model.show import Show
from feedtool.pipeline.check_feed import FeedOptions, check_pages
from feedtool.pipeline.document import order_items, render_feed
from feedtool.pipeline.feed_file import FeedAtHand
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.rules import all_rules

NOW = datetime(2024, 6, 1, tzinfo=UTC)
BASE = (Path(__file__).parent / "data" / "feeds" / "base.xml").read_text(encoding="utf-8")
FIELDS = Show.model_fields.keys() | Episode.model_fields.keys()
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
OF_RECORDS = re.compile(
    r"show\.yaml|feedtool\.toml|show folder|front matter|\brecord\b|the field|"
    r"\b(?:add|write|line|as in|mark) '?(?:" + "|".join(FIELDS) + "):"
)
GUID = "8a52f7d4-10f3-4d5b-9d6f-0c3e5b7a9e12"
UUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
RECIPIENT = '<podcast:valueRecipient type="node" address="a"/>'
VALUE = f'<podcast:value type="lightning" method="keysend">{RECIPIENT}</podcast:value>'
SNAKES = frozenset(name for name in FIELDS if "_" in name) | {"is_permalink", "feed_guid"}


def check(feed: bytes, folder: Path | None = None) -> list[Finding]:
    """Check a feed as one of another tool; answers that an example states are asked."""
    live = stated_live(folder) if folder else None
    options = FeedOptions("feed.xml", NOW, PLATFORMS, live=live)
    pages = [FeedAtHand(read_feed(feed), "feed.xml")]
    return check_pages(pages, options, lambda _d, _a: None)


def render(folder: Path) -> bytes:
    """Write the feed of a show, whatever is wrong with it."""
    if (folder / "feed.xml").exists():
        return (folder / "feed.xml").read_bytes()
    options = Options(str(folder), NOW, locked=True, workers=1)
    outcome = check_show_folder(options, lambda _d, _a: None, renders=True)
    return render_feed(outcome, order_items(outcome))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """Find every fault of the rules' own examples that a feed can have."""
    found: list[Finding] = []
    for each in all_rules():
        if each.code.startswith(("RC", "RL", "TG")):  # of records, of releases, of tags
            continue
        folder = tmp_path_factory.mktemp(each.code) / "episodes"
        lay_over_base(each.examples["Bad"], folder)
        found += check(render(folder), folder)
    return found


def test_no_finding_speaks_of_records(findings: list[Finding]) -> None:
    """Neither of their fields nor of their files, in message or cure."""
    assert len({each.code for each in findings}) > 120
    for each in findings:
        words = QUOTED.sub("", f"{each.message} | {each.hint}")
        assert not OF_RECORDS.search(each.hint), each
        assert not SNAKES.intersection(re.findall(r"\w+", words)), each


CASES = {
    "an element that is missing": (
        "<itunes:explicit>false</itunes:explicit>",
        "",
        "SH11",
        "itunes:explicit is missing: Apple asks whether the show has explicit content",
        "add <itunes:explicit>false</itunes:explicit>, or true",
    ),
    "an attribute": (
        'length="30720000"',
        'length="30 MB"',
        "AU02",
        "enclosure length must be the size in bytes, in digits only, not '30 MB'",
        "",
    ),
    "an attribute of a list's entry": (
        'href="https://backus.example"',
        'href="http://backus.example"',
        "PE06",
        "podcast:person href 'http://backus.example' is not https",
        "write https://backus.example",
    ),
    "a number": (
        "<itunes:episode>2</itunes:episode>",
        "<itunes:episode>two</itunes:episode>",
        "RC03",
        "itunes:episode must be a number, not 'two'",
        "",
    ),
    "an element inside of another": (
        "</itunes:explicit>",
        f"</itunes:explicit>{VALUE}",
        "PE17",
        "podcast:valueRecipient has no split, which is required",
        "add split",
    ),
    "an attribute of two words": (
        "</itunes:explicit>",
        '</itunes:explicit><podcast:podroll><podcast:remoteItem feedGuid="x"/></podcast:podroll>',
        "PE19",
        f"podcast:remoteItem has feedGuid 'x'; a UUID such as {UUID} is needed",
        "take the podcast:guid of the feed that is meant",
    ),
    "an element that no field holds": (
        "</itunes:explicit>",
        "</itunes:explicit><itunes:subtitle>&lt;b&gt;Words&lt;/b&gt;</itunes:subtitle>",
        "XM17",
        "itunes:subtitle '<b>Words</b>' holds HTML",
        "write Words",
    ),
    "a type that the extension tells": (
        ' type="audio/mpeg"',
        "",
        "AU01",
        "the audio has no type",
        'add type="audio/mpeg"',
    ),
    "a GUID that is a permalink since nothing says otherwise": (
        '<guid isPermaLink="false">',
        "<guid>",
        "ID04",
        f"guid '{GUID}' counts as a permalink and is no http or https address",
        'add isPermaLink="false"; the value stays',
    ),
    "a title without words of its own": (
        "<title>John Backus and the cost of clarity<",
        "<title>Compiler Talk - 2<",
        "EP02",
        (
            "title 'Compiler Talk - 2' repeats the episode's number or the show's name; "
            "expected words of its own"
        ),
        "say what the episode is about",
    ),
    "a size that is the duration": (
        'length="30720000"',
        'length="1920"',
        "AU03",
        "the length is 1,920, the seconds that it lasts; expected the size of the file in bytes",
        "the server says it as Content-Length",
    ),
    "a path whose slash was written twice": (
        "https://feeds.compilertalk.example/audio",
        "//audio",
        "XM18",
        "enclosure url '//audio/002.mp3' is not absolute: it has no scheme",
        "write https://feeds.compilertalk.example/audio/002.mp3",
    ),
    "two addresses in one": (
        "<link>https://compilertalk.example<",
        "<link>https://compilertalk.examplefile:///C:/talks<",
        "XM18",
        "link 'https://compilertalk.examplefile:///C:/talks' is two addresses in one",
        "write the one that is meant",
    ),
    "a date": (
        "<pubDate>Tue, 09 Jan 2024 09:30:00 +0000",
        "<pubDate>9. Januar 2024",
        "ID20",
        "date '9. Januar 2024' cannot be read",
        "write it like Thu, 07 May 2020 09:00:00 +0530",
    ),
    "a date that a record may have": (
        "<pubDate>Tue, 09 Jan 2024 09:30:00 +0000",
        "<pubDate>2024-01-09T09:30:00Z",
        "ID20",
        "date '2024-01-09T09:30:00Z' is not as RFC 2822 writes it",
        "write it like Thu, 07 May 2020 09:00:00 +0530",
    ),
    "a host beside no author": (
        "<itunes:author>Ada Lovelace</itunes:author>",
        "",
        "SH13",
        "itunes:author is missing",
        "add <itunes:author>…</itunes:author>",
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "message", "hint"), CASES.values(), ids=CASES)
def test_fields_are_called_by_their_elements(
    old: str, new: str, code: str, message: str, hint: str
) -> None:
    """Also those that are not there, and attributes."""
    assert old in BASE
    found = [each for each in check(BASE.replace(old, new, 1).encode()) if each.code == code]

    assert [(each.message, each.hint) for each in found] == [(message, hint)]


def test_words_that_are_no_field_stay() -> None:
    """A message may begin with an address, whatever stands in it."""
    link = f"https://a.example/x.{'9' * 5000} is dead"
    document = read_feed(BASE.encode())
    places = FeedPlaces(document.text, document.channel, {}, [])

    for at in ((), ("notes",), ("link",)):
        assert places.reword(link, at) == link
    assert places.reword("title is missing", ("link",)) == "title is missing"
    assert places.reword("artwork is missing", ("artwork",)) == "itunes:image is missing"


def test_names_are_those_that_feeds_are_read_by() -> None:
    """An element of each name becomes the field that is called by it."""
    document = read_feed(render(Path(__file__).parent / "shows" / "every-field"))
    items = [map_item(each, is_exact=True) for each in document.items]
    channel = map_channel(document, is_exact=True)
    for parts, names in (([channel], CHANNEL_NAMES), (items, ITEM_NAMES)):
        nodes = [pair for each in parts for pair in each.nodes.items()]
        known = {str(path[0]): node.name for path, node in nodes if len(path) == 1}
        assert names.keys() - known.keys() <= {"keywords", "notes"}
        assert known.keys() - names.keys() <= {"content"}
        for field, name in known.items():
            assert names.get(field, name).split()[0] == name
