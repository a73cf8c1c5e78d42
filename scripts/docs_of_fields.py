"""docs/fields.md: every field of the records, from the models themselves."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BeforeValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from feedtool.model import scalars
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.person import Person, Sponsor
from feedtool.model.podcast_tag import Tag, camel_case
from feedtool.model.settings import Settings
from feedtool.model.shapes import OneOrMany, Record, ShortRecord, field_docstrings
from feedtool.model.show import Show

_INTRODUCTION = """\
# Fields

Generated from the models by `scripts/generate_docs.py`. [records.md](records.md) is the guide to
them, with examples.

- The type comes from the field, never from YAML: `episode: 010` is ten, `title: NO` is a text.
- *One or a list* takes a bare value for a list of one.
- Where a mapping has a short form, the bare value stands for the field named.
- `null` switches an inherited value off. Fields that start with `x-` are your own.
- A mapping that becomes a `podcast:` element also takes `attributes`: a mapping of names to texts,
  written as they are.
"""
_SCALARS = {
    scalars.read_bool: "true or false",
    scalars.read_integer: "whole number",
    scalars.read_number: "number",
    scalars.read_seconds: "seconds, `MM:SS` or `H:MM:SS`",
    scalars.read_duration: "seconds, `MM:SS` or `H:MM:SS`",
    scalars.read_length: "bytes, in digits",
}
_ROOTS: tuple[tuple[str, type[Record]], ...] = (
    ("show.yaml", Show),
    ("An episode", Episode),
    ("A person", Person),
    ("A sponsor", Sponsor),
    ("feedtool.toml", Settings),
)
_WRITTEN_BY_HAND = {
    (Episode, "chapters"): "list of `MM:SS Title` or of [Chapter](#chapter); a file; a url",
    (Episode, "links"): "one or a list of `Title: url` or a url",
    (Show, "derive"): "mapping of an element to a source or a list of sources",
}
"""Fields whose readers take more forms than the model shows."""


def describe_fields() -> str:
    """Write docs/fields.md."""
    parts = [_INTRODUCTION]
    done: set[type[Record]] = {model for _, model in _ROOTS}
    waiting: list[type[Record]] = []
    for title, model in _ROOTS:
        parts.append(_describe(title, model))
        waiting += _parts_of(model)
    parts.append("## Parts of records\n")
    for model in waiting:  # grows while it is read
        if model not in done:
            done.add(model)
            parts.append(_describe(model.__name__, model, level=3))
            waiting += _parts_of(model)
    return "\n".join(parts)


def _describe(title: str, model: type[Record], level: int = 2) -> str:
    rows = [
        f"| `{info.alias or name}` | {_kind(model, name, info)} | {_default(info)} "
        f"| {_meaning(model, name, info)} |"
        for name, info in model.model_fields.items()
        if name != "attributes" or model is Person
    ]
    head = f"{'#' * level} {title}\n\n{_about(model)}\n"
    return "\n".join([head, "| field | type | default | meaning |", "|---|---|---|---|", *rows, ""])


def _about(model: type[Record]) -> str:
    about = " ".join((model.__doc__ or "").split())
    if issubclass(model, ShortRecord) and model.short:
        short = model.model_fields[model.short].alias or model.short
        about += f" Short form: a bare value is its `{short}`."
    if issubclass(model, Tag):
        about += f" It becomes `{model.tag}`."
    return about


def _meaning(model: type[Record], name: str, info: FieldInfo) -> str:
    """Return a field's docstring; for a podcast: element, what of it the field becomes."""
    described = field_docstrings(model).get(info.alias or name, "")
    words = [" ".join(described.split()).replace("|", "\\|")]
    if issubclass(model, Tag) and name not in model.silent:
        if name == model.text:
            words.append("The element's text.")
        elif name in model.nested:
            words.append("Elements inside it.")
        else:
            words.append(f"Attribute `{model.renamed.get(name) or camel_case(name)}`.")
    return " ".join(filter(None, words))


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    default = info.get_default(call_default_factory=True)
    if default is None or default in ((), {}, ""):
        return ""
    shown = (
        {True: "true", False: "false"}.get(default, default)
        if isinstance(default, bool)
        else default
    )
    return f"`{shown}`"


def _kind(model: type[Record], name: str, info: FieldInfo) -> str:
    known = _WRITTEN_BY_HAND.get((model, name))
    return known or _words(info.annotation, info.metadata)


def _words(annotation: Any, metadata: list[Any]) -> str:
    """Say in words what a field takes."""
    scalar = _scalar_words(metadata)
    if scalar:
        return scalar
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(inner[0], list(inner[1:]))
    if type(None) in inner:
        return _words(next(each for each in inner if each is not type(None)), metadata)
    if origin is tuple:
        return _list_words(inner[0], metadata)
    if origin is dict:
        return f"mapping of name to {_words(inner[1], [])}"
    return _record_words(annotation)


def _scalar_words(metadata: list[Any]) -> str:
    schemas = [each.json_schema or {} for each in metadata if isinstance(each, WithJsonSchema)]
    for schema in schemas:
        if "enum" in schema:
            return ", ".join(f"`{word}`" for word in schema["enum"])
    readers = (each.func for each in metadata if isinstance(each, BeforeValidator))
    return next((_SCALARS[each] for each in readers if each in _SCALARS), "")


def _list_words(inner: Any, metadata: list[Any]) -> str:
    if inner is Element:
        return "list of [elements](records.md#elements-that-no-field-stands-for)"
    many = "one or a list of" if any(isinstance(m, OneOrMany) for m in metadata) else "list of"
    return f"{many} {_words(inner, [])}"


def _record_words(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        name = annotation.__name__
        title = next((title for title, model in _ROOTS if model is annotation), name)
        return f"[{name}](#{re.sub(r'[^a-z0-9-]', '', title.lower().replace(' ', '-'))})"
    return "text" if annotation is str else "anything"


def _parts_of(model: type[Record]) -> list[type[Record]]:
    """List the records that the fields of a record hold."""
    return [part for info in model.model_fields.values() for part in _records_in(info.annotation)]


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records_in(inner)
