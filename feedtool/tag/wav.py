"""Station tag: WAV, whose ID3v2 tag is a chunk of its own (RIFF 1991)."""

import struct

from feedtool.model.tagging import Tagging
from feedtool.pieces import Piece
from feedtool.probe.window import Window
from feedtool.tag.id3_tag import make_tag, read_old
from feedtool.tag.wish import CannotTagError, Draft, Wish

_ID3_CHUNKS = (b"id3 ", b"ID3 ")
_MAX_SIZE = (1 << 32) - 1


def draft_wav(window: Window, before: Tagging, wish: Wish) -> Draft:  # noqa: ARG001 - as the others
    """Draft a WAV with one ID3 chunk at its end; raises CannotTagError."""
    if window.read(0, 4) != b"RIFF":
        raise CannotTagError("it is a WAV of more than 4 GB (RF64), which no player reads tags of")
    kept: list[Piece] = []
    tags: list[int] = []
    place = 12
    while place + 8 <= window.size:
        head = window.read(place, 8)
        size = int.from_bytes(head[4:], "little")
        end = place + 8 + size
        if end > window.size:
            raise CannotTagError("its chunks do not end where they should: export it again")
        end = min(end + (size & 1), window.size)
        if head[:4] in _ID3_CHUNKS:
            tags.append(place + 8)
        else:
            kept.append((place, end))
        place = end
    new = make_tag(read_old(window, tags[:1]), [], wish)
    chunk = b"id3 " + struct.pack("<I", len(new.data)) + new.data + bytes(len(new.data) & 1)
    total = sum(end - start + (end - start) % 2 for start, end in _spans(kept)) + len(chunk) + 4
    if total > _MAX_SIZE:
        raise CannotTagError("with a tag it would have more than 4 GB")
    pieces = [b"RIFF" + struct.pack("<I", total) + b"WAVE", *_even(kept), chunk]
    return Draft(new.tagging, pieces, notes=new.notes)


def _spans(pieces: list[Piece]) -> list[tuple[int, int]]:
    return [piece for piece in pieces if isinstance(piece, tuple)]


def _even(pieces: list[Piece]) -> list[Piece]:
    """Give chunks of odd size the byte that follows them."""
    even: list[Piece] = []
    for start, end in _spans(pieces):
        even += [(start, end), bytes(1)] if (end - start) % 2 else [(start, end)]
    return even
