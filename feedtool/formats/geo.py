"""Points on the map as `podcast:location` writes them.

Sources: RFC 5870 (the geo URI), and the podcast namespace, docs/tags/location.md (OpenStreetMap).
"""

import re

_GEO = re.compile(
    r"geo:(?P<lat>-?\d+(?:\.\d+)?),(?P<lon>-?\d+(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?P<more>;.*)?",
    re.ASCII | re.IGNORECASE,
)
_OSM = re.compile(r"[NWR]\d+(?:#\d+)?", re.ASCII)
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180
_LONG = 80
"""Characters after which a text is no point; Python takes long to read endless digits."""


def judge_geo(text: str) -> str:
    """Say what is wrong with a geo URI, in words that follow it, or return "".

    Degrees are judged on Earth only: another reference system (`crs=`) has its own.
    """
    match = _GEO.fullmatch(text.strip()[:_LONG])
    if match is None or len(text) > _LONG:
        return "is not like geo:30.2672,-97.7431"
    if "crs=" in (match["more"] or "").lower():
        return ""
    if abs(float(match["lat"])) > _MAX_LATITUDE:
        return f"has latitude {match['lat']}; from -90 to 90 exist"
    if abs(float(match["lon"])) > _MAX_LONGITUDE:
        return f"has longitude {match['lon']}; from -180 to 180 exist"
    return ""


def is_osm_object(text: str) -> bool:
    """Tell whether a text names an object of OpenStreetMap: N, W or R and its number."""
    return _OSM.fullmatch(text.strip()) is not None
