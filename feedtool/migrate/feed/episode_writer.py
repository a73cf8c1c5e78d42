"""Items of a feed to the records of episodes, each settled so that nothing is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from feedtool.compose.item import ItemComposer
from feedtool.compose.media import Ground
from feedtool.formats.dates import read_date
from feedtool.formats.record.episode import EpisodeReader
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.notes import write_notes
from feedtool.migrate.feed.registry import drop_inherited, name_people
from feedtool.migrate.feed.settle import Composed, settle
from feedtool.migrate.feed.texts import Choice, take_texts
from feedtool.migrate.feed.written import elements_of_item
from feedtool.migrate.guests import find_guest, offer_guest
from feedtool.migrate.record_text import write_episode
from feedtool.model.roster import Roster
from feedtool.model.show import Show


@dataclass(slots=True)
class Imported:
    """The files of a show folder by name, and what was done to get there.

    `records` are the names of each item's own files, in the feed's order.
    """

    files: dict[str, str] = field(default_factory=dict)
    show: Mapped | None = None
    items: list[Mapped] = field(default_factory=list)
    records: list[tuple[str, ...]] = field(default_factory=list)
    guests: int = 0


@dataclass(frozen=True, slots=True)
class ShowContext:
    """What records of episodes are written against: the show, and the fields of its show.yaml."""

    show: Show
    roster: Roster
    values: dict[str, Any]
    choice: Choice
    registry: dict[str, dict[str, Any]]


def write_items(
    items: Iterable[tuple[str, Mapped]], context: ShowContext, audio: Mapping[str, str]
) -> Imported:
    """Write records under the names given; `audio` are the audio files at hand, by name."""
    writer = _EpisodeWriter(context)
    imported = Imported()
    for name, item in items:
        name_people(item, context.registry)
        files = writer.write(name, item, audio.get(name, ""))
        imported.files |= files
        imported.records.append(tuple(files))
        imported.items.append(item)
    imported.guests = writer.guests
    return imported


class _EpisodeWriter:
    """Writes the records of one show's episodes."""

    def __init__(self, context: ShowContext) -> None:
        show = context.show
        self._composer = ItemComposer(Ground(show, "", {}))
        self._reader = EpisodeReader(context.roster, show.namespaces)
        self._choice, self._values = context.choice, context.values
        self._hosts = [person.name for person in show.hosts if person.name]
        self.guests = 0
        self._derived = [name for name in show.derive if name != "description"]

    def write(self, name: str, item: Mapped, file: str) -> dict[str, str]:
        """Settle one episode; return its files. `file` is its audio, where that is at hand."""
        self._shorten(item)
        is_description = self._choice.notes == "description"
        notes = take_texts(item, self._choice)
        body, suffix = write_notes(notes, is_description=is_description)

        def compose(values: dict[str, Any]) -> Composed:
            reading = self._reader.read(values, body, suffix)
            composed = self._composer.compose(reading.record, name)
            return Composed(tuple(elements_of_item(composed)), reading.dropped)

        settle(item, compose, self._derived)
        if file and "url" in item.values.get("audio", {}):
            # The file's own facts count now; the address stays what it was.
            item.values["audio"] = {"file": file, "url": item.values["audio"]["url"]}
        remark = self._offer_guest(item.values)
        text, aside = write_episode(item.values, body, remark)
        files = {f"{name}{suffix}": text}
        return files | {f"{name}.yaml": aside} if aside else files

    def _offer_guest(self, values: dict[str, Any]) -> str:
        if values.get("guests"):
            return ""
        remark = offer_guest(find_guest(values.get("title", ""), self._hosts))
        self.guests += bool(remark)
        return remark

    def _shorten(self, item: Mapped) -> None:
        """Leave out what the show says, and write dates as people do."""
        values, derive = item.values, self._choice.derive
        drop_inherited(item, self._values)
        for name, element in _INHERITED:
            if element in derive and values.get(name) == self._values.get(name):
                values.pop(name, None)
        if values.get("episode_type") == "full":
            del values["episode_type"]
        published = values.get("published")
        instant = read_date(published, None).instant if published else None
        if instant is not None:
            seconds = instant.strftime(":%S") if instant.second else ""
            values["published"] = f"{instant:%Y-%m-%d %H:%M}{seconds} {_offset(instant)}"


_INHERITED = (
    ("author", "itunes:author"),
    ("explicit", "itunes:explicit"),
    ("keywords", "itunes:keywords"),
)
"""Fields that an episode takes from the show, where `derive` writes their element."""


def _offset(instant: Any) -> str:
    text = f"{instant:%z}"
    return f"{text[:3]}:{text[3:5]}"
