"""A plan to JSON and back: `plan --out` writes it, `publish` does what it says."""

import json
from datetime import MAXYEAR, MINYEAR
from typing import Any

from pydantic import TypeAdapter, ValidationError

from feedtool.errors import FeedtoolError
from feedtool.model.place import dotted
from feedtool.model.plan import Plan

_SCHEMA = 1
_MAX_SHOWN = 40
_PLAN = TypeAdapter(Plan)
_HINT = "make it anew: feedtool plan --out plan.json"


def describe_plan(plan: Plan) -> dict[str, Any]:
    """Make the JSON object of a plan: `schema`, then its fields by their names."""
    document: dict[str, Any] = _PLAN.dump_python(plan, mode="json")
    return {"schema": _SCHEMA, **document}


def read_plan(text: str, path: str) -> Plan:
    """Read a plan that `describe_plan` made; raises FeedtoolError. `path` is named in its message.

    Unknown keys are passed over: a later version may say more.
    """
    try:
        document: Any = json.loads(text)
    except RecursionError:
        raise FeedtoolError(f"{path} is no plan: it is nested too deep", _HINT) from None
    except ValueError as error:
        raise FeedtoolError(f"{path} is no plan: {error}", _HINT) from None
    schema = document.get("schema") if isinstance(document, dict) else None
    if type(schema) is not int or schema != _SCHEMA:  # true is 1 in Python
        what = f"its schema is {json.dumps(schema)[:_MAX_SHOWN]}"
        what = "it is no JSON object with a schema" if schema is None else what
        raise FeedtoolError(f"{path} is no plan of this version: {what}", _HINT)
    try:
        plan = _PLAN.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        what = ": ".join(filter(None, (dotted(first["loc"]), first["msg"])))
        raise FeedtoolError(f"{path} is no plan: {what}", _HINT) from None
    if plan.now.tzinfo is None:
        raise FeedtoolError(f"{path} is no plan: now: the time has no offset", _HINT)
    if not MINYEAR < plan.now.year < MAXYEAR:  # those have no time in every zone
        raise FeedtoolError(f"{path} is no plan: now: {plan.now.year} is no year to plan in", _HINT)
    return plan
