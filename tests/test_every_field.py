"""The show that uses every field really does."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from referees.shows import FOLDERS, load

from feedtool.load.folder import find_folder
from feedtool.load.show import load_show
from feedtool.model.episode import Episode
from feedtool.model.podcast_tag import Tag
from feedtool.model.shapes import Record
from feedtool.model.show import Show

FOLDER = FOLDERS["every-field"]


def find_models(model: type[Record]) -> Iterator[type[Record]]:
    """List a model and those its fields are made of."""
    yield model
    for info in model.model_fields.values():
        yield from find_in(info.annotation, model)


def find_in(annotation: Any, outer: type[Record]) -> Iterator[type[Record]]:
    """List the models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Record) and annotation != outer:
        yield from find_models(annotation)
    for part in getattr(annotation, "__args__", ()):
        yield from find_in(part, outer)


def set_fields(value: Any) -> Iterator[tuple[type[Record], str]]:
    """List each field that a record sets, with the class that declares it."""
    if isinstance(value, Record):
        for name in value.model_fields_set:
            yield declaring(type(value), name), name
            yield from set_fields(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from set_fields(each)
    elif isinstance(value, dict):
        yield from set_fields(list(value.values()))


def declaring(model: type[Record], name: str) -> type[Record]:
    """Return the class that declares a field: `attributes` belongs to all podcast: tags."""
    return Tag if name == "attributes" and issubclass(model, Tag) else model


@pytest.fixture(scope="module")
def used() -> dict[str, set[str]]:
    """Collect the fields that the show sets, by model."""
    show, episodes = load(FOLDER)
    roster = load_show(find_folder(str(FOLDER))).roster
    found: dict[str, set[str]] = defaultdict(set)
    people = [*roster.people.values(), *roster.sponsors.values()]
    for record in (show, *people, *(each.record for each in episodes)):
        for model, name in set_fields(record):
            found[model.__name__].add(name)
    return found


MODELS = {model.__name__: model for root in (Show, Episode) for model in find_models(root)}


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_set_somewhere(name: str, used: dict[str, set[str]]) -> None:
    """Each field of show.yaml, of an episode and of what they hold occurs in the show."""
    fields = {field for field in MODELS[name].model_fields if declaring(MODELS[name], field) != Tag}

    assert fields - used[name] == set()


def test_unknown_attributes_are_used(used: dict[str, set[str]]) -> None:
    """Attributes that a model does not know occur too."""
    assert used["Tag"] == {"attributes"}


def test_every_source_of_derive_is_used() -> None:
    """Each source that `derive` may draw upon is drawn upon."""
    show, _ = load(FOLDER)
    used = {source for sources in show.derive.values() for source in sources}

    assert used == set(
        "title summary notes notes_text notes_links description author keywords artwork audio "
        "explicit value season episode chapters".split()
    )


def test_every_kind_of_record_occurs() -> None:
    """Markdown, HTML, plain YAML, TOML, a sidecar, people and sponsors each have a file."""
    names = {path.relative_to(FOLDER).as_posix() for path in Path(FOLDER).rglob("*.*")}
    openings = {path.read_text(encoding="utf-8")[:3] for path in FOLDER.glob("*.md")}

    assert {Path(name).suffix for name in names} >= {".md", ".html", ".yaml"}
    assert openings == {"---", "+++"}
    assert {"005-choir.md", "005-choir.yaml", "people/marit.md", "sponsors/foghorn.md"} <= names
