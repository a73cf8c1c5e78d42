"""What the main enclosure of an episode may be: extensions, media types, containers, codecs.

Sources: Apple, "Podcast RSS feed requirements" and "A Podcaster's Guide to RSS" (extensions and
their types), PSP-1 (`audio/m4a`), the IANA register (`audio/mp4`).
Pure data of the formats layer: it reads no files.
"""

from typing import Final

ENCLOSURE_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "mp3": ("audio/mpeg",),
    "m4a": ("audio/x-m4a", "audio/mp4", "audio/m4a"),
    "mp4": ("video/mp4", "audio/mp4", "audio/x-m4a", "audio/m4a", "video/x-m4v"),
    "m4v": ("video/x-m4v", "video/mp4"),
    "mov": ("video/quicktime", "video/mp4"),
    "pdf": ("application/pdf",),
}
"""Extension that Apple knows -> the types it may be declared as, the usual one first.

A file called .mp4 may hold sound alone.
"""

KNOWN_TYPES: Final = frozenset(kind for kinds in ENCLOSURE_TYPES.values() for kind in kinds)
"""Every type that an enclosure of one of these extensions may be declared as."""

CONTAINERS: Final[dict[str, str]] = {
    "mp3": "mp3",
    "m4a": "mp4",
    "mp4": "mp4",
    "m4v": "mp4",
    "mov": "mp4",
    "m4b": "mp4",
    "aac": "aac",
    "ogg": "ogg",
    "oga": "ogg",
    "opus": "ogg",
    "flac": "flac",
    "wav": "wav",
    "aiff": "aiff",
    "aif": "aiff",
    "aifc": "aiff",
}
"""Extension -> the container its bytes must be, in the words of `AudioFacts`."""

CODECS: Final = ("mp3", "aac")
"""What Apple plays from an RSS feed, in the words of `AudioFacts`."""
