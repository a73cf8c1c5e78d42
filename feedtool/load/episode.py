"""One episode: its record file, the .yaml beside it, and the local files it names."""

import os
from collections.abc import Sequence
from dataclasses import replace

from feedtool.formats.record.elements import may_hold_attributes
from feedtool.formats.record.episode import EpisodeReader
from feedtool.formats.record.fields import Fields
from feedtool.load.folder import Folder
from feedtool.load.reading import read_file
from feedtool.model.episode import Episode
from feedtool.model.finding import Fault, Problem
from feedtool.model.loaded import Loaded
from feedtool.model.place import Source


class EpisodeLoader:
    """Loads the episodes of one show."""

    def __init__(self, folder: Folder, reader: EpisodeReader, sidecars: dict[str, str]) -> None:
        """Take the folder, what the show knows, and which records have a sidecar."""
        self._folder, self._reader, self._sidecars = folder, reader, sidecars
        self._start = f"{folder.path}{os.sep}"

    def load(self, name: str) -> Loaded[Episode]:
        """Load one record by its file name; never raises for what is in it."""
        return self.load_all([name])[0]

    def load_all(self, names: Sequence[str]) -> list[Loaded[Episode]]:
        """Load records: all of them are read before the first becomes an episode."""
        folder = self._folder
        read = [read_file(self._start, name, folder.shown + name, folder.unsaved) for name in names]
        return [self._make(name, *parts) for name, parts in zip(names, read, strict=True)]

    def _make(self, name: str, fields: Fields, source: Source) -> Loaded[Episode]:
        sidecar, added = None, frozenset[str]()
        if name in self._sidecars:
            sidecar, added = self._merge(self._sidecars[name], fields)
        suffix = "." + name.rpartition(".")[2].lower()
        has_attributes = sidecar is not None or may_hold_attributes(source.text)
        reading = self._reader.read(
            fields.values, fields.body, suffix, may_have_attributes=has_attributes
        )
        return Loaded(
            path=source.path,
            name=name,
            record=reading.record,
            source=source,
            faults=fields.faults + reading.faults,
            dropped=reading.dropped,
            sidecar=sidecar,
            sidecar_fields=added,
            is_broken=fields.is_broken,
        )

    def _merge(self, name: str, fields: Fields) -> tuple[Source, frozenset[str]]:
        """Add a sidecar's fields; the same field twice is a fault."""
        folder = self._folder
        shown = folder.shown + name
        more, source = read_file(self._start, name, shown, folder.unsaved)
        for fault in more.faults:
            placed = replace(fault.problem, file=shown)
            fields.faults.append(Fault(fault.code, placed, fault.drops))
        added: set[str] = set()
        for key, value in more.values.items():
            if key in fields.values:
                message = f"field '{key}' stands here and in {name}: the one here counts"
                fields.faults.append(Fault("RC04", Problem((key,), message)))
            else:
                fields.values[key] = value
                added.add(key)
        return source, frozenset(added)
