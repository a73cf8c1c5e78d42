"""A valid record, whatever is in it, is written, read, built and read back as it was."""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree
from referees import texts
from referees.document import by_name, read_element
from referees.wanted import Wanted
from referees.wanted_item import Ground, item
from strategies import episodes, markdown, truths
from strategies import texts as plain_texts
from write_record import write_record

from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground as Facts
from feedtool.formats.markup.convert import to_text
from feedtool.formats.namespaces import BUILT_IN
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import read_fields
from feedtool.formats.record.schema import make_schema
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.person import Person
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.render.rss import render_document, render_items

SHOW = Show(
    title="Round & round",
    link="https://round.example/",
    base_url="https://feeds.round.example/",
    description="A show.",
    language="en",
    author="Ada & Bo",
    hosts=(Person(name="Ada Round"),),
    credits=(Person(name="Bo Round", role="Editor"),),
    keywords=("one", "two & three"),
    timezone="Europe/Oslo",
    seasons={"1": "The <first>"},
    footer="*The end*",
    derive={
        "content:encoded": ("notes",),
        "itunes:title": ("title",),
        "itunes:subtitle": ("summary",),
        "itunes:keywords": ("keywords",),
        "media:content": ("audio",),
        "psc:chapters": ("chapters",),
    },
)
FACTS = Facts(SHOW, SHOW.base_url or "", {})
BUILT = datetime(2024, 1, 1, tzinfo=UTC)
SUFFIXES = st.sampled_from((".md", ".yaml", ".html"))
PREFIXES = {uri: prefix for prefix, uri in BUILT_IN.items()}
thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
VALIDATOR = Draft202012Validator(make_schema("episode"))


def load(text: str, suffix: str) -> Episode:
    """Load a record that must have no fault but white space at the ends of a value (XM13)."""
    fields = read_fields(text, suffix)
    reading = EpisodeReader(Roster(), {}).read(fields.values, fields.body, suffix)
    faults = (*fields.faults, *reading.faults)
    assert [fault.problem for fault in faults if fault.code != "XM13"] == []
    return reading.record


def in_role(episode: Episode) -> Episode:
    """Give hosts and guests the role that the field gives them."""
    given_role = {
        name: tuple(
            each if each.role else each.model_copy(update={"role": role})
            for each in getattr(episode, name)
        )
        for name, role in (("hosts", "host"), ("guests", "guest"))
        if getattr(episode, name)
    }
    return episode.model_copy(update=given_role)


def build(loaded: list[Episode]) -> tuple[list[Item], bytes]:
    """Compose and render episodes."""
    composer = ItemComposer(FACTS)
    items = [composer.compose(each, f"{number}.md") for number, each in enumerate(loaded)]
    rendered = render_items(items, ())
    return items, b"".join(render_document(compose_feed(FACTS), rendered, "test", BUILT))


def read_items(document: bytes) -> Iterator[Wanted]:
    """Read the items of a document with a strict parser."""
    channel = etree.fromstring(document, etree.XMLParser(recover=False))[0]
    for node in channel:
        if etree.QName(node).localname in ("item", "liveItem"):
            yield read_element(node, PREFIXES)


@thorough
@given(episodes, SUFFIXES, st.integers())
def test_a_record_loads_as_it_was_written(episode: Episode, suffix: str, chance: int) -> None:
    """In the long form or a short one, what is loaded equals what was written down."""
    wanted = in_role(episode)
    if suffix != ".yaml":
        form = "html" if suffix == ".html" else "markdown"
        wanted = wanted.model_copy(update={"notes": episode.notes or "", "notes_format": form})

    loaded = load(write_record(episode, Random(chance), suffix), suffix)  # noqa: S311

    for name in Episode.model_fields:
        assert getattr(loaded, name) == getattr(wanted, name)


@thorough
@given(st.lists(episodes, min_size=1, max_size=3))
def test_a_record_reads_back_from_the_feed(loaded: list[Episode]) -> None:
    """Each element that a record asks for is in the feed, equal to the last character."""
    loaded = [in_role(each) for each in loaded]
    items, document = build(loaded)

    for number, (episode, found) in enumerate(zip(loaded, read_items(document), strict=True)):
        said = texts.of_episode(SHOW, str(number), episode)
        wanted = item(Ground(SHOW, Path(), str(number), episode, said))
        assert by_name(found) == by_name(wanted)
    for episode, made in zip(loaded, items, strict=True):
        assert chapters_of(made) == wanted_chapters(episode)


def chapters_of(made: Item) -> Any:
    """Read the chapters file of an item."""
    return next((json.loads(asset.content) for asset in made.assets if asset.content), None)


def wanted_chapters(episode: Episode) -> Any:
    """Say what the chapters file must hold."""
    if not episode.chapters or not episode.chapters.entries:
        return None
    found = []
    for each in episode.chapters.entries:
        place = each.location and each.location.model_dump(
            exclude={"attributes"}, exclude_none=True
        )
        named = {
            "startTime": each.start,
            "endTime": each.end,
            "title": each.title,
            "img": each.image,
            "url": each.link,
            "toc": None if each.toc else False,
            "location": place,
        }
        found.append({name: value for name, value in named.items() if value is not None})
    return {"version": "1.2.0", "chapters": found}


@thorough
@given(episodes, st.integers())
def test_a_valid_record_is_right_in_an_editor(episode: Episode, chance: int) -> None:
    """What is loaded without fault, the JSON Schema accepts."""
    fields = yaml.safe_load(write_record(episode, Random(chance), ".yaml"))  # noqa: S311
    plain = json.loads(json.dumps(fields, default=str))

    assert list(VALIDATOR.iter_errors(plain)) == []


@thorough
@given(markdown)
def test_notes_become_harmless_html(notes: str) -> None:
    """Whatever the notes hold, what goes out has no script, no handler and no other scheme."""
    (made,), document = build([Episode(title="a", guid={"value": "a"}, notes=notes)])

    assert not re.search(r"<script|<[^>]* on\w+=|javascript:", made.notes, re.IGNORECASE)
    assert list(read_items(document))


@thorough
@given(plain_texts)
def test_a_plain_text_is_not_taken_for_markup(summary: str) -> None:
    """An app that takes a description for HTML, and one that does not, show the same words."""
    (made,), _ = build([Episode(title="a", guid={"value": "a"}, summary=summary, footer="")])

    shown = html.unescape(re.sub(r"<[A-Za-z/!?][^>]*>", "", made.description))
    assert shown.split() == summary.split()
    assert made.description.startswith("<p>") or made.description.split() == summary.split()


@thorough
@given(st.sampled_from("path filter text view line use set stop desc foo my-tag".split()), truths)
def test_words_like_tags_stay(name: str, closed: bool) -> None:  # noqa: FBT001 - drawn
    """What looks like a tag but is none of HTML's is text, and nothing after it is lost."""
    end = f"</{name}>" if closed else ""
    notes = f"Call it with <{name}> in{end} and go on.\n\nAnd on."

    (made,), _ = build([Episode(title="a", guid={"value": "a"}, notes=notes, footer="")])

    assert to_text(made.notes) == notes
