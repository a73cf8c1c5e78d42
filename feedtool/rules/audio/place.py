"""Where the record names its audio: rules that may speak of one fault point to one place."""

from feedtool.model.episode import Episode


def address_of(episode: Episode) -> tuple[str, str]:
    """Return the field that decides the public address of the audio."""
    return ("audio", "url" if episode.audio and episode.audio.url else "file")
