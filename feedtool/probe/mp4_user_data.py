"""Station probe: what phones and editors keep in an MP4's user data, beside iTunes' atoms.

Sources: QuickTime File Format (user data), 3GPP TS 26.244, 8.10 (`loci`), XMP part 3 (`XMP_`).
"""

import struct

from feedtool.formats.private_data import find_in_bytes

_MAX_TEXT = 1 << 16
_TEXT_HEAD = 4  # bytes: length, language
_DEGREE = 1 << 16


def user_text(kind: str, content: bytes) -> str:
    """Write what a box of user data tells of somebody: a place by ISO 6709, or a path; else ""."""
    if kind == "\xa9xyz":
        length = int.from_bytes(content[:2], "big")
        return content[_TEXT_HEAD : _TEXT_HEAD + length].decode("utf-8", "replace")
    if kind == "loci":
        return _read_place(content)
    return find_in_bytes(content[:_MAX_TEXT]) if kind == "XMP_" else ""


def _read_place(content: bytes) -> str:
    """Read degrees as phones write them, behind version, language, a name and its role."""
    place = content[6:]
    width = 2 if place[:2] == b"\xfe\xff" else 1  # bytes of a letter, and of what ends the name
    ends = (at for at in range(0, len(place), width) if not any(place[at : at + width]))
    start = next(ends, len(place)) + width + 1
    degrees = place[start : start + 8]
    if len(degrees) < 8:
        return ""
    east, north = struct.unpack(">ii", degrees)
    return f"{north / _DEGREE:+08.4f}{east / _DEGREE:+09.4f}/"
