"""Station tag: the index of an MP4 made anew, with other metadata and right chunk offsets.

Source: ISO/IEC 14496-12. Only what is fully understood is written: an index with a box that does
not end where it should is left alone.
"""

import struct
from collections.abc import Iterator

from feedtool.tag.wish import CannotTagError

_TERMINATOR = b"\0\0\0\0"  # QuickTime ends a list of user data with an empty word
_HANDLER = b"\0\0\0\0\0\0\0\0mdirappl" + bytes(9)
_WAY_TO_TABLES = (b"trak", b"mdia", b"minf", b"stbl")
_MAX_OFFSET = (1 << 32) - 1

Boxes = list[tuple[bytes, bytes]]
"""The boxes of one level: kind, and content without the header."""


def make_box(kind: bytes, content: bytes) -> bytes:
    """Write one box."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def split_boxes(data: bytes) -> Boxes:
    """Cut a level into boxes that cover it; raises CannotTagError where they do not."""
    boxes: Boxes = []
    place = 0
    while place < len(data) and data[place:] != _TERMINATOR:
        size = int.from_bytes(data[place : place + 4], "big")
        if size < 8 or place + size > len(data):
            raise CannotTagError("its index (moov) has a box of a size that cannot be told")
        boxes.append((data[place + 4 : place + 8], data[place + 8 : place + size]))
        place += size
    return boxes


def split_meta(meta: bytes) -> tuple[bytes, Boxes]:
    """Cut a box of metadata into its version, which QuickTime leaves out, and its boxes."""
    version = b"" if meta[4:8] == b"hdlr" else meta[:4] or bytes(4)
    return version, split_boxes(meta[len(version) :])


def join_boxes(boxes: Boxes) -> bytes:
    """Write the boxes of one level."""
    return b"".join(make_box(kind, content) for kind, content in boxes)


def replace_metadata(moov: bytes, ilst: bytes, chpl: bytes | None) -> bytes:
    """Return the content of moov with other iTunes atoms, and with Nero chapters if given.

    Empty ones go. The box of the user's data keeps its place among the tracks.
    """
    boxes = split_boxes(moov)
    old = [each for kind, content in boxes if kind == b"udta" for each in split_boxes(content)]
    data = [(kind, content) for kind, content in old if kind != b"meta"]
    meta = next((content for kind, content in old if kind == b"meta"), b"")
    data.append((b"meta", _replace_list(meta, ilst)))
    if chpl is not None:
        data = [(kind, content) for kind, content in data if kind != b"chpl"]
        data += [(b"chpl", chpl)] if chpl else []
    end = max((n for n, (kind, _) in enumerate(boxes) if kind == b"udta"), default=len(boxes))
    first, rest = (
        [(kind, content) for kind, content in part if kind != b"udta"]
        for part in (boxes[:end], boxes[end:])
    )
    return join_boxes([*first, (b"udta", join_boxes(data)), *rest])


def _replace_list(meta: bytes, ilst: bytes) -> bytes:
    """Put the list of atoms into a meta box; its handler must be iTunes' own."""
    version, boxes = split_meta(meta)
    handler = next((content for kind, content in boxes if kind == b"hdlr"), None)
    if handler is not None and handler[8:12] != b"mdir":
        raise CannotTagError("its metadata are of QuickTime's kind, not iTunes'")
    others = [(k, content) for k, content in boxes if k not in (b"ilst", b"free", b"hdlr")]
    return version + join_boxes([(b"hdlr", handler or _HANDLER), (b"ilst", ilst), *others])


def shift_offsets(moov: bytes, after: int, delta: int) -> bytes:
    """Add to every chunk offset behind the place `after`; raises CannotTagError.

    A table of 32 bits cannot tell places behind 4 GiB.
    """
    data = bytearray(moov)
    for kind, start, end in _tables(moov, 0, len(moov), _WAY_TO_TABLES):
        if kind == b"saio":
            raise CannotTagError("it is encrypted, or has side data whose places are not known")
        if kind not in (b"stco", b"co64"):
            continue
        form, step = (">I", 4) if kind == b"stco" else (">Q", 8)
        count = int.from_bytes(moov[start + 4 : start + 8], "big")
        for place in range(start + 8, min(start + 8 + count * step, end), step):
            (offset,) = struct.unpack_from(form, data, place)
            if offset > after:
                if kind == b"stco" and offset + delta > _MAX_OFFSET:
                    raise CannotTagError("it is too large for the offsets of its index")
                struct.pack_into(form, data, place, offset + delta)
    return bytes(data)


def _tables(
    data: bytes, start: int, end: int, way: tuple[bytes, ...]
) -> Iterator[tuple[bytes, int, int]]:
    """List kind, start and end of the boxes at the end of a way of nested ones."""
    while start + 8 <= end:
        size, kind = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8]
        if size < 8:
            return
        if way and kind == way[0]:
            yield from _tables(data, start + 8, start + size, way[1:])
        elif not way:
            yield kind, start + 8, start + size
        start += size
