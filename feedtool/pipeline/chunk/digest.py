"""What rules over the whole show need of one episode."""

from collections.abc import Mapping
from datetime import datetime

from feedtool.check.facts import Digest
from feedtool.model.element import Element
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.loaded import Loaded
from feedtool.model.media import AudioFacts, MediaFacts
from feedtool.model.roster import Roster
from feedtool.pipeline.chunk.chaptering import chaptering_of
from feedtool.pipeline.chunk.naming import naming_of, persons_of
from feedtool.pipeline.chunk.pictures import has_wide_picture

_FRAME = 550
_TAGS = 12
"""Bytes of the elements that every item has, and of the signs round the name of another."""


def make_digest(
    loaded: Loaded[Episode],
    item: Item,
    facts: Mapping[str, MediaFacts],
    roster: Roster,
    now: datetime,
) -> Digest:
    """Digest one episode; `facts` are those of the media files by name, `now` decides what is due.

    Its files and what is said in its transcripts are added by the worker that has read them.
    """
    episode = loaded.record
    audio = facts.get(item.audio.file) if item.audio else None
    season, number = episode.season, episode.episode
    return Digest(
        path=loaded.path,
        slug=item.slug,
        title=item.title,
        guid=item.guid,
        instant=item.published.instant if item.published else None,
        enclosure=item.audio.bare_url if item.audio else "",
        audio_sha256=audio.audio_sha256 if isinstance(audio, AudioFacts) else "",
        season=(season.number or "") if season else "",
        episode=(number.number or "") if number else "",
        episode_type=episode.episode_type,
        guests=tuple(person.name for person in episode.guests if person.name),
        naming=naming_of(episode, item),
        dropped=loaded.dropped,
        is_draft=item.is_draft,
        is_broken=loaded.is_broken,
        is_live=item.live is not None,
        is_due=not loaded.is_broken and _is_due(item, now),
        persons=persons_of(episode, roster),
        link=item.link or "",
        season_name=(season.name or "") if season else "",
        display=(number.display or "") if number else "",
        duration=item.duration,
        explicit=item.explicit,
        chaptering=chaptering_of(loaded, item),
        has_wide_picture=has_wide_picture(episode, facts),
        bulk=_measure(item),
        is_local=item.published is not None and item.published.is_local,
    )


def _measure(item: Item) -> int:
    """Reckon the bytes of an item in the feed, to a tenth or so: to render it would take longer."""
    texts = (item.title, item.description, item.content or "")
    return _FRAME + sum(map(_measure_text, texts)) + sum(map(_measure_element, item.elements))


def _measure_text(text: str) -> int:
    size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
    if "&" in text:  # to look for one takes a tenth of the time of counting them
        size += 4 * text.count("&")  # &amp;
    return size + 6 * text.count("<")  # &lt; and &gt;


def _measure_element(element: Element) -> int:
    size = 2 * len(element.name) + _TAGS + len(element.text or "")
    for name, value in element.attributes:
        size += len(name) + len(value) + 4
    return size + sum(map(_measure_element, element.children)) if element.children else size


def _is_due(item: Item, now: datetime) -> bool:
    """Tell whether an item goes out; one whose date cannot be read does, behind its finding."""
    if item.is_draft or item.live is not None:
        return not item.is_draft
    instant = item.published.instant if item.published else None
    return instant is None or instant <= now
