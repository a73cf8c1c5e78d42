"""The records of an update: which are written, under which names, against which show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from feedtool.files import remove_file
from feedtool.formats.dates import read_date
from feedtool.formats.import_lock import ImportedItem, ImportLock, write_import_lock
from feedtool.load.folder import SHOW_FILE, Folder
from feedtool.migrate.feed.episode_writer import Imported, write_items
from feedtool.migrate.feed.fingerprint import fingerprint
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.show_folder import Draft, named_of
from feedtool.migrate.feed.update import Change, Comparison
from feedtool.migrate.file_names import Named, name_files
from feedtool.model.episode import Episode
from feedtool.pipeline.importing.audio_download import Fetched, fetch_audio, list_audio
from feedtool.pipeline.importing.feed import ImportOptions, WholeFeed
from feedtool.pipeline.importing.lock import LOCK, hash_text, is_untouched, lock_items
from feedtool.pipeline.importing.new_folder import add_old_faults, write_all
from feedtool.pipeline.importing.update_context import open_context
from feedtool.pipeline.run import Options
from feedtool.pipeline.workers import Progress


@dataclass(slots=True)
class Updated:
    """What an update did: names of records, with the elements that changed at the old host.

    `left` are changed there and edited here. `own` counts items that stand in records of the user.
    """

    folder: Path
    new: list[str] = field(default_factory=list)
    changed: list[tuple[str, list[str]]] = field(default_factory=list)
    left: list[tuple[str, list[str]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    show: list[str] = field(default_factory=list)
    same: int = 0
    own: int = 0
    faults: int = 0
    fetched: Fetched | None = None


class RecordUpdate:
    """One update: what is to be written, under which names, and what the lock says then."""

    def __init__(
        self,
        options: ImportOptions,
        folder: Folder,
        lock: ImportLock,
        records: dict[str, Episode],
        whole: WholeFeed,
    ) -> None:
        self._options, self._folder, self._lock = options, folder, lock
        self._records, self._whole = records, whole
        self._done = Updated(folder.path)

    def run(self, compared: Comparison, draft: Draft, progress: Progress) -> Updated:
        """Write new records and those that nobody has changed here."""
        done = self._done
        done.gone, done.show, done.own = compared.gone, compared.show, compared.own
        fresh = list(zip(self._name_new(compared.new), compared.new, strict=True))
        again = list(self._choose_again(compared))
        audio = self._fetch_audio(fresh + _pairs_of(again))
        again = list(self._leave_edited(again))  # downloads take long enough to edit a record
        pairs = fresh + _pairs_of(again)
        items = [item for _, item in pairs]
        context, new_show = open_context(self._folder, self._lock, draft, items)
        imported = write_items(pairs, context, audio)
        imported.files |= new_show
        imported.files[LOCK] = self._new_lock(compared, draft, imported)
        write_all(self._folder.path, imported.files)
        self._remove_old(again, imported)
        done.new = [name for name, _ in fresh]
        written = {name for names in imported.records for name in names}
        checking = Options(
            str(self._folder.path), self._options.now, locked=not self._options.downloads
        )
        done.faults = add_old_faults(self._folder, written, checking, progress)
        return done

    def _name_new(self, items: list[Mapped]) -> list[str]:
        """Name new records as those that are there are named; no name is taken twice."""
        known = [_named_record(record) for record in self._records.values()]
        names = name_files([*known, *map(named_of, items)])[len(known) :]
        taken = {name.casefold() for name in self._records}
        found: list[str] = []
        for name in names:
            free = (f"{name}-{n}" if n > 1 else name for n in range(1, len(taken) + 3))
            found.append(next(each for each in free if each.casefold() not in taken))
            taken.add(found[-1].casefold())
        return found

    def _choose_again(self, compared: Comparison) -> Iterable[Change]:
        """Yield the records that are written anew: changed there, or without audio yet."""
        for change in (*compared.changed, *compared.same):
            is_ours = is_untouched(self._folder.path, change.before.files)
            if change.elements and is_ours and not self._has_other_audio(change):
                self._done.changed.append((change.name, change.elements))
                yield change
            elif change.elements:
                self._done.left.append((change.name, change.elements))
            else:
                self._done.same += 1
                if is_ours and self._options.downloads and not self._file_of(change.name):
                    yield change

    def _leave_edited(self, again: Iterable[Change]) -> Iterator[Change]:
        """Yield the records that are still as the import wrote them."""
        for change in again:
            if is_untouched(self._folder.path, change.before.files):
                yield change
            elif change.elements:
                self._done.changed.remove((change.name, change.elements))
                self._done.left.append((change.name, change.elements))

    def _file_of(self, name: str) -> str:
        record = self._records.get(name)
        return (record.audio.file or "") if record and record.audio else ""

    def _has_other_audio(self, change: Change) -> bool:
        """Tell whether a record names a local file for audio that has another address now."""
        record = self._records.get(change.name)
        if record is None or record.audio is None or not record.audio.file:
            return False
        return bool(change.item.values.get("audio", {}).get("url") != record.audio.url)

    def _fetch_audio(self, pairs: list[tuple[str, Mapped]]) -> dict[str, str]:
        """Return the audio files of records, those that are there and those that come now."""
        have = {name: file for name, _ in pairs if (file := self._file_of(name))}
        if not self._options.downloads or self._whole.client is None:
            return have
        lacking = [pair for pair in pairs if pair[0] not in have]
        names, items = [name for name, _ in lacking], [item for _, item in lacking]
        wanted = list_audio(names, items, self._whole.feed.url)
        tell, client = self._options.tell, self._whole.client
        self._done.fetched = fetch_audio(wanted, self._folder.path, client, tell)
        return have | self._done.fetched.files

    def _new_lock(self, compared: Comparison, draft: Draft, imported: Imported) -> str:
        items: dict[str, ImportedItem] = dict(self._lock.items)
        for change in compared.changed:
            items[change.before.key] = replace(change.before, said=fingerprint(change.item.node))
        items |= {item.key: item for item in lock_items(imported)}
        said = fingerprint(draft.channel.node)
        text = imported.files.get(SHOW_FILE)
        show = self._lock.show if text is None else hash_text(text)
        return write_import_lock(ImportLock(self._whole.feed.source, show, said, items))

    def _remove_old(self, again: Iterable[Change], imported: Imported) -> None:
        """Remove files of records that were written anew under another suffix."""
        for change in again:
            for name in change.before.files.keys() - imported.files.keys():
                remove_file(self._folder.path / name)


def _pairs_of(changes: Iterable[Change]) -> list[tuple[str, Mapped]]:
    return [(change.name, change.item) for change in changes]


def _named_record(record: Episode) -> Named:
    """Return what the name of a record's file was made of."""
    return Named(
        title=record.title or "",
        season=str(record.season.number) if record.season else "",
        episode=str(record.episode.number) if record.episode else "",
        instant=read_date(record.published, None).instant if record.published else None,
    )
