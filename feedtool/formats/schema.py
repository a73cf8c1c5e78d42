"""The JSON Schema of the records, for editors. Source: JSON Schema 2020-12."""

from typing import Any

from feedtool.model.episode import Episode
from feedtool.model.person import Person
from feedtool.model.shapes import Record
from feedtool.model.show import Show

SCHEMAS: dict[str, type[Record]] = {"episode": Episode, "show": Show, "person": Person}


def make_schema(name: str) -> dict[str, Any]:
    """Make the schema of one kind of record; fields that start with `x-` are the user's own."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"feedtool {name}"
    schema["patternProperties"] = {"^x-": {}}
    return schema
