"""An episode taken out for good: at the target first, then in the records."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from feedtool.check.facts import Digest
from feedtool.errors import ExitCode, FeedtoolError
from feedtool.files import UnreadableError, read_text, replace_text
from feedtool.formats.feed.cut import Cut, count_items, cut_items, list_named
from feedtool.formats.record.edit import apply_edits
from feedtool.formats.record.fields import read_fields
from feedtool.formats.record.removed_list import enter_removed
from feedtool.load.folder import SHOW_FILE
from feedtool.model.finding import Add, AnyEdit, Replace
from feedtool.pipeline.find_episode import find_episode
from feedtool.pipeline.releasing.job import Author, Watch, do_job, make_feed_job
from feedtool.pipeline.releasing.target import Aim, read_target_feed
from feedtool.pipeline.run import Options, check_show_folder
from feedtool.publish.desk import Seen, change_control, look
from feedtool.publish.history import list_kept, read_feed
from feedtool.publish.job import Done
from feedtool.publish.ledger import Control, Release, Withdrawn
from feedtool.publish.names import FEED


@dataclass(slots=True)
class Taken:
    """What became of an episode that was withdrawn.

    `deleted` are files that are gone from the target, `kept` those that only it named and that
    are still there. `written` are records that were changed, `left` what the user must change
    by hand. `earlier` counts the feeds kept at the target, some of which hold it still.
    """

    digest: Digest
    was_out: bool = False
    done: Done | None = None
    deleted: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is asked: the episode by any of its names, why, and whether its files go too."""

    word: str
    reason: str
    deletes: bool
    author: Author


def withdraw_episode(aim: Aim, options: Options, asked: Withdrawal, watch: Watch) -> Taken:
    """Take an episode out of the feed that is out, and keep its GUID for ever.

    The target learns first that it must not come back: whoever publishes it from now on is
    refused. Raises FeedtoolError.
    """
    outcome = check_show_folder(options, watch.progress)
    digest = find_episode(asked.word, outcome.digests, outcome.folder)
    if not digest.guid:
        raise FeedtoolError(f"{digest.path} has no GUID, so nothing of it is out")
    seen = look(aim.store)
    taken = Taken(digest)
    cut = _cut(aim, seen, digest.guid)
    taken.was_out = bool(cut.items)
    stopped = _forbid(aim, seen, digest, asked.author)
    if cut.items:
        author = asked.author
        note = Release(
            0,
            "",
            author.when,
            author.name,
            f"withdrawn: {digest.guid}",
            count_items(cut.data),
            tuple(sorted(list_named(cut.data.decode("utf-8", "replace"), *aim.bases) - {FEED})),
        )
        taken.done = do_job(aim, make_feed_job(aim, stopped, cut.data, note), watch)
    items = cut.items or _find_earlier(aim, digest.guid)
    shared = {name for each in outcome.digests if each is not digest for name in each.files}
    _deal_with_files(aim, items, cut.data, taken, shared, deletes=asked.deletes)
    _mark_records(aim, digest, asked.reason, taken)
    taken.earlier = len(list_kept(aim.store))
    return taken


def _cut(aim: Aim, seen: Seen, guid: str) -> Cut:
    if seen.feed is None:
        return Cut(b"", ())
    read_target_feed(aim, seen.feed.data)
    try:
        return cut_items(seen.feed.data, [guid])
    except ValueError as error:
        message = f"the feed at {aim.store.where} cannot be written without the episode: {error}"
        raise FeedtoolError(message, "publish it once with feedtool", ExitCode.CHANGED) from None


def _forbid(aim: Aim, seen: Seen, digest: Digest, author: Author) -> Seen:
    """Write down at the target that the episode must not come back; return what lies there then."""
    if any(each.guid == digest.guid for each in seen.control.withdrawn):
        return seen
    gone = Withdrawn(digest.guid, digest.title, author.when, author.name)
    control = Control(seen.control.hold, (*seen.control.withdrawn, gone))
    version = change_control(aim.store, control, seen.control_version)
    return replace(seen, control=control, control_version=version)


def _find_earlier(aim: Aim, guid: str) -> tuple[str, ...]:
    """Find what the last feed with an episode said of it: the one that is out has it no more."""
    for stem in reversed(list_kept(aim.store)):
        feed = read_feed(aim.store, stem)
        with suppress(ValueError):
            if feed is not None and (items := cut_items(feed, [guid]).items):
                return items
    return ()


def _deal_with_files(
    aim: Aim,
    items: Sequence[str],
    feed: bytes,
    taken: Taken,
    shared: AbstractSet[str],
    *,
    deletes: bool,
) -> None:
    """Delete what only these items named, or say that it is still there.

    What the feed names stays, and what is `shared` with other records: theirs may be to come.
    """
    named = {name for item in items for name in list_named(item, *aim.bases)}
    rest = shared | list_named(feed.decode("utf-8", "replace"), *aim.bases)
    local = {name for name in taken.digest.files if name not in rest}
    listed = aim.store.list() if named or local else {}
    own = sorted(name for name in (named | local) - rest - {FEED} if name in listed)
    for name in own if deletes else ():
        aim.store.delete(name)
    taken.deleted, taken.kept = (own, []) if deletes else ([], own)


def _mark_records(aim: Aim, digest: Digest, reason: str, taken: Taken) -> None:
    """Make the record a draft, and enter the GUID under `removed` in show.yaml."""
    folder = aim.folder
    name = digest.path.removeprefix(folder.shown)
    suffix = Path(name).suffix.lower()
    before = _read(folder.path / name)
    fields = read_fields(before, suffix).values if before is not None else {}
    if str(fields.get("draft", "")).lower() not in ("true", "yes", "on"):
        edit: AnyEdit = Add(("draft",), "true")
        if "draft" in fields:
            edit = Replace(("draft",), str(fields["draft"]), "true")
        after = apply_edits(before, suffix, [edit]) if before is not None else None
        _write(aim, name, before, after, "write draft: true", taken)
    show = _read(folder.path / SHOW_FILE)
    after = enter_removed(show, digest.guid, reason) if show is not None else None
    cure = f"add {{guid: {digest.guid}}} to the list removed"
    if after is None or after != show:
        _write(aim, SHOW_FILE, show, after, cure, taken)


def _write(
    aim: Aim, name: str, before: str | None, after: str | None, cure: str, taken: Taken
) -> None:
    path = aim.folder.path / name
    if before is not None and after is not None and replace_text(path, before, after):
        taken.written.append(aim.folder.shown + name)
    else:
        taken.left.append(f"{aim.folder.shown}{name}: {cure}")


def _read(path: Path) -> str | None:
    try:
        return read_text(path)
    except (UnreadableError, FileNotFoundError):
        return None
