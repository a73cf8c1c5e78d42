"""The tags as a whole: how many, of which kind, how large, and their pictures."""

from collections.abc import Iterable, Iterator

from feedtool.check.media_facts import AudioTags, ChangedMedia
from feedtool.check.rule import rule
from feedtool.model.finding import Level, Problem
from feedtool.model.tagging import FRONT_COVER, Frame, Tagging, TagPicture
from feedtool.rules.tags.texts import CURE, main_kind

_MAX_TAGS = 1_000_000
_MAX_COVER = 512 * 1024
_COVER_ROLES = (0, FRONT_COVER)
_TYPES = ("image/jpeg", "image/png")


@rule("TG01", Level.WARNING)
def untidy_tags(tags: AudioTags) -> Iterable[Problem]:
    """An MP3 has no ID3v2 tag, more than one, or tags of other kinds beside it.

    Players know ID3v2.3 and 2.4. ID3v1 has room for thirty letters, ID3v2.2 is read by few, APEv2
    at the end by hardly any, and where two tags differ each app believes another one. A tag that
    is damaged is named here too, whatever the container. `feedtool tag` makes one tag of all.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        untagged

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    tagging = tags.tagging
    if tagging.fault:
        yield Problem((), f"the tags cannot be read: {tagging.fault}", CURE)
    elif tags.facts.container == "mp3" and tagging.is_whole:
        for name, message in _untidy(tags):
            yield Problem((name,) if name else (), message, CURE)


def _untidy(tags: AudioTags) -> Iterator[tuple[str, str]]:
    kinds = [block.kind for block in tags.tagging.blocks]
    modern = [kind for kind in kinds if kind.startswith("ID3v2")]
    if not kinds:
        yield "", "the MP3 has no tags; expected one of ID3v2.3"
    elif not modern:
        yield kinds[0], f"the MP3 has a tag of {kinds[0]} alone; expected one of ID3v2.3"
    elif len(modern) > 1:
        yield modern[1], f"the MP3 has {len(modern)} tags of ID3v2; players read the first one"
    elif modern == ["ID3v2.2"]:
        yield "ID3v2.2", "the tag is of ID3v2.2, which few players read; expected ID3v2.3"
    if "APEv2" in kinds and modern:
        yield "APEv2", "an APEv2 tag stands beside the ID3 tag; expected ID3v2.3 alone"


@rule("TG08", Level.WARNING)
def unfit_cover(tags: AudioTags) -> Iterable[Problem]:
    """The tags hold no cover, or one that is not square, too large, or no JPEG or PNG.

    Car radios and lock screens show the picture in the file. Expected is one front cover, JPEG or
    PNG, square, at most 512 KB: it stands before the sound, so all of it loads before anything is
    heard. `feedtool tag` makes one of the artwork, where that is a file of the show.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        APIC = 300x200 PNG RGB

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        APIC = 300x300 PNG RGB
    """
    covers = [each for each in tags.tagging.pictures if each.role in _COVER_ROLES]
    if not covers and tags.wanted.cover and main_kind(tags):
        yield Problem((), "the tags have no cover; expected a small square JPEG", CURE)
    for cover in covers[:1]:
        faults = list(_faults_of(cover))
        if faults:
            message = f"the cover ({cover.name}) {', and '.join(faults)}"
            cure = CURE if tags.wanted.cover else f"name a file as artwork, then {CURE}"
            yield Problem((cover.name,), message, cure)


def _faults_of(cover: TagPicture) -> Iterator[str]:
    if cover.type not in _TYPES:
        kind = cover.type.removeprefix("image/").upper() or "no picture that is known"
        yield f"is {kind}; expected JPEG or PNG"
    if cover.width != cover.height:
        yield f"has {cover.width}x{cover.height} pixels; expected a square"
    if cover.length > _MAX_COVER:
        yield f"has {cover.length:,} bytes; expected at most {_MAX_COVER:,}"


@rule("TG09", Level.WARNING)
def heavy_tags(tags: AudioTags) -> Iterable[Problem]:
    """The tags take more than 1 MB.

    They stand before the sound: whoever streams the episode waits for them, on every play.
    Mostly it is pictures of chapters. Make them smaller, or fewer; `feedtool tag` writes covers
    of 600 and pictures of chapters of at most 480 pixels a side. Room that a program kept free
    goes with `feedtool tag`, too; a long text, or a program's own data, with the program that
    wrote it.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        padding = 1100000

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        padding = 200000
    """
    length = tags.tagging.length
    if length > _MAX_TAGS:
        what, part, cure = _heaviest(tags.tagging)
        message = f"the tags take {length:,} bytes, {part:,} of them {what}"
        yield Problem((), f"{message}; expected at most {_MAX_TAGS:,}", cure)


def _heaviest(tagging: Tagging) -> tuple[str, int, str]:
    """Say what takes most of the tags, how many bytes, and what helps."""
    inner = (each.picture.length for each in tagging.chapters if each.picture)
    pictures = sum(each.length for each in tagging.pictures) + sum(inner)
    frame = max(tagging.frames, key=lambda each: each.length, default=Frame("", "", ""))
    return max(
        ("pictures", pictures, "use smaller pictures"),
        ("free room", tagging.padding, CURE),
        (f"in {frame.label}", frame.length, f"take {frame.label} out, or shorten it"),
        key=lambda each: each[1],
    )


@rule("TG15", supersedes=("RL05",))
def tags_changed_since(change: ChangedMedia) -> Iterable[Problem]:
    """Only the tags of an audio file differ from what media.lock holds of it.

    Its size and checksum are other ones now: what the feed says of them, and what was uploaded,
    is of the old file. If it was never published, `feedtool build` without `--locked` takes them
    anew (`feedtool tag` does so by itself). What was published keeps its bytes: give the tagged
    file another name, `feedtool tag EPISODE --as FILE`.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        # media.lock
        ["audio/001.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        audio_sha256 = "3aeabcb5c679396d681439f3d1c77f2711877ab78e69f6d071fd265a79c19072"
        length = 162000
        type = "audio/mpeg"
        container = "mp3"
        codec = "mp3"

    Good:
        # 001.md
        audio: audio/001-b.mp3
        # audio/001-b.mp3 = speech-mono-cbr64.mp3
        # media.lock
        ["audio/001.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        audio_sha256 = "3aeabcb5c679396d681439f3d1c77f2711877ab78e69f6d071fd265a79c19072"
        length = 162000
        type = "audio/mpeg"
        container = "mp3"
        codec = "mp3"
    """
    if change.kind == "audio" and change.is_same_sound:
        yield Problem(
            change.at,
            f"the tags of '{change.file}' changed since media.lock was written: size and checksum "
            "there are those of the old file",
            "run feedtool build without --locked, or feedtool tag",
        )
