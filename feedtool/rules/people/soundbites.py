"""podcast:soundbite: stretches of an episode worth sharing."""

from collections.abc import Iterable, Iterator

from feedtool.check.rule import rule
from feedtool.formats.clock import write_clock
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.finding import Level, Problem
from feedtool.model.place import FieldPath
from feedtool.model.tags import Soundbite

_LIMIT = 128
"""Characters. Source: podcast namespace, tag soundbite."""
_LONGEST = 120
"""Seconds. Source: podcast namespace, tag soundbite."""
_TOLERANCE = 1
"""Seconds by which players differ about the length of one file."""


@rule("PE13", Level.WARNING, fields=("soundbite",))
def unplayable_soundbite(episode: Episode, item: Item) -> Iterable[Problem]:
    """A soundbite has no start or duration, ends after the audio, or lasts over two minutes.

    Apps cut previews and short videos out of the episode by these two numbers, both in seconds.
    `duration` is how long the stretch lasts: most often its end was written. Podcasting 2.0 asks
    for 15 to 120 seconds and a title of at most 128 characters; a shorter one does no harm. Where
    ads are put in per request (`dynamic`), the end is not compared.

    Bad:
        # 001.md
        soundbite: {start_time: 600, duration: 645, title: The moth in the log book}

    Good:
        # 001.md
        soundbite: {start_time: 600, duration: 45, title: The moth in the log book}
    """
    for number, bite in enumerate(episode.soundbite):
        end = None if item.is_dynamic else item.duration
        yield from _judge(bite, ("soundbite", number), end)


def _judge(bite: Soundbite, at: FieldPath, audio: float | None) -> Iterator[Problem]:
    """Judge one soundbite; `audio` is the length of the episode in seconds, if it is known."""
    where = f"soundbite.{at[1]}"
    for field in ("start_time", "duration"):
        if getattr(bite, field) is None:
            yield Problem((*at, field), f"{where} has no {field}, which is required", "add it")
    title = bite.title or ""
    if len(title) > _LIMIT:
        message = f"{where}.title has {len(title)} characters; at most {_LIMIT} are allowed"
        yield Problem((*at, "title"), message, "shorten it")
    if bite.start_time is None or bite.duration is None:
        return
    start, duration = float(bite.start_time), float(bite.duration)
    if start < 0 or duration <= 0:
        message = f"{where} starts at {bite.start_time} and lasts {bite.duration} seconds"
        yield Problem(at, message, "write a start from 0 on and a duration above 0")
    elif audio is not None and start + duration > audio + _TOLERANCE:
        found = f"{where} ends at {write_clock(start + duration)}"
        message = f"{found}, after the end of the audio at {write_clock(audio)}"
        yield Problem(at, message, "write how long it lasts, in seconds")
    elif duration > _LONGEST:
        message = f"{where}.duration is {bite.duration} seconds; at most {_LONGEST} are asked for"
        yield Problem((*at, "duration"), message, "write how long it lasts, not where it ends")
