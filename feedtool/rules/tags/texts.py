"""Title, show and author in the tags."""

from collections.abc import Iterable, Iterator

from feedtool.check.media_facts import AudioTags
from feedtool.check.rule import rule
from feedtool.formats.names import fold_words
from feedtool.formats.tag_names import find_said, group_of, name_of
from feedtool.model.finding import Level, Problem
from feedtool.model.tagging import Frame

CURE = "run feedtool tag"
_ID3V1_LENGTH = 30
_MAIN = ("ID3v2", "MP4", "Vorbis")
_KIND_IN = {"mp4": "MP4", "ogg": "Vorbis", "flac": "Vorbis"}
"""The kind of tag that a container should have, where it is not ID3v2."""


def main_kind(tags: AudioTags) -> str:
    """Return the kind of the tag that players read, "" where there is none."""
    kinds = (block.kind for block in tags.tagging.blocks)
    return next((kind for kind in kinds if group_of(kind) in _MAIN), "")


def compare(tags: AudioTags, field: str, what: str) -> Iterator[Problem]:
    """Yield the frames of a field that say something else than the record."""
    wanted: str = getattr(tags.wanted, field)
    if not wanted:
        return
    for frame in find_said(tags.tagging, field):
        if not says_words(frame, wanted):
            message = f"{frame.name} ({frame.kind}) says {frame.text!r}; expected the {what}"
            yield Problem((frame.name,), f"{message} {wanted!r}", CURE)


def says_words(frame: Frame, wanted: str) -> bool:
    """Tell whether a text holds the wanted words, as they follow each other."""
    words = fold_words(wanted)
    if frame.kind == "ID3v1" and len(frame.text) >= min(len(wanted), _ID3V1_LENGTH) - 1:
        return fold_words(frame.text)[:-1] == words[: len(fold_words(frame.text)) - 1]
    return f" {' '.join(words)} " in f" {' '.join(fold_words(frame.text))} " or frame.says(wanted)


def _is_missing(tags: AudioTags, field: str) -> bool:
    return bool(getattr(tags.wanted, field)) and not any(find_said(tags.tagging, field))


@rule("TG02", Level.WARNING)
def wrong_tagged_title(tags: AudioTags) -> Iterable[Problem]:
    """The title in the audio's tags is not the episode's.

    Players that have the file without its feed show what the tags say: car radios, phones without
    a podcast app, archives. Episode number and show name may stand beside the title. `feedtool
    tag` writes it.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TIT2 = Grace Hopper on nanoseconds

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TIT2 = 1: Grace Hopper and the first compiler
    """
    yield from compare(tags, "title", "episode's title")
    if _is_missing(tags, "title") and (main_kind(tags) or tags.facts.container != "mp3"):
        kind = main_kind(tags) or _KIND_IN.get(tags.facts.container, "ID3v2")
        name = name_of("title", kind)
        message = f"the tags have no title ({name}); expected {tags.wanted.title!r}"
        yield Problem((), message, CURE)


@rule("TG03", Level.WARNING)
def wrong_tagged_show(tags: AudioTags) -> Iterable[Problem]:
    """The album in the audio's tags is not the show.

    Players without the feed sort episodes by it: another spelling puts them on two shelves.
    `feedtool tag` writes it.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TALB = Compilers and their makers

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TALB = Compiler Talk
    """
    yield from compare(tags, "album", "show's title")
    if _is_missing(tags, "album") and any(find_said(tags.tagging, "title")):
        yield Problem((), f"the tags have no album; expected the show {tags.wanted.album!r}", CURE)


@rule("TG04", Level.WARNING)
def wrong_tagged_author(tags: AudioTags) -> Iterable[Problem]:
    """The artist in the audio's tags is not the author.

    The author is the episode's, else the show's, else its hosts. `feedtool tag` writes it.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TPE1 = Studio B

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
        TPE1 = Ada Lovelace, Grace Hopper
    """
    yield from compare(tags, "artist", "author")
    if _is_missing(tags, "artist") and any(find_said(tags.tagging, "title")):
        yield Problem((), f"the tags have no artist; expected {tags.wanted.artist!r}", CURE)
