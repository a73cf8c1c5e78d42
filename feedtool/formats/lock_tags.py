"""What media.lock keeps of an audio file's tags: what rules compare with the record.

A clone without the audio can so be judged when its records change. What the file alone is judged
by (private frames, chapters, size) was judged where it was tagged, and is left out.
"""

import re

from feedtool.formats.tag_names import find_field, group_of
from feedtool.model.tagging import FRONT_COVER, Frame, TagBlock, Tagging, TagPicture

_FIELDS = ("title", "album", "artist", "date", "track", "disc", "genre", "language")
_MAIN = ("ID3v2", "MP4", "Vorbis")
_PICTURE = re.compile(r"(?P<type>[a-z]*/?[a-z]*) (?P<width>\d+)x(?P<height>\d+) (?P<length>\d+)")
_COVER_ROLES = (0, FRONT_COVER)


def write_tags(tagging: Tagging) -> list[str]:
    """Write the kind of the tag that players read, then `NAME=text` for its frames."""
    kinds = [block.kind for block in tagging.blocks]
    kind = next((each for each in kinds if group_of(each) in _MAIN), kinds[0] if kinds else "")
    if not kind:
        return []
    frames = (frame for field in _FIELDS for frame in find_field(tagging, field))
    texts = [f"{frame.name}={frame.text}" for frame in frames if frame.kind == kind]
    covers = (each for each in tagging.pictures if each.role in _COVER_ROLES)
    return [kind, *texts, *(_write_cover(each) for each in list(covers)[:1])]


def _write_cover(picture: TagPicture) -> str:
    size = f"{picture.width}x{picture.height}"
    return f"{picture.name}={picture.type or 'unknown'} {size} {picture.length}"


def read_tags(entries: list[str]) -> Tagging:
    """Read what `write_tags` wrote; what it never writes is passed over."""
    if not entries:
        return Tagging(is_whole=False)
    kind = entries[0]
    frames: list[Frame] = []
    pictures: list[TagPicture] = []
    for entry in entries[1:]:
        name, _, text = entry.partition("=")
        match = _PICTURE.fullmatch(text)
        if match and name in ("APIC", "covr", "PICTURE", "METADATA_BLOCK_PICTURE"):
            size = (int(match["width"]), int(match["height"]), int(match["length"]))
            type_ = "" if match["type"] == "unknown" else match["type"]
            pictures.append(TagPicture(kind, name, FRONT_COVER, type_, *size, ""))
        else:
            frames.append(Frame(kind, name, text))
    return Tagging((TagBlock(kind, 0),), tuple(frames), tuple(pictures), is_whole=False)
