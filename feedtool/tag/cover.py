"""Station tag: small pictures for tags, made of the artwork; the same file gives the same bytes."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageChops, ImageOps, ImageStat, UnidentifiedImageError

COVER_SIDE = 600
"""Pixels a side of the cover: car radios and phones show no more."""
VERSION = 1
"""Raised whenever the same file gives other pictures."""
_CHAPTER_SIDE = 480
_QUALITY = 85
_COMPARED = (64, 64)
_ALIKE = 6.0  # of 255 levels, on average: what another version of the encoder may differ
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")


class PictureError(Exception):
    """A picture that cannot be read; the text is a sentence about it."""


def make_cover(path: Path) -> bytes:
    """Make a square JPEG of a picture's middle; raises PictureError, OSError."""
    return _make(path, (COVER_SIDE, COVER_SIDE), is_square=True)


def make_chapter_picture(path: Path) -> bytes:
    """Make a small JPEG of a whole picture; raises PictureError, OSError."""
    return _make(path, (_CHAPTER_SIDE, _CHAPTER_SIDE), is_square=False)


def _make(path: Path, size: tuple[int, int], *, is_square: bool) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=_FORMATS) as image:
                image.draft("RGB", size)
                picture = _flatten(ImageOps.exif_transpose(image))
        except UnidentifiedImageError:
            raise PictureError(f"{path.name} is no picture that can be read") from None
        except (ValueError, SyntaxError, Image.DecompressionBombError, EOFError) as error:
            raise PictureError(f"{path.name} cannot be read: {error}") from None
    if is_square:
        side = min(*picture.size, size[0])
        picture = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
    else:
        picture.thumbnail(size, Image.Resampling.LANCZOS)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY, optimize=True)
    return data.getvalue()


def _flatten(image: Image.Image) -> Image.Image:
    """Make a picture RGB; what is transparent becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(ground, image).convert("RGB")
    return image.convert("RGB")


def choose_cover(wanted: bytes | None, present: list[bytes]) -> bytes | None:
    """Keep a picture that is there where it shows the same, so that nothing is written anew."""
    if wanted is None:
        return None
    return next((data for data in present if data and is_alike(data, wanted)), wanted)


def is_alike(left: bytes, right: bytes) -> bool:
    """Tell whether two pictures have the same size and look the same."""
    if left == right:
        return True
    try:
        with (
            Image.open(io.BytesIO(left), formats=_FORMATS) as one,
            Image.open(io.BytesIO(right), formats=_FORMATS) as other,
        ):
            if (one.size, one.format) != (other.size, other.format):
                return False
            small = [_flatten(each).resize(_COMPARED) for each in (one, other)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError):
        return False
    return max(ImageStat.Stat(ImageChops.difference(*small)).mean) < _ALIKE
