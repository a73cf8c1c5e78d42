"""Station probe: a picture to its facts. Never raises for what a file holds."""

import contextlib
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from feedtool.files import hash_file
from feedtool.model.media import ImageFacts
from feedtool.probe.opening import open_facts
from feedtool.probe.sniff import describe_foreign

_MAX_DECODED = 40_000_000  # pixels; of a larger picture the size is told, its content not read
# Only these: Pillow's reader of EPS starts another program.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "JPEG2000", "ICO", "PSD", "AVIF")
_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "JPEG2000": "image/jp2",
    "ICO": "image/vnd.microsoft.icon",
    "PSD": "image/vnd.adobe.photoshop",
    "AVIF": "image/avif",
}
_MOVING = ("GIF", "PNG", "WEBP", "AVIF")  # frames of others are pages or layers
_HEAD = 4096
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")
_DAMAGED = "the picture is cut off or damaged: it cannot be read to its end"
_SERIAL_NUMBERS = (0xA431, 0xA435)  # of the camera body, of the lens (Exif 2.32, 4.6.5)
_MAX_DPI = 100_000
_MEASURED = ("RGB", "RGBA", "RGBX", "L", "LA", "CMYK", "YCbCr", "P", "1")  # 8 bits a band, or 1
_SAME = 8  # of 255 levels: what compression makes of one colour
_GPS, _EXIF, _ARTIST, _OWNER = 0x8825, 0x8769, 0x013B, 0xA430


def probe_image(path: Path) -> ImageFacts:
    """Measure a picture; whatever is wrong with it is the `fault` of the facts."""
    return open_facts(
        path, ImageFacts, lambda file, length: _probe_open(file, length, hash_file(path))
    )


def _probe_open(file: BinaryIO, length: int, sha256: str) -> ImageFacts:
    facts = ImageFacts(length, sha256)
    # Pillow raises OSError, SyntaxError, ValueError and others on damaged bytes.
    with warnings.catch_warnings(), contextlib.suppress(Exception):
        warnings.simplefilter("ignore")
        try:
            with Image.open(file, formats=_FORMATS) as image:
                facts = _describe(image, facts)
                return _look_through(image, facts)
        except Image.DecompressionBombError:
            return replace(facts, fault="the picture has too many pixels to be opened")
    file.seek(0)
    return replace(facts, fault=_name_content(file.read(_HEAD)))


def _name_content(head: bytes) -> str:
    if head.startswith(_SIGNATURES):
        return _DAMAGED
    unknown = "this is not a picture that is known: export it again as JPEG or PNG"
    return describe_foreign(head, "a JPEG or PNG picture") or unknown


def _describe(image: Image.Image, facts: ImageFacts) -> ImageFacts:
    name = "JPEG" if image.format == "MPO" else image.format or ""  # what many phones write
    return replace(
        facts,
        type=_TYPES.get(name, ""),
        format=name,
        width=image.width,
        height=image.height,
        mode=image.mode,
        has_alpha=image.has_transparency_data,
        is_animated=name in _MOVING and bool(getattr(image, "is_animated", False)),
        dpi=_read_dpi(image),
        traces=_find_traces(image),
    )


def _read_dpi(image: Image.Image) -> float | None:
    """Return the resolution that a picture states; a senseless one is none."""
    with contextlib.suppress(Exception):
        dpi = float(image.info["dpi"][0])
        return round(dpi, 1) if 1 <= dpi <= _MAX_DPI else None
    return None


def _find_traces(image: Image.Image) -> tuple[str, ...]:
    found: list[str] = []
    with contextlib.suppress(Exception):  # a damaged EXIF block harms no picture
        exif = image.getexif()
        details = exif.get_ifd(_EXIF)
        if exif.get_ifd(_GPS):
            found.append("GPS position")
        if any(details.get(tag) for tag in _SERIAL_NUMBERS):
            found.append("serial number")
        if exif.get(_ARTIST) or details.get(_OWNER):
            found.append("author")
    return tuple(found)


def _look_through(image: Image.Image, facts: ImageFacts) -> ImageFacts:
    """Read a picture to its end, which shows damage, and whether anything is on it."""
    if image.width * image.height > _MAX_DECODED:
        return facts
    with contextlib.suppress(Exception):
        image.draft(None, (max(image.width // 8, 1), max(image.height // 8, 1)))  # a JPEG, quicker
        image.load()
        return replace(facts, is_blank=not facts.is_animated and _is_blank(image))
    return replace(facts, fault=_DAMAGED)


def _is_blank(image: Image.Image) -> bool:
    """Tell whether every pixel has the same colour, as far as eyes can tell.

    The entries of a palette stand in no order: there all pixels must be of one entry.
    """
    if image.mode not in _MEASURED:
        return False
    extrema: Any = image.getextrema()
    bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
    allowed = 0 if image.mode == "P" else _SAME
    return all(highest - lowest <= allowed for lowest, highest in bands)
