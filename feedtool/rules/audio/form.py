"""What the audio calls itself, and what it is."""

from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.media_types import extension_of, plain_type, type_of
from feedtool.formats.vocabulary.enclosures import (
    CODECS,
    CONTAINERS,
    ENCLOSURE_TYPES,
    KNOWN_TYPES,
)
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Problem, Replace
from feedtool.model.media import AudioFacts
from feedtool.rules.audio.place import address_of, fitting_type


@rule("AU05")
def foreign_extension(episode: Episode, item: Item) -> Iterable[Problem]:
    """The audio's address does not end in an extension that Apple knows.

    Apple decides by the extension, whatever the type says: only .mp3, .m4a, .mov, .mp4, .m4v and
    .pdf are played. Ogg, Opus, FLAC and WAV go under `alternate_enclosure`, beside an MP3 or M4A.
    An address that hides the name behind `?` is not meant here; a live stream is not either.

    Bad:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001
          length: 28800000
          type: audio/mpeg
          duration: 30:00

    Good:
        # 001.md
        audio:
          url: https://feeds.compilertalk.example/audio/001.mp3?via=feed
          length: 28800000
          duration: 30:00
    """
    if item.audio is None or not item.audio.type or item.live is not None:
        return
    url = item.audio.bare_url
    extension = extension_of(url)
    if extension in ENCLOSURE_TYPES or _is_hidden(url):
        return
    what = f"extension '.{extension}' is" if extension else "an address without extension is"
    is_media = type_of(url).startswith(("audio/", "video/"))
    yield Problem(
        address_of(episode),
        f"{what} not known to Apple; expected one of: .{', .'.join(ENCLOSURE_TYPES)}",
        "give an MP3 or M4A here, and this file under alternate_enclosure"
        if is_media
        else "serve the file under a name that ends in its extension, such as .mp3",
    )


def _is_hidden(url: str) -> bool:
    _, question, query = url.partition("?")
    return bool(question) and query.rpartition(".")[2].lower() in ENCLOSURE_TYPES


@rule("AU06")
def disguised_audio(episode: Episode, item: Item) -> Iterable[Problem]:
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
    if item.audio is None or episode.audio is None:
        return
    extension = extension_of(item.audio.bare_url)
    types = ENCLOSURE_TYPES.get(extension)
    if types is None:
        return
    facts = item.audio.facts
    found = _find_other(extension, types, facts) if facts else ""
    written = episode.audio.type or ""
    if plain_type(written) in KNOWN_TYPES and plain_type(written) not in types:
        at, right = ("audio", "type"), fitting_type(extension, written, facts)
        yield Problem(
            at,
            f"type {written!r} does not fit the extension '.{extension}'; expected {right}",
            "leave it out: it follows from the extension",
            () if found else (Replace(at, written, right),),
        )
    if found:
        yield Problem(
            address_of(episode),
            f"the file is called '.{extension}', but its bytes are {found}",
            "give it the extension of what it is, or convert it",
        )


def _find_other(extension: str, types: tuple[str, ...], facts: AudioFacts) -> str:
    """Say what the bytes are where it is not what the extension says, else ""."""
    expected = CONTAINERS.get(extension, facts.container)
    if facts.container and facts.container != expected:
        return f"{facts.container.upper()} ({facts.type})" if facts.type else facts.container
    return facts.type if facts.type in KNOWN_TYPES and facts.type not in types else ""


@rule("AU11", supersedes=("AU05", "AU06"))
def foreign_codec(facts: AudioFacts, episode: Episode) -> Iterable[Problem]:
    """The audio is not coded as MP3 or AAC.

    Apple plays nothing else from a feed, and PSP-1 follows; car radios and old phones do neither.
    Convert the file to MP3 or AAC (M4A), and offer the Opus, Ogg, FLAC or WAV beside it under
    `alternate_enclosure`, for the apps that can choose. Films are not meant here.

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
    if not facts.codec or facts.codec in CODECS or facts.has_video:
        return
    yield Problem(
        address_of(episode),
        f"the audio is coded as {facts.codec}; expected one of: {', '.join(CODECS)}",
        "convert it to MP3 or AAC, and give this file under alternate_enclosure",
    )
