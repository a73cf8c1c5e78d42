"""Station check as a worker runs it: what is known goes to the rules that ask for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from feedtool.check.engine import Engine, Share, Subject
from feedtool.check.facts import (
    ChapterList,
    Digest,
    DocumentFaults,
    Index,
    Platforms,
    RecordFaults,
    TranscriptFile,
)
from feedtool.check.media_facts import (
    Artwork,
    AudioFile,
    AudioTags,
    ChangedMedia,
    MediaFault,
    PublishedPicture,
)
from feedtool.load.local_files import Named, files_of_show
from feedtool.model.episode import Episode
from feedtool.model.exchange import Exchange
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Finding
from feedtool.model.loaded import Loaded
from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts
from feedtool.model.place import InFrames, Source
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.pipeline.chunk.audio_fact import alternate_facts, audio_fact
from feedtool.pipeline.chunk.chaptering import list_file, list_record
from feedtool.pipeline.chunk.pictures import picture_fact
from feedtool.pipeline.chunk.preparing import Prepared
from feedtool.pipeline.chunk.speech import Speech
from feedtool.pipeline.chunk.task import ChunkResult, Task
from feedtool.rules import all_rules

_OWN = frozenset({Episode, Item, RecordFaults, AudioFacts, AudioFile, ChapterList})


class Checker:
    """Runs the rules of a run; one per process.

    `facts` are those of media files by name, which grow while records are read; `fresh` those that
    were measured in this run.
    """

    def __init__(
        self, task: Task, feed: Feed, facts: Mapping[str, MediaFacts], fresh: Mapping[str, object]
    ) -> None:
        self._task, self._show = task, task.show.show
        self._feed, self._facts, self._fresh = feed, facts, fresh
        rules = [each for each in all_rules() if each.code in task.codes]
        self._engine = Engine(rules, task.platforms)
        self._of_show: dict[type, Any] = {
            Show: self._show.record,
            Feed: feed,
            Roster: task.show.roster,
            Platforms: Platforms(frozenset(task.platforms)),
        }

    def take_texts(self) -> dict[str, str]:
        """Return the texts that repairs found since the last time are about, by path."""
        texts, self._engine.texts = self._engine.texts, {}
        return texts

    def check_episodes(self, episodes: Sequence[Prepared]) -> list[Finding]:
        """Run the rules that concern episodes, their chapters and their media."""
        subjects = [self._subject_of(each) for each in episodes]
        findings = [f for found in self._engine.run_all(subjects) for f in found]
        for each, subject in zip(episodes, subjects, strict=True):
            if not each.loaded.is_broken:
                findings += self._check_files_of(each, subject.facts)
        return findings

    def _subject_of(self, episode: Prepared) -> Subject:
        """Collect what is known of an episode; of one that cannot be read, its faults alone."""
        loaded = episode.loaded
        facts = dict(self._of_show)
        if loaded.faults:  # without any, the rules that speak of them need not run
            facts[RecordFaults] = RecordFaults(tuple(loaded.faults))
        if loaded.is_broken:
            return self._subject(loaded, facts, frozenset({RecordFaults}))
        facts |= {Episode: loaded.record, Item: episode.item}
        facts |= self._audio_facts(loaded, episode.item)
        chapters = list_record(loaded)
        if chapters is not None:
            facts[ChapterList] = chapters
        return self._subject(loaded, facts, _OWN)

    def _check_files_of(self, episode: Prepared, facts: Mapping[type, Any]) -> list[Finding]:
        """Run the rules about the files of an episode, each a subject of its own."""
        loaded = episode.loaded
        findings: list[Finding] = []
        if loaded.chapters is not None:
            findings += self._check_chapters(loaded, list_file(loaded.chapters), facts)
        findings += self._check_alternates(loaded, episode.item)
        return findings + self._check_media(loaded, episode.named, facts)

    def _audio_facts(self, loaded: Loaded[Episode], item: Item) -> dict[type, Any]:
        """Return what is known of the episode's audio; nothing where it was not read well."""
        if "audio" in loaded.dropped:
            return {}
        named = loaded.record.audio
        measured = self._facts.get(named.file or "") if named else None
        sound = measured if isinstance(measured, AudioFacts) and not measured.fault else None
        file = audio_fact(loaded.record, item, sound)
        return {type(each): each for each in (file, sound) if each is not None}

    def _check_alternates(self, loaded: Loaded[Episode], item: Item) -> list[Finding]:
        """Run the rules about audio files on the alternates."""
        findings: list[Finding] = []
        if "alternate_enclosure" not in loaded.dropped:
            for file in alternate_facts(loaded.record, item):
                facts = {AudioFile: file, AudioFacts: file.facts}
                findings += self._run(loaded, facts, frozenset({AudioFile}))
        return findings

    def check_tags(self, loaded: Loaded[Episode], tags: Iterable[AudioTags]) -> list[Finding]:
        """Run the rules about tags: their findings are placed in the audio files.

        The record is named with each, so that it is known whose they are.
        """
        findings: list[Finding] = []
        for each in tags:
            path = self._task.folder.shown + each.file
            part = Loaded(path, each.file, loaded.record, Source(path, "", InFrames()))
            found = self._run(part, {AudioTags: each}, frozenset({AudioTags}))
            findings += [replace(f, others=(*f.others, loaded.path)) for f in found]
        return findings

    def _check_chapters(
        self, loaded: Loaded[Episode], chapters: ChapterList, facts: Mapping[type, Any]
    ) -> list[Finding]:
        """Run the rules about chapters on a file of them: its findings are placed there."""
        source = chapters.source
        part = Loaded(source.path, source.path, loaded.record, source, dropped=loaded.dropped)
        return self._run(part, {**facts, ChapterList: chapters}, frozenset({ChapterList}))

    def check_loudness(
        self, loaded: Loaded[Episode], file: AudioFile, loudness: Loudness
    ) -> list[Finding]:
        """Run the rules about how loud an episode's audio is."""
        facts = {AudioFile: file, Loudness: loudness}
        return self._run(loaded, facts, frozenset({Loudness}))

    def check_speech(self, speech: Speech) -> list[Finding]:
        """Run the rules that concern a transcript; its findings are placed in it."""
        facts: dict[type, Any] = {TranscriptFile: speech.fact}
        if speech.loaded.faults:
            facts[RecordFaults] = RecordFaults(tuple(speech.loaded.faults))
        return self._run(speech.loaded, facts, frozenset(facts))

    def check_exchange(
        self, loaded: Loaded[Any], item: Item | None, exchange: Exchange
    ) -> list[Finding]:
        """Run the rules that concern an answer from the network, to the show or an episode."""
        facts = {**self._of_show, Exchange: exchange}
        if item is not None:
            facts |= {Episode: loaded.record, Item: item}
        return self._run(loaded, facts, frozenset({Exchange}))

    def check_show(self) -> list[Finding]:
        """Run the rules that concern show.yaml and its pictures."""
        show = self._show
        faults = tuple(show.faults)
        facts = {
            **self._of_show,
            RecordFaults: RecordFaults(faults),
            DocumentFaults: DocumentFaults(faults),
        }
        own = frozenset({Show, Feed, RecordFaults, Roster})
        findings = self._run(show, facts, frozenset({RecordFaults}) if show.is_broken else own)
        return findings + self._check_media(show, list(files_of_show(show.record)), facts)

    def check_files(self, files: Iterable[Loaded[Any]]) -> ChunkResult:
        """Report what reading files met, where no other rule concerns them."""
        result = ChunkResult()
        for loaded in files:
            if loaded.faults:
                facts: dict[type, Any] = {RecordFaults: RecordFaults(tuple(loaded.faults))}
                result.findings += self._run(loaded, facts, frozenset({RecordFaults}))
        result.texts = self.take_texts()
        return result

    def drop_superseded(self, findings: list[Finding]) -> list[Finding]:
        """Leave out what a rule over the whole show says better at the same place."""
        return self._engine.drop_superseded(findings)

    def check_index(
        self,
        digests: Sequence[Digest],
        open_record: Callable[[str], Loaded[Any]],
        share: Share = map,
    ) -> ChunkResult:
        """Run the rules over the whole show; `share` may run them side by side."""
        facts = {Show: self._show.record, Feed: self._feed}
        index = Index(tuple(digests))
        findings = self._engine.run_index(index, open_record, facts, share)
        return ChunkResult(findings, texts=self.take_texts())

    def _check_media(
        self, loaded: Loaded[Any], named: list[Named], facts: Mapping[type, Any]
    ) -> list[Finding]:
        findings: list[Finding] = []
        for at, name, is_media in named:
            measured = self._facts.get(name) if is_media else None
            if measured is None:
                continue
            for fact in self._media_facts(at, name, measured, loaded):
                subject_facts = {**facts, type(fact): fact}
                findings += self._run(loaded, subject_facts, frozenset({type(fact)}))
        return findings

    def _media_facts(
        self, at: tuple[str | int, ...], name: str, facts: MediaFacts, loaded: Loaded[Any]
    ) -> Iterator[Artwork | PublishedPicture | MediaFault | ChangedMedia]:
        """Say what rules can ask about one media file."""
        kind = "audio" if isinstance(facts, AudioFacts) else "image"
        if facts.fault:
            yield MediaFault(kind, name, facts.fault, at)
        elif isinstance(facts, ImageFacts):
            yield picture_fact(at, name, facts, loaded.record)
        locked = self._task.lock.get(name)
        at_hand = self._task.locked and name in self._fresh and not facts.fault
        if at_hand and locked and locked.sha256 != facts.sha256:
            is_same = _has_same_sound(locked, facts)
            yield ChangedMedia(kind, name, at, is_same_sound=is_same)

    def _run(
        self, loaded: Loaded[Any], facts: Mapping[type, Any], own: frozenset[type]
    ) -> list[Finding]:
        return self._engine.run(self._subject(loaded, facts, own))

    def _subject(
        self, loaded: Loaded[Any], facts: Mapping[type, Any], own: frozenset[type]
    ) -> Subject:
        dropped = self._show.dropped if loaded is not self._show else frozenset()
        return Subject(loaded, facts, own, dropped)


def _has_same_sound(locked: MediaFacts, facts: MediaFacts) -> bool:
    """Tell whether a changed file has other tags alone."""
    if not isinstance(locked, AudioFacts) or not isinstance(facts, AudioFacts):
        return False
    return locked.audio_sha256 == facts.audio_sha256 != ""
