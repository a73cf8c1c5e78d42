"""The show as `tag` needs it: of every episode how it may be called, of those meant their tags.

No rule runs, and nothing is rendered: records are read, and what is meant is measured and composed.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedtool.check.media_facts import AudioTags
from feedtool.compose.media import audio_files
from feedtool.errors import FeedtoolError
from feedtool.formats.called import Called
from feedtool.load.folder import Folder, list_records
from feedtool.load.show import load_show
from feedtool.model.episode import Episode
from feedtool.model.loaded import Loaded
from feedtool.model.media import MediaFacts
from feedtool.model.platforms import DEFAULT_PLATFORMS
from feedtool.model.show import Show
from feedtool.pipeline.chunk.audio_tags import fault_of, list_addresses
from feedtool.pipeline.chunk.preparing import Prepared, Preparer
from feedtool.pipeline.chunk.task import Task
from feedtool.pipeline.media_lock import load_lock, refuse_broken
from feedtool.pipeline.workers import Progress, count_workers, run_chunks
from feedtool.probe.facts_cache import FactsCache, Stamp

_UNREADABLE = ("RC01", "RC04")
_CURE = "run feedtool check"


@dataclass(frozen=True, slots=True)
class EpisodeTags:
    """An episode: what it is called, its audio files, their tags and addresses.

    `stamps` tell of each file at hand whether it has changed since. `fault` says why its record
    cannot be trusted; `broken` are files that cannot be used, and why: the record, too.
    """

    path: str
    name: str
    called: Called
    files: tuple[str, ...]
    tags: tuple[AudioTags, ...] = ()
    urls: tuple[tuple[str, ...], ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    fault: str = ""
    broken: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Reading:
    """What was read: the episodes with audio, what media.lock says, and what was measured now."""

    episodes: list[EpisodeTags]
    lock: dict[str, MediaFacts]
    fresh: dict[str, MediaFacts]


Means = Callable[[EpisodeTags], bool]
"""Says of an episode, whose tags are not read yet, whether it may be meant."""


def read_episodes(folder: Folder, now: datetime, means: Means, progress: Progress) -> Reading:
    """Read a show; raises FeedtoolError."""
    gc.disable()  # nothing here makes cycles worth collecting
    names, sidecars = list_records(folder)
    lock, lock_record = load_lock(folder)
    refuse_broken(lock_record)
    cache = FactsCache(folder.path)
    show = load_show(folder)
    if fault := _fault_of(show.show):
        raise FeedtoolError(f"{show.show.path} has errors: {fault}", _CURE)
    task = Task(folder, show, sidecars, lock, cache, DEFAULT_PLATFORMS, now, frozenset())
    reader = _Reader(task, means)
    reading = Reading([], lock, dict(reader.fresh))
    workers = count_workers(len(names), None)
    for episodes, fresh in run_chunks(reader.read, names, workers, progress):
        reading.episodes += episodes
        reading.fresh |= fresh
    cache.update(reading.fresh)
    cache.save()
    return reading


class _Reader:
    """Reads some records; one per process."""

    def __init__(self, task: Task, means: Means) -> None:
        self._preparer, self._means = Preparer(task), means
        self.fresh = self._preparer.probe.fresh

    def read(self, names: list[str]) -> tuple[list[EpisodeTags], dict[str, MediaFacts]]:
        """Read some records; return the episodes with audio, and what was measured."""
        found: list[EpisodeTags] = []
        before = set(self.fresh)
        for name in names:
            loaded = self._preparer.load(name)
            episode = _describe(loaded)
            if episode.files and self._means(episode):
                episode = self._read_tags(episode, self._preparer.prepare(loaded))
            found += [episode] if episode.files or episode.broken else []
        return found, {name: facts for name, facts in self.fresh.items() if name not in before}

    def _read_tags(self, episode: EpisodeTags, prepared: Prepared) -> EpisodeTags:
        """Add what is measured and composed."""
        item, probe = prepared.item, self._preparer.probe
        tags = self._preparer.read_tags(prepared)
        broken = [
            (name, fault)
            for name in episode.files
            if name in probe.fresh and (fault := fault_of(probe.fresh[name]))
        ]
        return replace(
            episode,
            tags=tags,
            urls=tuple(list_addresses(each.file, item, self._preparer.base_url) for each in tags),
            stamps={name: probe.stamps[name] for name in episode.files if name in probe.stamps},
            fault=f"{fault}: {_CURE}" if (fault := _fault_of(prepared.loaded)) else "",
            broken=tuple(broken),
        )


def _describe(loaded: Loaded[Episode]) -> EpisodeTags:
    """Say what an episode is called, and which files it has."""
    record = loaded.record
    files = audio_files(record)
    names = (loaded.path, loaded.name, loaded.name.rpartition(".")[0], *files)
    guid = record.guid.value if record.guid else ""
    number = (record.episode.number or "") if record.episode else ""
    called = Called((*names, guid), number)
    is_lost = not files and (_is_guessed(loaded) or "audio" in loaded.dropped)
    broken = ((loaded.name, f"it cannot be read: {_CURE}"),) if is_lost else ()
    return EpisodeTags(loaded.path, loaded.name, called, files, broken=broken)


def _fault_of(loaded: Loaded[Episode] | Loaded[Show]) -> str:
    """Say why a record cannot be trusted, "" where it can."""
    if loaded.is_broken:
        return "it cannot be read"
    if loaded.dropped:
        return f"{', '.join(sorted(loaded.dropped))} cannot be read"
    return "what it means is a guess" if _is_guessed(loaded) else ""


def _is_guessed(loaded: Loaded[Episode] | Loaded[Show]) -> bool:
    """Say whether the text had to be mended to be read, or could not be."""
    return any(fault.code in _UNREADABLE for fault in loaded.faults)
