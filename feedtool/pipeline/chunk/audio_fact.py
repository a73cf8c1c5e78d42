"""Audio as rules see it: the episode's own, and its alternates."""

from collections.abc import Iterator

from feedtool.check.media_facts import AudioFile
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.media import AudioFacts


def audio_fact(episode: Episode, item: Item, facts: AudioFacts | None) -> AudioFile | None:
    """Return the episode's main audio, None where it has none."""
    audio = episode.audio
    if audio is None:
        return None
    name = item.audio.bare_url if item.audio else audio.file or ""
    at = ("audio", "url" if audio.url else "file")
    return AudioFile(name, at, facts, audio.type or "", is_dynamic=item.is_dynamic)


def alternate_facts(episode: Episode, item: Item) -> Iterator[AudioFile]:
    """Yield the alternates that were measured."""
    for number, each in enumerate(episode.alternate_enclosure):
        facts = item.alternates[number]
        if facts is not None and each.file:
            at = ("alternate_enclosure", number)
            yield AudioFile(each.file, at, facts, is_main=False, is_dynamic=item.is_dynamic)
