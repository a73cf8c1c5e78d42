"""Station probe: the plain texts of an ID3v2 tag, read without its pictures and lyrics.

Sources: ID3v2.2, 2.3 and 2.4 main structure. mutagen reads the same, but UTF-16 texts byte by
byte: a long one costs it a tenth of a second.
"""

import re
from collections.abc import Iterator

from feedtool.formats.xml_text import strip_illegal
from feedtool.probe.edges import syncsafe
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.window import Window

MAX_VALUE = 300
"""Characters of a tag's text that are kept."""

_MAX_TEXT = 1 << 16  # bytes of a frame that are decoded
_ID = {2: re.compile(rb"[A-Z][A-Z0-9]{2}"), 3: re.compile(rb"[A-Z][A-Z0-9]{3}")}
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_UNSYNC, _EXTENDED = 0x80, 0x40  # flags of the tag
_PACKED = {3: 0xC0, 4: 0x0C}  # flags of a frame: compressed or encrypted
_GROUPED = {3: 0x20, 4: 0x40}
_FRAME_UNSYNC, _HAS_LENGTH = 0x02, 0x01
_NEW_NAMES = {  # of ID3v2.2's text and address frames
    "TT1": "TIT1", "TT2": "TIT2", "TT3": "TIT3", "TP1": "TPE1", "TP2": "TPE2", "TP3": "TPE3",
    "TP4": "TPE4", "TAL": "TALB", "TRK": "TRCK", "TPA": "TPOS", "TCO": "TCON", "TYE": "TYER",
    "TDA": "TDAT", "TIM": "TIME", "TRD": "TRDA", "TCM": "TCOM", "TXT": "TEXT", "TEN": "TENC",
    "TSS": "TSSE", "TLA": "TLAN", "TLE": "TLEN", "TCR": "TCOP", "TPB": "TPUB", "TBP": "TBPM",
    "TCP": "TCMP", "TKE": "TKEY", "TMT": "TMED", "TOR": "TORY", "TRC": "TSRC", "TSA": "TSOA",
    "TSP": "TSOP", "TST": "TSOT", "TS2": "TSO2", "TSC": "TSOC", "TXX": "TXXX", "COM": "COMM",
    "WXX": "WXXX", "PCS": "PCST", "TCT": "TCAT", "TDS": "TDES", "TID": "TGID", "TKW": "TKWD",
    "TDR": "TDRL", "WFD": "WFED",
}  # fmt: skip

Tags = list[tuple[str, str]]


def read_id3(window: Window, start: int) -> tuple[Tags, str]:
    """Return the texts of the tag at `start`, and a sentence where it cannot be read."""
    head = window.read(start, 10)
    if len(head) < 10 or head[:3] != b"ID3":
        return [], ""
    version = head[3]
    if version not in (2, 3, 4):
        return [], f"the ID3 tag is of version 2.{version}; players read 2.3 and 2.4"
    if max(head[6:]) > 0x7F:
        return [], "the ID3 tag does not say where it ends"
    data = window.read(start + 10, min(syncsafe(head[6:]), MAX_METADATA))
    if head[5] & _UNSYNC and version < 4:
        data = data.replace(b"\xff\x00", b"\xff")
    if head[5] & _EXTENDED and version > 2 and not _ID[3].match(data):
        size = syncsafe(data[:4]) if version == 4 else int.from_bytes(data[:4], "big") + 4
        data = data[size:]
    tags: Tags = []
    for name, content in _split_frames(data, version, is_unsync=bool(head[5] & _UNSYNC)):
        tags += _read_texts(name, content[:_MAX_TEXT])
    return tags, ""


def _split_frames(data: bytes, version: int, *, is_unsync: bool) -> Iterator[tuple[str, bytes]]:
    place, letters, head = 0, *((3, 6) if version == 2 else (4, 10))
    pattern = _ID[min(version, 3)]
    while place + head <= len(data) and pattern.match(data, place):
        name = data[place : place + letters].decode("ascii")
        flags = 0 if version == 2 else data[place + 9]
        size = _frame_size(data, place, version)
        content = data[place + head : place + head + size]
        place += head + size
        if version > 2 and flags & _PACKED[version]:
            continue
        if version > 2 and flags & _GROUPED[version]:
            content = content[1:]
        if version == 4:
            content = content[4:] if flags & _HAS_LENGTH else content
            if is_unsync or flags & _FRAME_UNSYNC:
                content = content.replace(b"\xff\x00", b"\xff")
        yield _NEW_NAMES.get(name, name), content


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


def _is_boundary(data: bytes, place: int) -> bool:
    if place >= len(data):
        return place == len(data)
    return data[place] == 0 or _ID[3].match(data, place) is not None


def _read_texts(name: str, content: bytes) -> Tags:
    if name == "PCST":
        return [(name, "1")]
    if not content or name[0] not in "TWC" or (name[0] == "C" and name != "COMM"):
        return []
    if name[0] == "W" and name not in ("WXXX", "WFED"):
        return _pairs(name, content.decode("latin-1").split("\0")[:1])
    encoding = _ENCODINGS[content[0]] if content[0] < len(_ENCODINGS) else "latin-1"
    if name == "COMM":
        language, texts = content[1:4].decode("latin-1").strip("\0 "), _split(content[4:], encoding)
        return _pairs(f"COMM:{texts[0]}:{language}", texts[1:])
    if name == "WXXX":
        described = _split_address(content[1:], encoding)
        return _pairs(f"WXXX:{described[0]}", described[1:])
    texts = _split(content[1:], encoding)
    if name == "TXXX":
        return _pairs(f"TXXX:{texts[0]}", texts[1:])
    return _pairs(name, texts)


def _split(content: bytes, encoding: str) -> list[str]:
    return content.decode(encoding, "replace").replace("\ufeff", "").split("\0")


def _split_address(content: bytes, encoding: str) -> list[str]:
    """Split a text of the frame's encoding from an address, which is always Latin-1."""
    step = 2 if encoding.startswith("utf-16") else 1
    for place in range(0, len(content) - step + 1, step):
        if not any(content[place : place + step]):
            described = _split(content[:place], encoding)[:1]
            return described + content[place + step :].decode("latin-1").split("\0")[:1]
    return ["", content.decode("latin-1")]


def _pairs(name: str, texts: list[str]) -> Tags:
    return [(plain(name), plain(text)) for text in texts if text]


def plain(text: str) -> str:
    """Make a tag's text fit to be shown: at most 300 characters, none that XML forbids."""
    return strip_illegal(text[:MAX_VALUE])
