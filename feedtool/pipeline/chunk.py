"""What one worker does: some episodes through load, probe, compose, check and render."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from feedtool.check.engine import Engine, Subject
from feedtool.check.facts import Artwork, ChangedMedia, Digest, Index, MediaFault, RecordFaults
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.files import UnreadableError, read_bytes
from feedtool.formats.episode_record import EpisodeReader
from feedtool.formats.inline_ignores import MARK, find_inline_ignores
from feedtool.formats.transcript_type import detect_type
from feedtool.load.episode import EpisodeLoader
from feedtool.load.local_files import Named, check_file, files_of_episode, files_of_show
from feedtool.model.catalog import Loaded
from feedtool.model.episode import Episode
from feedtool.model.feed import Feed, Item
from feedtool.model.finding import Finding
from feedtool.model.ignore import InlineIgnore
from feedtool.model.media import AudioFacts, ImageFacts, MediaFacts
from feedtool.model.roster import Roster
from feedtool.model.show import Show
from feedtool.pipeline.digest import digest_of
from feedtool.pipeline.task import BuiltItem, ChunkResult, Task
from feedtool.probe.media import MediaProbe
from feedtool.render.rss import RenderedItem, render_items
from feedtool.rules import all_rules

_HEAD = 4096
_CODES = frozenset(rule.code for rule in all_rules())


class Worker:
    """Takes record names through the stations; one per process."""

    def __init__(self, task: Task) -> None:
        """Prepare what all episodes share."""
        show = task.show.show
        self._task, self._show = task, show
        self._probe = MediaProbe(task.folder.path, task.lock, task.cache)
        self._facts: dict[str, MediaFacts] = {}
        self._sent: set[str] = set()
        self._types: dict[str, str] = {}
        self._ground = Ground(show.record, show.record.base_url or "", self._facts, self._types)
        reader = EpisodeReader(task.show.roster, show.record.namespaces)
        self._loader = EpisodeLoader(task.folder, reader, task.sidecars)
        self._composer = ItemComposer(self._ground)
        rules = [each for each in all_rules() if each.code in task.codes]
        self.codes = task.codes
        self._engine = Engine(rules, task.platforms)
        self._locked_names = frozenset(task.lock)
        self.feed = self._compose_show()

    def process(self, names: list[str]) -> ChunkResult:
        """Take some records through the stations."""
        result = ChunkResult()
        due: list[Item] = []
        for name in names:
            loaded = self._loader.load(name)
            named = list(files_of_episode(loaded.record))
            item = self._compose(loaded, named)
            result.inline += self._read_ignores(loaded)
            result.findings += self._check(loaded, item, named)
            digest = self._digest(loaded, item, named)
            result.digests.append(digest)
            if digest.is_due:
                due.append(item)
        if self._task.renders:
            self._render(due, result)
        result.fresh = {n: f for n, f in self._probe.fresh.items() if n not in self._sent}
        self._sent |= result.fresh.keys()
        result.texts = self._take_texts()
        return result

    def _render(self, due: list[Item], result: ChunkResult) -> None:
        """Render what goes out; a record with errors may hold names that no XML can."""
        try:
            rendered = render_items(due, self.feed.namespaces)
        except (ValueError, LookupError) as error:
            result.unrendered = str(error)
            return
        result.items = [_built(item, xml) for item, xml in zip(due, rendered, strict=True)]

    def _take_texts(self) -> dict[str, str]:
        texts, self._engine.texts = self._engine.texts, {}
        return texts

    def open_record(self, path: str) -> Loaded[Any]:
        """Load one record again by the path reports print, to place problems in it."""
        show = self._task.show
        everyone: list[Loaded[Any]] = [show.show, *show.people]
        known = next((each for each in everyone if each.path == path), None)
        if known is not None or not path:
            return known or show.show
        return self._loader.load(path.removeprefix(self._task.folder.shown))

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

    def _compose(self, loaded: Loaded[Episode], named: list[Named]) -> Item:
        self._measure(loaded, named)
        for link in loaded.record.transcript:
            if link.file and link.file not in self._types:
                self._sniff(link.file)
        return self._composer.compose(loaded.record, loaded.path)

    def _sniff(self, name: str) -> None:
        try:
            data = read_bytes(self._task.folder.path / name)
        except (OSError, UnreadableError):
            return
        self._types[name] = detect_type(data[:_HEAD].decode("utf-8", "replace"))

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

    def _check(self, loaded: Loaded[Episode], item: Item, named: list[Named]) -> list[Finding]:
        episode = loaded.record
        facts: dict[type, Any] = {
            Show: self._show.record,
            Feed: self.feed,
            Roster: self._task.show.roster,
        }
        if loaded.faults:  # without any, the rules that speak of them need not run
            facts[RecordFaults] = RecordFaults(tuple(loaded.faults))
        if loaded.is_broken:
            return self._run(loaded, facts, frozenset({RecordFaults}))
        facts |= {Episode: episode, Item: item}
        audio = self._facts.get(episode.audio.file or "") if episode.audio else None
        if isinstance(audio, AudioFacts) and not audio.fault:
            facts[AudioFacts] = audio
        own = frozenset({Episode, Item, RecordFaults, AudioFacts})
        findings = self._run(loaded, facts, own)
        return findings + self._check_media(loaded, named, facts)

    def check_show(self, files: Sequence[Loaded[Any]]) -> ChunkResult:
        """Run the rules that concern show.yaml, its people and pictures, and further files."""
        people = self._task.show.people
        own: list[Loaded[Any]] = [self._show, *people]
        inline = [each for loaded in own for each in self._read_ignores(loaded)]
        result = self.check_files([*files, *people])
        result.findings += self._check_show()
        result.inline = inline
        result.texts |= self._take_texts()
        return result

    def _check_show(self) -> list[Finding]:
        show = self._show
        facts: dict[type, Any] = {
            RecordFaults: RecordFaults(tuple(show.faults)),
            Show: show.record,
            Feed: self.feed,
            Roster: self._task.show.roster,
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
        result.texts = self._take_texts()
        return result

    def check_index(self, digests: Sequence[Digest]) -> ChunkResult:
        """Run the rules over the whole show."""
        facts = {Show: self._show.record, Feed: self.feed}
        index = Index(tuple(digests))
        findings = self._engine.run_index(index, self.open_record, facts)
        return ChunkResult(findings, texts=self._take_texts())

    def _check_media(
        self, loaded: Loaded[Any], named: list[Named], facts: dict[type, Any]
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
    ) -> Iterator[Artwork | MediaFault | ChangedMedia]:
        """Say what rules can ask about one media file."""
        kind = "audio" if isinstance(facts, AudioFacts) else "image"
        if facts.fault:
            yield MediaFault(kind, name, facts.fault, at)
        elif isinstance(facts, ImageFacts) and at == ("artwork",):
            owner = "show" if loaded is self._show else "episode"
            yield Artwork(owner, name, facts, at)
        locked = self._task.lock.get(name)
        at_hand = self._task.locked and name in self._probe.fresh and not facts.fault
        if at_hand and locked and locked.sha256 != facts.sha256:
            yield ChangedMedia(kind, name, at)

    def _run(
        self, loaded: Loaded[Any], facts: dict[type, Any], own: frozenset[type]
    ) -> list[Finding]:
        dropped = self._show.dropped if loaded is not self._show else frozenset()
        return self._engine.run(Subject(loaded, facts, own, dropped))

    def _digest(self, loaded: Loaded[Episode], item: Item, named: list[Named]) -> Digest:
        audio = self._facts.get(item.audio.file) if item.audio else None
        sha256 = audio.audio_sha256 if isinstance(audio, AudioFacts) else ""
        return digest_of(loaded, item, self._task.now, sha256, (name for _, name, _ in named))


def _built(item: Item, rendered: RenderedItem) -> BuiltItem:
    instant = item.published.instant if item.published else None
    is_live = item.live is not None
    return BuiltItem(item.path, instant, is_live, rendered, item.assets, item.audio_files)


OLDEST = datetime.min.replace(tzinfo=UTC)
"""Orders items without a readable date behind all others."""
