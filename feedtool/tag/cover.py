"""Station tag: small pictures for tags, made of the artwork; the same file gives the same bytes.

What draws is imported when a picture is made or compared: mostly it was made before.
"""

from pathlib import Path

COVER_SIDE = 600
"""Pixels a side of the cover: car radios and phones show no more."""
VERSION = 2
"""Raised whenever the same file gives other pictures."""
_CHAPTER_SIDE = 480


class PictureError(Exception):
    """A picture that cannot be read; the text is a sentence about it."""


def make_cover(path: Path) -> bytes:
    """Make a square JPEG of a picture's middle; raises PictureError, OSError."""
    return _make(path, COVER_SIDE, is_square=True)


def make_chapter_picture(path: Path) -> bytes:
    """Make a small JPEG of a whole picture; raises PictureError, OSError."""
    return _make(path, _CHAPTER_SIDE, is_square=False)


def _make(path: Path, side: int, *, is_square: bool) -> bytes:
    from feedtool.tag.drawing import draw_small  # noqa: PLC0415 - Pillow takes long to import

    try:
        return draw_small(path, side, is_square=is_square)
    except ValueError as error:
        raise PictureError(str(error)) from None


def choose_cover(wanted: bytes | None, present: list[bytes]) -> bytes | None:
    """Keep a picture that is there where it shows the same, so that nothing is written anew."""
    if wanted is None:
        return None
    return next((data for data in present if data and is_alike(data, wanted)), wanted)


def is_alike(left: bytes, right: bytes) -> bool:
    """Tell whether two pictures have the same size and look the same."""
    if left == right:
        return True
    from feedtool.tag.drawing import looks_alike  # noqa: PLC0415 - Pillow takes long to import

    return looks_alike(left, right)
