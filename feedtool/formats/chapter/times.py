"""Times of chapters, as the forms write them.

Sources: RFC 2326 section 3.6 (Normal Play Time, for Podlove), W3C WebVTT, Spotify's help (lines of
a description).
"""

from feedtool.formats.clock import write_exact_time
from feedtool.model.scalars import parse_seconds

LONGEST = 1_000_000_000
"""Seconds, some thirty years: a greater number is no time of a recording."""
HOUR = 3600
_WIDE = str.maketrans("０１２３４５６７８９：．（）［］｜－", "0123456789:.()[]|-")


def narrow(text: str) -> str:
    """Write full-width digits and signs as ASCII ones, each for one, so that places stay."""
    return text if text.isascii() else text.translate(_WIDE)


def read_time(text: str) -> float | None:
    """Read `65:20`, `1:05:20.5`, `00:01:05,500` or plain seconds; None if it is no time."""
    seconds = parse_seconds(text.replace(",", ".") if "," in text else text)
    return seconds if seconds is not None and seconds <= LONGEST else None


def write_play_time(seconds: float) -> str:
    """Write Normal Play Time: `HH:MM:SS`, with milliseconds where there are some."""
    text = write_exact_time(seconds)
    return text.removesuffix(".000")
