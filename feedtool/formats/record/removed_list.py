"""An episode entered into the list `removed` of show.yaml, all other words as they are."""

import json
import re
from collections.abc import Iterator
from typing import Any

from feedtool.formats.record.fields import RecordPlaces, read_fields

_SUFFIX = ".yaml"
_DASH = re.compile(r"[ \t]*- ")


def enter_removed(text: str, guid: str, reason: str) -> str | None:
    """Return the text with the entry, or None where the list is not one that can be added to.

    A proposal counts only if the text, read again, says exactly that.
    """
    before = read_fields(text, _SUFFIX)
    if before.is_broken:
        return None
    listed = before.values.get("removed")
    entries = listed if isinstance(listed, list) else [] if listed is None else [listed]
    if any(guid in (each, _guid_of(each)) for each in entries):
        return text
    expected = {**before.values, "removed": [*entries, {"guid": guid, "reason": reason}]}
    for proposal in _propose(text, entries, f"{{guid: {_quote(guid)}, reason: {_quote(reason)}}}"):
        after = read_fields(proposal, _SUFFIX)
        if after.values == expected and len(after.faults) <= len(before.faults):
            return proposal
    return None


def _propose(text: str, entries: list[Any], entry: str) -> Iterator[str]:
    newline = "\r\n" if "\r\n" in text else "\n"
    if not entries:
        lead = text if not text or text.endswith("\n") else text + newline
        yield f"{lead}removed:{newline}  - {entry}{newline}"
        return
    span = RecordPlaces(text, _SUFFIX).find(("removed", len(entries) - 1))
    dash = _DASH.match(text, text.rfind("\n", 0, span.start) + 1)
    if dash is not None:
        end = text.find("\n", max(span.start, span.end - 1))
        end = len(text) if end < 0 else end
        line = f"{newline}{dash[0]}{entry}"
        yield text[:end].removesuffix("\r") + line + text[end - text[:end].endswith("\r") :]


def _guid_of(entry: Any) -> Any:
    return entry.get("guid") if isinstance(entry, dict) else None


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
