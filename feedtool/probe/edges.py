"""Station probe: where tags end and sound begins, in files that are one run of frames.

Sources: ID3v2.4 structure 3.1 and 3.4, ID3v1, APEv2, Lyrics3 v1 and v2.
"""

from feedtool.probe.window import Window

_MAX_TAGS = 16
_ID3V1, _ID3V1_EXTENDED = 128, 227
_APE_HAS_HEADER = 1 << 31
_LYRICS_MAX = 5100


TagSpan = tuple[str, int, int]
"""A tag at an edge of the file: its kind without version, where it begins and ends."""


def sound_span(window: Window) -> tuple[int, int]:
    """Return where the sound begins and ends, tags at both ends left out."""
    start = skip_leading(window, 0)
    return start, min((begin for _, begin, _ in trailing_tags(window, start)), default=window.size)


def skip_leading(window: Window, start: int) -> int:
    """Return where the ID3v2 and APEv2 tags that stand at `start` end."""
    return max((end for _, _, end in leading_tags(window, start)), default=start)


def leading_tags(window: Window, start: int = 0) -> list[TagSpan]:
    """List the tags that stand one behind the other from `start`."""
    found: list[TagSpan] = []
    for _ in range(_MAX_TAGS):
        head = window.read(start, 32)
        kind, size = (
            ("APEv2", _ape_size(head)) if head[:3] == b"APE" else ("ID3v2", _id3v2_size(head))
        )
        if not size or start + size > window.size:
            break
        found.append((kind, start, start + size))
        start += size
    return found


def trailing_tags(window: Window, start: int) -> list[TagSpan]:
    """List the tags that stand one before the other up to the end, none before `start`."""
    found: list[TagSpan] = []
    end = window.size
    for _ in range(_MAX_TAGS):
        kind, size = _trailer(window, end)
        if not size or end - size < start:
            break
        found.append((kind, end - size, end))
        end -= size
    return found


def _id3v2_size(head: bytes) -> int:
    if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 0x7F or 0xFF in head[3:5]:
        return 0
    footer = 10 if head[3] >= 4 and head[5] & 0x10 else 0
    return 10 + syncsafe(head[6:10]) + footer


def _ape_size(head: bytes) -> int:
    if len(head) < 32 or head[:8] != b"APETAGEX":
        return 0
    return 32 + int.from_bytes(head[12:16], "little")


def syncsafe(four: bytes) -> int:
    """Read a number of which each byte holds seven bits."""
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _trailer(window: Window, end: int) -> tuple[str, int]:
    """Return the kind and size of the tag that ends at `end`."""
    if window.read(end - _ID3V1, 3) == b"TAG":
        is_extended = window.read(end - _ID3V1 - _ID3V1_EXTENDED, 4) == b"TAG+"
        return "ID3v1", _ID3V1 + _ID3V1_EXTENDED * is_extended
    foot = window.read(end - 32, 32)
    if foot[:8] == b"APETAGEX":
        has_header = int.from_bytes(foot[20:24], "little") & _APE_HAS_HEADER
        return "APEv2", int.from_bytes(foot[12:16], "little") + (32 if has_header else 0)
    if foot[-10:-7] == b"3DI":
        return "ID3v2", syncsafe(foot[-4:]) + 20
    return "Lyrics3", _lyrics_size(window, foot, end)


def _lyrics_size(window: Window, foot: bytes, end: int) -> int:
    if foot[-9:] == b"LYRICS200" and foot[-15:-9].isdigit():
        return int(foot[-15:-9]) + 15
    if foot[-9:] == b"LYRICSEND":
        near = max(end - _LYRICS_MAX - 20, 0)
        found = window.read(near, end - near).rfind(b"LYRICSBEGIN")
        return end - near - found if found >= 0 else 0
    return 0
