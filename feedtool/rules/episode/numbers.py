"""The numbers and the kind of an episode."""

from collections.abc import Iterable

from feedtool.check.facts import RecordFaults
from feedtool.check.rule import rule
from feedtool.formats.nearest import find_nearest
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Problem
from feedtool.model.show import Show

_TYPES = ("full", "trailer", "bonus")


@rule("EP13")
def bad_episode_number(
    part: RecordFaults | Item, episode: Episode, item: Item, show: Show
) -> Iterable[Problem]:
    """An episode's number is not a positive number, or a serial show's episode has none.

    Apple takes whole numbers from 1, and sorts a serial show by them: an episode without one
    stands anywhere. Count from 1; a trailer needs no number. A decimal such as `12.5` is fine in
    an episodic show: it becomes podcast:episode only, which allows it.

    Bad:
        # 001.md
        episode: 0

    Good:
        # 001.md
        episode: 12.5
    """
    decimals = list(part.of("EP13")) if isinstance(part, RecordFaults) else []
    if decimals:
        yield from decimals
        return
    number = episode.episode.number if episode.episode else None
    is_displayed = episode.episode is not None and episode.episode.display is not None
    is_wrong = is_displayed if number is None else not _is_positive(number)
    if is_wrong:
        fault = "is missing beside display" if number is None else f"{number!r} is not valid"
        yield Problem(
            ("episode", "number"),
            f"episode number {fault}; expected 1, 2, 3 and so on",
            "leave it out for a trailer; else count from 1, without a sign",
        )
    elif show.type != "serial" or (number is not None and number.isdecimal()):
        return
    elif episode.episode_type == "full" and not item.is_draft and item.live is None:
        what = "has no number" if number is None else f"has {number!r} as its number"
        yield Problem(
            ("episode", "number"),
            f"the show is serial and this episode {what}; expected a whole number from 1",
            "write 'episode: …', its number in the season, or 'type: episodic' in show.yaml",
            feed_hint="add <itunes:episode>…</itunes:episode>, or let itunes:type be episodic",
        )


def _is_positive(number: str) -> bool:
    """Judge digits as they are written: they may be too many for an int."""
    digits = number.replace(".", "", 1)
    return digits.isdecimal() and bool(digits.strip("0"))


@rule("EP14", fields=("season",))
def bad_season_number(episode: Episode) -> Iterable[Problem]:
    """A season's number is not a whole number from 1.

    Apple and the podcast namespace group episodes by it, and take nothing else: the season would
    be ignored. The name of a season goes under `seasons` in show.yaml, or into
    `season: {number: 1, name: …}`.

    Bad:
        # 001.md
        season: 0

    Good:
        # 001.md
        season: {number: 1, name: The beginning}
    """
    season = episode.season
    number = season.number if season else None
    if season is None or (number and number.isdecimal() and number.strip("0")):
        return
    if number is None and season.name is None:
        return
    fault = "is missing beside its name" if number is None else f"{number!r} is not valid"
    yield Problem(
        ("season", "number"),
        f"season number {fault}; expected 1, 2, 3 and so on",
        "count seasons from 1, or leave the season out",
    )


@rule("EP17", fields=("episode_type",))
def unknown_episode_type(episode: Episode) -> Iterable[Problem]:
    """An episode's type is not one of full, trailer and bonus.

    These three are all that Apple and PSP-1 know, in small letters; any other word is ignored,
    and the trailer stands among the episodes.

    Bad:
        # 001.md
        episode_type: teaser

    Good:
        # 001.md
        episode_type: bonus
    """
    kind = episode.episode_type
    if kind in _TYPES:
        return
    nearest = find_nearest(kind, _TYPES)
    yield Problem(
        ("episode_type",),
        f"episode type {kind!r} is not known; expected one of: {', '.join(_TYPES)}",
        f"did you mean '{nearest}'?" if nearest else "leave it out for an ordinary episode",
    )
