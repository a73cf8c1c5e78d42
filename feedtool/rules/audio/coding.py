"""What an audio file is, whatever it is called, and how its sound is coded.

Source: Apple's audio requirements (codec, sample rate, bit rate, channels).
"""

from collections.abc import Iterable

from feedtool.check.media_facts import AudioFile
from feedtool.check.rule import rule
from feedtool.formats.media_types import BY_EXTENSION, extension_of, plain_type
from feedtool.formats.vocabulary.enclosures import (
    CODECS,
    CONTAINERS,
    ENCLOSURE_TYPES,
    KNOWN_TYPES,
)
from feedtool.model.finding import Level, Problem, Replace
from feedtool.model.media import AudioFacts
from feedtool.rules.audio.place import fitting_type

_RATES = (44_100, 48_000)
_LEAST_MONO, _LEAST_STEREO = 32, 64
_STEREO = 2


@rule("AU06", supersedes=("AU05",))
def disguised_audio(file: AudioFile) -> Iterable[Problem]:
    """The audio's extension, its type and its bytes do not agree.

    Apple believes the extension, other apps the type, players the bytes: where they differ, some
    listeners hear nothing. Most often an M4A was renamed to .mp3. Give the file the extension of
    what it is, and leave the type out: it follows from the bytes. A type that does not fit is
    rewritten, where the bytes do not speak against the extension.

    Bad:
        # 001.md
        audio: audio/001.mp3
        # audio/001.mp3 = speech-moovend.m4a

    Good:
        # 001.md
        audio: audio/001.m4a
        # audio/001.m4a = speech-moovend.m4a
    """
    extension = extension_of(file.name)
    types, found = ENCLOSURE_TYPES.get(extension, ()), _find_other(extension, file.facts)
    if types and plain_type(file.declared) in KNOWN_TYPES.difference(types):
        at, right = ("audio", "type"), fitting_type(extension, file.declared, file.facts)
        yield Problem(
            at,
            f"type {file.declared!r} does not fit the extension '.{extension}'; expected {right}",
            "leave it out: it follows from the extension",
            () if found else (Replace(at, file.declared, right),),
            feed_hint=f"write {right}, or serve the file under the name that fits",
        )
    if found:
        yield Problem(
            file.at,
            f"the file is called '.{extension}', but its bytes are {found}",
            _cure_name(file),
        )


def _find_other(extension: str, facts: AudioFacts | None) -> str:
    """Say what the bytes are where it is not what the extension says, else ""."""
    if facts is None or not facts.container or extension not in CONTAINERS:
        return ""
    if facts.container != CONTAINERS[extension]:
        return f"{facts.container.upper()} ({facts.type})" if facts.type else facts.container
    types = ENCLOSURE_TYPES.get(extension, KNOWN_TYPES)
    return facts.type if facts.type in KNOWN_TYPES and facts.type not in types else ""


def _cure_name(file: AudioFile) -> str:
    kind, codec = (file.facts.type, file.facts.codec) if file.facts else ("", "")
    if file.is_main and codec and codec not in CODECS:
        return f"convert it to MP3 or AAC: apps play no {codec.upper()}"
    name = next((each for each, named in BY_EXTENSION.items() if named == kind), "")
    if file.is_main and name and name not in ENCLOSURE_TYPES:  # AAC without a container
        return "put it into an M4A: ffmpeg -i old -c:a copy new.m4a"
    right = f"rename it to end in .{name}" if name else "give it the extension of what it is"
    return f"{right}, or convert it"


@rule("AU11", supersedes=("AU05",))
def foreign_codec(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
    """The audio is not coded as MP3 or AAC, or as an MP3 in free format.

    Apple plays nothing else from a feed, and PSP-1 follows; car radios and old phones do neither.
    An MP3 in free format has a bit rate that is not on the list of the norm, and browsers and apps
    that decode with ffmpeg play nothing of it.
    Convert the file to MP3 or AAC (M4A), and offer the Opus, Ogg, FLAC or WAV beside it under
    `alternate_enclosure`, for the apps that can choose. Films are not meant here; a file that is
    called .mp3 and holds something else is AU06.

    Bad:
        # 001.md
        audio: audio/001.opus
        # audio/001.opus = speech.opus

    Good:
        # 001.md
        audio: audio/001.mp3
        alternate_enclosure: audio/001.opus
        # audio/001.mp3 = speech-mono-cbr64.mp3
        # audio/001.opus = speech.opus
    """
    if not file.is_main or not facts.codec or facts.has_video:
        return
    if facts.vbr == "free":
        message = "the MP3 is in free format, which browsers and many apps cannot play"
        yield Problem(file.at, message, "export it again with 128 kbit/s, or in mono with 96")
    if facts.codec in CODECS:
        return
    if _find_other(extension_of(file.name), facts):
        return
    is_honest = CONTAINERS.get(extension_of(file.name)) == facts.container
    yield Problem(
        file.at,
        f"the audio is coded as {facts.codec}; expected one of: {', '.join(CODECS)}",
        "convert it to MP3 or AAC, and give this file under alternate_enclosure",
        level=Level.ADVICE if is_honest and not file.at else None,
    )


def _is_for_all(file: AudioFile, facts: AudioFacts) -> bool:
    """Say whether every app plays it: no alternate, no film, and nothing that AU11 names."""
    return file.is_main and facts.codec in CODECS and not facts.has_video


@rule("AU12", Level.WARNING)
def odd_sample_rate(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
    """The sample rate is neither 44.1 nor 48 kHz, or it changes inside the file.

    Apple asks for at least 44.1 kHz, and hosts that put ads into the file ask for one of the two:
    sound of another rate is converted, or plays at a wrong speed beside what is put in. Export
    the file again at 44.1 kHz. The same happens where parts of different rates were joined: bring
    them to one before. AAC whose header gives half of one of these rates is let alone: it
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
    if not _is_for_all(file, facts) or not rate:
        return
    if facts.ending == "mixed":
        message = f"the sample rate is {rate / 1000:g} kHz at the start, and another one later"
        yield Problem(file.at, message, "export the parts at 44.1 kHz before they are joined")
        return
    if rate in _RATES:
        return
    if facts.codec == "aac" and 2 * rate in _RATES:
        return
    message = f"the sample rate is {rate / 1000:g} kHz; expected 44.1 or 48"
    yield Problem(file.at, message, "export the file at 44.1 kHz")


@rule("AU13", Level.WARNING)
def low_bit_rate(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
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
    if facts.codec != "mp3" or not _is_for_all(file, facts):
        return
    if not facts.bit_rate or not facts.channels:
        return
    least = _LEAST_STEREO if facts.channels >= _STEREO else _LEAST_MONO
    if facts.bit_rate >= least or facts.sample_rate not in _RATES:
        return
    sides = "stereo" if facts.channels >= _STEREO else "mono"
    message = f"the bit rate is {facts.bit_rate:g} kbit/s in {sides}; expected at least {least}"
    yield Problem(file.at, message, "export it with 128 kbit/s, or in mono with 96")


@rule("AU17", Level.WARNING)
def many_channels(file: AudioFile, facts: AudioFacts) -> Iterable[Problem]:
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
    if _is_for_all(file, facts) and facts.channels and facts.channels > _STEREO:
        message = f"the sound has {facts.channels} channels; expected one or two"
        yield Problem(file.at, message, "mix it down to stereo or mono")
