"""What one form says of a chapter, another says too: written and read back."""

import io
import json
from typing import Any

import feedparser
import podcastparser
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from feedtool.formats.chapter.forms import FORMS, read_chapters
from feedtool.formats.chapter.lines import listed_chapters, write_description_lines
from feedtool.formats.chapter.losses import name_losses
from feedtool.formats.chapter.psc import write_psc
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import read_fields
from feedtool.model.episode import Chapter
from feedtool.model.roster import Roster
from feedtool.model.tags import Place

LEGAL = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
titles = st.sampled_from(
    (
        "Intro",
        "A & B <c>",
        "10:30 Club",
        "- dash",
        "-40 °C",
        "=;#\\",
        "<i> --> x",
        "שלום",
        '"',
        "]]>",
    )
) | st.text(LEGAL, min_size=1, max_size=30).map(str.strip).filter(bool)
urls = st.sampled_from(("https://a.example/?a=1&b=2", "https://b.example/x.png"))
places = st.builds(Place, name=titles, geo=st.just("geo:1,2")) | st.builds(
    Place, name=titles, rel=st.just("subject"), geo=st.just("geo:1,2"), country=st.just("NO")
)
BASIC = {"title": titles}
RICH = BASIC | {
    "image": st.none() | urls,
    "link": st.none() | urls,
    "toc": st.booleans(),
    "location": st.none() | places,
}


@st.composite
def lists(draw: st.DrawFn, fields: dict[str, Any], *, unit: float = 0.001) -> list[Chapter]:
    """Make chapters in order, each at its own time, in steps of `unit` seconds."""
    steps = st.integers(0, round(20_000 / unit))
    starts = draw(st.lists(steps, min_size=1, max_size=8, unique=True))
    parts = st.fixed_dictionaries(fields)
    return [Chapter(start=round(n * unit, 3), **draw(parts)) for n in sorted(starts)]


def flat(title: str | None) -> str:
    """Write a title as a line says it."""
    return " ".join((title or "").split())


@given(lists(RICH | {"title": st.none() | titles}))
def test_json_says_everything(chapters: list[Chapter]) -> None:
    """JSON chapters read back as they were, and lose nothing."""
    reading = read_chapters(FORMS["json"].write(chapters, None))

    assert reading.entries == chapters
    assert (reading.faults, reading.unread) == ([], [])
    assert name_losses(FORMS["json"], chapters, None) == []


@given(lists(RICH | {"title": st.none() | titles}))
def test_record_says_everything(chapters: list[Chapter]) -> None:
    """The list for a record, pasted into one, is the same list."""
    text = FORMS["record"].write(chapters, None)
    fields = read_fields(text, ".yaml")
    read = EpisodeReader(Roster(), {}).read(fields.values, None, ".yaml")

    found = [*fields.faults, *read.faults]
    assert [fault for fault in found if fault.code != "XM13"] == []  # padded on purpose
    assert read.record.chapters is not None
    assert list(read.record.chapters.entries) == [
        each.model_copy(update={"title": each.title or None}) for each in chapters
    ]
    assert isinstance(yaml.safe_load(text)["chapters"], list)


@given(lists(BASIC | {"image": st.none() | urls, "link": st.none() | urls}))
def test_podlove_says_titles_links_and_pictures(chapters: list[Chapter]) -> None:
    """Podlove's XML reads back as it was, whatever the titles hold."""
    reading = read_chapters(FORMS["psc"].write(chapters, None))

    assert reading.entries == chapters
    assert reading.faults == []


@pytest.mark.parametrize("name", ["mp4chaps", "ffmetadata", "webvtt", "labels"])
@given(chapters=lists(BASIC))
def test_plain_forms_say_times_and_titles(name: str, chapters: list[Chapter]) -> None:
    """Every other form gives back each start to the millisecond, and each title on one line."""
    reading = read_chapters(FORMS[name].write(chapters, 30_000))

    assert [each.start for each in reading.entries] == [each.start for each in chapters]
    assert [flat(each.title) for each in reading.entries] == [
        spoken(each, name) for each in chapters
    ]


def spoken(chapter: Chapter, form: str) -> str:
    """Say what a form keeps of a title: a line loses the dash before it and a link after it."""
    line = f"0:00 {flat(chapter.title)}" if form == "mp4chaps" else ""
    return flat(read_chapters(line).entries[0].title) if line else flat(chapter.title)


@given(lists(RICH | {"title": st.none() | titles}, unit=1))
def test_lines_have_the_form_that_spotify_documents(chapters: list[Chapter]) -> None:
    """Two digits everywhere, hours for all or for none, hidden and untitled chapters left out."""
    lines = write_description_lines(chapters)
    shown = [each for each in chapters if each.toc and flat(each.title)]
    times = [line.partition(" ")[0] for line in lines]

    assert len(lines) == len(shown)
    assert len({len(time) for time in times}) <= 1
    assert [seconds(time) for time in times] == [each.start for each in shown]
    assert all(all(len(part) == 2 and part.isdigit() for part in t.split(":")) for t in times)


def seconds(time: str) -> int:
    """Read a time as apps do."""
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total


@pytest.mark.parametrize("name", FORMS)
@given(chapters=lists(RICH | {"title": st.none() | titles}))
def test_whatever_is_lost_is_said(name: str, chapters: list[Chapter]) -> None:
    """A form that reads back less than was written has said so before."""
    form = FORMS[name]
    losses = " ".join(name_losses(form, chapters, 30_000))
    shown = list(listed_chapters(chapters))

    assert ("hidden from the list" in losses) == (
        "toc" not in form.keeps and any(not each.toc for each in chapters)
    )
    for part, words in (("image", "a picture"), ("link", "a link"), ("location", "a place")):
        is_lost = part not in form.keeps and any(getattr(each, part) for each in shown)
        assert (f"with {words}" in losses) == is_lost


SCHEMA = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"type": "string"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "additionalProperties": False,
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number"},
                    "title": {"type": "string"},
                    "img": {"type": "string", "format": "uri"},
                    "url": {"type": "string", "format": "uri"},
                    "toc": {"type": "boolean"},
                    "location": {
                        "type": "object",
                        "required": ["name", "geo"],
                        "properties": {
                            name: {"type": "string"}
                            for name in ("name", "rel", "geo", "osm", "country")
                        },
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}
"""What the podcast namespace says of JSON chapters 1.2, in the words of JSON Schema."""


@given(lists(RICH))
def test_json_is_what_the_namespace_describes(chapters: list[Chapter]) -> None:
    """Numbers are numbers, names are the format's own, starts ascend."""
    document = json.loads(FORMS["json"].write(chapters, None))
    starts = [each["startTime"] for each in document["chapters"]]

    Draft202012Validator(SCHEMA).validate(document)
    assert starts == sorted(set(starts))


@given(lists(BASIC | {"image": st.none() | urls, "link": st.none() | urls}))
def test_other_readers_see_the_podlove_chapters(chapters: list[Chapter]) -> None:
    """Two other parsers read the list out of an item; podcastparser in whole seconds."""
    listed = write_psc(chapters).partition("\n")[2]
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>i</title>'
        f'<enclosure url="https://a.example/1.mp3" length="1" type="audio/mpeg"/>{listed}'
        "</item></channel></rss>"
    )
    first = feedparser.parse(feed.encode()).entries[0]["psc_chapters"]["chapters"]
    assert [each["start_parsed"].total_seconds() for each in first] == pytest.approx(
        [each.start for each in chapters]
    )
    assert [flat(each["title"]) for each in first] == [flat(each.title) for each in chapters]

    second = podcastparser.parse("https://a.example/", io.BytesIO(feed.encode()))
    found = second["episodes"][0]["chapters"]
    assert [each["start"] for each in found] == [int(each.start or 0) for each in chapters]
    assert [flat(each["title"]) for each in found] == [flat(each.title) for each in chapters]
