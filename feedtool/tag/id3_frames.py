"""Station tag: frames of ID3v2 to bytes, each rendered alone.

mutagen sorts the frames of a tag by their size, which puts chapters out of order; so it renders
one frame at a time, and their order is ours.
"""

import io
import struct
from typing import Any

from mutagen import id3

from feedtool.model.tagging import FRONT_COVER, Frame, WantedChapter
from feedtool.probe.id3 import RawFrame, split_frames
from feedtool.probe.pictures import type_of
from feedtool.tag.wish import Wish

_HEAD = 10
_UTF16, _UTF8, _LATIN1 = 1, 3, 0
MOST_LISTED = 255
"""Chapters in a table of contents, which counts them in one byte."""
_ORDERED_TOP = 3
_OF_BOTH = ("TSOP", "TSOA", "TSOT", "TDRL", "TDEN", "TDTG", "TMOO", "TPRO", "TSST")
"""Frames of 2.4 that programs write into 2.3, too; mutagen drops them on the way there."""
_NO_OFFSET = 0xFFFFFFFF


def make(name: str, *values: Any) -> Any:
    """Make one of mutagen's frames, which have no types."""
    kind: Any = getattr(id3, name)
    return kind(*values)


def render(frame: Any, version: int) -> bytes:
    """Write one of mutagen's frames as it stands in a tag of version 3 or 4."""
    tag = make("ID3")
    tag.add(frame)
    data = io.BytesIO()
    tag.save(data, v1=0, v2_version=version, padding=lambda _: 0)
    return data.getvalue()[_HEAD:]


def convert_tag(tag: bytes, version: int) -> list[RawFrame]:
    """Bring the frames of a tag that mutagen knows to version 3 or 4.

    Raises anything on damaged bytes.
    """
    kind: Any = id3.ID3
    found = kind(io.BytesIO(tag), translate=False)
    kept = [frame for name in _OF_BOTH for frame in found.getall(name)]
    if version == 3:
        found.update_to_v23()
    else:
        found.update_to_v24()
    frames = [*found.values(), *(frame for frame in kept if frame.HashKey not in found)]
    return [each for frame in frames for each in split_frames(render(frame, version), version)]


def convert_unknown(frame: RawFrame, version: int) -> list[RawFrame]:
    """Bring a frame that mutagen does not know to version 3 or 4; what is packed or of 2.2 goes."""
    is_known = frame.name in id3.Frames
    if is_known or frame.is_packed or len(frame.name) != 4:
        return []
    return list(split_frames(_frame(frame.name.encode(), frame.content, version), version))


def encoding_for(text: str, version: int) -> int:
    """Choose an encoding that every player reads: no UTF-8 in 2.3, plain bytes for ASCII."""
    if version == 4:
        return _UTF8
    return _LATIN1 if text.isascii() else _UTF16


def render_text(target: Frame, version: int) -> bytes:
    """Write a frame of text, the podcast flag or a comment."""
    encoding = encoding_for(target.text, version)
    if target.name == "PCST":
        return render(make("PCST", 0), version)
    if target.name == "WFED":
        return render_feed_address(target.text, version)
    if target.name == "COMM":
        comment = make("COMM", encoding, target.language, target.description, [target.text])
        return render(comment, version)
    return render(make(target.name, encoding, [target.text]), version)


def render_feed_address(url: str, version: int) -> bytes:
    """Write WFED: a frame of text in all but its name, as iTunes and TagLib have it.

    mutagen takes it for an address without an encoding in front, and reads nothing.
    """
    encoding = _UTF8 if version == 4 else _LATIN1
    return _frame(b"WFED", bytes([encoding]) + url.encode("ascii", "replace"), version)


def _frame(name: bytes, content: bytes, version: int) -> bytes:
    """Write a frame of these bytes."""
    size = len(content)
    if version == 4:
        return name + syncsafe_bytes(size) + bytes(2) + content
    return name + size.to_bytes(4, "big") + bytes(2) + content


def syncsafe_bytes(number: int) -> bytes:
    """Write a number with seven bits in each of four bytes."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def render_cover(data: bytes, version: int) -> bytes:
    """Write the front cover."""
    return render(make("APIC", _LATIN1, type_of(data), FRONT_COVER, "", data), version)


def render_chapters(wish: Wish, version: int) -> list[bytes]:
    """Write the table of contents, then the chapters in the order of their times."""
    chapters = wish.wanted.chapters
    names = [f"chp{number}" for number in range(len(chapters))]
    listed = [name for name, each in zip(names, chapters, strict=True) if each.is_listed]
    title = _text_frame(wish.wanted.title or "Chapters", version)
    flags = make("CTOCFlags", _ORDERED_TOP)
    contents = make("CTOC", "toc", flags, listed[:MOST_LISTED], [title])
    return [render(contents, version)] + [
        _render_chapter(name, each, wish, version)
        for name, each in zip(names, chapters, strict=True)
    ]


def _render_chapter(name: str, chapter: WantedChapter, wish: Wish, version: int) -> bytes:
    inner = [render(_text_frame(chapter.title, version), version)] if chapter.title else []
    if chapter.link:
        address = bytes([_LATIN1]) + b"chapter url\0" + chapter.link.encode("latin-1", "replace")
        inner.append(_frame(b"WXXX", address, version))  # mutagen ends it with a zero
    picture = wish.pictures.get(chapter.picture)
    if picture:
        inner.append(render(make("APIC", _LATIN1, type_of(picture), 0, "", picture), version))
    times = (round(chapter.start * 1000), round(chapter.end * 1000), _NO_OFFSET, _NO_OFFSET)
    head = name.encode("ascii") + b"\0" + struct.pack(">4I", *times)
    return _frame(b"CHAP", head + b"".join(inner), version)


def _text_frame(text: str, version: int) -> Any:
    return make("TIT2", encoding_for(text, version), [text])
