"""Station tag: the chapter track of an MP4, which QuickTime and Apple's players show.

It is a track of texts: each is a title, shown from the start of its chapter to that of the next.
The tracks that are played name it (tref, chap). Source: QuickTime File Format, chapter lists.

It stands behind the tags (udta): where no edit list tells the gap of the encoder, but iTunes' atom
iTunSMPB, ffmpeg cuts it from the last track that it has read by then, which must stay the sound.
"""

import struct
from collections.abc import Sequence
from itertools import pairwise

from feedtool.model.tagging import WantedChapter
from feedtool.probe.mp4_index import Movie, Track, read_movie
from feedtool.probe.mp4_tags import MAX_TITLE, TEXT_TRACKS
from feedtool.tag.mp4_boxes import Boxes, join_boxes, split_boxes
from feedtool.tag.mp4_text_track import SCALE, TextTrack, make_text_track
from feedtool.tag.wish import CannotTagError

_PLAYED = ("soun", "vide")
_LONGEST = (1 << 32) - 1


def list_chapters(
    chapters: Sequence[WantedChapter], movie: Movie, language: str
) -> TextTrack | None:
    """Prepare the chapters for a track, None for none; raises CannotTagError.

    The last one ends with the movie, which the track must not make longer.
    """
    if not chapters:
        return None
    starts = tuple(round(each.start * SCALE) for each in chapters)
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise CannotTagError("two chapters begin at the same time")
    if not movie.scale or not any(_is_played(track, movie) for track in movie.tracks):
        raise CannotTagError("no track could name it")
    end = max(movie.ticks * SCALE // movie.scale, starts[-1] + 1)
    if end > _LONGEST:
        raise CannotTagError("its times are too large")
    return TextTrack(tuple(_cut(each.title) for each in chapters), starts, end, language)


def _cut(title: str) -> bytes:
    coded = title.encode("utf-8", "replace")[:MAX_TITLE]
    return coded.decode("utf-8", "ignore").encode()


def _chapter_numbers(movie: Movie) -> set[int]:
    return {number for track in movie.tracks for number in track.chapters}


def _is_played(track: Track, movie: Movie) -> bool:
    return track.kind in _PLAYED and track.number not in _chapter_numbers(movie)


def find_text_tracks(movie: Movie) -> list[Track]:
    """List the tracks that hold titles of chapters."""
    numbers = _chapter_numbers(movie)
    return [each for each in movie.tracks if each.number in numbers and each.kind in TEXT_TRACKS]


def drop_chapters(moov: bytes) -> bytes:
    """Return the content of moov without tracks of chapters' titles; raises CannotTagError.

    Tracks of pictures stay, and what names them.
    """
    movie = read_movie(moov)
    gone = {track.number for track in find_text_tracks(movie)}
    tracks = iter(movie.tracks)
    boxes: Boxes = []
    for kind, content in split_boxes(moov):
        track = next(tracks) if kind == b"trak" else None
        if track is None:
            boxes.append((kind, content))
        elif track.number not in gone:
            kept = tuple(each for each in track.chapters if each not in gone)
            boxes.append((kind, content if kept == track.chapters else _refer(content, kept)))
    return join_boxes(boxes)


def add_chapters(moov: bytes, track: TextTrack, place: int) -> bytes:
    """Return the content of moov with a track of chapters, whose samples stand at `place`.

    Those it has go. The size of what comes out does not depend on the place. Raises CannotTagError.
    """
    is_before_tags = _is_before_tags(moov)
    moov = drop_chapters(moov)
    movie = read_movie(moov)
    number = max((each.number for each in movie.tracks), default=0) + 1
    tracks = iter(movie.tracks)
    boxes: Boxes = []
    for kind, content in split_boxes(moov):
        made = content
        if kind == b"mvhd":  # its last word is the number of the next track
            following = max(int.from_bytes(content[-4:], "big"), number + 1)
            made = content[:-4] + struct.pack(">I", following)
        elif kind == b"trak":
            each = next(tracks)
            if _is_played(each, movie):
                made = _refer(content, (number, *each.chapters))
        boxes.append((kind, made))
    tags = next((n for n, (kind, _) in enumerate(boxes) if kind == b"udta"), len(boxes))
    at = tags if is_before_tags else len(boxes)
    boxes.insert(at, (b"trak", make_text_track(track, movie.scale, number, place)))
    return join_boxes(boxes)


def _is_before_tags(moov: bytes) -> bool:
    """Say whether the last track before the tags holds titles: ffmpeg then cuts no sound."""
    movie = read_movie(moov)
    kinds = [kind for kind, _ in split_boxes(moov) if kind in (b"trak", b"udta")]
    before = kinds.index(b"udta") if b"udta" in kinds else 0
    return before > 0 and movie.tracks[before - 1] in find_text_tracks(movie)


def _refer(trak: bytes, numbers: tuple[int, ...]) -> bytes:
    """Return the content of trak that names these tracks as its chapters."""
    boxes = split_boxes(trak)
    old = [each for kind, content in boxes if kind == b"tref" for each in split_boxes(content)]
    references = [(kind, content) for kind, content in old if kind != b"chap"]
    if numbers:
        references.append((b"chap", struct.pack(f">{len(numbers)}I", *numbers)))
    rest = [(kind, content) for kind, content in boxes if kind != b"tref"]
    if references:  # before the media, as other programs write it
        before = next((n for n, (kind, _) in enumerate(rest) if kind == b"mdia"), len(rest))
        rest.insert(before, (b"tref", join_boxes(references)))
    return join_boxes(rest)
