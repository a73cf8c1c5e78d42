"""The JSON Schema that editors use agrees with what is read."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referees.shows import TESTS

from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import read_fields as read_record
from feedtool.formats.record.schema import SCHEMAS, make_schema
from feedtool.formats.record.show import build_person, build_show
from feedtool.formats.record.validation import Reading
from feedtool.model.episode import Episode
from feedtool.model.person import Person
from feedtool.model.roster import Roster
from feedtool.model.show import Show

FOLDERS = (TESTS.parent / "episodes", *sorted(p for p in (TESTS / "shows").iterdir()))
BROKEN = {"broken-records"}
"""Cases whose records are wrong on purpose."""


def find_records() -> Iterator[Path]:
    """List the records of the sample show and of the test shows."""
    for folder in FOLDERS:
        if folder.name not in BROKEN:
            files = (*folder.iterdir(), *folder.glob("people/*"))
            yield from (path for path in sorted(files) if is_record(path))


def is_record(path: Path) -> bool:
    """Tell a record from other files."""
    return path.suffix in (".md", ".html", ".yaml") and not path.name.startswith("README")


def kind_of(path: Path) -> str:
    """Tell which schema a record has to keep to."""
    if path.name == "show.yaml":
        return "show"
    return "person" if path.parent.name == "people" else "episode"


def read_fields(path: Path) -> Any:
    """Read the fields of a record with the types that YAML and TOML give them."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("+++"):
        found = tomllib.loads(text.split("+++\n")[1])
    elif path.suffix == ".yaml":
        found = yaml.safe_load(text)
    else:
        found = yaml.safe_load(text[4:].split("\n---\n")[0])
    return json.loads(json.dumps(found, default=str))  # JSON has no dates


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    """Make a validator of each schema."""
    return {name: Draft202012Validator(make_schema(name)) for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_schema(name: str) -> None:
    """Each schema keeps to JSON Schema 2020-12."""
    Draft202012Validator.check_schema(make_schema(name))


@pytest.mark.parametrize(
    "path", list(find_records()), ids=lambda path: path.relative_to(TESTS.parent).as_posix()
)
def test_records_keep_to_the_schema(
    path: Path, validators: dict[str, Draft202012Validator]
) -> None:
    """A record that is read without fault has no fault in an editor."""
    errors = validators[kind_of(path)].iter_errors(read_fields(path))

    assert [f"{error.json_path}: {error.message}" for error in errors] == []


SHORT_AND_LONG = {
    "guid": ["1600-20", 1600, {"value": "a", "is_permalink": True}],
    "episode": [7, "7", 7.5, {"number": 7, "display": "VII"}],
    "season": [1, {"number": 1, "name": "One"}],
    "guests": ["Ada", ["Ada", {"name": "Ada", "link": "https://ada.example"}], [], None],
    "hosts": [{"person": "ada", "image": None}, [{"person": "ada"}]],
    "audio": ["audio/1.mp3", {"url": "https://x.example/1.mp3", "length": 1}, None],
    "alternate_enclosure": ["a.opus", ["a.opus", {"source": "b"}, {"source": [{"uri": "c"}]}]],
    "transcript": ["a.vtt", ["a.vtt", {"url": "b", "language": "de"}]],
    "chapters": [
        "a.json",
        "00:00 A\n00:10 B",
        ["00:00 A", {"start": 0, "toc": False}],
        {"url": "u"},
    ],
    "links": ["https://x.example", [{"A": "https://a.example"}, "https://b.example"]],
    "license": ["cc-by-4.0", {"name": "own", "url": "u"}],
    "location": ["Oslo", ["Oslo", {"name": "Bergen", "country": "NO"}]],
    "txt": ["text", {"text": "text", "purpose": "verify"}],
    "funding": ["https://x.example", {"url": "u", "text": "t"}],
    "keywords": ["one, two", ["one", "two"]],
    "categories": ["History", [{"name": "History", "domain": "d"}]],
    "sponsors": ["acme", ["acme", {"name": "Acme", "text": "t"}]],
    "images": ["a.png", [{"file": "a.png", "width": "1200"}]],
    "soundbite": [{"start_time": 1, "duration": "2.5"}, [{"title": "t"}]],
    "footer": [False, "false", "text"],
    "explicit": [True, "yes", None],
    "summary": ["text", None],
    "x-hugo": [{"aliases": ["/1"]}, 1, None],
}


@pytest.mark.parametrize("field", SHORT_AND_LONG)
def test_short_and_long_forms_are_offered(
    field: str, validators: dict[str, Draft202012Validator]
) -> None:
    """Each way to write a field is right in an editor too."""
    for value in SHORT_AND_LONG[field]:
        assert list(validators["episode"].iter_errors({field: value})) == []


@pytest.mark.parametrize(
    "record",
    [
        {"gusts": ["Ada"]},
        {"audio": {"fil": "a.mp3"}},
        {"guests": [{"nme": "Ada"}]},
        {"guid": ["a", "b"]},
        {"episode_type": "half"},
        {"elements": "text"},
        {"explicit": ["yes"]},
        {"live": {"status": "soon"}},
    ],
    ids=str,
)
def test_slips_are_marked(record: Any, validators: dict[str, Draft202012Validator]) -> None:
    """An editor marks an unknown field, a wrong shape and an unknown word."""
    assert list(validators["episode"].iter_errors(record))


VALUES: list[Any] = [
    *(None, "", 0, -1, 1, 1.5, True, "no", "TRUE", "words", "12:30", "1:30:00", "1:75", "010"),
    *([], {}, ["words"], [["words"]], [None], {"no field": "words"}, [{"no field": "words"}]),
    *({"name": "x"}, {"url": "https://x.example/a"}, {"text": "x"}, {"number": 3}, [1, 2]),
]
INSIDE: dict[str, list[tuple[str | int, ...]]] = {
    "show": [
        ("derive", "description"),
        ("elements", 0),
        ("elements", 0, "itunes:x"),
        ("locked", "value"),
        ("trailer", 0, "season"),
    ],
    "person": [],
    "episode": [
        ("audio", "duration"),
        ("audio", "length"),
        ("chapters", 0),
        ("chapters", 0, "start"),
        ("elements", 0, "itunes:x", "attributes"),
        ("guid", "is_permalink"),
        ("links", 0),
        ("value", 0, "recipients", 0, "split"),
    ],
}
FIELDS = {
    "show": Show.model_fields,
    "episode": Episode.model_fields,
    "person": Person.model_fields,
}
RULED = {"type", "episode_type", "notes", "notes_format"}
"""Words that editors offer and rules judge, and notes, which have a place of their own."""


def put(at: tuple[str | int, ...], value: Any) -> Any:
    """Make a record that holds a value at one place."""
    for step in reversed(at):
        value = [value] if step == 0 else {step: value}
    return value


def loads(kind: str, record: Any) -> bool:
    """Say whether a record is read without a fault of form."""
    fields = read_record(f"---\n{yaml.safe_dump(record)}---\n", ".md")
    reading: Reading[Show] | Reading[Episode] | Reading[Person]
    if kind == "show":
        reading = build_show(fields.values)
    elif kind == "person":
        reading = build_person(fields.values, None)
    else:
        reading = EpisodeReader(Roster(), {}).read(fields.values, fields.body, ".md")
    # A key that nobody has, and white space, are seen by no schema.
    return all(fault.code in ("RC05", "XM13") for fault in [*fields.faults, *reading.faults])


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        (kind, at)
        for kind, fields in FIELDS.items()
        for at in [*((name,) for name in fields if name not in RULED), *INSIDE[kind]]
    ],
    ids=str,
)
def test_what_is_read_is_right_in_an_editor_and_no_more(
    kind: str, at: tuple[str | int, ...], validators: dict[str, Draft202012Validator]
) -> None:
    """Schema and reader say the same of every kind of value."""
    records = [put(at, value) for value in VALUES]

    assert [each for each in records if validators[kind].is_valid(each) != loads(kind, each)] == []


def find_patterns(schema: Any) -> Iterator[str]:
    """List the patterns of a schema, at any depth."""
    if isinstance(schema, dict) and isinstance(schema.get("pattern"), str):
        yield schema["pattern"]
    inner = schema.values() if isinstance(schema, dict) else schema
    for each in inner if isinstance(schema, (dict, list)) else ():
        yield from find_patterns(each)


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_are_those_of_javascript(name: str) -> None:
    r"""Editors read them with the flag u, where `\"` is an error (ECMA-262, IdentityEscape)."""
    escapes = {
        found for text in find_patterns(make_schema(name)) for found in re.findall(r"\\.", text)
    }

    assert {each[1] for each in escapes} <= set("sSdDwWbB^$\\.*+?()[]{}|/-")
