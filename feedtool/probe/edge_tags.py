"""Station probe: all tags at the edges of a file: ID3v2, ID3v1, APEv2."""

from collections.abc import Iterator

from feedtool.formats.private_data import find_in_bytes
from feedtool.model.tagging import Frame, TagBlock, Tagging, TagPicture, join
from feedtool.probe.edges import TagSpan, leading_tags, trailing_tags
from feedtool.probe.id3_values import read_id3
from feedtool.probe.pictures import read_picture
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.tag_texts import make_frame, plain
from feedtool.probe.window import Window

_ID3V1 = (("title", 3, 33), ("artist", 33, 63), ("album", 63, 93), ("year", 93, 97))
_MOST_ITEMS = 1000
_APE_HEAD = 32
_APE_BINARY = 1
_NO_GENRE = 0xFF


def read_edge_tags(window: Window) -> Tagging:
    """Read the tags before and after the sound, in their order."""
    spans = leading_tags(window)
    start = spans[-1][2] if spans else 0
    spans += reversed(trailing_tags(window, start))
    parts = read_spans(window, spans)
    if window.read(start, 3) == b"ID3":  # one that cannot be read, or is longer than the file
        parts.insert(0, read_id3(window, start))
    return join(parts)


def read_spans(window: Window, spans: list[TagSpan]) -> list[Tagging]:
    """Read the tags that were found at these places."""
    return [_read(window, span) for span in spans]


def _read(window: Window, span: TagSpan) -> Tagging:
    kind, start, end = span
    if kind == "ID3v2":
        at_end = window.read(start, 3) != b"ID3"
        return Tagging((TagBlock("ID3v2.4", end - start),)) if at_end else read_id3(window, start)
    if kind == "ID3v1":
        return _read_id3v1(window.read(end - 128, 128), end - start)
    if kind == "APEv2":
        return _read_ape(window.read(start, min(end - start, MAX_METADATA)), end - start)
    return Tagging((TagBlock(kind, end - start),))


def _read_id3v1(data: bytes, length: int) -> Tagging:
    values = [(name, _fixed(data[begin:end])) for name, begin, end in _ID3V1]
    has_track = data[125] == 0 and data[126] != 0
    values.append(("comment", _fixed(data[97 : 125 if has_track else 127])))
    if has_track:
        values.append(("track", str(data[126])))
    if data[127] != _NO_GENRE:
        values.append(("genre", str(data[127])))
    frames = tuple(Frame("ID3v1", name, text, length=len(text)) for name, text in values if text)
    return Tagging((TagBlock("ID3v1", length),), frames)


def _fixed(field: bytes) -> str:
    return plain(field.split(b"\0")[0].decode("latin-1").strip())


def _read_ape(data: bytes, length: int) -> Tagging:
    frames: list[Frame] = []
    pictures: list[TagPicture] = []
    for name, value, is_binary in split_ape(data):
        if is_binary and name.lower().startswith("cover art"):
            role = 3 if "front" in name.lower() else 0
            pictures.append(read_picture("APEv2", name, value.partition(b"\0")[2], role))
        elif is_binary:
            frames.append(Frame("APEv2", name, plain(find_in_bytes(value)), length=len(value)))
        else:
            texts = value.decode("utf-8", "replace").split("\0")
            frames += [make_frame("APEv2", name, text, length=len(value)) for text in texts]
    return Tagging((TagBlock("APEv2", length),), tuple(frames), tuple(pictures))


def split_ape(data: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """List the items of an APEv2 tag: name, value, and whether it is binary (APEv2, item)."""
    place = _APE_HEAD if data[:8] == b"APETAGEX" and data[23] & 0x20 else 0
    for _ in range(_MOST_ITEMS):
        size, flags = (int.from_bytes(data[place + at : place + at + 4], "little") for at in (0, 4))
        end = data.find(b"\0", place + 8, place + 8 + 256)
        if end < 0 or data[place : place + 8] == b"APETAGEX" or end + 1 + size > len(data):
            return
        name = plain(data[place + 8 : end].decode("latin-1"))
        yield name, data[end + 1 : end + 1 + size], flags >> 1 & 3 == _APE_BINARY
        place = end + 1 + size
