"""The record's values into the audio files: which ones, what changes, and what is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from feedtool.check.media_facts import AudioTags
from feedtool.errors import FeedtoolError
from feedtool.files import write_text
from feedtool.formats.media_lock import write_lock
from feedtool.git import find_top
from feedtool.load.folder import Folder, find_folder, find_output
from feedtool.model.media import AudioFacts, MediaFacts
from feedtool.pipeline.media_lock import LOCK_FILE, load_lock, refuse_broken
from feedtool.pipeline.releasing.published_audio import list_addresses
from feedtool.pipeline.tagging.choice import choose_episodes, who_may_be_meant
from feedtool.pipeline.tagging.new_name import Renaming, plan_renaming
from feedtool.pipeline.tagging.reading import EpisodeTags, read_episodes
from feedtool.pipeline.workers import Progress
from feedtool.probe.facts_cache import FactsCache, Stamp
from feedtool.probe.window import Window
from feedtool.rewriting import Old, open_old, sweep
from feedtool.staging import lock_folder
from feedtool.tag.draft import Change, draft_tags, list_changes
from feedtool.tag.pictures import Pictures
from feedtool.tag.wish import CannotTagError, Draft, Wish
from feedtool.tag.write import write_draft

_File = tuple[EpisodeTags, AudioTags, tuple[str, ...]]
"""An audio file: whose it is, its tags, its public addresses."""


@dataclass(frozen=True, slots=True)
class TagOptions:
    """What the user asks for: episodes by any of their names, and how their tags are written.

    `folder` is the show's, `out` that of the feed; `against` names the feed that is out: a file, or
    `git:REV`. `id3_version` is 3 or 4, None for the usual; `new_name` is the file that one
    episode's audio is written to.
    """

    folder: str | None
    now: datetime
    against: str | None = None
    episodes: tuple[str, ...] = ()
    is_dry: bool = False
    id3_version: int | None = None
    strips_private: bool = False
    new_name: Path | None = None
    out: Path | None = None


@dataclass(slots=True)
class Tagged:
    """What was done with one file: `changes` are made, or would be, in the file `written`.

    `fault` says why it was left alone; `is_out` that it is published and keeps its bytes.
    """

    path: str
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fault: str = ""
    hint: str = ""
    is_out: bool = False
    written: str = ""


def tag_show_folder(asked: TagOptions, progress: Progress) -> list[Tagged]:
    """Write the tags of episodes' audio; raises FeedtoolError."""
    folder = find_folder(asked.folder)
    if asked.is_dry:
        return _Run(folder, asked, progress).run()
    with lock_folder(folder.path, "tag"):  # before anything is measured
        return _Run(folder, asked, progress).run()


class _Run:
    """One run: the show as it was read, and what became of its files."""

    def __init__(self, folder: Folder, asked: TagOptions, progress: Progress) -> None:
        means = who_may_be_meant(folder, asked.episodes)
        self._folder, self._asked = folder, asked
        self._show = read_episodes(folder, asked.now, means, progress)
        self._published = _find_published(asked.against, find_output(folder, asked.out))
        known = self._show.lock | self._show.fresh
        self._pictures = Pictures(folder.path, known, keeps=not asked.is_dry)
        self._settled: dict[str, MediaFacts] = {}
        named = Counter(file for episode in self._show.episodes for file in set(episode.files))
        self._shared = {file for file, count in named.items() if count > 1}

    def run(self) -> list[Tagged]:
        """Go through the files."""
        chosen = choose_episodes(self._folder, self._show.episodes, self._asked.episodes)
        at_hand = [each for each in _files(chosen) if each[1].file in self._show.fresh]
        shown = self._folder.shown
        broken = [Tagged(shown + n, fault=why) for e in chosen for n, why in e.broken]
        absent = {e.name for e in chosen if not e.broken} - {e.name for e, _, _ in at_hand}
        if self._asked.episodes and absent:
            raise FeedtoolError(f"the audio of {', '.join(sorted(absent))} is not at hand")
        renaming = self._plan_renaming(at_hand)
        if renaming is not None:
            at_hand = [each for each in at_hand if each[1].file == renaming.old]
        if self._asked.is_dry:
            return broken + [self._tag(*each, renaming) for each in at_hand]
        for parent in {(self._folder.path / t.file).resolve().parent for _, t, _ in at_hand}:
            sweep(parent)
        try:
            return broken + [self._tag(*each, renaming) for each in at_hand]
        finally:
            self._save()

    def _plan_renaming(self, at_hand: list[_File]) -> Renaming | None:
        if self._asked.new_name is None:
            return None
        if len({episode.name for episode, _, _ in at_hand}) != 1 or not self._asked.episodes:
            raise FeedtoolError("--as is for one episode: name it")
        episode, tags, _ = at_hand[0]
        return plan_renaming(self._folder, episode, tags.file, self._asked.new_name)

    def _tag(
        self,
        episode: EpisodeTags,
        tags: AudioTags,
        urls: tuple[str, ...],
        renaming: Renaming | None,
    ) -> Tagged:
        done = Tagged(self._folder.shown + tags.file)
        if not self._published.isdisjoint(urls) and renaming is None:
            done.is_out = True
            done.fault = "it is published, and keeps its bytes"
            done.hint = "give it a new name: feedtool tag EPISODE --as FILE"
        elif tags.file in self._shared:
            done.fault = "more than one episode has it as audio"
        elif episode.fault:
            done.fault = f"its record has errors: {episode.fault}"
        else:
            try:
                self._write(tags, episode.stamps.get(tags.file), renaming, done)
            except CannotTagError as error:
                done.fault = str(error)
            except FeedtoolError as error:
                done.fault, done.hint = error.message, error.hint
            except OSError as error:
                done.fault = f"it cannot be read: {error.strerror or error}"
        return done

    def _write(
        self, tags: AudioTags, stamp: Stamp | None, renaming: Renaming | None, done: Tagged
    ) -> None:
        """Draft one file, and write it where it differs; raises CannotTagError, FeedtoolError."""
        wish = self._wish(tags, done)
        old = open_old(self._folder.path / tags.file, self._folder.path)
        if stamp is None or stamp[:2] != (old.facts.st_size, old.facts.st_mtime_ns):
            message = "it changed after it was measured"
            raise FeedtoolError(message, "wait until its export has ended, then try again")
        draft = _draft(old, tags, wish)
        done.notes += draft.notes
        done.changes = list_changes(tags.tagging, draft.tagging, wish)
        if renaming is not None:
            done.written = self._folder.shown + renaming.new
            done.notes.append(f"{self._folder.shown}{renaming.record.name} names it")
        if self._asked.is_dry:
            return
        facts = tags.facts
        if renaming is not None:
            facts = write_draft(old, facts, draft, wish, renaming.target)
            renaming.write_record()
            self._settled[renaming.new] = facts
            return
        if done.changes:
            facts = write_draft(old, facts, draft, wish, None)
            done.written = done.path
            if old.links:
                done.notes.append("its other names (hard links) keep the old tags")
        self._settled[tags.file] = facts

    def _wish(self, tags: AudioTags, done: Tagged) -> Wish:
        wanted = tags.wanted
        pictures = self._pictures.gather(wanted)
        done.notes += pictures.faults
        version, strips = self._asked.id3_version, self._asked.strips_private
        return Wish(wanted, pictures.found, version, strips, tags.facts.duration)

    def _save(self) -> None:
        """Put the new facts into media.lock and the cache, where they differ from what is there.

        It is read again: a build may have written to it while files were tagged.
        """
        lock, record = load_lock(self._folder)
        refuse_broken(record)
        known = {name: facts for name, facts in lock.items() if name in self._settled}
        if write_lock(known) == write_lock(self._settled):
            return
        facts = lock | self._settled
        write_text(self._folder.path / LOCK_FILE, write_lock(facts))
        cache = FactsCache(self._folder.path)
        cache.update(self._settled)
        cache.save()


def _find_published(against: str | None, out: Path) -> frozenset[str]:
    """List the addresses in the feed that is out; none where there can be no such feed."""
    if against is None and find_top(out) is None:
        return frozenset()
    from feedtool.pipeline.releasing.reference import find_old_feed  # noqa: PLC0415 - heavy

    published = find_old_feed(against, out)
    return list_addresses(published) if published else frozenset()


def _files(chosen: Sequence[EpisodeTags]) -> Iterator[_File]:
    for episode in chosen:
        for tags, urls in zip(episode.tags, episode.urls, strict=True):
            yield episode, tags, urls


def _draft(old: Old, tags: AudioTags, wish: Wish) -> Draft:
    facts: AudioFacts = tags.facts
    with old.path.open("rb") as file:
        return draft_tags(Window(file, old.facts.st_size), facts, wish)
