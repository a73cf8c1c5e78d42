"""Forms of a record that no model holds, for its JSON Schema: they are read by hand.

Source: JSON Schema 2020-12.
"""

from typing import Any

from feedtool.formats.record.show import DERIVE_SOURCES
from feedtool.model.podcast_tag import XML_NAME

_ABOUT = ("title", "description")
_NULL = {"type": "null"}
_TEXT = {"type": ["string", "number", "boolean"]}
_TIME = r"[(\[]?\d+(:[0-5]?\d){1,2}(?!\d)"
"""How the line of a chapter begins."""
_NAMES = {"propertyNames": {"pattern": XML_NAME}}
_ELEMENTS = {"type": "array", "items": {"$ref": "#/$defs/Element"}}


def _mapping(fields: dict[str, Any], *required: str) -> dict[str, Any]:
    known = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**known, "required": list(required)} if required else known


def _one_of(value: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Describe a mapping of one name to a value."""
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": value,
        **more,
    }


def _any(*forms: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": list(forms)}


_ATTRIBUTES = {"type": "object", "additionalProperties": _TEXT, **_NAMES}
_CONTENT = {"attributes": _any(_ATTRIBUTES, _NULL), "elements": _any(_ELEMENTS, _NULL)}
_ELEMENT = _any(
    {"type": "string", "pattern": r"^\s*<"},
    _one_of(_any(_TEXT, _NULL, _mapping({**_CONTENT, "text": _any(_TEXT, _NULL)})), **_NAMES),
)
# `- 00:00 Intro: how` is a line, though YAML takes it for a mapping.
_CHAPTER = _any(
    {"type": "string", "pattern": rf"^\s*{_TIME}"},
    _one_of(_any(_TEXT, _NULL), propertyNames={"pattern": rf"^{_TIME}"}),
    {"$ref": "#/$defs/Chapter"},
)
_LINK_FORMS = (
    r"""^\s*\S*\s*$|: +["']?https?://[^\s"']+["']?$"""
    r"""|^\[[^\[\]]+\]\(https?://[^\s()]+\)$"""
)
_BARE_LINK = {"type": "string", "pattern": _LINK_FORMS}
_LINK = _any(
    _BARE_LINK,
    {"type": ["number", "boolean"]},
    _mapping({"title": _TEXT, "url": _TEXT}, "url"),
    _one_of(_TEXT),
)
_SOURCE = _any({"enum": sorted(DERIVE_SOURCES)}, _NULL)
_FORMS: dict[str, dict[str, Any]] = {
    "chapters": _any(
        _TEXT,
        {"type": "array", "items": _CHAPTER},
        _mapping({"file": _any(_TEXT, _NULL), "url": _any(_TEXT, _NULL)}),
        _NULL,
    ),
    "links": _any(_LINK, {"type": "array", "items": _LINK}, _NULL),
    "elements": _any(_ELEMENTS, _NULL),
    "derive": _any(
        {
            "type": "object",
            "additionalProperties": _any(_SOURCE, {"type": "array", "items": _SOURCE}),
        },
        _NULL,
    ),
}


def describe_by_hand(schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Put the forms of the fields that are read by hand into a schema and its definitions."""
    fields = schema["properties"]
    for name, form in _FORMS.items():
        if name in fields:
            about = {key: fields[name][key] for key in _ABOUT if key in fields[name]}
            fields[name] = {**form, **about}
    if "elements" in fields:
        definitions["Element"] = _ELEMENT
