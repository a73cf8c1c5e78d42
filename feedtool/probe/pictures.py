"""Station probe: pictures inside tags, by their first bytes; Pillow is not needed for that."""

import base64
import binascii
import hashlib
import struct

from feedtool.model.tagging import FRONT_COVER, MAX_VALUE, TagPicture

_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame: ITU-T T.81, B.1
_JPEG_BARE = frozenset(range(0xD0, 0xDA)) | {0x01}  # markers without a length
_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)


def read_picture(
    kind: str, name: str, data: bytes, role: int = FRONT_COVER, description: str = ""
) -> TagPicture:
    """Describe the bytes of a picture."""
    width, height = _size_of(data)
    return TagPicture(
        kind,
        name,
        role,
        type_of(data),
        width,
        height,
        len(data),
        hashlib.sha256(data).hexdigest(),
        description[:MAX_VALUE],
    )


def type_of(data: bytes) -> str:
    """Return the media type of a picture, "" where its first bytes are of no known kind."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), "")


def _size_of(data: bytes) -> tuple[int, int]:
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if data.startswith(b"GIF8") and len(data) >= 10:
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else (0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        if marker == 0xFF:
            place += 1
        elif marker in _JPEG_BARE:
            place += 2
        else:
            place += 2 + max(int.from_bytes(data[place + 2 : place + 4], "big"), 2)
    return 0, 0


def read_flac_picture(kind: str, name: str, block: bytes) -> TagPicture | None:
    """Read a picture as FLAC and Vorbis comments hold it; None where it is cut off."""
    try:
        role, place = int.from_bytes(block[:4], "big"), 4
        _, place = _take(block, place)
        words, place = _take(block, place)
        data, _ = _take(block, place + 16)
    except ValueError:
        return None
    return read_picture(kind, name, data, role, words.decode("utf-8", "replace"))


def _take(block: bytes, place: int) -> tuple[bytes, int]:
    end = place + 4 + int.from_bytes(block[place : place + 4], "big")
    if place + 4 > len(block) or end > len(block):
        raise ValueError("cut off")
    return block[place + 4 : end], end


def read_coded_picture(kind: str, name: str, text: str) -> TagPicture | None:
    """Read a METADATA_BLOCK_PICTURE comment; None where it is no picture."""
    try:
        return read_flac_picture(kind, name, base64.b64decode(text, validate=False))
    except (ValueError, binascii.Error):
        return None
