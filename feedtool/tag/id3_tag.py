"""Station tag: a new ID3v2 tag made of the wanted frames and of those of the old one that stay."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from feedtool.formats.tag_names import replaced_by
from feedtool.model.tagging import FRONT_COVER, Frame, Tagging
from feedtool.probe.id3 import RawFrame, RawTag, split_frames, split_id3
from feedtool.probe.id3_values import cut_picture, read_frames
from feedtool.probe.sound import MAX_METADATA
from feedtool.probe.window import Window
from feedtool.tag import id3_frames
from feedtool.tag.cover import choose_cover
from feedtool.tag.id3_frames import syncsafe_bytes
from feedtool.tag.wish import CannotTagError, Wish

_DEFAULT_VERSION = 3
_PADDING = 1024  # bytes that other programs can use later without moving the sound
_LARGEST = (1 << 28) - 1  # bytes of a tag: four times seven bits
_COVER_ROLES = (0, FRONT_COVER)  # many programs call the cover "other"


@dataclass(slots=True)
class NewTag:
    """A tag as bytes, and what it says."""

    data: bytes
    tagging: Tagging

    @property
    def notes(self) -> list[str]:
        """Say what readers of this tag miss."""
        notes, chapters = list[str](), self.tagging.chapters
        if self.tagging.has_kind("ID3v2.4") and any(each.picture for each in chapters):
            notes.append(
                "ffmpeg shows no chapter that has a picture in ID3v2.4: 2.3 is read by all"
            )
        most = id3_frames.MOST_LISTED
        if len(chapters) > most and any(len(e.children) == most for e in self.tagging.contents):
            notes.append(
                f"its table of contents lists only {most} chapters: ID3 has no room for more"
            )
        return notes


@dataclass(slots=True)
class OldTag:
    """The frames of the tags that a file has, cut from their bytes; a later tag adds to them."""

    versions: set[int] = field(default_factory=set)
    frames: list[RawFrame] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    is_unsync: bool = False

    @property
    def version(self) -> int:
        """Return 2, 3 or 4, or 0 where there is no tag, or tags of several versions."""
        return next(iter(self.versions)) if len(self.versions) == 1 else 0


def read_old(window: Window, places: Iterable[int]) -> OldTag:
    """Cut the ID3v2 tags at these places; raises CannotTagError for one that cannot be read."""
    old = OldTag()
    for place in places:
        tag = split_id3(window, place)
        if isinstance(tag, str):
            raise CannotTagError(f"{tag}: take it out with the program that wrote it")
        if tag.length > MAX_METADATA:
            raise CannotTagError(
                f"its ID3 tag has {tag.length:,} bytes: take the largest frames out"
            )
        data = window.read(place, tag.length)
        old.versions.add(tag.version)
        old.is_unsync |= bool(data[5] & 0x80)
        old.data.append(data)
        old.frames += tag.frames
    return old


def make_tag(old: OldTag, extra: list[RawFrame], wish: Wish) -> NewTag:
    """Make the new tag; raises CannotTagError.

    A tag of version 2.4 that says all that is wanted stays one.
    """
    version = wish.id3_version or _DEFAULT_VERSION
    if wish.id3_version is None and old.version == 4 and not extra:
        kept = _assemble(_bring(old, 4), wish, 4)
        before = read_frames(RawTag(4, 0, 0, tuple(old.frames)))
        if _says(kept.tagging) == _says(before):
            return kept
    return _assemble(_bring(old, version) + extra, wish, version)


def _says(tagging: Tagging) -> tuple[object, ...]:
    frames = {(each.label, each.text, each.digest) for each in tagging.frames}
    return frames, set(tagging.pictures), tagging.chapters, set(tagging.contents)


def _bring(old: OldTag, version: int) -> list[RawFrame]:
    """Bring the old frames to a version; those that have it stay byte for byte."""
    if old.version == version and not (old.is_unsync and version == 4):
        return old.frames
    try:
        parts = [id3_frames.convert_tag(data, version) for data in old.data]
    except Exception as error:  # mutagen raises more than MutagenError on damaged bytes
        message = f"its ID3 tag is damaged and cannot be converted to 2.{version}"
        raise CannotTagError(message) from error
    brought = [frame for part in parts for frame in part if frame.name != "WFED"]
    brought += [made for each in old.frames for made in id3_frames.convert_unknown(each, version)]
    for each in read_frames(RawTag(version, 0, 0, tuple(old.frames))).find("WFED"):
        feed = id3_frames.render_feed_address(each.text, version)
        brought += split_frames(feed, version)
    return brought


def _assemble(old: list[RawFrame], wish: Wish, version: int) -> NewTag:
    before = read_frames(RawTag(version, 0, 0, tuple(old)))
    targets = wish.targets(f"ID3v2.{version}", before)
    covers = [_cover_in(frame, version) for frame in old]
    cover = choose_cover(wish.cover, [data for data in covers if data])
    parts = [id3_frames.render_text(each, version) for each in targets]
    kept, seen = list[RawFrame](), set[tuple[str, bytes]]()
    for frame in old:
        said = frame.name, frame.content or frame.raw  # what is packed has no content
        if said not in seen and not _goes(frame, targets, wish, version):
            kept.append(frame)
        seen.add(said)
    parts += [_reframe(frame, version) for frame in kept]
    if wish.wanted.chapters:
        parts += id3_frames.render_chapters(wish, version)
    if cover is not None:
        parts.append(id3_frames.render_cover(cover, version))
    return _close(b"".join(parts), version)


def _goes(frame: RawFrame, targets: list[Frame], wish: Wish, version: int) -> bool:
    """Say whether a frame gives way to a new one, or has to go."""
    if frame.name in ("CHAP", "CTOC"):
        return bool(wish.wanted.chapters)
    if frame.name == "APIC":
        return wish.cover is not None and _cover_in(frame, version) is not None
    values = _read_one(frame, version).frames
    replaced = replaced_by(targets)
    return any((each.name, each.description) in replaced or wish.drops(each) for each in values)


def _read_one(frame: RawFrame, version: int) -> Tagging:
    return read_frames(RawTag(version, 0, 0, (frame,)))


def _cover_in(frame: RawFrame, version: int) -> bytes | None:
    """Return the bytes of a cover; None for any other frame."""
    cut = cut_picture(frame, version) if frame.name == "APIC" and frame.content else None
    return cut[2] if cut is not None and cut[0] in _COVER_ROLES else None


def _reframe(frame: RawFrame, version: int) -> bytes:
    """Write a frame that stays, with its real size: one that was cut off has another in it."""
    size = len(frame.raw) - 10
    written = syncsafe_bytes(size) if version == 4 else size.to_bytes(4, "big")
    return frame.raw[:4] + written + frame.raw[8:]


def _close(frames: bytes, version: int) -> NewTag:
    """Put a header before the frames and padding behind them."""
    size = len(frames) + _PADDING
    if size > _LARGEST:
        raise CannotTagError(f"its tag would have {size:,} bytes, more than ID3 can tell")
    head = b"ID3" + bytes([version, 0, 0]) + syncsafe_bytes(size)
    raw = RawTag(version, len(head) + size, _PADDING, tuple(split_frames(frames, version)))
    return NewTag(head + frames + bytes(_PADDING), read_frames(raw))
