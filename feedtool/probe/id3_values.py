"""Station probe: what the frames of an ID3v2 tag say (ID3v2.3 section 4; chapter addendum 1.0)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from feedtool.formats.private_data import find_in_bytes
from feedtool.model.tagging import (
    Frame,
    TagBlock,
    TagChapter,
    TagContents,
    Tagging,
    TagPicture,
)
from feedtool.probe.id3 import RawFrame, RawTag, split_frames, split_id3
from feedtool.probe.pictures import read_picture
from feedtool.probe.tag_texts import make_frame, plain
from feedtool.probe.window import Window

_MAX_TEXT = 1 << 16  # bytes of a frame that are decoded
_MOST = 5000  # pictures, chapters, tables or other frames of one tag
_COUNTED_APART = ("APIC", "CHAP", "CTOC")
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_NO_PLACE = 0xFFFFFFFF  # of a chapter that gives times only


@dataclass(slots=True)
class _Found:
    """What the frames of one tag gave so far."""

    kind: str
    version: int
    frames: list[Frame] = field(default_factory=list)
    pictures: list[TagPicture] = field(default_factory=list)
    chapters: list[TagChapter] = field(default_factory=list)
    contents: list[TagContents] = field(default_factory=list)

    def add(self, raw: RawFrame, *values: str, description: str = "", language: str = "") -> None:
        """Add a frame for each of its values that says anything."""
        for text in values:
            size = len(raw.content)
            self.frames.append(make_frame(self.kind, raw.name, text, description, language, size))


def read_id3(window: Window, start: int) -> Tagging:
    """Read the tag at `start`, frame by frame; what cannot be read is its `fault`."""
    if window.read(start, 3) != b"ID3":
        return Tagging()
    raw = split_id3(window, start)
    return Tagging(fault=raw) if isinstance(raw, str) else read_frames(raw)


def read_frames(tag: RawTag) -> Tagging:
    """Read the frames of a tag."""
    kind = f"ID3v2.{tag.version}"
    found = _Found(kind, tag.version)
    read: Counter[str] = Counter()
    for raw in tag.frames:
        group = raw.name if raw.name in _COUNTED_APART else ""
        read[group] += 1
        if read[group] <= _MOST:
            _read(raw, found)
    return Tagging(
        (TagBlock(kind, tag.length, tag.padding),),
        tuple(found.frames),
        tuple(found.pictures),
        tuple(found.chapters),
        tuple(found.contents),
    )


def _read(raw: RawFrame, found: _Found) -> None:
    reader = _READERS.get(raw.name)
    if reader is not None and raw.content:
        reader(raw, found)
    elif raw.name[0] == "W" and raw.content:
        found.add(raw, raw.content.decode("latin-1").split("\0")[0])
    elif raw.name[0] == "T" and raw.content:
        content = raw.content[:_MAX_TEXT]
        found.add(raw, *(text for text in _split(content[1:], _encoding(content)) if text))
    else:
        found.add(raw, find_in_bytes(raw.content[:_MAX_TEXT]))


def _encoding(content: bytes) -> str:
    return _ENCODINGS[content[0]] if content[0] < len(_ENCODINGS) else "latin-1"


def _split(content: bytes, encoding: str) -> list[str]:
    return content.decode(encoding, "replace").replace("\ufeff", "").split("\0")


def _cut(content: bytes, encoding: str) -> tuple[str, bytes]:
    """Cut a text that ends in a zero from what follows it."""
    step = 2 if encoding.startswith("utf-16") else 1
    for place in range(0, min(len(content), _MAX_TEXT) - step + 1, step):
        if not any(content[place : place + step]):
            return _split(content[:place], encoding)[0], content[place + step :]
    return _split(content[:_MAX_TEXT], encoding)[0], b""


def _read_counter(raw: RawFrame, found: _Found) -> None:
    found.add(raw, "1")


def _read_comment(raw: RawFrame, found: _Found) -> None:
    content = raw.content[:_MAX_TEXT]
    language = content[1:4].decode("latin-1").strip("\0 ")
    description, *texts = _split(content[4:], _encoding(content))
    values = [text for text in texts if text]
    found.add(raw, *values, description=description, language=language)


def _read_own_text(raw: RawFrame, found: _Found) -> None:
    content = raw.content[:_MAX_TEXT]
    description, *texts = _split(content[1:], _encoding(content))
    found.add(raw, *(text for text in texts if text), description=description)


def _read_own_address(raw: RawFrame, found: _Found) -> None:
    description, rest = _cut(raw.content[1:], _encoding(raw.content))
    address = rest.decode("latin-1").split("\0")[0]
    if address:
        found.add(raw, address, description=description)


def _read_timed_lyrics(raw: RawFrame, found: _Found) -> None:
    language = raw.content[1:4].decode("latin-1").strip("\0 ")
    description, rest = _cut(raw.content[6:], _encoding(raw.content))
    text, _ = _cut(rest, _encoding(raw.content))
    found.add(raw, text, description=description, language=language)


def _read_private(raw: RawFrame, found: _Found) -> None:
    owner, rest = _cut(raw.content, "latin-1")
    found.add(raw, find_in_bytes(rest[:_MAX_TEXT]), description=owner)


def _read_object(raw: RawFrame, found: _Found) -> None:
    encoding = _encoding(raw.content)
    _, rest = _cut(raw.content[1:], "latin-1")
    name, rest = _cut(rest, encoding)
    description, rest = _cut(rest, encoding)
    traces = find_in_bytes(name.encode("utf-8", "replace")) or find_in_bytes(rest[:_MAX_TEXT])
    found.add(raw, traces, description=description or name)


def _read_apic(raw: RawFrame, found: _Found) -> None:
    picture = _picture(raw, found)
    if picture is not None:
        found.pictures.append(picture)


def _picture(raw: RawFrame, found: _Found) -> TagPicture | None:
    cut = cut_picture(raw, found.version)
    if cut is None:
        return None
    role, description, data = cut
    return read_picture(found.kind, raw.name, data, role, plain(description))


def cut_picture(raw: RawFrame, version: int) -> tuple[int, str, bytes] | None:
    """Return role, description and bytes of a picture; None where the frame is cut off."""
    if version == 2:
        rest = raw.content[4:]
    else:
        _, rest = _cut(raw.content[1:], "latin-1")
    if not rest:
        return None
    description, data = _cut(rest[1:], _encoding(raw.content))
    return rest[0], description, data


def _read_chapter(raw: RawFrame, found: _Found) -> None:
    name, rest = _cut(raw.content, "latin-1")
    if len(rest) < 16:
        return
    start, end = (int.from_bytes(rest[at : at + 4], "big") for at in (0, 4))
    inner = _Found(found.kind, found.version)
    for each in split_frames(rest[16:], found.version):
        if each.name not in ("CHAP", "CTOC"):  # one in another, in another, … has no end
            _read(each, inner)
    texts = {frame.name: frame.text for frame in reversed(inner.frames)}
    link = next((f.text for f in inner.frames if f.name[0] == "W"), "")
    found.chapters.append(
        TagChapter(
            found.kind,
            plain(name),
            start / 1000,
            None if end == _NO_PLACE else end / 1000,
            texts.get("TIT2", ""),
            link,
            next(iter(inner.pictures), None),
        )
    )


def _read_contents(raw: RawFrame, found: _Found) -> None:
    name, rest = _cut(raw.content, "latin-1")
    if len(rest) < 2:
        return
    children, left = list[str](), rest[2:]
    for _ in range(rest[1]):
        child, left = _cut(left, "latin-1")
        children.append(plain(child))
    flags = rest[0]
    found.contents.append(
        TagContents(plain(name), bool(flags & 2), bool(flags & 1), tuple(children))
    )


def _read_feed_address(raw: RawFrame, found: _Found) -> None:
    """Read WFED: iTunes writes a text frame, with its encoding in front; others an address."""
    content = raw.content[:_MAX_TEXT]
    body = content[1:] if content[0] < len(_ENCODINGS) else content
    encoding = _encoding(content) if body is not content else "latin-1"
    found.add(raw, *(text for text in _split(body, encoding)[:1] if text))


_READERS: dict[str, Callable[[RawFrame, _Found], None]] = {
    "PCST": _read_counter,
    "COMM": _read_comment,
    "USLT": _read_comment,
    "SYLT": _read_timed_lyrics,
    "TXXX": _read_own_text,
    "WXXX": _read_own_address,
    "PRIV": _read_private,
    "UFID": _read_private,
    "GEOB": _read_object,
    "APIC": _read_apic,
    "CHAP": _read_chapter,
    "CTOC": _read_contents,
    "WFED": _read_feed_address,
}
