"""What is new at the old host, into a show folder that an import wrote before.

A record that the user has changed since is never touched, and neither is show.yaml.
"""

import gc
import shlex
from pathlib import Path

from feedtool.errors import FeedtoolError
from feedtool.formats.record.episode import EpisodeReader
from feedtool.load.episode import EpisodeLoader
from feedtool.load.folder import SHOW_FILE, Folder, find_folder, list_records
from feedtool.load.show import load_show
from feedtool.migrate.feed.show_folder import draft_import
from feedtool.migrate.feed.update import compare_draft
from feedtool.model.episode import Episode
from feedtool.pipeline.importing.feed import ImportOptions, open_whole_feed
from feedtool.pipeline.importing.lock import load_import_lock
from feedtool.pipeline.importing.record_update import RecordUpdate, Updated
from feedtool.pipeline.workers import Progress


def update_show(options: ImportOptions, progress: Progress) -> Updated:
    """Add what is new in a feed to an imported show folder; raises FeedtoolError before that."""
    gc.disable()  # a tree of many small parts, all of which live to the end
    folder = find_folder(str(options.folder))
    lock = load_import_lock(folder.path)
    records = _load_records(folder)
    with open_whole_feed(options) as whole:
        draft = draft_import(whole.feed.document, options.now)
        guids = {each.guid.value.strip() for each in records.values() if each.guid}
        compared = compare_draft(draft, lock, guids)
        return RecordUpdate(options, folder, lock, records, whole).run(compared, draft, progress)


def _load_records(folder: Folder) -> dict[str, Episode]:
    """Read every record of the folder, by its name without suffix."""
    show = load_show(folder)
    if show.show.is_broken:
        message = f"{folder.shown}{SHOW_FILE} cannot be read"
        raise FeedtoolError(message, f"feedtool check {shlex.quote(str(folder.path))} says why")
    names, sidecars = list_records(folder)
    reader = EpisodeReader(show.roster, show.show.record.namespaces)
    loader = EpisodeLoader(folder, reader, sidecars)
    return {Path(name).stem: loader.load(name).record for name in names}
