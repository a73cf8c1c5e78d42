"""show.yaml with people/ and sponsors/ beside it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.errors import FeedtoolError
from feedtool.files import leaves_folder
from feedtool.formats.record.show import (
    build_person,
    build_show,
    build_sponsor,
    find_unknown_people,
    resolve_show_people,
)
from feedtool.formats.record.validation import Reading
from feedtool.load.folder import SHOW_FILE, Folder
from feedtool.load.reading import read_file
from feedtool.model.finding import Fault, Problem
from feedtool.model.loaded import Loaded, LoadedShow
from feedtool.model.person import Person, Sponsor
from feedtool.model.roster import make_roster
from feedtool.model.shapes import Record
from feedtool.model.show import Show

FORMAT = 1
_ALL_FIELDS = frozenset(Show.model_fields)


def load_show(folder: Folder) -> LoadedShow:
    """Read the show's record and everyone it knows; raises FeedtoolError for a newer format."""
    start, shown = f"{folder.path}{os.sep}", folder.shown + SHOW_FILE
    fields, source = read_file(start, SHOW_FILE, shown, folder.unsaved)
    reading = build_show(fields.values)
    show = reading.record
    if show.format > FORMAT:
        message = f"{source.path} has record format {show.format}; this feedtool reads {FORMAT}"
        raise FeedtoolError(message, "update feedtool")
    files: list[Loaded[Record]] = []
    faults = fields.faults + reading.faults
    reader = _FileReader(folder, show.namespaces, files, faults)
    people = reader.add(dict(show.people), "people")
    sponsors = reader.add(dict(show.sponsors), "sponsors")
    roster = make_roster(people, sponsors)
    unknown = find_unknown_people(fields.values, roster)
    dropped = reading.dropped.union(*(fault.drops for fault in unknown))
    loaded = Loaded(
        path=source.path,
        name=SHOW_FILE,
        record=resolve_show_people(show, roster),
        source=source,
        faults=faults + unknown,
        dropped=_ALL_FIELDS if fields.is_broken else dropped,
        is_broken=fields.is_broken,
    )
    return LoadedShow(loaded, roster, files)


def _judge_folder(path: Path, base: Path) -> str:
    """Say why the files of a folder are not read, or return ""."""
    if leaves_folder(path, base):
        return f"{path.name}/ is a link that leaves the show folder"
    if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
        return f"{path.name}/ cannot be read: permission denied"
    return ""


@dataclass(frozen=True, slots=True)
class _FileReader:
    """Reads people/KEY.md and sponsors/KEY.md; `files` are those with faults of their own."""

    folder: Folder
    namespaces: dict[str, str]
    files: list[Loaded[Record]]
    faults: list[Fault]

    def add(self, known: dict[str, Any], kind: str) -> dict[str, Any]:
        """Add the files of one kind, in the show folder or one level up for a network."""
        from_files: set[str] = set()
        up = self.folder.path.resolve().parent
        for base, shown in ((self.folder.path, self.folder.shown), (up, "../")):
            message = _judge_folder(base / kind, base)
            if message:
                self.faults.append(Fault("RC01", Problem((), message)))
                continue
            for path in sorted((base / kind).glob("*.[mM][dD]")):
                key = path.stem
                if key[0] in "_." or key in from_files or key.upper() == "README":
                    continue
                from_files.add(key)
                if key in known:
                    message = f"'{key}' stands both here and in {kind}/{path.name}"
                    self.faults.append(Fault("RC04", Problem((kind, key), message)))
                    continue
                known[key] = self._read(path, f"{shown}{kind}/{path.name}", kind)
        return known

    def _read(self, path: Path, shown: str, kind: str) -> Record:
        start = f"{path.parent}{os.sep}"
        fields, source = read_file(start, path.name, shown, self.folder.unsaved)
        reading: Reading[Person] | Reading[Sponsor] = (
            build_person(fields.values, fields.body, self.namespaces)
            if kind == "people"
            else build_sponsor(fields.values, fields.body)
        )
        faults = fields.faults + reading.faults
        if faults:
            record, dropped = reading.record, reading.dropped
            self.files.append(Loaded(shown, path.name, record, source, faults, dropped))
        return reading.record
