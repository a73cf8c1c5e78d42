"""Station tag: makes pictures small, and compares two of them, through Pillow."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageChops, ImageOps, ImageStat, UnidentifiedImageError

_QUALITY = 85
_COMPARED = (150, 150)
_ALIKE = 16
"""Of 255 levels, in any part of the picture: what another version of the encoder may differ.

Covers of one design differ in a name or a number alone: on average that is next to nothing.
"""
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")


def draw_small(path: Path, side: int, *, is_square: bool) -> bytes:
    """Make a JPEG of at most `side` pixels a side, of the middle where it is to be square.

    Raises ValueError, whose text says what is wrong with the file, and OSError.
    """
    Image.preinit()  # the usual forms: else Pillow looks for a path's among all it knows
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=_FORMATS) as image:
                image.draft("RGB", (side, side))
                picture = _flatten(ImageOps.exif_transpose(image))
        except UnidentifiedImageError:
            raise ValueError("it is no picture that can be read") from None
        except (ValueError, SyntaxError, Image.DecompressionBombError, EOFError) as error:
            raise ValueError(f"it cannot be read: {error}") from None
    if is_square:
        side = min(*picture.size, side)
        picture = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
    else:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY, optimize=True)
    return data.getvalue()


def looks_alike(left: bytes, right: bytes) -> bool:
    """Tell whether two pictures have the same size and form, and look the same."""
    try:
        with (
            Image.open(io.BytesIO(left), formats=_FORMATS) as one,
            Image.open(io.BytesIO(right), formats=_FORMATS) as other,
        ):
            if (one.size, one.format) != (other.size, other.format):
                return False
            small = [_flatten(e).resize(_COMPARED, Image.Resampling.BOX) for e in (one, other)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError):
        return False
    return all(most < _ALIKE for _, most in ImageStat.Stat(ImageChops.difference(*small)).extrema)


def _flatten(image: Image.Image) -> Image.Image:
    """Make a picture RGB; what is transparent becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(ground, image).convert("RGB")
    if image.mode.startswith("I"):  # 16 bits of grey, of which Pillow would make white
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return image.convert("RGB")
