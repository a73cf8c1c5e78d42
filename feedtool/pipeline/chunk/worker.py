"""One worker: it takes records through the stations, some at a time."""

from collections.abc import Sequence
from typing import Any

from feedtool.check.facts import Digest, Said
from feedtool.formats.media_types import type_of
from feedtool.formats.record.inline_ignores import MARK, find_inline_ignores
from feedtool.load.folder import is_record_name
from feedtool.load.local_files import Named
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.ignore import InlineIgnore
from feedtool.model.loaded import Loaded
from feedtool.model.place import InFrames, Source
from feedtool.pipeline.chunk.audio_tags import list_tagged
from feedtool.pipeline.chunk.checking import Checker
from feedtool.pipeline.chunk.digest import make_digest
from feedtool.pipeline.chunk.preparing import Prepared, Preparer
from feedtool.pipeline.chunk.speech import list_speeches
from feedtool.pipeline.chunk.task import BuiltItem, ChunkResult, Task
from feedtool.render.rss import RenderedItem, render_items
from feedtool.render.transcripts import render_transcripts
from feedtool.rules import all_rules

_CODES = frozenset(rule.code for rule in all_rules())


class Worker:
    """Takes record names through the stations; one per process."""

    def __init__(self, task: Task) -> None:
        """Prepare what all episodes share."""
        self._task, self._show, self.roster = task, task.show.show, task.show.roster
        self._preparer = Preparer(task)
        self.feed = self._preparer.feed
        self._sent: set[str] = set()
        facts, fresh = self._preparer.facts, self._preparer.probe.fresh
        self.checker = Checker(task, self.feed, facts, fresh)

    def process(self, names: list[str]) -> ChunkResult:
        """Take some records through the stations.

        All of them pass one before the next, which is a sixth faster than one after the other:
        the code of a station stays in the processor's cache.
        """
        result = ChunkResult()
        preparer = self._preparer
        episodes = [preparer.prepare(each) for each in preparer.load_all(names)]
        for each in episodes:
            result.inline += self._read_ignores(each.loaded)
        result.findings += self.checker.check_episodes(episodes)
        result.digests += [self._check_sound(each, result) for each in episodes]
        if self._task.renders:
            pairs = zip(episodes, result.digests, strict=True)
            self._render([each.item for each, digest in pairs if digest.is_due], result)
        fresh = preparer.probe.fresh
        result.fresh = {n: f for n, f in fresh.items() if n not in self._sent}
        self._sent |= result.fresh.keys()
        result.texts = self.checker.take_texts()
        return result

    def _check_sound(self, episode: Prepared, result: ChunkResult) -> Digest:
        """Check transcripts and tags of an episode, and digest what rules over all need."""
        loaded, item, show = episode.loaded, episode.item, self._show.record
        speeches = list_speeches(loaded.record, item, show, episode.voices, episode.opened)
        result.findings += [f for each in speeches for f in self.checker.check_speech(each)]
        tags = self._preparer.read_tags(episode)
        result.findings += self.checker.check_tags(loaded, tags)
        digest = self._digest(loaded, item, episode.named, tuple(each.said for each in speeches))
        if tags:
            shown, base_url = self._task.folder.shown, self._preparer.base_url
            digest = digest._replace(tagged=list_tagged(tags, item, base_url, shown))
        return digest

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
        digest = make_digest(loaded, item, self._preparer.facts, task.show.roster, task.now)
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
        if "/" in name or not is_record_name(name):
            return self._preparer.open_transcript(name, ()).loaded
        return self._preparer.load(name)

    def open_episode(self, path: str) -> tuple[Loaded[Episode], Item]:
        """Take one record again as far as compose, by the path reports print."""
        name = path.removeprefix(self._task.folder.shown)
        episode = self._preparer.prepare(self._preparer.load(name))
        return episode.loaded, episode.item

    def _read_ignores(self, loaded: Loaded[Any]) -> list[InlineIgnore]:
        """Read the ignores that stand in a record; what is wrong with them becomes its faults."""
        found: list[InlineIgnore] = []
        for source in (loaded.source, loaded.sidecar):
            if source is not None and MARK in source.text:
                read = find_inline_ignores(source.path, source.text, _CODES)
                found += read.ignores
                loaded.faults += read.faults
        return found


def _built(item: Item, rendered: RenderedItem) -> BuiltItem:
    instant = item.published.instant if item.published else None
    is_live = item.live is not None
    assets = item.assets + render_transcripts(item)
    file = item.audio.file if item.audio else ""
    return BuiltItem(
        item.path, instant, is_live, rendered, assets, item.audio_files, file, item.is_dynamic
    )
