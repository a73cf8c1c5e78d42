"""Station tag: MP4 and M4A: iTunes' atoms, and chapters as Nero's list.

The chapter track that QuickTime reads is not written: it needs samples among the sound.
"""

import struct
from collections.abc import Iterator
from functools import partial

from feedtool.formats.tag_names import replaced_by
from feedtool.model.tagging import Frame, Tagging
from feedtool.pieces import Piece, Span, is_moved
from feedtool.probe.mp4_index import read_movie, top_boxes
from feedtool.probe.mp4_tags import Atom, atom_text, list_atoms, read_mp4_tags
from feedtool.probe.pictures import type_of
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.tag_texts import make_frame
from feedtool.probe.window import Window
from feedtool.tag.cover import choose_cover
from feedtool.tag.mp4_boxes import make_box, replace_metadata, shift_offsets
from feedtool.tag.wish import CannotTagError, Draft, Wish

_UTF8, _INTEGER, _JPEG, _PNG, _IMPLICIT = 1, 21, 13, 14, 0
_MOST_CHAPTERS = 255  # one byte counts them
_MAX_TITLE = 255
_CHPL_SECOND = 10_000_000  # units of 100 ns
_CHPL_HEAD = b"\x01\0\0\0\0\0\0\0"


def draft_mp4(window: Window, before: Tagging, wish: Wish) -> Draft:
    """Draft an MP4 with the wanted atoms; raises CannotTagError."""
    tops = list(top_boxes(window))
    number = next(n for n, box in enumerate(tops) if box[0] == "moov")
    start, end = tops[number - 1][2] if number else 0, tops[number][2]
    if end - start > MAX_METADATA:
        raise CannotTagError(f"its index (moov) has {end - start:,} bytes")
    old = window.read(tops[number][1], end - tops[number][1])
    notes: list[str] = []
    new = replace_metadata(old, _make_list(old, before, wish), _make_chpl(wish, notes))
    room = tops[number + 1] if number + 1 < len(tops) and tops[number + 1][0] == "free" else None
    follows = room[2] if room else end
    fill = follows - start - len(new) - 8  # bytes between the new index and what follows
    if number + 1 < len(tops) and any(box[0] in ("mdat", "moof") for box in tops[number + 1 :]):
        if fill != 0 and fill < 8:
            fill = 0
            _refuse_fragments(tops)
            new = shift_offsets(new, start, len(new) + 8 - (follows - start))
    else:
        fill = 0
    pieces: list[Piece] = [(0, start), make_box(b"moov", new)]
    if fill:
        pieces.append(make_box(b"free", bytes(fill - 8)))
    pieces.append((follows, window.size))
    tagging = read_mp4_tags(window, new, read_movie(old))
    _note_track(tagging, wish, notes)
    return Draft(tagging, pieces, is_same=partial(_has_same_samples, pieces), notes=notes)


def _refuse_fragments(tops: list[tuple[str, int, int]]) -> None:
    if any(box[0] in ("moof", "mfra", "sidx", "meta") for box in tops):
        raise CannotTagError("it is in fragments, whose places would have to move")


def _note_track(tagging: Tagging, wish: Wish, notes: list[str]) -> None:
    """Say where a chapter track of another program stays that differs from the record."""
    track = [(each.start, each.title) for each in tagging.chapters if each.kind == "text"]
    wanted = [(round(each.start, 3), each.title) for each in wish.wanted.chapters]
    if track and wanted and track != wanted:
        notes.append("its chapter track (QuickTime) stays and differs: export it without chapters")


def _make_list(moov: bytes, before: Tagging, wish: Wish) -> bytes:
    """Write the wanted atoms, those that stay, and the cover."""
    targets = wish.targets("MP4", before)
    replaced = {name for name, _ in replaced_by(targets)}
    atoms = list(list_atoms(moov))
    covers = [value for atom in atoms if atom.name == "covr" for _, value in atom.values]
    cover = choose_cover(wish.cover, covers)
    parts = [_make_atom(target) for target in targets]
    for atom in atoms:
        gives_way = atom.name in replaced or (atom.name == "covr" and cover is not None)
        if not gives_way and not _is_dropped(atom, wish):
            parts.append(moov[atom.start - 8 : atom.end])
    if cover is not None:
        kind = _PNG if type_of(cover) == "image/png" else _JPEG
        parts.append(make_box(b"covr", _data(kind, cover)))
    return b"".join(parts)


def _is_dropped(atom: Atom, wish: Wish) -> bool:
    texts = (atom_text(atom.name, kind, value) for kind, value in atom.values)
    return any(wish.drops(make_frame("MP4", atom.name, text)) for text in texts)


def _make_atom(target: Frame) -> bytes:
    name = target.name.encode("latin-1")
    if target.name in ("trkn", "disk"):
        number, _, total = target.text.partition("/")
        pair = struct.pack(">HHH", 0, _short(number), _short(total or "0"))
        return make_box(name, _data(_IMPLICIT, pair + bytes(2 if target.name == "trkn" else 0)))
    if target.name in ("pcst", "stik"):
        return make_box(name, _data(_INTEGER, bytes([int(target.text)])))
    return make_box(name, _data(_UTF8, target.text.encode("utf-8", "replace")))


def _short(number: str) -> int:
    return min(int(number), 0xFFFF)


def _data(kind: int, value: bytes) -> bytes:
    return make_box(b"data", struct.pack(">II", kind, 0) + value)


def _make_chpl(wish: Wish, notes: list[str]) -> bytes | None:
    """Write Nero's list of chapters; hidden ones it cannot tell."""
    listed = [each for each in wish.wanted.chapters if each.is_listed]
    if not listed:
        return None
    if len(listed) > _MOST_CHAPTERS:
        notes.append(
            f"only the first {_MOST_CHAPTERS} chapters are in it: MP4 has no room for more"
        )
    parts = [_CHPL_HEAD, bytes([min(len(listed), _MOST_CHAPTERS)])]
    for each in listed[:_MOST_CHAPTERS]:
        title = each.title.encode("utf-8", "replace")[:_MAX_TITLE]
        title = title.decode("utf-8", "ignore").encode()
        parts.append(struct.pack(">QB", round(each.start * _CHPL_SECOND), len(title)) + title)
    return b"".join(parts)


def _has_same_samples(pieces: list[Piece], old: Window, new: Window) -> bool:
    """Tell whether each index finds the same samples: those of the old one, where they went."""
    before, after = (list(_read_chunks(window)) for window in (old, new))
    return is_moved(pieces, before, after)


def _read_chunks(window: Window) -> Iterator[Span]:
    moov = next(box for box in top_boxes(window) if box[0] == "moov")
    movie = read_movie(window.read(moov[1], moov[2] - moov[1]))
    for track in movie.tracks:
        yield from track.chunk_spans()
