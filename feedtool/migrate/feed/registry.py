"""People who come often, written once in show.yaml and named by name in the episodes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from feedtool.formats.slug import make_slug
from feedtool.migrate.feed.mapped import Mapped
from feedtool.model.roster import fold_name

_LISTS = ("hosts", "guests", "credits")
_DETAILS = ("link", "image", "group", "attributes")
_OFTEN = 2


def make_registry(parts: Iterable[Mapped]) -> dict[str, dict[str, Any]]:
    """Collect people who are named twice or more with the same page, picture or group."""
    seen: dict[str, Counter[tuple[Any, ...]]] = {}
    names: dict[str, str] = {}
    for person in _persons(parts):
        name = fold_name(person.get("name", ""))
        details = tuple(_freeze(person.get(field)) for field in _DETAILS)
        if name and any(details):
            names.setdefault(name, person["name"])
            seen.setdefault(name, Counter())[details] += 1
    found: dict[str, dict[str, Any]] = {}
    for name, counts in seen.items():
        details, count = counts.most_common(1)[0]
        key = make_slug(names[name])
        if count >= _OFTEN and key not in found:
            known = zip(_DETAILS, details, strict=True)
            said = {field: dict(v) if field == "attributes" else v for field, v in known if v}
            found[key] = {"name": names[name]} | said
    return found


def _freeze(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, dict) else value


def _persons(parts: Iterable[Mapped]) -> Iterable[dict[str, Any]]:
    for mapped in parts:
        for field in _LISTS:
            yield from mapped.values.get(field, ())


def name_people(mapped: Mapped, registry: dict[str, dict[str, Any]]) -> None:
    """Write everyone as short as the registry allows."""
    by_name = {fold_name(entry["name"]): key for key, entry in registry.items()}
    for field in _LISTS:
        persons = mapped.values.get(field)
        if persons:
            mapped.values[field] = [_name(person, registry, by_name) for person in persons]


def _name(
    person: dict[str, Any], registry: dict[str, dict[str, Any]], by_name: dict[str, str]
) -> Any:
    key = by_name.get(fold_name(person["name"]))
    if key is None:
        is_risky = person["name"].islower() and registry  # a name like a key could be taken for one
        return person["name"] if len(person) == 1 and not is_risky else person
    known = registry[key]
    own = {name: value for name, value in person.items() if known.get(name) != value}
    own |= {name: None for name in _DETAILS if name in known and name not in person}
    return known["name"] if not own else {"person": key} | own


def drop_inherited(mapped: Mapped, show: dict[str, Any]) -> None:
    """Leave out what the show says anyway: its hosts, its credits, no credits at all."""
    values = mapped.values
    if "hosts" not in values:
        return
    if values.get("credits") == (show.get("credits") or []):
        del values["credits"]
    if values.get("guests") and values["hosts"] == (show.get("hosts") or []):
        del values["hosts"]
