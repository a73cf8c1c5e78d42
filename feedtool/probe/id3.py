"""Station probe: an ID3v2 tag cut into frames (ID3v2.2, 2.3 and 2.4 main structure).

mutagen reads the same, but UTF-16 texts byte by byte: a long one costs it a tenth of a second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.probe.edges import syncsafe
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.window import Window

_ID = {2: re.compile(rb"[A-Z][A-Z0-9]{2}"), 3: re.compile(rb"[A-Z][A-Z0-9]{3}")}
_ANY_NAME = re.compile(rb"[A-Z][A-Z0-9]{2}[\0 ]|[A-Za-z0-9]{4}")
"""Odd names of 2.3 and 2.4, too: iTunes left some of 2.2, with a zero behind."""
_UNSYNC, _EXTENDED = 0x80, 0x40  # flags of the tag
_PACKED = {3: 0xC0, 4: 0x0C}  # flags of a frame: compressed or encrypted
_GROUPED = {3: 0x20, 4: 0x40}
_FRAME_UNSYNC, _HAS_LENGTH = 0x02, 0x01
_NEW_NAMES = {  # of ID3v2.2's frames
    "TT1": "TIT1", "TT2": "TIT2", "TT3": "TIT3", "TP1": "TPE1", "TP2": "TPE2", "TP3": "TPE3",
    "TP4": "TPE4", "TAL": "TALB", "TRK": "TRCK", "TPA": "TPOS", "TCO": "TCON", "TYE": "TYER",
    "TDA": "TDAT", "TIM": "TIME", "TRD": "TRDA", "TCM": "TCOM", "TXT": "TEXT", "TEN": "TENC",
    "TSS": "TSSE", "TLA": "TLAN", "TLE": "TLEN", "TCR": "TCOP", "TPB": "TPUB", "TBP": "TBPM",
    "TCP": "TCMP", "TKE": "TKEY", "TMT": "TMED", "TOR": "TORY", "TRC": "TSRC", "TSA": "TSOA",
    "TSP": "TSOP", "TST": "TSOT", "TS2": "TSO2", "TSC": "TSOC", "TXX": "TXXX", "COM": "COMM",
    "WXX": "WXXX", "PCS": "PCST", "TCT": "TCAT", "TDS": "TDES", "TID": "TGID", "TKW": "TKWD",
    "TDR": "TDRL", "WFD": "WFED", "PIC": "APIC", "ULT": "USLT", "SLT": "SYLT", "GEO": "GEOB",
    "UFI": "UFID", "WAF": "WOAF", "WAR": "WOAR", "WAS": "WOAS", "WCM": "WCOM", "WCP": "WCOP",
    "WPB": "WPUB",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawFrame:
    """One frame: `content` as it is meant, `raw` as it stands, header included.

    `name` is that of ID3v2.3 and 2.4. What is compressed or encrypted has no content.
    """

    name: str
    content: bytes
    raw: bytes
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class RawTag:
    """One tag: `version` 2, 3 or 4, its bytes with header and padding, its frames.

    Bytes of `raw` in a frame are free of the unsynchronisation of the tag.
    """

    version: int
    length: int
    padding: int
    frames: tuple[RawFrame, ...]


def split_id3(window: Window, start: int) -> RawTag | str:
    """Cut the tag at `start` into frames; a sentence where it cannot be read."""
    head = window.read(start, 10)
    version = head[3]
    if version not in (2, 3, 4):
        return f"the ID3 tag is of version 2.{version}; players read 2.3 and 2.4"
    if max(head[6:]) > 0x7F:
        return "the ID3 tag does not say where it ends"
    size = syncsafe(head[6:])
    data = window.read(start + 10, min(size, MAX_METADATA))
    is_unsync = bool(head[5] & _UNSYNC)
    if is_unsync and version < 4:
        data = data.replace(b"\xff\x00", b"\xff")
    if head[5] & _EXTENDED and version > 2 and not _ID[3].match(data):
        size_of_head = int.from_bytes(data[:4], "big") + 4
        data = data[syncsafe(data[:4]) if version == 4 else size_of_head :]
    frames = tuple(split_frames(data, version, is_unsync=is_unsync))
    rest = data[sum(len(frame.raw) for frame in frames) :]
    return RawTag(version, 10 + size, len(rest) - len(rest.rstrip(b"\0")), frames)


def split_frames(data: bytes, version: int, *, is_unsync: bool = False) -> Iterator[RawFrame]:
    """Cut frames that stand one behind the other, up to what is none."""
    place, letters, head = 0, *((3, 6) if version == 2 else (4, 10))
    while place + head <= len(data) and _begins_frame(data, place, version):
        name = data[place : place + letters].decode("ascii").rstrip("\0 ")
        flags = 0 if version == 2 else data[place + 9]
        raw = data[place : place + head + _frame_size(data, place, version)]
        place += len(raw)
        content = raw[head:]
        is_packed = version > 2 and bool(flags & _PACKED[version])
        if version > 2 and flags & _GROUPED[version]:
            content = content[1:]
        if version == 4:
            content = content[4:] if flags & _HAS_LENGTH else content
            if is_unsync or flags & _FRAME_UNSYNC:
                content = content.replace(b"\xff\x00", b"\xff")
        if version == 2:
            name = _NEW_NAMES.get(name, name)
        yield RawFrame(name, b"" if is_packed else content, raw, is_packed)


def _begins_frame(data: bytes, place: int, version: int) -> bool:
    """Tell a frame by its name; an odd one is believed where another frame or the end follows."""
    if _ID[min(version, 3)].match(data, place):
        return True
    if version == 2 or not _ANY_NAME.match(data, place):
        return False
    return _is_boundary(data, place + 10 + _frame_size(data, place, version), _ANY_NAME)


def _frame_size(data: bytes, place: int, version: int) -> int:
    if version == 2:
        return int.from_bytes(data[place + 3 : place + 6], "big")
    field = data[place + 4 : place + 8]
    plain = int.from_bytes(field, "big")
    if version == 3 or plain < 0x80:
        return plain
    if max(field) > 0x7F:
        return plain
    safe = syncsafe(field)
    # Old iTunes wrote plain numbers into 2.4 tags: believe the one after which a frame stands.
    if _is_boundary(data, place + 10 + safe) or not _is_boundary(data, place + 10 + plain):
        return safe
    return plain


def _is_boundary(data: bytes, place: int, name: re.Pattern[bytes] = _ID[3]) -> bool:
    if place >= len(data):
        return place == len(data)
    return data[place] == 0 or name.match(data, place) is not None
