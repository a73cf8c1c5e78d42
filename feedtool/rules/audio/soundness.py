"""Audio files that are damaged, or that claim what is not in them."""

from collections.abc import Iterable

from feedtool.check.media_facts import AudioFile, MediaFault
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.formats.media_types import extension_of
from feedtool.formats.plural import count
from feedtool.model.finding import Level, Problem
from feedtool.model.media import AudioFacts

_NOT_MEASURED = frozenset({"pdf", "webm", "mkv", "m3u8", "torrent"})
_TOLERANCE = 0.01
_SHARE = 0.1
_AUDIBLE = 0.05
"""Seconds of sound that are missing inside, two frames of an MP3."""


@rule("AU10")
def unusable_audio(fault: MediaFault) -> Iterable[Problem]:
    """An audio file is empty, damaged, or no audio at all.

    No listener could play it. Most often a download or an export was broken off, or a server's
    error page was saved under the file's name. Export or fetch the file again.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = broken-html-as.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    if fault.kind != "audio" or (fault.at and extension_of(fault.file) in _NOT_MEASURED):
        return
    yield Problem(
        fault.at,
        f"audio '{fault.file}' cannot be used: {fault.reason}",
        "export or fetch the file again",
    )


@rule("AU14", supersedes=("AU15",))
def vbr_without_header(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
    """An MP3 of varying bit rate does not say how long it is.

    Its first frame should be a Xing or VBRI header. Players that find none reckon from the bit
    rate of the beginning: ten minutes are shown as more than an hour, and jumps land at the wrong
    place. `ffmpeg -i old.mp3 -c:a copy -write_xing 1 new.mp3` adds the header without loss.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-vbr-noxing.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-stereo-vbr.mp3
    """
    if facts.vbr != "vbr-without-header":
        return
    yield Problem(
        file.at,
        "the MP3 varies its bit rate and has no Xing or VBRI header; expected one as first frame",
        "run ffmpeg -i old.mp3 -c:a copy -write_xing 1 new.mp3",
    )


@rule("AU15")
def wrong_header_duration(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
    """An audio file's header promises another length than there is.

    Players believe the header: they stop too early, or show time in which nothing is heard. It
    happens when files are joined or cut without writing the header anew. Export the file again,
    or let ffmpeg copy it (`-c:a copy`). With `dynamic: true` nothing is compared.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = joined-old-header.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-stereo-vbr.mp3
    """
    promised, real = facts.promised, facts.duration
    if promised is None or real is None or facts.has_video or file.is_dynamic:
        return
    if abs(promised - real) <= max(1.0, real * _TOLERANCE):
        return
    yield Problem(
        file.at,
        f"the header promises {write_clock(promised)}, but {write_clock(real)} of sound are there",
        "export the file again, or copy it with ffmpeg -c:a copy",
    )


@rule("AU16", supersedes=("AU15",))
def truncated_audio(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
    """An audio file ends before its sound does, or is damaged inside.

    Its header promises more than is there, or its last page or frame is not whole: the end of the
    episode is missing. Or bytes between the frames of an MP3 belong to none, or pages of an Ogg
    file or frames of a FLAC are missing or broken: listeners hear gaps there. Most often a copy or
    an export was broken off, or files were joined by a program that does not know them. Copy or
    export the file again.

    It is a warning where the end may be whole nevertheless, because some programs do not mark it,
    and for damage inside that is less than a tenth of the file.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = broken-truncated.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    hint, level = "copy or export the file again", None
    if facts.is_cut_off:
        what = f"is cut off: {_say_missing(facts)}"
    elif facts.junk_bytes > facts.length * _SHARE:
        what = (
            f"is damaged: {facts.junk_bytes:,} of {facts.length:,} bytes are neither sound nor tags"
        )
    elif _lost_seconds(facts) >= _AUDIBLE:
        what = f"is damaged inside: {facts.gap_bytes:,} bytes between its frames are no sound"
        level = Level.WARNING
    elif facts.ending == "holed":
        part = "pages" if facts.container == "ogg" else "frames"
        what, level = f"is damaged inside: {part} in it are missing or broken", Level.WARNING
    elif facts.ending == "doubtful":
        mark = "it has no last page" if facts.container == "ogg" else "it ends inside a frame"
        what, level = f"may be cut off: {mark}", Level.WARNING
    else:
        return
    yield Problem(file.at, f"the file {what}", hint, level=level)


def _say_missing(facts: AudioFacts) -> str:
    if facts.missing_bytes:
        missing = count(facts.missing_bytes, "byte is", "bytes are")
        return f"of what its header promises {missing} missing"
    if facts.promised and facts.duration and facts.promised >= facts.duration + 1:
        return f"{write_clock(facts.duration)} of {write_clock(facts.promised)} are there"
    return "its last frame is not whole"


def _lost_seconds(facts: AudioFacts) -> float:
    return facts.gap_bytes / (facts.bit_rate * 125) if facts.bit_rate else 0
