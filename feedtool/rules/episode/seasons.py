"""Names of seasons, and numbers as they are shown."""

from collections.abc import Iterable, Iterator

from feedtool.check.facts import Digest, Index, RecordFaults
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.show import Show

_LONGEST_NAME = 128
_LONGEST_DISPLAY = 32
_SHOW = "show.yaml"


@rule("EP19", Level.WARNING)
def uneven_season(part: RecordFaults | Index, show: Show) -> Iterable[Problem]:
    """A season has two names, or a season's name or a displayed number is too long.

    The podcast namespace allows 128 characters for the name and 32 for what is displayed instead
    of a number; apps that group episodes by season take the name of any one of them. Name seasons
    once, under `seasons` in show.yaml. A name that differs from it is repaired. In a feed of
    another tool the numbers of podcast:season and podcast:episode are those of Apple's elements.

    Bad:
        # show.yaml
        seasons: {1: The beginning}
        # 001.md
        season: {number: 1, name: The begining}

    Good:
        # show.yaml
        seasons: {1: The beginning}
        # 001.md
        season: 1
    """
    if isinstance(part, RecordFaults):
        yield from part.of("EP19")
        return
    for number, name in show.seasons.items():
        yield from _judge_length(("seasons", number), name, _LONGEST_NAME)
    names: dict[str, tuple[str, str]] = {
        number.lstrip("0"): (name, _SHOW) for number, name in show.seasons.items()
    }
    for digest in part.digests:
        if digest.season_name or digest.display:
            yield from _judge_lengths(digest)
        name, number = digest.season_name.strip(), digest.season.lstrip("0")
        if not name or not number:
            continue
        known, where = names.setdefault(number, (name, digest.path))
        if name != known.strip():
            yield _second_name(digest, known, where)


def _judge_lengths(digest: Digest) -> Iterator[Problem]:
    name, display = ("season", "name"), ("episode", "display")
    yield from _judge_length(name, digest.season_name, _LONGEST_NAME, digest.path)
    yield from _judge_length(display, digest.display, _LONGEST_DISPLAY, digest.path)


def _judge_length(at: tuple[str, str], text: str, most: int, file: str = "") -> Iterator[Problem]:
    if len(text) > most:
        message = f"this has {len(text)} characters; at most {most} are allowed"
        yield Problem(at, message, "shorten it", file=file)


def _second_name(digest: Digest, known: str, where: str) -> Problem:
    """Name a season's other name; only what show.yaml says is sure to be the right one."""
    at, name = ("season", "name"), digest.season_name
    return Problem(
        at,
        f"season {digest.season} is called {name!r} here and {known!r} in {where}",
        "name it once, under seasons in show.yaml",
        feed_hint="give it one name in all its episodes",
        edits=(Replace(at, name, known),) if where == _SHOW else (),
        file=digest.path,
        others=() if where == _SHOW else (where,),
    )
