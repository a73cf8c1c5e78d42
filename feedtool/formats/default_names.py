"""Texts that programs write into tags when nobody has said anything."""

import re

from feedtool.formats.lazy_pattern import lazy_pattern

_DEFAULT = lazy_pattern(
    r"(?:new |my |an? )?(?:untitled|unknown|no name|track|audio ?track|song|recording|voice memo"
    r"|project|sequence|session|timeline|region|bounce|mix ?down|mixdown|export|render|master"
    r"|final(?: cut| mix| master| export| version)?|default|title|album|artist|test)"
    r"(?: (?:artist|album|title|project|track|recording|audio|mix|song|file))?"
    r"(?:[ _#-]*v?\d{1,4}){0,2}",
    re.IGNORECASE,
)
_FILE = lazy_pattern(
    r".+\.(?:wav|wave|aiff?|mp3|m4a|flac|ogg|opus|aup3?|sesx|logicx?|band|ptx|ptf|rpp|als|cpr|hpr"
    r"|mp4|mov)",
    re.IGNORECASE,
)
_PROGRAMS = lazy_pattern(
    r"(?:audacity|garageband|logic pro|adobe audition|reaper|hindenburg|pro tools|ableton live"
    r"|descript|riverside|zencastr|squadcast|auphonic|lame|lavf?)(?:[ /v.-]*[\d.]+)?(?: project)?"
    r"|various(?: artists)?|zoom\d{3,4}|\d{6}[_-]\d{3,4}",
    re.IGNORECASE,
)


def is_default_name(text: str) -> bool:
    """Tell whether a text is what a program put there: `Untitled`, `Track 1`, `cut 3.wav`."""
    text = " ".join(text.split())
    return any(pattern.fullmatch(text) for pattern in (_DEFAULT, _FILE, _PROGRAMS))
