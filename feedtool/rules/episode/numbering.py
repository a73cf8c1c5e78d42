"""Numbers of episodes beside each other: none twice, none left out, none that leads nowhere."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from feedtool.check.facts import Digest, Index
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem
from feedtool.model.show import Show

_RARE = 20
"""One slip in so many episodes stands out; where there are more, numbers do not follow dates."""
_DATE = 6
"""Digits from which a number is a date, such as 20240102."""
_HINT = "count on from the episode before"


@rule("EP15", Level.WARNING)
def repeated_number(index: Index) -> Iterable[Problem]:
    """Two full episodes of one season have the same number.

    Apple shows them as one and the same place in the list, and a serial show plays them in any
    order. Most often a record was copied. Numbers count within a season; trailers and bonuses may
    bear the number of the episode that they belong to.

    Bad:
        # 002.md
        episode: 1

    Good:
        # 002.md
        season: 2
        episode: 1
    """
    first: dict[tuple[str, str], Digest] = {}
    for digest in _full_episodes(index):
        key = (digest.season.lstrip("0"), digest.episode.lstrip("0"))
        other = first.setdefault(key, digest)
        if other is not digest:
            of_season = f" of season {digest.season}" if digest.season else ""
            yield Problem(
                ("episode", "number"),
                f"number {digest.episode}{of_season} is that of {other.path} too; expected one "
                "of its own",
                "count on from the newest episode",
                file=digest.path,
                others=(other.path,),
            )


def _full_episodes(index: Index) -> Iterator[Digest]:
    """List the full episodes that bear a number, drafts left out."""
    return (
        digest
        for digest in index.digests
        if digest.episode.strip("0") and digest.episode_type == "full" and not digest.is_draft
    )


@rule("EP16", Level.ADVICE)
def number_out_of_row(index: Index, show: Show) -> Iterable[Problem]:
    """A number is left out, or an episode has a lower number than one before it.

    Listeners take a gap for an episode that they cannot find; most often a digit was mistyped.
    Count on from the episode before.

    Only a slip stands out: where more than one number in twenty is out of the row, numbers do not
    follow the dates in this show, and nothing is said; nor between so few that either may be
    wrong. A number that a draft, a trailer or a bonus has is not missing, nor is one where
    `removed` in show.yaml lists episodes that were taken out.

    Bad:
        # 002.md
        episode: 3

    Good:
        # 002.md
        episode: 2
    """
    seasons: dict[str, dict[int, Digest]] = {}
    for digest in sorted(_dated_episodes(index), key=_date_of):
        season = seasons.setdefault(digest.season.lstrip("0"), {})
        season.setdefault(int(digest.episode), digest)  # of one number twice, EP15 speaks
    known = {digest.episode.lstrip("0") for digest in index.digests}
    is_complete = not show.removed and not any(map(_is_unread, index.digests))
    for season in seasons.values():
        row = find_longest_row([*season])
        few = max(1, len(season) // _RARE)
        slips = season.keys() - row
        if slips:  # a mistyped number leaves a gap where it belongs: that is one fault
            if len(slips) <= few and 2 * len(slips) < len(row):
                yield from (_out_of_row(season[number]) for number in sorted(slips))
            continue
        gaps = _find_gaps(row, known) if is_complete else []
        if len(gaps) <= few:
            yield from (_gap(season[last], season[number]) for last, number in gaps)


def _dated_episodes(index: Index) -> Iterator[Digest]:
    """List the full episodes whose numbers count on; those that are dates do not."""
    return (
        digest
        for digest in _full_episodes(index)
        if digest.instant and digest.episode.isdecimal() and len(digest.episode) < _DATE
    )


def _is_unread(digest: Digest) -> bool:
    """Say whether an episode may have a number that could not be read."""
    return digest.is_broken or "episode" in digest.dropped


def _date_of(digest: Digest) -> tuple[float, str]:
    return (digest.instant.timestamp() if digest.instant else 0.0, digest.path)


def _find_gaps(row: list[int], known: set[str]) -> list[tuple[int, int]]:
    """List neighbours in the row between which a number is missing in the whole show."""
    return [
        (last, number)
        for last, number in pairwise(row)
        if any(str(missing) not in known for missing in range(last + 1, number))
    ]


def _out_of_row(digest: Digest) -> Problem:
    message = f"number {digest.episode} does not fit between those before and after it by date"
    return Problem(("episode", "number"), message, _HINT, file=digest.path)


def _gap(earlier: Digest, digest: Digest) -> Problem:
    message = (
        f"number {digest.episode} comes after {earlier.episode} of {earlier.path}; "
        f"expected {int(earlier.episode) + 1}"
    )
    place = ("episode", "number")
    return Problem(place, message, _HINT, file=digest.path, others=(earlier.path,))


def find_longest_row(numbers: list[int]) -> list[int]:
    """Return the longest rising row among numbers of which no two are the same.

    What is not in it is out of order. Patience sorting: for n numbers about n log n steps.
    """
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [at]
    row: list[int] = []
    at = places[-1] if places else -1
    while at >= 0:
        row.append(numbers[at])
        at = before[at]
    return row[::-1]


@rule("EP18", Level.WARNING)
def unattached_extra(index: Index) -> Iterable[Problem]:
    """A trailer or bonus has the number of an episode that does not exist.

    To Apple its number says which episode it belongs to; alone it belongs to the season or to the
    show. A number of its own in the row of the episodes leads to nothing, and is missing there.
    Give it the number of its episode, or none.

    A trailer may come before its episode: it is named once a full episode with a higher number is
    out. Numbers below those in the feed are let alone, and so is a show without numbers.

    Bad:
        # 002.md
        episode_type: bonus

    Good:
        # 002.md
        episode_type: bonus
        episode: 1
    """
    numbered = [
        digest for digest in index.digests if digest.episode.isdecimal() and not digest.is_broken
    ]
    extras = [digest for digest in numbered if digest.episode_type in ("trailer", "bonus")]
    full = [digest for digest in numbered if digest.episode_type == "full"]
    if not extras or not full:
        return
    taken = {(digest.season.lstrip("0"), int(digest.episode)) for digest in full}
    taken |= {("", number) for _, number in taken}
    numbers = [int(digest.episode) for digest in full]
    for digest in extras:
        number = int(digest.episode)
        limit = max(numbers) if digest.episode_type == "trailer" else number + 1
        is_known = (digest.season.lstrip("0"), number) in taken
        if is_known or digest.is_draft or not min(numbers) < number < limit:
            continue
        yield Problem(
            ("episode", "number"),
            f"no episode has number {number}, to which this {digest.episode_type} would belong",
            "give it the number of its episode, or none",
            file=digest.path,
        )
