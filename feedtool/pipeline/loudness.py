"""Loudness, where it is asked for: each sound is measured once, several at a time."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cache_folder import cache_of_show, cache_of_user
from feedtool.check.media_facts import AudioFile
from feedtool.model.loudness import Loudness
from feedtool.model.media import AudioFacts
from feedtool.pipeline.measuring import count_cores
from feedtool.probe.ffmpeg import find_ffmpeg
from feedtool.probe.loudness import measure_loudness
from feedtool.probe.loudness_cache import LoudnessCache

if TYPE_CHECKING:
    from feedtool.pipeline.chunk.worker import Worker
    from feedtool.pipeline.run import Outcome

_SHOW = "show.yaml"


class LoudnessMeter:
    """Measures loudness with ffmpeg, and keeps it; `notes` say what could not be measured."""

    def __init__(self) -> None:
        """Look whether ffmpeg is there; what is kept is read when the first file is measured."""
        self.notes: list[str] = []
        self._program = find_ffmpeg()
        self._caches: dict[Path, LoudnessCache] = {}

    def measure(
        self, files: Sequence[tuple[Path, AudioFacts]], shown: Sequence[str]
    ) -> list[Loudness | None]:
        """Measure files whose facts have the hash of their sound; `shown` are their names.

        None stands for what is no sound, or cannot be measured.
        """
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for this alone

        caches = [self._open_cache(path) for path, _ in files]
        with ThreadPoolExecutor(count_cores()) as pool:  # ffmpeg does the work, in its process
            measured = list(pool.map(self._measure_one, files, caches))
        for (_, facts), found, name in zip(files, measured, shown, strict=True):
            if found is None and self._program and not facts.fault:
                self.notes.append(f"{name}: its loudness is not known, ffmpeg cannot decode it")
        if not self._program and None in measured:
            self.notes.append("loudness is not measured: ffmpeg is not installed")
        for cache in self._caches.values():
            cache.save()
        return measured

    def _measure_one(self, file: tuple[Path, AudioFacts], cache: LoudnessCache) -> Loudness | None:
        path, facts = file
        if facts.fault or not facts.audio_sha256:
            return None
        found = cache.find(facts.audio_sha256)
        if found is None and self._program:
            found = measure_loudness(self._program, path, facts)
            if found is not None:
                cache.put(facts.audio_sha256, found)
        return found

    def _open_cache(self, path: Path) -> LoudnessCache:
        """Return the cache of the show that a file lies in, else that of the user."""
        show = next((each for each in path.absolute().parents if (each / _SHOW).is_file()), None)
        folder = cache_of_show(show) if show else cache_of_user()
        if folder not in self._caches:
            self._caches[folder] = LoudnessCache(folder)
        return self._caches[folder]


def judge_loudness(meter: LoudnessMeter, worker: "Worker", outcome: "Outcome") -> None:
    """Measure the audio at hand of every episode, and add what rules say of it."""
    found = list(_list_audio(worker, outcome))
    root = outcome.folder.path
    files = [(root / file.name, facts) for _, file, facts in found]
    shown = [outcome.folder.shown + file.name for _, file, _ in found]
    for (path, file, _), loudness in zip(found, meter.measure(files, shown), strict=True):
        if loudness is not None:
            loaded = worker.open_record(path)
            outcome.findings += worker.checker.check_loudness(loaded, file, loudness)


def _list_audio(
    worker: "Worker", outcome: "Outcome"
) -> Iterable[tuple[str, AudioFile, AudioFacts]]:
    """List the records that name audio which is at hand and can be measured."""
    for digest in outcome.digests:
        audio = worker.open_record(digest.path).record.audio if not digest.is_broken else None
        facts = outcome.fresh.get(audio.file or "") if audio else None
        if audio and isinstance(facts, AudioFacts) and not facts.fault:
            at = ("audio", "url" if audio.url else "file")
            yield digest.path, AudioFile(audio.file, at, facts), facts
