"""How the audio's address and file are called.

Sources: Apple's RSS feed requirements.
"""

import re
from collections.abc import Iterable

from feedtool.check.rule import rule
from feedtool.formats.media_types import extension_of, type_of
from feedtool.formats.vocabulary.enclosures import ENCLOSURE_TYPES
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem
from feedtool.rules.audio.place import address_of

_SERVE = "serve the file under a name that ends in its extension, such as .mp3"
_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]*")


@rule("AU05")
def foreign_extension(episode: Episode, item: Item) -> Iterable[Problem]:
    """The audio's address does not end in an extension that Apple knows.

    Apple decides by the extension, whatever the type says: only .mp3, .m4a, .mov, .mp4, .m4v and
    .pdf are played. Ogg, Opus, FLAC and WAV go under `alternate_enclosure`, beside an MP3 or M4A.
    An address that hides the name behind `?` is a warning; a live stream is not meant here.

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
    if extension in ENCLOSURE_TYPES:
        return
    if _is_hidden(url):
        message = "the audio's address has its extension behind '?', where Apple may not look"
        yield Problem(address_of(episode), message, _SERVE, level=Level.WARNING)
        return
    what = f"extension '.{extension}' is" if extension else "an address without extension is"
    is_media = type_of(url).startswith(("audio/", "video/"))
    yield Problem(
        address_of(episode),
        f"{what} not known to Apple; expected one of: .{', .'.join(ENCLOSURE_TYPES)}",
        "give an MP3 or M4A here, and this file under alternate_enclosure" if is_media else _SERVE,
        feed_hint="give an MP3 or M4A here, and this file as podcast:alternateEnclosure"
        if is_media
        else _SERVE,
    )


def _is_hidden(url: str) -> bool:
    _, question, query = url.partition("?")
    return bool(question) and query.rpartition(".")[2].lower() in ENCLOSURE_TYPES


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
