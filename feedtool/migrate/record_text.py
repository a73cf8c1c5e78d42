"""Fields to the text of a record: in the order people read them, nothing quoted without need."""

from typing import Any

from feedtool.formats.yaml.block import Plain, write_fields
from feedtool.model.episode import Episode
from feedtool.model.show import Show

_PLAIN_FIELDS = frozenset(
    "number season episode length duration ttl split start_time bitrate height width priority "
    "is_permalink explicit draft block complete podping fee default published start end suggested "
    "remote_start_time remote_percentage locked value skip_hours".split()
)
_PLAIN = frozenset("0123456789.:-+ ")
_WORDS = frozenset({"true", "false"})
_EPISODE_ORDER = (*Episode.model_fields,)
_SHOW_ORDER = (*Show.model_fields,)
_OPAQUE = frozenset({"attributes", "elements", "namespaces"})
_ASIDE = ("value", "alternate_enclosure", "elements")
_MOST_LINES = 10


def write_episode(values: dict[str, Any], body: str, remarks: str = "") -> tuple[str, str]:
    """Return the text of an episode's record, and that of the .yaml beside it or "".

    Blocks of many lines that no one writes by hand stand beside the record. `remarks` are comment
    lines at the end of the front matter.
    """
    fields = _ordered(values, _EPISODE_ORDER)
    aside: dict[str, Any] = {}
    for name in _ASIDE:
        if name in fields and write_fields({name: fields[name]}).count("\n") > _MOST_LINES:
            aside[name] = fields.pop(name)
    front = write_fields(fields)
    text = f"---\n{front}{remarks}---\n{body}\n" if body else f"---\n{front}{remarks}---\n"
    return text, write_fields(aside) if aside else ""


def write_show(values: dict[str, Any]) -> str:
    """Return the text of show.yaml."""
    return write_fields(_ordered(values, _SHOW_ORDER))


def _ordered(values: dict[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    known = {name: values[name] for name in order if name in values}
    known |= {name: value for name, value in values.items() if name not in known}
    elements = known.pop("elements", None)
    tidy = {name: _tidy(name, value) for name, value in known.items()}
    return tidy if elements is None else tidy | {"elements": elements}


def _tidy(name: str, value: Any) -> Any:
    """Shorten lists of one, and take the quotes from values whose field says what they are."""
    if name in _OPAQUE:
        return value
    if isinstance(value, list):
        entries = [_tidy(name, each) for each in value]
        is_one = len(entries) == 1 and name not in ("categories", "podroll")
        return entries[0] if is_one and not _is_ambiguous(name, entries[0]) else entries
    if isinstance(value, dict):
        inner = {key: _tidy(key, each) for key, each in value.items()}
        return _shorten(name, inner)
    if isinstance(value, str) and name in _PLAIN_FIELDS and _is_plain(value):
        return Plain(value)
    return value


def _is_plain(text: str) -> bool:
    if text in _WORDS:
        return True
    return bool(text) and text == text.strip() and text[0].isdigit() and _PLAIN.issuperset(text)


def _is_ambiguous(name: str, entry: Any) -> bool:
    """Keep lists where one entry alone would read as something else."""
    return name in ("chapters", "links", "hosts", "guests", "credits", "sponsors") or isinstance(
        entry, list
    )


_SHORT = {
    "audio": "url",
    "transcript": "url",
    "chapters": "url",
    "season": "number",
    "episode": "number",
}


def _shorten(name: str, value: dict[str, Any]) -> Any:
    short = _SHORT.get(name)
    return value[short] if short and value.keys() == {short} else value
