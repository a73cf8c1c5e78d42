"""Station probe: the metadata of an MP4: iTunes' atoms, and its chapters in both forms.

Sources: QuickTime File Format (metadata, chapter tracks); the atoms as iTunes and Nero write them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedtool.formats.private_data import find_in_bytes
from feedtool.model.tagging import Frame, TagBlock, TagChapter, Tagging, TagPicture
from feedtool.probe.mp4_index import Box, Movie, sub_boxes
from feedtool.probe.mp4_user_data import user_text
from feedtool.probe.pictures import read_picture
from feedtool.probe.tag_texts import make_frame, plain

TEXT_TRACKS = ("text", "sbtl")
"""Kinds of tracks that hold the titles of chapters."""
ITUNES, QUICKTIME = ("udta", "meta"), ("meta",)
"""Ways to the boxes of metadata in an index: QuickTime's is what phones write."""
MAX_TITLE = 4000
"""Bytes of a title in such a track that are read."""

_UTF8, _UTF16, _INTEGER, _SIGNED = 1, 2, 22, 21
_PICTURES = (13, 14, 27)
_PAIRS = ("trkn", "disk")
_NUMBERS = ("gnre", "stik", "pcst", "cpil", "pgap", "rtng", "tmpo", "hdvd", "tvsn", "tves")
_CHPL_SECOND = 10_000_000  # Nero counts in units of 100 ns
_MOST = 5000
_LATEST = 2**32  # seconds: what begins later is damaged


@dataclass(frozen=True, slots=True)
class Atom:
    """One atom of `ilst`: its name, where it stands in the index, and its values with their type.

    A free-form atom is called `----:MEAN:NAME`; one of QuickTime's kind, which has a number for a
    name, as its list of keys calls it.
    """

    name: str
    start: int
    end: int
    values: tuple[tuple[int, bytes], ...]


Read = Callable[[int, int], bytes]
"""Gives bytes of a file: from where, and how many."""


def read_mp4_tags(read: Read, moov: bytes, movie: Movie) -> Tagging:
    """Read the metadata in the content of a moov box, and the titles of its chapter track."""
    frames: list[Frame] = []
    pictures: list[TagPicture] = []
    atoms = [*list_atoms(moov), *list_atoms(moov, *QUICKTIME)]
    for atom in atoms[:_MOST]:
        for kind, value in atom.values:
            if atom.name == "covr":
                pictures.append(read_picture("MP4", "covr", value))
            else:
                text = atom_text(atom.name, kind, value)
                frames.append(make_frame("MP4", atom.name, text, length=len(value)))
    frames += _read_user_data(moov)
    length = sum(8 + atom.end - atom.start for atom in atoms)
    blocks = (TagBlock("MP4", length),) if atoms else ()
    chapters = (*_read_chpl(moov), *_read_track(read, movie))
    return Tagging(blocks, tuple(frames), tuple(pictures), chapters)


def find_box(data: bytes, *names: str) -> Box | None:
    """Return the box on the way of names in the content of a moov box."""
    start, end, found = 0, len(data), None
    for name in names:
        found = next((box for box in sub_boxes(data, start, end) if box[0] == name), None)
        if found is None:
            return None
        _, start, end = found
        if name == "meta" and data[start + 4 : start + 8] != b"hdlr":
            start += 4  # a full box, but for QuickTime
    return found


def _read_user_data(moov: bytes) -> Iterator[Frame]:
    udta = find_box(moov, "udta")
    for kind, start, end in sub_boxes(moov, udta[1], udta[2]) if udta else ():
        if text := user_text(kind, moov[start:end]):
            yield make_frame("MP4", kind, text, length=end - start)


def list_atoms(moov: bytes, *way: str) -> Iterator[Atom]:
    """List the atoms of the list in a box of metadata, iTunes' if none is named.

    Places are those of their content.
    """
    way = way or ITUNES
    ilst = find_box(moov, *way, "ilst")
    keys = dict(_list_keys(moov, *way))
    for name, start, end in sub_boxes(moov, ilst[1], ilst[2]) if ilst else ():
        parts = list(sub_boxes(moov, start, end))
        words = {
            kind: moov[begin + 4 : stop].decode("utf-8", "replace")
            for kind, begin, stop in parts
            if kind in ("mean", "name")
        }
        values = tuple(
            (int.from_bytes(moov[begin + 1 : begin + 4], "big"), moov[begin + 8 : stop])
            for kind, begin, stop in parts
            if kind == "data"
        )
        full = f"----:{words.get('mean', '')}:{words.get('name', '')}" if name == "----" else name
        yield Atom(keys.get(full, full), start, end, values)


def _list_keys(moov: bytes, *way: str) -> Iterator[tuple[str, str]]:
    """List the names of QuickTime's metadata: each with the four letters that number it."""
    found = find_box(moov, *way, "keys")
    keys = sub_boxes(moov, found[1] + 8, found[2]) if found else ()
    for number, (_, start, end) in zip(range(1, _MOST), keys, strict=False):
        yield (
            number.to_bytes(4, "big").decode("latin-1"),
            moov[start:end].decode("utf-8", "replace"),
        )


def atom_text(name: str, kind: int, value: bytes) -> str:
    """Write the value of an atom as text; numbers with how many there are as `2/10`."""
    if name in _PAIRS and len(value) >= 6:
        number, total = (int.from_bytes(value[at : at + 2], "big") for at in (2, 4))
        return f"{number}/{total}" if total else str(number)
    if kind in (_INTEGER, _SIGNED) or (kind == 0 and name in _NUMBERS):
        return str(int.from_bytes(value[:8], "big", signed=kind == _SIGNED))
    if kind == _UTF16:
        return value[: 1 << 16].decode("utf-16-be", "replace")
    if kind == _UTF8 or (kind == 0 and name in ("purl", "egid", "catg", "keyw", "ldes")):
        return value[: 1 << 16].decode("utf-8", "replace")
    return "" if kind in _PICTURES else find_in_bytes(value[: 1 << 16])


def _read_chpl(moov: bytes) -> Iterator[TagChapter]:
    box = find_box(moov, "udta", "chpl")
    if box is None:
        return
    place, end = box[1] + (8 if moov[box[1]] else 4), box[2]
    count, place = moov[place], place + 1
    for number in range(count):
        if place + 9 > end:
            return
        start = int.from_bytes(moov[place : place + 8], "big") / _CHPL_SECOND
        stop = place + 9 + moov[place + 8]
        title = plain(moov[place + 9 : min(stop, end)].decode("utf-8", "replace"))
        if start < _LATEST:
            yield TagChapter("chpl", str(number), round(start, 3), None, title)
        place = stop


def _read_track(read: Read, movie: Movie) -> Iterator[TagChapter]:
    wanted = {number for track in movie.tracks for number in track.chapters}
    track = next(
        (each for each in movie.tracks if each.number in wanted and each.kind in TEXT_TRACKS), None
    )
    if track is None or not track.scale:
        return
    delay = track.delay / movie.scale if movie.scale else 0
    ticks, number = 0, 0
    places = track.places()
    for count, each in track.times:
        for _ in range(min(count, _MOST - number)):
            start, ticks = delay + ticks / track.scale, ticks + each
            place, size = next(places, (0, 0))
            title = _sample_text(read(place, min(size, MAX_TITLE + 2))) if size else ""
            end = delay + ticks / track.scale
            yield TagChapter("text", str(number), round(start, 3), round(end, 3), title)
            number += 1


def _sample_text(data: bytes) -> str:
    """Read a text sample: two bytes that tell its length, then UTF-8 or UTF-16 with its mark."""
    text = data[2 : 2 + int.from_bytes(data[:2], "big")]
    is_wide = text[:2] in (b"\xfe\xff", b"\xff\xfe")
    return plain(text.decode("utf-16" if is_wide else "utf-8", "replace"))
