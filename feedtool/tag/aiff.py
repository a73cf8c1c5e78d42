"""Station tag: AIFF, whose ID3v2 tag is a chunk of its own (AIFF 1.3, ID3 in IFF)."""

from feedtool.model.tagging import Tagging
from feedtool.probe.window import Window
from feedtool.tag.chunks import join_chunks, make_chunk, split_chunks
from feedtool.tag.id3_tag import make_tag, read_old
from feedtool.tag.wish import Draft, Wish

_ID3 = b"ID3 "


def draft_aiff(window: Window, before: Tagging, wish: Wish) -> Draft:  # noqa: ARG001 - as others
    """Draft an AIFF with one ID3 chunk at its end; raises CannotTagError."""
    chunks = split_chunks(window, "big")
    tags = [start + 8 for name, start, _ in chunks if name == _ID3]
    new = make_tag(read_old(window, tags[:1]), [], wish)
    kept = [chunk for chunk in chunks if chunk[0] != _ID3]
    pieces = join_chunks(window, kept, make_chunk(_ID3, new.data, "big"), "big")
    return Draft(new.tagging, pieces, notes=new.notes)
