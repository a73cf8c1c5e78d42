"""Names of record files: number and title, in the order in which episodes came out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from feedtool.formats.slug import make_slug

_RESERVED = frozenset({"show", "readme"})
_MOST = 0.7
_LONGEST = 200
"""Bytes of a name; file systems hold 255 with number, suffix and what a build adds."""
_DIGITS = 3
"""Also of a show that has few episodes yet: names that a later import adds sort behind them."""
_TITLE_NUMBER = re.compile(
    r"(?:Episode |Ep\.? ?|Folge |#)?(?P<number>\d{1,4})(?:\s*[:.|–—-]+\s+|: ?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of an episode's file is made of; `order` is its place among all, from 1."""

    title: str
    season: str
    episode: str
    instant: datetime | None


def name_files(episodes: Sequence[Named]) -> list[str]:
    """Return a name without suffix for each episode, no two alike.

    The number is that of the episode where most have one of their own, with the season where
    numbers begin anew, else the place in the order of publishing.
    """
    episodes = _number_by_title(episodes)
    leads = _choose_leads(episodes)
    names: list[str] = []
    for lead, episode in zip(leads, episodes, strict=True):
        slug = make_slug(_without_number(episode.title, lead))
        name = f"{lead}-{slug}" if lead else slug
        names.append(f"{name}-episode" if name in _RESERVED else name)
    return keep_names(names)


def keep_names(wanted: Iterable[str]) -> list[str]:
    """Number names that are taken, on a system that does not tell case either, or reserved.

    Very long ones are cut, so that what a record adds to them has room.
    """
    taken = set(_RESERVED)
    last: dict[str, int] = {}
    names: list[str] = []
    for each in wanted:
        whole = unicodedata.normalize("NFC", each).encode(errors="replace")
        name = whole[:_LONGEST].decode(errors="ignore")
        key = name.casefold()
        if key in taken:
            numbers = count(last.get(key, 1) + 1)
            last[key] = next(number for number in numbers if f"{key}-{number}" not in taken)
            name = f"{name}-{last[key]}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _number_by_title(episodes: Sequence[Named]) -> Sequence[Named]:
    """Take the numbers that titles begin with, where no episode has one of its own."""
    if any(each.episode for each in episodes):
        return episodes
    matches = [_TITLE_NUMBER.match(each.title) for each in episodes]
    return [
        replace(each, episode=match["number"].lstrip("0") or "0") if match else each
        for each, match in zip(episodes, matches, strict=True)
    ]


def _without_number(title: str, lead: str) -> str:
    match = _TITLE_NUMBER.match(title)
    is_same = match is not None and match["number"].lstrip("0") == lead.lstrip("0")
    return title[match.end() :] if match and is_same and title[match.end() :].strip() else title


def _choose_leads(episodes: Sequence[Named]) -> list[str]:
    numbered = [each for each in episodes if each.episode.isdecimal()]
    if numbered and len(numbered) >= _MOST * len(episodes):
        width = max(_DIGITS, *(len(each.episode) for each in numbered))
        if len({each.episode for each in numbered}) == len(numbered):
            return [
                each.episode.zfill(width) if each.episode.isdecimal() else "" for each in episodes
            ]
        if len({(each.season, each.episode) for each in numbered}) == len(numbered):
            return [_with_season(each) for each in episodes]
    return _by_order(episodes)


def _with_season(each: Named) -> str:
    if not each.episode.isdecimal():
        return f"s{each.season}" if each.season else ""
    return f"s{each.season or 0}e{each.episode.zfill(2)}"


def _by_order(episodes: Sequence[Named]) -> list[str]:
    """Number by date, oldest first; without a date, by the feed's order from its end."""
    whole = len(episodes)
    width = max(_DIGITS, len(str(whole)))
    indexes = sorted(range(whole), key=lambda n: (_stamp(episodes[n].instant), -n))
    leads = [""] * whole
    for place, index in enumerate(indexes, start=1):
        leads[index] = str(place).zfill(width)
    return leads


def _stamp(instant: datetime | None) -> float:
    return instant.timestamp() if instant else 0.0
