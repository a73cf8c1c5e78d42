"""The JSON Schema of the records, for editors. Source: JSON Schema 2020-12."""

from typing import Any

from feedtool.formats.record.schema_forms import describe_by_hand
from feedtool.model.episode import Episode
from feedtool.model.person import Person
from feedtool.model.shapes import Record
from feedtool.model.show import Show

SCHEMAS: dict[str, type[Record]] = {"episode": Episode, "show": Show, "person": Person}
_ABOUT = ("title", "description", "default")
_PERSON = {
    "type": ["string", "number", "boolean"],
    "description": "Key or name of someone the show knows; fields beside it win over theirs.",
}


def make_schema(name: str) -> dict[str, Any]:
    """Make the schema of one kind of record; fields that start with `x-` are the user's own."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    schema = _long_form(schema)
    if "Person" in definitions:
        _long_form(definitions["Person"])["properties"]["person"] = _PERSON
    definitions.pop("Chapters", None)  # whose short form is a list
    if name != "person":
        fields = schema["properties"].items()
        schema["properties"] = {field: _or_empty(value) for field, value in fields}
        describe_by_hand(schema, definitions)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"feedtool {name}"
    schema["patternProperties"] = {"^x-": {}}
    if definitions:
        schema["$defs"] = definitions
    return schema


def _long_form(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping of a schema that also takes a bare text."""
    forms: list[dict[str, Any]] = schema.get("anyOf", [schema])
    return next(form for form in forms if "properties" in form)


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Let a field stand without a value: that is as good as leaving it out."""
    about = {key: schema[key] for key in _ABOUT if key in schema}
    forms = schema.get("anyOf") or [{k: v for k, v in schema.items() if k not in about}]
    nothing = [] if {"type": "null"} in forms else [{"type": "null"}]
    return {"anyOf": [*forms, *nothing], **about}
