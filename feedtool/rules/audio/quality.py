"""How the sound is coded, and how its file is called.

Sources: Apple's audio requirements (sample rate, bit rate, channels) and RSS feed requirements
(names of files).
"""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.vocabulary.enclosures import CODECS
from feedtool.model.episode import Episode
from feedtool.model.finding import Level, Problem
from feedtool.model.media import AudioFacts
from feedtool.rules.audio.place import address_of

_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]*")
_RATES = (44_100, 48_000)
_LEAST_MONO, _LEAST_STEREO = 32, 64
_STEREO = 2


@rule("AU09", Level.WARNING)
def odd_file_name(episode: Episode) -> Iterable[Problem]:
    """The path of a local audio file holds other characters than a-z, A-Z, 0-9, `-`, `_` and `.`.

    The path is the public address. Apple asks for these alone: spaces and accents must be encoded
    in an address, and servers, download tools and old apps do not agree on how. Rename the file;
    one that is out keeps its name, since a new one is a new address. A pinned `url` is let alone.

    Bad:
        # 001.md
        audio: audio/Grace Hopper.mp3
        # media.lock
        ["audio/Grace Hopper.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 14400000
        duration = 1800.0
        type = "audio/mpeg"

    Good:
        # 001.md
        audio: audio/grace-hopper.mp3
        # audio/grace-hopper.mp3 = speech-mono-cbr64.mp3
    """
    audio = episode.audio
    if audio is None or audio.url or not audio.file or _PLAIN_PATH.fullmatch(audio.file):
        return
    found = sorted({char for char in audio.file if not _PLAIN_PATH.fullmatch(char)})
    yield Problem(
        ("audio", "file"),
        f"the file's path {audio.file!r} holds {' '.join(map(repr, found[:5]))}; expected letters "
        "a-z, digits, '-', '_' and '.'",
        "rename the file, unless the episode is out",
    )


@rule("AU12", Level.WARNING)
def odd_sample_rate(facts: AudioFacts, episode: Episode) -> Iterable[Problem]:
    """The sample rate is neither 44.1 nor 48 kHz.

    Apple asks for at least 44.1 kHz, and hosts that put ads into the file ask for one of the two:
    sound of another rate is converted, or plays at a wrong speed beside what is put in. Export
    the file again at 44.1 kHz. AAC whose header gives half of one of these rates is let alone: it
    may be HE-AAC, which plays at twice the rate. Films are not meant here, nor is what AU11 names.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # media.lock
        ["audio/001.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 14400000
        type = "audio/mpeg"
        duration = 1800.0
        container = "mp3"
        codec = "mp3"
        bit_rate = 64.0
        sample_rate = 22050
        channels = 1

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    rate = facts.sample_rate
    if rate in _RATES or not rate or facts.has_video or facts.codec not in CODECS:
        return
    if facts.codec == "aac" and 2 * rate in _RATES:
        return
    message = f"the sample rate is {rate / 1000:g} kHz; expected 44.1 or 48"
    yield Problem(address_of(episode), message, "export the file at 44.1 kHz")


@rule("AU13", Level.WARNING)
def low_bit_rate(facts: AudioFacts, episode: Episode) -> Iterable[Problem]:
    """An MP3 has less than 64 kbit/s in stereo, or less than 32 in mono.

    Voices sound as if under water then. Apple advises 96 to 128 kbit/s for mono and 128 to 256
    for stereo. Export the file again with more, or an interview in mono. AAC and other codecs
    need less and are let alone, and so are files below the sample rate that AU12 asks for.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # media.lock
        ["audio/001.mp3"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 10800000
        type = "audio/mpeg"
        duration = 1800.0
        container = "mp3"
        codec = "mp3"
        bit_rate = 48.0
        sample_rate = 44100
        channels = 2

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-mono-cbr64.mp3
    """
    if facts.codec != "mp3" or not facts.bit_rate or not facts.channels or facts.has_video:
        return
    least = _LEAST_STEREO if facts.channels >= _STEREO else _LEAST_MONO
    if facts.bit_rate >= least or facts.sample_rate not in _RATES:
        return
    sides = "stereo" if facts.channels >= _STEREO else "mono"
    message = f"the bit rate is {facts.bit_rate:g} kbit/s in {sides}; expected at least {least}"
    yield Problem(address_of(episode), message, "export it with 128 kbit/s, or in mono with 96")


@rule("AU17", Level.WARNING)
def many_channels(facts: AudioFacts, episode: Episode) -> Iterable[Problem]:
    """The sound has more than two channels.

    Apple and most players take mono and stereo only: of surround sound they play two channels, and
    a voice in the middle is lost. Mix it down. Films are not meant here.

    Bad:
        # 001.md
        audio: audio/001.m4a
        # media.lock
        ["audio/001.m4a"]
        sha256 = "47b0c5a3f6e2d1980b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
        length = 72000000
        type = "audio/x-m4a"
        duration = 1800.0
        container = "mp4"
        codec = "aac"
        bit_rate = 320.0
        sample_rate = 48000
        channels = 6

    Good:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-stereo-vbr.mp3
    """
    is_sound = facts.codec in CODECS and not facts.has_video
    if is_sound and facts.channels and facts.channels > _STEREO:
        message = f"the sound has {facts.channels} channels; expected one or two"
        yield Problem(address_of(episode), message, "mix it down to stereo or mono")
