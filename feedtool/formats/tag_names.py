"""What each kind of tag calls title, show, author and the rest, and how it writes their values.

Sources: ID3v2.3 and 2.4 (native frames), Apple's podcast frames and atoms as iTunes writes them,
Vorbis comment field recommendations, APEv2 item keys, RIFF's INFO list as ffmpeg writes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from feedtool.model.tagging import Frame, Tagging, WantedTags

_ID3: Final = {
    "title": "TIT2",
    "album": "TALB",
    "artist": "TPE1",
    "album_artist": "TPE2",
    "date": "TDRC",
    "track": "TRCK",
    "disc": "TPOS",
    "genre": "TCON",
    "language": "TLAN",
    "feed_url": "WFED",
    "guid": "TGID",
    "category": "TCAT",
    "keywords": "TKWD",
    "description": "TDES",
    "comment": "COMM",
}
_MP4: Final = {
    "title": "\xa9nam",
    "album": "\xa9alb",
    "artist": "\xa9ART",
    "album_artist": "aART",
    "date": "\xa9day",
    "track": "trkn",
    "disc": "disk",
    "genre": "\xa9gen",
    "feed_url": "purl",
    "guid": "egid",
    "category": "catg",
    "keywords": "keyw",
    "description": "desc",
    "comment": "\xa9cmt",
}
_VORBIS: Final = {
    "title": "TITLE",
    "album": "ALBUM",
    "artist": "ARTIST",
    "album_artist": "ALBUMARTIST",
    "date": "DATE",
    "track": "TRACKNUMBER",
    "disc": "DISCNUMBER",
    "genre": "GENRE",
    "language": "LANGUAGE",
    "description": "DESCRIPTION",
    "comment": "COMMENT",
}
_INFO: Final = {
    "title": "INAM",
    "album": "IPRD",
    "artist": "IART",
    "date": "ICRD",
    "track": "IPRT",
    "genre": "IGNR",
    "language": "ILNG",
    "comment": "ICMT",
}
_ID3V1: Final = {
    "title": "title",
    "album": "album",
    "artist": "artist",
    "date": "year",
    "track": "track",
    "comment": "comment",
}
_APE: Final = {
    "title": "Title",
    "album": "Album",
    "artist": "Artist",
    "date": "Year",
    "track": "Track",
    "disc": "Disc",
    "genre": "Genre",
    "language": "Language",
    "comment": "Comment",
}
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "ID3v2": _ID3,
    "MP4": _MP4,
    "Vorbis": _VORBIS,
    "INFO": _INFO,
    "ID3v1": _ID3V1,
    "APEv2": _APE,
}
_FLAGS: Final = {"ID3v2": (("PCST", "1"),), "MP4": (("pcst", "1"), ("stik", "21"))}
"""Frames that say: this is a podcast."""
_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "TDRC": ("TYER", "TDAT", "TIME", "TRDA"),
    "TYER": ("TDRC", "TIME", "TRDA"),
    "\xa9gen": ("gnre",),
    "IPRT": ("ITRK",),
}
"""Names under which other versions or programs keep the same."""
NUMBERED = frozenset(
    {"TRCK", "TPOS", "trkn", "disk", "TRACKNUMBER", "DISCNUMBER", "Track", "Disc", "IPRT"}
)
"""Frames that may say of how many: `7/10`."""


def group_of(kind: str) -> str:
    """Return the kind of a tag without its version, but for ID3v1."""
    return "ID3v2" if kind.startswith("ID3v2") else kind


def find_field(tagging: Tagging, field: str) -> Iterator[Frame]:
    """List the frames that hold one field, in every tag of a file.

    Beside Vorbis comments they alone count: players of FLAC look past ID3, and `tag` leaves it.
    """
    is_flac = tagging.has_kind("Vorbis")
    for frame in tagging.frames:
        if is_flac and frame.kind != "Vorbis":
            continue
        name = _NAMES.get(group_of(frame.kind), {}).get(field, "")
        names = ("TDRC", "TYER") if name == "TDRC" else (name,)
        is_named = frame.name.casefold() in [each.casefold() for each in names]
        if is_named and not frame.description:
            yield frame


def find_said(tagging: Tagging, field: str) -> Iterable[Frame]:
    """List what one field says: programs write the same words again, in another language."""
    said: dict[tuple[str, str, str], Frame] = {}
    for frame in find_field(tagging, field):
        said.setdefault((frame.kind, frame.name, frame.text), frame)
    return said.values()


def name_of(field: str, kind: str) -> str:
    """Return what a kind of tag calls a field, "" where it has none."""
    return _NAMES.get(group_of(kind), {}).get(field, "")


def list_targets(wanted: WantedTags, kind: str) -> list[Frame]:
    """List the frames that a tag of this kind should have."""
    targets: list[Frame] = []
    for field, name in _NAMES[group_of(kind)].items():
        value: str = getattr(wanted, field)
        if not value:
            continue
        if name == "TDRC" and kind != "ID3v2.4":
            targets += _old_date(kind, value)
        elif name == "COMM":
            targets.append(Frame(kind, name, value, language=wanted.language or "und"))
        else:
            targets.append(Frame(kind, name, value))
    flags = _FLAGS.get(group_of(kind), ())
    return targets + [Frame(kind, name, value) for name, value in flags]


def _old_date(kind: str, date: str) -> list[Frame]:
    """Write a date as ID3v2.3 does: the year, then day and month."""
    year, month, day = date.split("-")
    return [Frame(kind, "TYER", year), Frame(kind, "TDAT", day + month)]


def keep_totals(targets: list[Frame], before: Tagging) -> list[Frame]:
    """Leave a number that is right as it is, where it says of how many: `7/10`."""
    kept = {
        (frame.name, _number(frame.text)): frame
        for frame in before.frames
        if frame.name in NUMBERED and "/" in frame.text
    }
    return [
        replace(target, text=kept[target.name, target.text].text)
        if (target.name, target.text) in kept
        else target
        for target in targets
    ]


_TOLERANCE = 2.0
"""Seconds that a told length may differ: players round it."""


def tells_wrong_length(tagging: Tagging, duration: float | None) -> bool:
    """Say whether TLEN (milliseconds) is there and is not the length of the sound."""
    told = (frame.text for frame in tagging.find("TLEN"))
    return duration is not None and any(
        text.isdecimal() and int(text) > 0 and abs(int(text) / 1000 - duration) > _TOLERANCE
        for text in told
    )


def _number(text: str) -> str:
    number = text.partition("/")[0].strip()
    return number.lstrip("0") or number


def replaced_by(targets: list[Frame]) -> frozenset[tuple[str, str]]:
    """List name and description of the frames whose place these take."""
    names = {frame.name for frame in targets}
    names |= {other for name in names for other in _OTHER_NAMES.get(name, ())}
    return frozenset((name, "") for name in names)
