"""Station tag: MP4 and M4A: iTunes' atoms, and chapters in both forms.

Nero's list is read by ffmpeg and many players, the chapter track by QuickTime and Apple's.
"""

import struct
from collections.abc import Iterator
from functools import partial

from feedtool.formats.tag_names import replaced_by
from feedtool.model.tagging import Frame, Tagging, WantedChapter, join
from feedtool.pieces import Piece, Span, is_moved, replace_stretch
from feedtool.probe.mp4_index import read_movie
from feedtool.probe.mp4_tags import list_atoms, read_mp4_tags
from feedtool.probe.pictures import type_of
from feedtool.probe.window import Window
from feedtool.probe.xmp import list_packets
from feedtool.tag.cover import choose_cover
from feedtool.tag.mp4_boxes import make_box, replace_metadata
from feedtool.tag.mp4_chapters import add_chapters, drop_chapters, find_text_tracks, list_chapters
from feedtool.tag.mp4_layout import Layout, lay_out, read_layout
from feedtool.tag.mp4_private import drop_private, is_dropped
from feedtool.tag.wish import CannotTagError, Draft, Wish

_UTF8, _INTEGER, _JPEG, _PNG, _IMPLICIT = 1, 21, 13, 14, 0
_MOST_CHAPTERS = 255  # one byte counts them
_MAX_TITLE = 255
_CHPL_SECOND = 10_000_000  # units of 100 ns
_CHPL_HEAD = b"\x01\0\0\0\0\0\0\0"


def draft_mp4(window: Window, before: Tagging, wish: Wish) -> Draft:
    """Draft an MP4 with the wanted atoms and chapters; raises CannotTagError."""
    layout = read_layout(window)
    notes: list[str] = []
    atoms = _make_list(layout.moov, before, wish)
    moov = replace_metadata(drop_private(layout.moov, wish), atoms, _make_chpl(wish, notes))
    tagging, pieces = _draft_track(layout, moov, before, wish, notes)
    packets = list(list_packets(window, layout.tops))
    for start, end in (span for frame, span in packets if wish.drops(frame)):
        room = make_box(b"free", bytes(end - start - 8))  # what follows stays at its place
        pieces = replace_stretch(pieces, (start, end), room)
    kept = tuple(frame for frame, _ in packets if not wish.drops(frame))
    tagging = join([tagging, Tagging(frames=kept)])
    is_same = partial(_has_same_samples, pieces)
    return Draft(tagging, pieces, is_same=is_same, notes=notes)


def _draft_track(
    layout: Layout, moov: bytes, before: Tagging, wish: Wish, notes: list[str]
) -> tuple[Tagging, list[Piece]]:
    """Lay the file out with the wanted chapter track, else with the old one, and say why."""
    wanted = wish.wanted.chapters
    listed = [each for each in wanted if each.is_listed]
    old = [(each.start, each.title) for each in before.chapters if each.kind == "text"]
    if wanted and old != [(round(each.start, 3), each.title) for each in listed]:
        try:
            return _replace_track(layout, moov, listed, wish.wanted.language)
        except CannotTagError as error:
            stays = "stays and differs" if old else "is not written"
            notes.append(f"its chapter track (QuickTime) {stays}: {error}")
    tagging = read_mp4_tags(layout.window.read, moov, read_movie(moov))
    return tagging, lay_out(layout, moov, None, drops=False)


def _replace_track(
    layout: Layout, moov: bytes, chapters: list[WantedChapter], language: str
) -> tuple[Tagging, list[Piece]]:
    """Lay the file out with a track of these chapters, without one for none."""
    if layout.is_fragmented:
        raise CannotTagError("the file is in fragments")
    bare = drop_chapters(moov)
    track = list_chapters(chapters, read_movie(bare), language)
    base = moov if track else bare
    pieces = lay_out(layout, base, track, drops=True)
    samples = b"".join(track.samples) if track else b""
    new = add_chapters(base, track, 0) if track else base

    def read(place: int, count: int) -> bytes:
        return samples[place : place + count]

    return read_mp4_tags(read, new, read_movie(new)), pieces


def _make_list(moov: bytes, before: Tagging, wish: Wish) -> bytes:
    """Write the wanted atoms, those that stay, and the cover.

    It takes the place of the old one, else the last: to ffmpeg it is a track (see mp4_chapters).
    """
    targets = wish.targets("MP4", before)
    replaced = {name for name, _ in replaced_by(targets)}
    atoms = list(list_atoms(moov))
    covers = [value for atom in atoms if atom.name == "covr" for _, value in atom.values]
    cover = choose_cover(wish.cover, covers)
    picture = b"" if cover is None else _make_cover(cover)
    parts = [_make_atom(target) for target in targets]
    for atom in atoms:
        if atom.name == "covr" and cover is not None:
            parts.append(picture)
            picture = b""
        elif atom.name not in replaced and not is_dropped(atom, wish):
            parts.append(moov[atom.start - 8 : atom.end])
    return b"".join([*parts, picture])


def _make_cover(cover: bytes) -> bytes:
    kind = _PNG if type_of(cover) == "image/png" else _JPEG
    return make_box(b"covr", _data(kind, cover))


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
    """Write Nero's list of chapters, hidden ones left out; None where it stays as it is."""
    listed = [each for each in wish.wanted.chapters if each.is_listed]
    if not listed:
        return b"" if wish.wanted.chapters else None
    if len(listed) > _MOST_CHAPTERS:
        notes.append(
            f"only the first {_MOST_CHAPTERS} chapters are in Nero's list: it counts no more"
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
    """List the chunks of all tracks but those of chapters' titles."""
    movie = read_movie(read_layout(window).moov)
    texts = find_text_tracks(movie)
    for track in movie.tracks:
        if track not in texts:
            yield from track.chunk_spans()
