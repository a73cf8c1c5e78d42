"""Aspect ratios of pictures, as CSS writes them: `16/9`, `16 / 9`, `1.5`.

Source: CSS Box Sizing Module Level 4, `aspect-ratio`; the podcast namespace, tag image.
"""

import re

_RATIO = re.compile(
    r"(?P<width>\d{1,6}(?:\.\d{1,6})?)(?: {0,3}/ {0,3}(?P<height>\d{1,6}(?:\.\d{1,6})?))?", re.ASCII
)
_OTHER_SIGNS = re.compile(r"(\d{1,6}) {0,3}[:x×] {0,3}(\d{1,6})", re.ASCII)
_TOLERANCE = 0.02
_WIDE = 16 / 9


def read_ratio(text: str) -> float | None:
    """Return width by height, or None where the text is no ratio."""
    match = _RATIO.fullmatch(text.strip())
    if match is None:
        return None
    return ratio_of(float(match["width"]), float(match["height"] or 1))


def mend_ratio(text: str) -> str:
    """Rewrite `16:9` and `16x9` as `16/9`; "" for anything else."""
    match = _OTHER_SIGNS.fullmatch(text.strip())
    mended = f"{match[1]}/{match[2]}" if match else ""
    return mended if read_ratio(mended) else ""


def ratio_of(width: float | None, height: float | None) -> float | None:
    """Return width by height, or None where one is not known or zero."""
    return width / height if width and height else None


def is_same_ratio(one: float, other: float) -> bool:
    """Say whether two ratios differ by no more than rounding to pixels explains."""
    return abs(one - other) <= _TOLERANCE * max(one, other)


def is_wide(ratio: float | None) -> bool:
    """Say whether a picture has the shape of a film: 16:9."""
    return ratio is not None and is_same_ratio(ratio, _WIDE)
