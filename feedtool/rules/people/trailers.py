"""podcast:trailer: a trailer of the show or a season, outside the list of episodes."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.dates import find_zone, read_date
from feedtool.model.finding import Level, Problem
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.model.tags import Trailer

_LIMIT = 128
"""Characters. Source: podcast namespace, tag trailer."""


@rule("PE15", Level.WARNING)
def incomplete_trailer(show: Show) -> Iterable[Problem]:
    """A trailer has no title, address or date, or one that cannot be read.

    Apps play the newest trailer as the preview of the show, or of the season it names, and pass
    over one without address or date. Podcasting 2.0 requires all three, and a title of at most
    128 characters. A season may be one that is still to come.

    Bad:
        # show.yaml
        trailer:
          - {title: Season two, url: "https://feeds.compilertalk.example/audio/s2.mp3"}

    Good:
        # show.yaml
        trailer:
          - title: Season two
            url: https://feeds.compilertalk.example/audio/s2.mp3
            pubdate: 2024-05-01 09:00
    """
    for number, trailer in enumerate(show.trailer):
        yield from _judge(trailer, ("trailer", number), show)


def _judge(trailer: Trailer, at: FieldPath, show: Show) -> Iterator[Problem]:
    where = f"trailer.{at[1]}"
    for field in ("title", "url", "pubdate"):
        if not (getattr(trailer, field) or "").strip():
            message = f"{where} has no {field}, which is required"
            yield Problem((*at, field), message, f"add {field}")
    title = trailer.title or ""
    if len(title) > _LIMIT:
        message = f"{where}.title has {len(title)} characters; at most {_LIMIT} are allowed"
        yield Problem((*at, "title"), message, "shorten it")
    if (trailer.pubdate or "").strip():
        zone = find_zone(show.timezone) if show.timezone else None
        date = read_date(trailer.pubdate or "", zone)
        if date.fault:
            yield Problem((*at, "pubdate"), f"{where}.pubdate: {date.fault}")
    if trailer.season is not None and trailer.season < 1:
        message = f"{where}.season is {trailer.season}; seasons count from 1"
        yield Problem((*at, "season"), message)
