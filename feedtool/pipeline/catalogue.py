"""The catalogue of all codes, for the question why one of them is not checked."""

import tomllib
from pathlib import Path

from feedtool.files import read_text

_CATALOGUE = Path(__file__).parent.parent / "catalogue.toml"
_IMPOSSIBLE = "a feed that feedtool writes cannot break it, whatever the record says"


def explain_unchecked(code: str) -> str | None:
    """Say what a code without a rule asks for and why nothing checks it; None if there is none."""
    catalogue = tomllib.loads(read_text(_CATALOGUE))
    wanted = code.strip().upper()
    entry = catalogue["codes"].get(wanted[:2], {}).get(wanted)
    if entry is None:
        return None
    reason = catalogue["reasons"][entry["unjudged"]] if "unjudged" in entry else _IMPOSSIBLE
    return f"{wanted} ({entry['level']}): {entry['title']}. Not checked: {reason}."
