"""Independent parsers read the feeds that are built, and every value equals the record's."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree
from referees import (
    feedparser_,
    feedparser_rs_,
    feedsmith,
    partytime,
    podcastparser_,
    shows,
    toolkit,
)
from referees.document import by_name, read_channel
from referees.habits import list_places, prune, read_with_node, require
from referees.shows import BuiltShow
from referees.wanted import WantedFeed

REFEREES = (feedparser_, podcastparser_, toolkit, feedparser_rs_, partytime, feedsmith)


@pytest.fixture(scope="module", params=shows.FOLDERS)
def show(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltShow:
    """Build each show once."""
    return shows.build(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def every_field(tmp_path_factory: pytest.TempPathFactory) -> BuiltShow:
    """Build the show that uses every field."""
    return shows.build("every-field", tmp_path_factory.mktemp("fields"))


def read(referee: ModuleType, feed: Path) -> dict[str, Any]:
    """Let a referee read a feed, without what its clock says."""
    is_python = hasattr(referee, "read")
    found = referee.read(feed) if is_python else read_with_node(referee.NAME, feed)
    return {name: found[name] for name in found if name not in getattr(referee, "VOLATILE", ())}


@pytest.mark.parametrize("referee", REFEREES, ids=lambda each: each.NAME)
def test_referee_reads_what_the_record_says(referee: ModuleType, show: BuiltShow) -> None:
    """All that the parser exposes, and nothing else, is what the records ask for."""
    wanted = WantedFeed(show.wanted.show, prune(show.wanted.channel, referee.UNREAD))

    assert read(referee, show.feed) == referee.expected(wanted)


def test_document_says_what_the_records_say(show: BuiltShow) -> None:
    """A strict XML parser finds each element that the records ask for, and not one more."""
    assert by_name(read_channel(show.feed)) == by_name(show.wanted.channel)


@pytest.mark.parametrize("referee", REFEREES, ids=lambda each: each.NAME)
def test_table_holds_no_dead_row(referee: ModuleType, every_field: BuiltShow) -> None:
    """What a table says a parser does not read, stands in the show that uses every field."""
    assert referee.UNREAD.keys() <= list_places(every_field.wanted.channel)
    assert all(referee.UNREAD.values())


def test_items_end_the_channel(show: BuiltShow) -> None:
    """All items come after every other element of the channel."""
    names = [child.name for child in read_channel(show.feed)]

    assert names[-len(show.wanted.items) :] == ["item"] * names.count("item")


def test_text_between_children_stays(every_field: BuiltShow) -> None:
    """Text round the children of an element that a record writes as XML is kept, spaces too."""
    found = next(etree.parse(str(every_field.feed)).iter("{https://lampandfog.example/ns/1.0}log"))

    assert "".join(found.itertext()).strip() == "Oil 5 l & glass"


def test_what_the_feed_points_to_is_published(show: BuiltShow) -> None:
    """Each address under base_url is a file in the output, with the bytes of its source."""
    base = show.wanted.show.base_url
    addresses = {
        text
        for element in walk(show.wanted.channel)
        for text in (element.text, *element.attributes.values())
        if text.startswith(base)
    }
    audio = {name for name in addresses if name.startswith(f"{base}audio/")}
    names = {name.removeprefix(base) for name in addresses - audio} - {"", "feed-2.xml?a=1&b=2"}

    for name in names:
        source = show.folder / name
        published = show.out / name
        assert published.is_file()
        assert not source.exists() or source.read_bytes() == published.read_bytes()


def walk(element: Any) -> Any:
    """Yield an element and all inside it."""
    yield element
    for child in element:
        yield from walk(child)


def test_chapters_of_a_record_become_json(show: BuiltShow) -> None:
    """The chapters file of an episode holds each chapter of its record, and nothing else."""
    names = {"title": "title", "image": "img", "link": "url"}
    for loaded in show.episodes:
        chapters = loaded.record.chapters
        if chapters is None or not chapters.entries:
            continue
        path = show.out / "chapters" / f"{loaded.name.rpartition('.')[0]}.json"
        found = json.loads(path.read_text(encoding="utf-8"))
        wanted = []
        for each in chapters.entries:
            entry: dict[str, Any] = {"startTime": each.start}
            entry |= {json_: getattr(each, name) for name, json_ in names.items()}
            entry |= {"endTime": each.end, "toc": None if each.toc else False}
            if each.image and "://" not in each.image:
                entry["img"] = f"{show.wanted.show.base_url}{each.image}"
            if each.location:
                entry["location"] = each.location.model_dump(exclude_none=True)
            wanted.append({name: value for name, value in entry.items() if value is not None})

        assert found == {"version": "1.2.0", "chapters": wanted}


def test_an_absent_referee_fails_where_all_must_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A referee that is not installed is passed over at home, and a failure in CI."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="nobody is not installed"):
        require(None, "nobody")

    monkeypatch.setenv("CI", "false")
    with pytest.raises(pytest.skip.Exception, match="nobody is not installed"):
        require(None, "nobody")
