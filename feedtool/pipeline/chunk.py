"""What one worker does: some episodes through load, probe, compose, check and render."""

from collections.abc import Sequence
from typing import Any

from feedtool.check.facts import Digest, Said
from feedtool.check.media_facts import AudioTags
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.episode_record import EpisodeReader
from feedtool.formats.inline_ignores import MARK, find_inline_ignores
from feedtool.formats.media_types import type_of
from feedtool.formats.speakers import Voice
from feedtool.load.chapters import load_chapters
from feedtool.load.episode import EpisodeLoader
from feedtool.load.folder import RECORD_SUFFIXES
from feedtool.load.local_files import Named, check_file, files_of_episode, files_of_show
from feedtool.load.transcript import OpenTranscript, open_transcript
from feedtool.model.catalog import Loaded
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.ignore import InlineIgnore
from feedtool.model.media import MediaFacts
from feedtool.model.place import InFrames, Source
from feedtool.pipeline.audio_tags import audio_tags, collect_tags, list_tagged
from feedtool.pipeline.checking import Checker
from feedtool.pipeline.digest import make_digest
from feedtool.pipeline.speech import list_speeches, names_of, voices_of
from feedtool.pipeline.task import BuiltItem, ChunkResult, Task
from feedtool.probe.media import MediaProbe
from feedtool.render.rss import RenderedItem, render_items
from feedtool.render.transcripts import render_transcripts
from feedtool.rules import all_rules

_CODES = frozenset(rule.code for rule in all_rules())


class Worker:
    """Takes record names through the stations; one per process."""

    def __init__(self, task: Task) -> None:
        """Prepare what all episodes share."""
        show = task.show.show
        self._task, self._show, self.roster = task, show, task.show.roster
        self._probe = MediaProbe(task.folder.path, task.lock, task.cache)
        self._facts: dict[str, MediaFacts] = {}
        self._sent: set[str] = set()
        self._ground = Ground(show.record, show.record.base_url or "", self._facts)
        reader = EpisodeReader(task.show.roster, show.record.namespaces)
        self._loader = EpisodeLoader(task.folder, reader, task.sidecars)
        self._composer = ItemComposer(self._ground)
        self._locked_names = frozenset(task.lock)
        self.feed = self._compose_show()
        self.checker = Checker(task, self.feed, self._facts, self._probe.fresh)

    def process(self, names: list[str]) -> ChunkResult:
        """Take some records through the stations."""
        result = ChunkResult()
        due: list[Item] = []
        for name in names:
            loaded = self._loader.load(name)
            named = list(files_of_episode(loaded.record))
            self._measure(loaded, named)
            voices = self._list_voices(loaded)
            opened = self._open_transcripts(loaded, voices)
            item = self._compose(loaded, opened)
            result.inline += self._read_ignores(loaded)
            result.findings += self.checker.check_episode(loaded, item, named)
            speeches = list_speeches(loaded.record, item, self._show.record, voices, opened)
            result.findings += [f for each in speeches for f in self.checker.check_speech(each)]
            said = tuple(each.said for each in speeches)
            tags = self._read_tags(loaded, item, opened)
            result.findings += self.checker.check_tags(loaded, tags)
            if self._task.collects and item.audio_files:
                base_url = self._ground.base_url
                result.tags.append(collect_tags(loaded, item, tags, self._probe, base_url))
            digest = self._digest(loaded, item, named, said)
            if tags:
                shown = self._task.folder.shown
                named_tags = list_tagged(tags, item, self._ground.base_url, shown)
                digest = digest._replace(tagged=named_tags)
            result.digests.append(digest)
            if digest.is_due:
                due.append(item)
        if self._task.renders:
            self._render(due, result)
        result.fresh = {n: f for n, f in self._probe.fresh.items() if n not in self._sent}
        self._sent |= result.fresh.keys()
        result.texts = self.checker.take_texts()
        return result

    def _read_tags(
        self, loaded: Loaded[Episode], item: Item, opened: dict[str, OpenTranscript]
    ) -> tuple[AudioTags, ...]:
        """Return the tags of an episode's audio files, with what they should hold."""
        if not item.audio_files or loaded.is_broken:
            return ()
        transcripts = [each.transcript for each in opened.values()]
        show = self._show.record
        return audio_tags(loaded, item, self._facts, (show, self.feed), transcripts)

    def _render(self, due: list[Item], result: ChunkResult) -> None:
        """Render what goes out; a record with errors may hold names that no XML can."""
        try:
            rendered = render_items(due, self.feed.namespaces)
        except (ValueError, LookupError) as error:
            result.unrendered = str(error)
            return
        result.items = [_built(item, xml) for item, xml in zip(due, rendered, strict=True)]

    def _digest(
        self, loaded: Loaded[Episode], item: Item, named: list[Named], said: tuple[Said, ...]
    ) -> Digest:
        task = self._task
        digest = make_digest(loaded, item, self._facts, task.show.roster, task.now)
        if not (named or said):
            return digest
        return digest._replace(files=tuple(name for _, name, _ in named), said=said)

    def check_show(self, files: Sequence[Loaded[Any]]) -> ChunkResult:
        """Check show.yaml, its people and pictures, and further files."""
        people = self._task.show.people
        own: list[Loaded[Any]] = [self._show, *people]
        inline = [each for loaded in own for each in self._read_ignores(loaded)]
        result = self.checker.check_files([*files, *people])
        result.findings += self.checker.check_show()
        result.inline = inline
        result.texts |= self.checker.take_texts()
        return result

    def open_record(self, path: str) -> Loaded[Any]:
        """Load one record again by the path reports print, to place problems in it."""
        show = self._task.show
        everyone: list[Loaded[Any]] = [show.show, *show.people]
        known = next((each for each in everyone if each.path == path), None)
        if known is not None or not path:
            return known or show.show
        name = path.removeprefix(self._task.folder.shown)
        if type_of(name).startswith(("audio/", "video/")):
            return Loaded(path, name, show.show.record, Source(path, "", InFrames()))
        if "/" in name or not name.endswith(RECORD_SUFFIXES):
            return self._open_transcript(name, ()).loaded
        return self._loader.load(name)

    def open_episode(self, path: str) -> tuple[Loaded[Episode], Item]:
        """Take one record again as far as compose, by the path reports print."""
        loaded = self._loader.load(path.removeprefix(self._task.folder.shown))
        self._measure(loaded, list(files_of_episode(loaded.record)))
        opened = self._open_transcripts(loaded, self._list_voices(loaded))
        return loaded, self._compose(loaded, opened)

    def _list_voices(self, loaded: Loaded[Episode]) -> tuple[Voice, ...]:
        """List who may speak in the transcripts of an episode, if it has any."""
        if not loaded.record.transcript:
            return ()
        return voices_of(self._composer.persons_of(loaded.record))

    def _open_transcripts(
        self, loaded: Loaded[Episode], voices: tuple[Voice, ...]
    ) -> dict[str, OpenTranscript]:
        """Read the transcripts at hand; those that are not there have their fault."""
        if not loaded.record.transcript:
            return {}
        missing = {fault.problem.at for fault in loaded.faults if fault.code == "RC09"}
        names = names_of(voices)
        return {
            link.file: self._open_transcript(link.file, names)
            for number, link in enumerate(loaded.record.transcript)
            if link.file and ("transcript", number, "file") not in missing
        }

    def _open_transcript(self, name: str, known: Sequence[str]) -> OpenTranscript:
        folder = self._task.folder
        shown = folder.shown + name
        return open_transcript(folder.path / name, shown, name, known, folder.unsaved.get(shown))

    def _read_ignores(self, loaded: Loaded[Any]) -> list[InlineIgnore]:
        """Read the ignores that stand in a record; what is wrong with them becomes its faults."""
        found: list[InlineIgnore] = []
        for source in (loaded.source, loaded.sidecar):
            if source is not None and MARK in source.text:
                read = find_inline_ignores(source.path, source.text, _CODES)
                found += read.ignores
                loaded.faults += read.faults
        return found

    def _compose_show(self) -> Feed:
        self._measure(self._show, list(files_of_show(self._show.record)))
        return compose_feed(self._ground)

    def _compose(self, loaded: Loaded[Episode], opened: dict[str, OpenTranscript]) -> Item:
        chapters = loaded.record.chapters
        if chapters is not None and chapters.file and "chapters" not in loaded.dropped:
            loaded.chapters = load_chapters(self._task.folder, chapters.file)
        read = {n: each.transcript for n, each in opened.items() if each.transcript.turns}
        return self._composer.compose(loaded.record, loaded.path, loaded.chapters, read)

    def _measure(self, loaded: Loaded[Any], named: list[Named]) -> None:
        """Check that the named files are there, and measure the media among them."""
        root = self._task.folder.path
        for each in named:
            fault = check_file(root, each, self._locked_names)
            at, name, is_media = each
            if fault is not None:
                loaded.faults.append(fault)
                loaded.dropped |= set(fault.drops)
            elif is_media:
                self._measure_one(at, name)

    def _measure_one(self, at: tuple[str | int, ...], name: str) -> None:
        is_audio = at[0] in ("audio", "alternate_enclosure")
        facts = self._probe.audio(name) if is_audio else self._probe.image(name)
        if facts is not None:
            self._facts[name] = facts


def _built(item: Item, rendered: RenderedItem) -> BuiltItem:
    instant = item.published.instant if item.published else None
    is_live = item.live is not None
    assets = item.assets + render_transcripts(item)
    file = item.audio.file if item.audio else ""
    return BuiltItem(
        item.path, instant, is_live, rendered, assets, item.audio_files, file, item.is_dynamic
    )
