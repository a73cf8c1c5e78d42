"""Guests that a title seems to name: offered to the author, never assumed."""

import re
from collections.abc import Iterable

from feedtool.formats.yaml.text import write_flow_scalar
from feedtool.model.roster import fold_name

_WORD = r"[^\W\d_a-z][\w’'.-]{0,30}"
_NAME = rf"{_WORD}(?: (?:(?:de|van|von|der|da|la|le|bin|al)\s)?{_WORD}){{1,3}}"
_GUEST = re.compile(
    rf"\b(?:with|feat\.?|ft\.?|featuring|guest:?|w/) (?:(?:guest|Dr\.?|Prof\.?) )?(?P<name>{_NAME})"
)
_MOST_TITLE = 300


def find_guest(title: str, known: Iterable[str]) -> str:
    """Return the name of the guest that a title seems to hold, or ""; not that of a host."""
    match = _GUEST.search(title[:_MOST_TITLE])
    name = match["name"].rstrip(".-’'") if match else ""
    return "" if fold_name(name) in {fold_name(each) for each in known} else name


def offer_guest(name: str) -> str:
    """Write the comment line of a record that offers a guest."""
    return f"# guests: [{write_flow_scalar(name)}]  # the title says so: right?\n" if name else ""
