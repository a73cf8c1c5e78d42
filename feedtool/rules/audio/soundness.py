"""Audio files that are damaged, or that claim what is not in them."""

from collections.abc import Iterable

from feedtool.check.facts import MediaFault
from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.formats.media_types import extension_of, plain_type
from feedtool.model.episode import Episode
from feedtool.model.feed import Enclosure, Item
from feedtool.model.finding import Problem
from feedtool.model.media import AudioFacts
from feedtool.rules.audio.place import address_of

_NOT_MEASURED = frozenset({"pdf", "webm", "mkv", "m3u8", "torrent"})
_TOLERANCE = 0.01
_SHARE = 0.1
_LEAST, _MOST = 6, 352  # kbit/s: less than any codec for sound, a tenth above the most of MP3
_SHORT = 10  # seconds, below which rounding counts
_TAGS = 20_000_000  # bytes of pictures in a file


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
    if fault.kind != "audio" or extension_of(fault.file) in _NOT_MEASURED:
        return
    yield Problem(
        fault.at,
        f"audio '{fault.file}' cannot be used: {fault.reason}",
        "export or fetch the file again",
    )


@rule("AU14", supersedes=("AU15",))
def vbr_without_header(facts: AudioFacts, episode: Episode) -> Iterable[Problem]:
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
        address_of(episode),
        "the MP3 varies its bit rate and has no Xing or VBRI header; expected one as first frame",
        "run ffmpeg -i old.mp3 -c:a copy -write_xing 1 new.mp3",
    )


@rule("AU15")
def wrong_header_duration(facts: AudioFacts, item: Item, episode: Episode) -> Iterable[Problem]:
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
    if promised is None or real is None or facts.has_video or item.is_dynamic:
        return
    if abs(promised - real) <= max(1.0, real * _TOLERANCE):
        return
    yield Problem(
        address_of(episode),
        f"the header promises {write_clock(promised)}, but {write_clock(real)} of sound are there",
        "export the file again, or copy it with ffmpeg -c:a copy",
    )


@rule("AU16", supersedes=("AU15",))
def truncated_audio(episode: Episode, item: Item) -> Iterable[Problem]:
    """An audio file ends before its sound does, or its size and its length cannot both be true.

    Its header promises more bytes than are there, a second of sound or more: the end of the
    episode is missing. Most often a copy or an export was broken off. Copy or export it again.

    A tenth of an MP3, or more, that is neither sound nor tags is damage as well. Of a file at
    another server length and duration of the record are compared: an MP3 has 8 to 320 kbit/s, and
    no sound has less than 6. A wrong one most often counts in another unit.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = broken-truncated.mp3

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    audio = item.audio
    if audio is None:
        return
    at, hint = address_of(episode), "copy or export the file again"
    if audio.facts is None:
        if not audio.file and item.live is None and not is_plausible(audio, item.duration):
            at, hint = ("audio", "length"), "write the bytes of the file, and its seconds"
            yield Problem(at, _compare_sizes(audio.length or 0, item.duration or 1), hint)
    elif _is_cut_off(audio.facts):
        missing = f"{audio.facts.missing_bytes:,} bytes that its header promises are missing"
        yield Problem(at, f"the file is cut off: {missing}", hint)
    elif audio.facts.junk_bytes > audio.facts.length * _SHARE:
        junk = f"{audio.facts.junk_bytes:,} of {audio.facts.length:,} bytes are neither sound nor"
        yield Problem(at, f"the file is damaged: {junk} tags", hint)


def _is_cut_off(facts: AudioFacts) -> bool:
    """Say whether a second of sound or more is missing."""
    if not facts.missing_bytes:
        return False
    lost = facts.missing_bytes * (facts.duration or 0) / max(facts.length, 1)
    return not facts.duration or lost >= 1


def is_plausible(audio: Enclosure, seconds: float | None) -> bool:
    """Say whether a file of this size can last so long; a size of 0 or 1 stands for an unknown one.

    Tags hold pictures, so that a short MP3 may be far larger than its sound.
    """
    length = audio.length
    if not length or length == 1 or not seconds or plain_type(audio.type) == "application/pdf":
        return True
    if length < _LEAST * 125 * seconds:
        return seconds < _SHORT
    is_mp3 = plain_type(audio.type) == "audio/mpeg"
    return not is_mp3 or length - _TAGS <= _MOST * 125 * seconds


def _compare_sizes(length: int, seconds: float) -> str:
    rate = length / 125 / seconds
    return (
        f"{length:,} bytes for {write_clock(seconds)} are {rate:,.3g} kbit/s; expected the size "
        f"and the duration of one file"
    )
