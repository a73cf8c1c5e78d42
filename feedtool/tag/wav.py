"""Station tag: WAV, whose tags are chunks of their own (RIFF 1991): an ID3v2 tag, and INFO texts.

Players of podcasts read the one, Windows and programs that cut sound the other.
"""

from feedtool.formats.tag_names import replaced_by
from feedtool.model.tagging import Tagging, join
from feedtool.pieces import Span
from feedtool.probe.riff_info import KIND, make_info_frame, read_info, split_info
from feedtool.probe.window import Window
from feedtool.probe.xmp import CHUNK, read_packets
from feedtool.tag.chunks import Chunk, join_chunks, make_chunk, split_chunks
from feedtool.tag.id3_tag import make_tag, read_old
from feedtool.tag.wish import CannotTagError, Draft, Wish

_ID3_CHUNKS = (b"id3 ", b"ID3 ")
_MAX_LIST = 1 << 20  # bytes of texts that are made anew


def draft_wav(window: Window, before: Tagging, wish: Wish) -> Draft:
    """Draft a WAV with its texts and one ID3 chunk at its end; raises CannotTagError."""
    if window.read(0, 4) != b"RIFF":
        raise CannotTagError(
            "it is an RF64, the WAV for more than 4 GB, which no player reads tags of"
        )
    kept: list[Chunk] = []
    tags: list[int] = []
    texts: list[bytes] = []
    for chunk in split_chunks(window, "little"):
        name, start, end = chunk
        if name in _ID3_CHUNKS:
            tags.append(start + 8)
        elif name == b"LIST" and window.read(start + 8, 4) == KIND.encode():
            texts.append(_read_texts(window, start + 8, end))
        elif name != CHUNK or not _is_private(window, (start + 8, end), wish):
            kept.append(chunk)
    new = make_tag(read_old(window, tags[:1]), [], wish)
    info = _make_info(texts, before, wish)
    made = make_chunk(b"LIST", info, "little") + make_chunk(b"id3 ", new.data, "little")
    pieces = join_chunks(window, kept, made, "little")
    packets = read_packets(window, KIND, [(at + 8, end) for name, at, end in kept if name == CHUNK])
    tagging = join([new.tagging, read_info(info), packets])
    return Draft(tagging, pieces, notes=new.notes)


def _is_private(window: Window, packet: Span, wish: Wish) -> bool:
    return any(map(wish.drops, read_packets(window, KIND, [packet]).frames))


def _read_texts(window: Window, start: int, end: int) -> bytes:
    if end - start > _MAX_LIST:
        raise CannotTagError(f"its texts (LIST INFO) have {end - start:,} bytes")
    return window.read(start, end - start)


def _make_info(old: list[bytes], before: Tagging, wish: Wish) -> bytes:
    """Write the wanted texts, and those that stay."""
    targets = wish.targets(KIND, before)
    replaced = {name for name, _ in replaced_by(targets)}
    entries = [(each.name, each.text.encode("utf-8", "replace") + b"\0") for each in targets]
    for name, value in (entry for data in old for entry in split_info(data)):
        if name not in replaced and not wish.drops(make_info_frame(name, value)):
            entries.append((name, value))
    chunks = (make_chunk(name.encode("latin-1"), value, "little") for name, value in entries)
    return KIND.encode() + b"".join(chunks)
