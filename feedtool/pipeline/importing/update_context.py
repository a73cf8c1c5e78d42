"""What new records of an imported show are written against: show.yaml as it is now."""

from feedtool.errors import FeedtoolError
from feedtool.formats.import_lock import ImportLock
from feedtool.load.folder import SHOW_FILE, Folder
from feedtool.load.reading import read_file
from feedtool.load.show import load_show
from feedtool.migrate.feed.episode_writer import ShowContext
from feedtool.migrate.feed.mapped import Mapped
from feedtool.migrate.feed.show_folder import Draft
from feedtool.migrate.feed.update import choice_of, used_namespaces
from feedtool.migrate.record_text import write_show
from feedtool.pipeline.importing.lock import is_untouched


def open_context(
    folder: Folder, lock: ImportLock, draft: Draft, items: list[Mapped]
) -> tuple[ShowContext, dict[str, str]]:
    """Return the context, and show.yaml if it must learn namespaces; raises FeedtoolError.

    The prefix is that of the feed's audio: the user may have given the show another one since.
    """
    values = read_file(f"{folder.path}/", SHOW_FILE, SHOW_FILE, {})[0].values
    loaded = load_show(folder)
    known = loaded.show.record.namespaces
    used = used_namespaces(items, draft.channel.values.get("namespaces", {}))
    missing = {name: uri for name, uri in used.items() if known.get(name) != uri}
    if missing:
        _refuse_edited(folder, lock, missing, known)
        values = values | {"namespaces": known | missing}
    own = {"enclosure_prefix": draft.prefix or None, "namespaces": known | missing}
    show = loaded.show.record.model_copy(update=own)
    people = values.get("people") or {}
    registry = {key: entry for key, entry in people.items() if _is_whole(entry)}
    choice = choice_of(values.get("derive") or {})
    context = ShowContext(show, loaded.roster, values, choice, registry)
    return context, {SHOW_FILE: write_show(values)} if missing else {}


def _refuse_edited(
    folder: Folder, lock: ImportLock, missing: dict[str, str], known: dict[str, str]
) -> None:
    """Raise FeedtoolError where show.yaml is the user's own: it says what to add."""
    is_ours = is_untouched(folder.path, {SHOW_FILE: lock.show})
    if is_ours and not missing.keys() & known.keys():
        return
    lines = ", ".join(f"{name}: {uri}" for name, uri in missing.items())
    message = f"the feed has namespaces that {folder.shown}{SHOW_FILE} lacks"
    raise FeedtoolError(message, f"add under namespaces, then update again: {lines}")


def _is_whole(entry: object) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("name"), str)
