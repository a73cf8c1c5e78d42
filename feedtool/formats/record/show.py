"""show.yaml, people and sponsors: fields to records."""

from typing import Any

from feedtool.formats.namespaces import BUILT_IN
from feedtool.formats.record.elements import ElementReader, is_element_name
from feedtool.formats.record.people import resolve_people
from feedtool.formats.record.validation import Reading, validate
from feedtool.model.finding import Fault, Problem
from feedtool.model.person import Person, Sponsor
from feedtool.model.roster import Roster
from feedtool.model.show import Show

_WHOLE = frozenset({"artwork", "audio", "value"})
"""Sources that are no text, and so cannot be joined with others."""
_PSC_ELEMENT = "psc:chapters"
"""The element that is made of chapters; elsewhere they are lines of text."""
DERIVE_SOURCES = frozenset(
    "title summary notes notes_text notes_links description author keywords artwork audio "
    "explicit value season episode episode_type chapters".split()
)
_NULLABLE = frozenset(name for name, info in Show.model_fields.items() if info.default is None)
_PEOPLE = frozenset({"hosts", "credits"})


def build_show(values: dict[str, Any]) -> Reading[Show]:
    """Make the show of its fields."""
    faults: list[Fault] = []
    values = {
        key: value
        for key, value in values.items()
        if not key.startswith("x-") and (value is not None or key in _NULLABLE)
    }
    for name in _PEOPLE & values.keys():
        values[name] = _by_name(values[name])
    namespaces = _texts(values.get("namespaces"))
    reader = ElementReader(namespaces)
    reader.check_attributes(values)
    if "elements" in values:
        values["elements"] = reader.read(values["elements"], ("elements",))
    faults += reader.faults
    if isinstance(values.get("derive"), dict):
        values["derive"] = _check_derive(values["derive"], namespaces, faults)
    reading = validate(Show, values)
    reading.faults = faults + reading.faults
    reading.dropped |= {name for fault in faults for name in fault.drops}
    return reading


def _by_name(value: Any) -> Any:
    """Read `person: KEY` as a name: whom it means is known once people/ has been read."""
    items = value if isinstance(value, list) else [value]
    return [
        {"name": item["person"]} | {key: own for key, own in item.items() if key != "person"}
        if isinstance(item, dict) and "person" in item
        else item
        for item in items
    ]


def find_unknown_people(values: dict[str, Any], roster: Roster) -> list[Fault]:
    """Say which hosts and credits name a key that nobody has."""
    faults: list[Fault] = []
    for name in sorted(_PEOPLE & values.keys()):
        resolve_people(values[name], (name,), roster, faults)
    return faults


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)}


def _check_derive(
    derive: dict[str, Any], namespaces: dict[str, str], faults: list[Fault]
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in derive.items():
        sources = value if isinstance(value, list) else [value]
        prefix, colon, _ = name.partition(":")
        wrong = [each for each in sources if not _is_source(each)]
        at = ("derive", name)
        if not is_element_name(name):
            message = f"derive: '{name}' is not a name XML allows"
            faults.append(Fault("RC07", Problem(at, message), ("derive",)))
        elif colon and prefix not in BUILT_IN and prefix not in namespaces:
            message = f"derive: prefix '{prefix}' is not known; give its URI under namespaces"
            faults.append(Fault("RC08", Problem(at, message), ("derive",)))
        elif wrong:
            legal = ", ".join(sorted(DERIVE_SOURCES))
            message = f"derive: '{wrong[0]}' is no source; expected one of: {legal}"
            faults.append(Fault("RC07", Problem(at, message), ("derive",)))
        elif len(sources) > 1 and not (whole := _wholes_of(name)).isdisjoint(sources):
            alone = min(whole.intersection(sources))
            message = f"derive: '{alone}' makes an element of its own; it cannot be joined"
            faults.append(Fault("RC07", Problem(at, message), ("derive",)))
        else:
            kept[name] = tuple(each for each in sources if each is not None)
    return kept


def _wholes_of(name: str) -> frozenset[str]:
    return _WHOLE | {"chapters"} if name == _PSC_ELEMENT else _WHOLE


def _is_source(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value in DERIVE_SOURCES)


def build_person(
    values: dict[str, Any], body: str | None, namespaces: dict[str, str] | None = None
) -> Reading[Person]:
    """Make a person of people/KEY.md: the body is the bio."""
    values = {key: value for key, value in values.items() if not key.startswith("x-")}
    if body and body.strip():
        values.setdefault("bio", body.strip())
    reader = ElementReader(namespaces or {})
    reader.check_attributes(values)
    reading = validate(Person, values)
    reading.faults = reader.faults + reading.faults
    return reading


def build_sponsor(values: dict[str, Any], body: str | None) -> Reading[Sponsor]:
    """Make a sponsor of sponsors/KEY.md: the body is the text."""
    values = {key: value for key, value in values.items() if not key.startswith("x-")}
    if body and body.strip():
        values.setdefault("text", body.strip())
    return validate(Sponsor, values)


def resolve_show_people(show: Show, roster: Roster) -> Show:
    """Put registry people where hosts and credits name them by key or name."""
    update: dict[str, Any] = {}
    for name in ("hosts", "credits"):
        persons = getattr(show, name)
        found = tuple(_known(person, roster) for person in persons)
        if found != persons:
            update[name] = found
    return show.model_copy(update=update) if update else show


def _known(person: Person, roster: Roster) -> Person:
    known = roster.find_person(person.name) if person.name else None
    if known is None or known is person:
        return person
    own = {name: getattr(person, name) for name in person.model_fields_set if name != "name"}
    return known.model_copy(update=own) if own else known
