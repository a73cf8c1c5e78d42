"""Station tag: where the parts of an MP4 stand once its index (moov) is another.

The index stays where it is. The samples of a chapter track follow it in a mdat box of their own,
then free room, as much as lets the sound stay at its place. Where there is none the sound moves,
and every chunk offset with it.
"""

from dataclasses import dataclass

from feedtool.pieces import Piece
from feedtool.probe.mp4_index import Box, Track, read_movie, top_boxes
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.window import Window
from feedtool.tag.mp4_boxes import make_box, shift_offsets
from feedtool.tag.mp4_chapters import add_chapters, find_text_tracks
from feedtool.tag.mp4_text_track import TextTrack
from feedtool.tag.wish import CannotTagError

_FRAGMENTED = ("moof", "mfra", "sidx", "meta")
_HEAD = 8
"""Bytes before the content of a box."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of a file, where the box of the index begins, and which box follows it."""

    window: Window
    tops: list[Box]
    start: int
    following: int
    moov: bytes

    @property
    def is_fragmented(self) -> bool:
        """Say whether places are told outside of the index, too."""
        return any(box[0] in _FRAGMENTED for box in self.tops)


def read_layout(window: Window) -> Layout:
    """Read the boxes of a file; raises CannotTagError."""
    tops = list(top_boxes(window))
    number = next(n for n, box in enumerate(tops) if box[0] == "moov")
    start, end = tops[number - 1][2] if number else 0, tops[number][2]
    if end - start > MAX_METADATA:
        raise CannotTagError(f"its index (moov) has {end - start:,} bytes")
    moov = window.read(tops[number][1], end - tops[number][1])
    return Layout(window, tops, start, number + 1, moov)


def lay_out(layout: Layout, moov: bytes, track: TextTrack | None, *, drops: bool) -> list[Piece]:
    """Return the pieces of the file with another content of moov; raises CannotTagError.

    `track` is added to it. With `drops` its old chapter track is gone, and so are the samples
    that stand behind the index by themselves.
    """
    start = layout.start
    samples = make_box(b"mdat", b"".join(track.samples)) if track else b""
    size = _HEAD + len(add_chapters(moov, track, 0) if track else moov)
    rest, follows = _skip_room(layout, drops=drops)
    fill = follows - start - size - len(samples)
    if any(box[0] in ("mdat", "moof") for box in rest):
        if fill != 0 and fill < _HEAD:
            if layout.is_fragmented:
                raise CannotTagError("it is in fragments, whose places would have to move")
            moov, fill = shift_offsets(moov, start, -fill), 0
    else:
        fill = 0
    if track:
        moov = add_chapters(moov, track, start + size + _HEAD)
    pieces: list[Piece] = [(0, start), make_box(b"moov", moov), samples]
    if fill:
        pieces.append(make_box(b"free", bytes(fill - _HEAD)))
    return [*pieces, (follows, layout.window.size)]


def _skip_room(layout: Layout, *, drops: bool) -> tuple[list[Box], int]:
    """Return the boxes behind the room that follows the index, and where the first begins."""
    movie = read_movie(layout.moov)
    texts = find_text_tracks(movie) if drops else []
    others = [each for each in movie.tracks if each not in texts]
    follows, rest = layout.tops[layout.following - 1][2], layout.tops[layout.following :]
    while rest and (rest[0][0] == "free" or _holds_only(rest[0], texts, others)):
        follows = rest.pop(0)[2]
    return rest, follows


def _holds_only(box: Box, texts: list[Track], others: list[Track]) -> bool:
    """Say whether a box has the samples of these tracks, and nothing else."""
    kind, start, end = box
    if kind != "mdat":
        return False
    inside = [span for each in texts for span in each.chunk_spans() if start <= span[0] < end]
    is_shared = any(start <= place < end for each in others for place in each.offsets)
    is_full = sum(stop - begin for begin, stop in inside) == end - start
    return bool(inside) and is_full and not is_shared
