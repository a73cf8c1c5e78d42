"""Records as they were read, with their faults, and the way back to their texts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from feedtool.model.finding import Fault
from feedtool.model.place import Source

if TYPE_CHECKING:  # a run over audio alone needs no models of records
    from feedtool.model.chapters import ChapterFile
    from feedtool.model.roster import Roster
    from feedtool.model.shapes import Record
    from feedtool.model.show import Show

T = TypeVar("T", bound="Record")


@dataclass(slots=True)
class Loaded(Generic[T]):
    """A record as it was read.

    `path` is what reports print; `name` the file's name in the show folder. `dropped` names the
    fields that could not be used: rules that read them do not run. `sidecar` is the source of the
    fields that a .yaml of the same name added. `is_broken` says that nothing of it could be read.
    `chapters` is the chapters file that an episode names.
    """

    path: str
    name: str
    record: T
    source: Source
    faults: list[Fault] = field(default_factory=list)
    dropped: frozenset[str] = frozenset()
    sidecar: Source | None = None
    sidecar_fields: frozenset[str] = frozenset()
    is_broken: bool = False
    chapters: "ChapterFile | None" = None

    def source_of(self, head: str) -> Source:
        """Return the source in which a field stands."""
        return self.sidecar if self.sidecar and head in self.sidecar_fields else self.source


@dataclass(slots=True)
class LoadedShow:
    """show.yaml with the people and sponsors beside it.

    `people` are the files of people/ and sponsors/ that had faults.
    """

    show: "Loaded[Show]"
    roster: "Roster"
    people: "list[Loaded[Record]]" = field(default_factory=list)
