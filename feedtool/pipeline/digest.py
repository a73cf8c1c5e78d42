"""What rules over the whole show need of one episode."""

from collections.abc import Iterable
from datetime import datetime

from feedtool.check.facts import Digest
from feedtool.model.catalog import Loaded
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.pipeline.naming import naming_of


def digest_of(
    loaded: Loaded[Episode],
    item: Item,
    now: datetime,
    audio_sha256: str = "",
    files: Iterable[str] = (),
) -> Digest:
    """Reduce an episode to what is compared with others; `files` are the local ones it names."""
    episode = loaded.record
    instant = item.published.instant if item.published else None
    due = not item.is_draft and (item.live is not None or is_due(instant, now))
    return Digest(
        path=loaded.path,
        slug=item.slug,
        title=item.title,
        guid=item.guid,
        instant=instant,
        enclosure=item.audio.bare_url if item.audio else "",
        audio_sha256=audio_sha256,
        season=(episode.season.number or "") if episode.season else "",
        episode=(episode.episode.number or "") if episode.episode else "",
        episode_type=episode.episode_type,
        guests=tuple(person.name for person in episode.guests if person.name),
        naming=naming_of(episode, item),
        dropped=loaded.dropped,
        is_draft=item.is_draft,
        is_broken=loaded.is_broken,
        is_live=item.live is not None,
        is_due=due and not loaded.is_broken,
        files=tuple(files),
    )


def is_due(instant: datetime | None, now: datetime) -> bool:
    """Tell whether an item goes out; one whose date cannot be read does, behind its finding."""
    return instant is None or instant <= now
