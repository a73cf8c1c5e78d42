"""Where the record names its audio, and what type it should give there.

Rules that may speak of one fault point to one place.
"""

from typing import TYPE_CHECKING

from feedtool.formats.vocabulary.enclosures import ENCLOSURE_TYPES
from feedtool.model.media import AudioFacts

if TYPE_CHECKING:
    from feedtool.model.episode import Episode


def address_of(episode: "Episode") -> tuple[str, str]:
    """Return the field that decides the public address of the audio."""
    return ("audio", "url" if episode.audio and episode.audio.url else "file")


def fitting_type(extension: str, written: str, facts: AudioFacts | None) -> str:
    """Return the media type that fits an extension, "" for one that Apple does not know.

    A file called .mp4 may hold sound alone: then what was measured counts, else what is written.
    """
    types = ENCLOSURE_TYPES.get(extension, ("",))
    if facts is not None and facts.type in types:
        return facts.type
    kind = written.partition("/")[0].strip().lower()
    return next((each for each in types if each.partition("/")[0] == kind), types[0])
