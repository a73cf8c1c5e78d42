"""The show as it was read."""

from dataclasses import dataclass, field

from feedtool.model.episode import Episode
from feedtool.model.loaded import Loaded as Loaded  # noqa: PLC0414 - a part of the catalog
from feedtool.model.roster import Roster
from feedtool.model.shapes import Record
from feedtool.model.show import Show


@dataclass(slots=True)
class LoadedShow:
    """show.yaml with the people and sponsors beside it.

    `people` are the files of people/ and sponsors/ that had faults.
    """

    show: Loaded[Show]
    roster: Roster
    people: list[Loaded[Record]] = field(default_factory=list)


LoadedEpisode = Loaded[Episode]
