"""Names, keys and mappings in a record to the people and sponsors they mean."""

import re
from typing import Any

from feedtool.formats.nearest import find_nearest
from feedtool.model.finding import Fault, Problem, Replace
from feedtool.model.person import Person
from feedtool.model.place import FieldPath
from feedtool.model.roster import Roster

_KEY_LIKE = re.compile(r"[a-z0-9][a-z0-9_-]*")


def resolve_people(
    value: Any, at: FieldPath, roster: Roster, faults: list[Fault], role: str = ""
) -> Any:
    """Replace keys and names by the registry's people; own fields win over the registry's.

    A bare text that matches nothing is a new person of that name. `role` is what people written
    here have, if they say nothing else.
    """
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    found = [_resolve(item, (*at, number), roster, faults) for number, item in enumerate(items)]
    kept = (item for own, item in zip(items, found, strict=True) if own is None or item is not None)
    return [_with_role(item, role) for item in kept]


def _with_role(item: Any, role: str) -> Any:
    if not role or isinstance(item, Person):
        return item
    if isinstance(item, str):
        return {"name": item, "role": role}
    return item if not isinstance(item, dict) or "role" in item else {**item, "role": role}


def _resolve(item: Any, at: FieldPath, roster: Roster, faults: list[Fault]) -> Any:
    if isinstance(item, str):
        person = roster.find_person(item)
        if person is None and _KEY_LIKE.fullmatch(item) and find_nearest(item, roster.people):
            faults.append(_unknown(item, at, roster.people, "person"))
            return None
        return person or item
    if not isinstance(item, dict) or "person" not in item:
        return item
    key = item["person"]
    known = roster.find_person(key) if isinstance(key, str) else None
    if known is None:
        faults.append(_unknown(str(key), (*at, "person"), roster.people, "person"))
        return None
    own = {name: value for name, value in item.items() if name != "person"}
    return (
        {name: getattr(known, name) for name in known.model_fields_set} | {"name": known.name} | own
    )


def resolve_sponsors(value: Any, at: FieldPath, roster: Roster, faults: list[Fault]) -> Any:
    """Replace sponsor keys and names by the registry's sponsors; an unknown key is a fault."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    found: list[Any] = []
    for number, item in enumerate(items):
        sponsor = roster.find_sponsor(item) if isinstance(item, str) else None
        if isinstance(item, str) and sponsor is None:
            faults.append(_unknown(item, (*at, number), roster.sponsors, "sponsor"))
        elif sponsor is not None:
            found.append({name: getattr(sponsor, name) for name in sponsor.model_fields_set})
            found[-1]["name"] = sponsor.name
        else:
            found.append(item)
    return found


def _unknown(key: str, at: FieldPath, known: Any, kind: str) -> Fault:
    nearest = find_nearest(key, known)
    hint = f"did you mean '{nearest}'?" if nearest else f"add {key} under {kind}s in show.yaml"
    if kind == "person" and not nearest:
        hint = f"add {key} under people in show.yaml, or write {{name: …}}"
    edits = (Replace(at, key, nearest),) if nearest else ()
    problem = Problem(at, f"unknown {kind} '{key}'", hint, edits, is_unsafe=True)
    return Fault("RC05", problem, (str(at[0]),))
