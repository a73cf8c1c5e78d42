"""podcast:location: what an episode is about, or where it was made."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.geo import is_osm_object, judge_geo
from feedtool.formats.vocabulary.languages import REGIONS
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.place import FieldPath
from feedtool.model.show import Show
from feedtool.model.tags import RELATIONS, Place

_LIMIT = 128
"""Characters. Source: podcast namespace, tag location."""


@rule("PE12", Level.WARNING, fields=("location",))
def unusable_location(record: Show | Episode) -> Iterable[Problem]:
    """A place has no name, or its coordinates, map object or country do not exist.

    Apps show the name and find episodes near the listener by the rest; Podcasting 2.0 asks for a
    name of at most 128 characters, `rel` subject or creator, `geo` as in RFC 5870 with latitude
    before longitude, `osm` as N, W or R with a number, and `country` in two letters (ISO 3166).

    Bad:
        # 001.md
        location: {name: Mark I Laboratory, geo: "geo:142.3770,-71.1167"}

    Good:
        # 001.md
        location: {name: Mark I Laboratory, geo: "geo:42.3770,-71.1167"}
    """
    for number, place in enumerate(record.location):
        for field, message, hint in _judge(place):
            at: FieldPath = ("location", number, field)
            yield Problem(at, f"location.{number}.{field} {message}", hint)


def _judge(place: Place) -> Iterator[tuple[str, str, str]]:
    """Yield the field, what is wrong with it, and the cure."""
    name = (place.name or "").strip()
    if not name:
        yield "name", "is missing", "write what listeners call the place"
    elif len(name) > _LIMIT:
        yield "name", f"has {len(name)} characters; at most {_LIMIT} are allowed", "shorten it"
    if place.rel is not None and place.rel not in RELATIONS:
        legal = "subject (what it is about) or creator (where it was made)"
        yield "rel", f"is {place.rel!r}; expected {legal}", ""
    fault = judge_geo(place.geo) if place.geo is not None else ""
    if fault:
        yield "geo", f"{place.geo!r} {fault}", "write geo:latitude,longitude in degrees"
    if place.osm is not None and not is_osm_object(place.osm):
        yield "osm", f"{place.osm!r} is not like R148838", "write N, W or R and the object's number"
    if place.country is not None and place.country.strip().upper() not in REGIONS:
        yield "country", f"{place.country!r} is no country of ISO 3166", "write a code such as GB"
