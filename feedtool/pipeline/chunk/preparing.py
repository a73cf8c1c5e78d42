"""Takes a record through load, probe and compose: what is known before anything is judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from feedtool.check.media_facts import AudioTags
from feedtool.compose.feed import compose_feed
from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.speakers import Voice
from feedtool.load.chapters import load_chapters
from feedtool.load.episode import EpisodeLoader
from feedtool.load.file_judge import FileJudge, judge_unmeasured
from feedtool.load.local_files import Named, files_of_episode, files_of_show
from feedtool.load.transcript import OpenTranscript, open_transcript
from feedtool.model.episode import Episode
from feedtool.model.feed import Item
from feedtool.model.loaded import Loaded
from feedtool.model.media import MediaFacts
from feedtool.pipeline.chunk.audio_tags import audio_tags
from feedtool.pipeline.chunk.speech import names_of, voices_of
from feedtool.pipeline.chunk.task import Task
from feedtool.probe.media import MediaProbe


@dataclass(slots=True)
class Prepared:
    """An episode as far as compose: its record, the files it names, who speaks, its item."""

    loaded: Loaded[Episode]
    named: list[Named]
    voices: tuple[Voice, ...]
    opened: dict[str, OpenTranscript]
    item: Item


class Preparer:
    """Prepares the episodes of a show; `facts` are those of their media by name, which grow."""

    def __init__(self, task: Task) -> None:
        """Prepare what all episodes share: `feed` is the show's part of the feed."""
        show = task.show.show
        self._folder, self._show = task.folder, show.record
        self.probe = MediaProbe(task.folder.path, task.lock, task.cache)
        self.facts: dict[str, MediaFacts] = {}
        ground = Ground(show.record, show.record.base_url or "", self.facts)
        self.base_url = ground.base_url
        reader = EpisodeReader(task.show.roster, show.record.namespaces)
        self._loader = EpisodeLoader(task.folder, reader, task.sidecars)
        self._composer = ItemComposer(ground)
        self._files = FileJudge(task.folder.path, frozenset(task.lock))
        self._measure(show, files_of_show(show.record))
        self.feed = compose_feed(ground)

    def load(self, name: str) -> Loaded[Episode]:
        """Load one record."""
        return self._loader.load(name)

    def load_all(self, names: Sequence[str]) -> list[Loaded[Episode]]:
        """Load records."""
        return self._loader.load_all(names)

    def prepare(self, loaded: Loaded[Episode]) -> Prepared:
        """Measure and read what a record names, and compose its item."""
        named = list(files_of_episode(loaded.record))
        self._measure(loaded, named)
        voices = self._list_voices(loaded)
        opened = self._open_transcripts(loaded, voices)
        return Prepared(loaded, named, voices, opened, self._compose(loaded, opened))

    def read_tags(self, episode: Prepared) -> tuple[AudioTags, ...]:
        """Return the tags of an episode's audio files, with what they should hold."""
        if not episode.item.audio_files or episode.loaded.is_broken:
            return ()
        transcripts = [each.transcript for each in episode.opened.values()]
        of_show = (self._show, self.feed)
        return audio_tags(episode.loaded, episode.item, self.facts, of_show, transcripts)

    def open_transcript(self, name: str, known: Sequence[str]) -> OpenTranscript:
        """Read a transcript of the show folder, in which these names may speak."""
        folder = self._folder
        shown = folder.shown + name
        return open_transcript(folder.path / name, shown, name, known, folder.unsaved.get(shown))

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
            link.file: self.open_transcript(link.file, names)
            for number, link in enumerate(loaded.record.transcript)
            if link.file and ("transcript", number, "file") not in missing
        }

    def _compose(self, loaded: Loaded[Episode], opened: dict[str, OpenTranscript]) -> Item:
        chapters = loaded.record.chapters
        if chapters is not None and chapters.file and "chapters" not in loaded.dropped:
            loaded.chapters = load_chapters(self._folder, chapters.file)
        read = {n: each.transcript for n, each in opened.items() if each.transcript.turns}
        return self._composer.compose(loaded.record, loaded.path, loaded.chapters, read)

    def _measure(self, loaded: Loaded[Any], named: Iterable[Named]) -> None:
        """Check that the named files are there, and measure the media among them."""
        for each in named:
            at, name, is_media = each
            fault = self._files.judge(each)
            if fault is None and is_media and not self._measure_one(at, name):
                fault = judge_unmeasured(each)
            if fault is not None:
                loaded.faults.append(fault)
                loaded.dropped |= set(fault.drops)

    def _measure_one(self, at: tuple[str | int, ...], name: str) -> bool:
        """Note the facts of a file; say whether there are any."""
        is_audio = at[0] in ("audio", "alternate_enclosure")
        facts = self.probe.audio(name) if is_audio else self.probe.image(name)
        if facts is not None:
            self.facts[name] = facts
        return facts is not None
